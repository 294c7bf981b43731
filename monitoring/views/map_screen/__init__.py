"""What does the page of a map show? Plain dataclasses, built from a sheet; the same parts answer a save."""
