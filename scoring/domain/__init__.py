"""What may be done to a methodology? Loaded, and frozen by its first use."""
