"""Cryptographic digests."""

algorithms_guaranteed = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224",
                         "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256"}
algorithms_available = set(algorithms_guaranteed)

__all__ = ("new", "algorithms_guaranteed", "algorithms_available", "pbkdf2_hmac",
           "file_digest", *sorted(algorithms_guaranteed))


def file_digest(fileobj, digest, /, *, _bufsize=2 ** 18):
    """The digest of what a binary file holds from here on."""
    made = new(digest) if isinstance(digest, str) else digest()
    while data := fileobj.read(_bufsize):
        if isinstance(data, str):
            raise ValueError(f"{fileobj!r} is not a file-like object in binary reading "
                             "mode.")
        made.update(data)
    return made
