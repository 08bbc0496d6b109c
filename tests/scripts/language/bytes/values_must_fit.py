for bad in ([256], [-1], ["a"], 5.5, "text"):
    try:
        if bad != "text": bytes(bad)
    except Exception as e: print(type(e).__name__, e)
# expect: ValueError bytes must be in range(0, 256)
# expect: ValueError bytes must be in range(0, 256)
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError cannot convert 'float' object to bytes
