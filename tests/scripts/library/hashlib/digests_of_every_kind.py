import hashlib

for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "sha3_512"):
    h = hashlib.new(name, b"abc")
    print(name, h.hexdigest()[:20], h.digest_size, h.block_size, h.name)
    # expect: md5 900150983cd24fb0d696 16 64 md5
    # expect: sha1 a9993e364706816aba3e 20 64 sha1
    # expect: sha224 23097d223405d8228642 28 64 sha224
    # expect: sha256 ba7816bf8f01cfea4141 32 64 sha256
    # expect: sha384 cb00753f45a35e8bb5a0 48 128 sha384
    # expect: sha512 ddaf35a193617abacc41 64 128 sha512
    # expect: sha3_256 3a985da74fe225b2045c 32 136 sha3_256
    # expect: sha3_512 b751850b1a57168a5693 64 72 sha3_512
h = hashlib.sha256(b"a")
copy = h.copy()
h.update(b"b" * 1000)
print(h.hexdigest()[:16], copy.hexdigest() == hashlib.sha256(b"a").hexdigest(), h.digest()[:4])
# expect: 014130b4adad350b True b'\x01A0\xb4'
print(hashlib.shake_128(b"x").hexdigest(8), hashlib.pbkdf2_hmac("sha256", b"pw", b"salt", 10).hex()[:20])
# expect: e472c5e394f30ff8 72aecd14244887c316e2
try:
    hashlib.new("nope")
except ValueError as error:
    print(str(error)[:21])  # expect: unsupported hash type
