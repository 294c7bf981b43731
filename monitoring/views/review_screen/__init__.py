"""What stands on the reviewer's screens? Data made of rows and domain findings, ready for templates."""
