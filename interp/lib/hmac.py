"""Digests with a key (RFC 2104)."""

import hashlib as _hashlib

compare_digest = _hashlib._compare_digest
digest_size = None
_OUTER = bytes(byte ^ 0x5C for byte in range(256))
_INNER = bytes(byte ^ 0x36 for byte in range(256))


def _constructor(digestmod):
    if digestmod is None:
        return _hashlib.sha256
    if isinstance(digestmod, str):
        return lambda data=b"": _hashlib.new(digestmod, data)
    return digestmod if callable(digestmod) else digestmod.new


class HMAC:
    """A keyed digest under way."""

    blocksize = 64

    def __init__(self, key, msg=None, digestmod=None):
        make = _constructor(digestmod)
        self._outer = make()
        self._inner = make()
        self.digest_size = self._inner.digest_size
        self.block_size = self._inner.block_size
        key = _hashlib._data(key)
        if len(key) > self.block_size:
            key = make(key).digest()
        key += bytes(self.block_size - len(key))
        self._outer.update(key.translate(_OUTER))
        self._inner.update(key.translate(_INNER))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return f"hmac-{self._inner.name}"

    def update(self, msg):
        self._inner.update(msg)

    def copy(self):
        other = self.__class__.__new__(self.__class__)
        other.digest_size = self.digest_size
        other.block_size = self.block_size
        other._inner = self._inner.copy()
        other._outer = self._outer.copy()
        return other

    def _current(self):
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer

    def digest(self):
        return self._current().digest()

    def hexdigest(self):
        return self._current().hexdigest()


def new(key, msg=None, digestmod="sha256"):
    """A keyed digest; the algorithm by its name or its constructor."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """The keyed digest of one message."""
    return HMAC(key, msg, digest).digest()
