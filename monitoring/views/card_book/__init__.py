"""How does a map leave for paper and for Excel, and how does it come back?"""
