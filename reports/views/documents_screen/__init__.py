"""What do the pages of made documents show?"""
