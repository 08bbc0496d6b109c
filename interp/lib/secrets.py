"""Random numbers that nobody can guess."""

import random as _random

DEFAULT_ENTROPY = 32
SystemRandom = _random.SystemRandom
_system = SystemRandom()
choice = _system.choice
randbits = _system.getrandbits
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

__all__ = ["choice", "randbelow", "randbits", "SystemRandom", "token_bytes", "token_hex",
           "token_urlsafe", "compare_digest"]


def _data(value):
    return value.encode() if isinstance(value, str) else bytes(value)


def compare_digest(a, b):
    """Whether both are equal, in a time that says nothing of where they differ."""
    a, b = _data(a), _data(b)
    difference = len(a) ^ len(b)
    for x, y in zip(a, b):
        difference |= x ^ y
    return difference == 0


def randbelow(exclusive_upper_bound):
    """An int in range(n)."""
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    return _system._randbelow(exclusive_upper_bound)


def token_bytes(nbytes=None):
    """So many random bytes."""
    return _random._system_bytes(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    """So many random bytes as hexadecimal digits."""
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    """So many random bytes in Base64 for URLs, without padding."""
    data = token_bytes(nbytes)
    number = int.from_bytes(data, "big") << (-len(data) * 8 % 6)
    digits = []
    for _ in range(-(-len(data) * 8 // 6)):
        digits.append(_ALPHABET[number & 63])
        number >>= 6
    return "".join(reversed(digits))
