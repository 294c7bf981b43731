"""What do reports write? Made documents and the words people give them, and nothing of what they read."""
