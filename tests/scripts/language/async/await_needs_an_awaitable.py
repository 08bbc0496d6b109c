async def f(): await 5
try: f().send(None)
except TypeError as e: print(e)  # expect: object int can't be used in 'await' expression
