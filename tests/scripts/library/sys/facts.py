import sys

print(sys.maxsize, sys.byteorder, sys.version_info[:2] >= (3, 11), sys.version_info.major)
# expect: 9223372036854775807 little True 3
print(type(sys.argv).__name__, len(sys.argv) >= 1, sys.platform, sys.maxunicode)
# expect: list True linux 1114111
sys.stderr.write("not seen here\n")
