def message():
    print("asked")  # expect: asked
    return "text"
assert True, message()
try: assert False, message()
except AssertionError as e: print(repr(e))  # expect: AssertionError('text')
