s = "\ud800"
print(len(s), ascii(s), s == "\ud800")  # expect: 1 '\ud800' True
try: s.encode()
except UnicodeEncodeError as e: print(e.reason)  # expect: surrogates not allowed
