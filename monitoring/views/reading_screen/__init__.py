"""What stands on the screens of a second reading: the sample, the claim before its blind reader, the agreement?"""
