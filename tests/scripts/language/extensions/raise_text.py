# python differs: text cannot be raised there
try:
    raise "stop"
except Exception as error:
    print(type(error).__name__, error)  # expect: Exception stop
raise "at last"  # expect error: Exception: at last
