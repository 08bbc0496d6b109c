print(0 or "a", "" and 1, 1 and 2, None or [] or 0, not "", not not 3)
# expect: a  2 0 True True
