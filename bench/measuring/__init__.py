"""What do all benchmarks share? Rounds, the district they run on, the door requests come in by."""
