"""What follows: the bank of advice, addressed recommendations, their sending and receipt."""
