import sys

try:
    sys.exit(4)
except SystemExit as error:
    print(error.code)  # expect: 4
try:
    sys.exit()
finally:
    print("finally")  # expect: finally
# expect exit: 0
