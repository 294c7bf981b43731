"""What does each report say? Frozen dataclasses, each made by one function from rows."""
