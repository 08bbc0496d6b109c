error = ValueError("x")
error.add_note("a note")
print(error.__notes__)  # expect: ['a note']
