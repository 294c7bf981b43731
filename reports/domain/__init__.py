"""What do reports write? Words of documents, and nothing of what they read."""
