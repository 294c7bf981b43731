"""What is an uploaded document, what does it hold, how does it look? Read only in a process of its own (program.py)."""
