"""What is a score? The methodology as versioned rows, and the engine that counts by it."""
