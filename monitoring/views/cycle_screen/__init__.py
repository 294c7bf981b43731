"""What stands on the coordinator's screens? Data made of rows, ready for templates."""
