import sys

sys.exit("stopped")
# expect exit: 1
