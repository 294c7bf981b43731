"""How does a context become paper?"""
