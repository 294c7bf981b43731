"""What is the least a save could be, and a file taken away? A Django application of two views, on tables of its own."""
