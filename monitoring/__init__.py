"""How a year runs: cycle, stages, expert maps, evidence, verification, evaluation."""
