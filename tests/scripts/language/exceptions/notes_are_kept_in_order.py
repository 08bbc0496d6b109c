e = ValueError("v")
e.add_note("one")
e.add_note("two")
print(e.__notes__)  # expect: ['one', 'two']
try: e.add_note(3)
except TypeError as t: print(t)  # expect: note must be a str, not 'int'
