import hashlib
import hmac

h = hmac.new(b"key", b"message", "sha256")
print(h.hexdigest(), h.name, h.digest_size, h.block_size)
# expect: 6e9ef29b75fffc5b7abae527d58fdadb2fe42e7219011976917343065f58ed4a hmac-sha256 32 64
other = h.copy()
other.update(b"more")
print(other.hexdigest()[:16], h.digest()[:3], hmac.new(b"k" * 100, b"m", hashlib.md5).hexdigest())
# expect: fcbf2b25caca8c6b b'n\x9e\xf2' 42b30474e1d3e8c54f2060cc0b35bf27
print(hmac.compare_digest("a", "a"), hmac.compare_digest(b"ab", b"a"), hmac.digest(b"k", b"m", "sha1").hex())
# expect: True False 772b71c8a2997e768be01d9711e4a4f34a24ef33
