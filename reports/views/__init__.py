"""Which report answers which request?"""
