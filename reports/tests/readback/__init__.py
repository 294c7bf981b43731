"""The documents of whole districts read back, figure by figure, against a count of our own from the raw answers."""
