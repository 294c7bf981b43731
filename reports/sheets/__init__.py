"""How does a context become a workbook?"""
