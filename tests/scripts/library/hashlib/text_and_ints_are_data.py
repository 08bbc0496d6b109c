# python differs: text is taken as UTF-8, and ints from 0 to 255 are bytes
import hashlib

print(hashlib.md5("abc").hexdigest() == hashlib.md5([97, 98, 99]).hexdigest() == hashlib.md5(b"abc").hexdigest())
# expect: True
print(isinstance(hashlib.md5(), "Hash"))  # expect: True
