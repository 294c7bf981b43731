"""What stands on the screens of divided work: who checks what, how evenly, at what pace, and what a table would do?"""
