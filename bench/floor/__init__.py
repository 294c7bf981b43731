"""What is the least a save could be? A Django application of one view, on tables of its own in the same database."""
