# python differs: return is not allowed outside a function there
print("before")  # expect: before
if True:
    return 5
print("after")
