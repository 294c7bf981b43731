"""What do others read of a methodology?"""
