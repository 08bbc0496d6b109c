import base64
import collections.abc
import copy
import hashlib
import hmac
import io
import re

v = memoryview(b"_abc_")[1:4]
print(hashlib.sha256(v).digest() == hashlib.sha256(b"abc").digest())
# expect: True
print(hmac.new(b"k", v, "sha256").digest() == hmac.digest(b"k", b"abc", "sha256"))
# expect: True
print(base64.b64encode(v), base64.b64decode(memoryview(b"YWJj")), base64.b16encode(v))
# expect: b'YWJj' b'abc' b'616263'
print(re.findall(rb"[bc]", v), re.sub(rb"b", v, b"xbx"), re.match(rb"(.)b", v)[1])
# expect: [b'b', b'c'] b'xabcx' b'a'
print(io.BytesIO(v).read(), io.BytesIO().write(v))
# expect: b'abc' 3
print(isinstance(v, collections.abc.Sequence), isinstance(v, collections.abc.ByteString))
# expect: True False
try:
    copy.copy(v)
except TypeError as e:
    print(e)
    # expect: cannot pickle memoryview objects
