"""What do the screens of words have in common?"""
