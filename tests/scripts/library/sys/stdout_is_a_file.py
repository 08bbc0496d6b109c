import sys

sys.stdout.write("written\n")
sys.stdout.flush()
print("printed", file=sys.stdout)
# expect: written
# expect: printed
