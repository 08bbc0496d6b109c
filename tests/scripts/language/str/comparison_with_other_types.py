print("1" == 1, "a" != None, "a" < "b", "Z" < "a", "" < "a")  # expect: False True True True True
try: "a" < 1
except TypeError as e: print(e)  # expect: '<' not supported between instances of 'str' and 'int'
