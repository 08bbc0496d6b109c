class Box(list): pass
print(Box[int], Box[int].__origin__ is Box, Box[int]([1]))  # expect: __main__.Box[int] True [1]
