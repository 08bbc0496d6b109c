print("a" 'b' """c""" f"{1+1}" r"\d")
# expect: abc2\d
