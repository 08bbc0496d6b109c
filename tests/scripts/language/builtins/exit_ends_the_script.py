try: quit("text")
except SystemExit as e: print(e.args, e.code)  # expect: ('text',) text
print("before")  # expect: before
exit(3)  # expect exit: 3
print("never")
