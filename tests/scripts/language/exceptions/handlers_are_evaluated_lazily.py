def kind(): 
    print("asked")  # expect: asked
    return KeyError
try: pass
except kind(): pass
try: {}[1]
except kind(): print("caught")  # expect: caught
