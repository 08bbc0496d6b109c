"""Universally unique identifiers."""

import random as _random
import time as _time
from hashlib import md5 as _md5
from hashlib import sha1 as _sha1

__all__ = ["UUID", "uuid1", "uuid3", "uuid4", "uuid5", "uuid7", "getnode",
           "NAMESPACE_DNS", "NAMESPACE_URL", "NAMESPACE_OID", "NAMESPACE_X500",
           "RESERVED_NCS", "RFC_4122", "RESERVED_MICROSOFT", "RESERVED_FUTURE"]

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = (
    "reserved for NCS compatibility", "specified in RFC 4122",
    "reserved for Microsoft compatibility", "reserved for future definition")


class UUID(str):
    """The text of a UUID in lower case, and its parts."""

    __slots__ = ()

    def __new__(cls, hex=None, bytes=None, bytes_le=None, fields=None, int=None,
                version=None, *, is_safe=None):
        given = [hex, bytes, bytes_le, fields, int]
        if given.count(None) != 4:
            raise TypeError("one of the hex, bytes, bytes_le, fields, or int arguments "
                            "must be given")
        number = int
        if hex is not None:
            digits = hex.replace("urn:", "").replace("uuid:", "").strip("{}")
            digits = digits.replace("-", "")
            if len(digits) != 32:
                raise ValueError("badly formed hexadecimal UUID string")
            number = _int(digits, 16)
        if bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError("bytes_le is not a 16-char string")
            bytes = (bytes_le[3::-1] + bytes_le[5:3:-1] + bytes_le[7:5:-1] + bytes_le[8:])
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError("bytes is not a 16-char string")
            number = _int.from_bytes(bytes, "big")
        if fields is not None:
            number = cls._of_fields(fields)
        if not 0 <= number < 1 << 128:
            raise ValueError("int is out of range (need a 128-bit value)")
        if version is not None:
            if not 1 <= version <= 8:
                raise ValueError("illegal version number")
            number = number & ~(0xC000 << 48) | 0x8000 << 48
            number = number & ~(0xF000 << 64) | version << 76
        digits = f"{number:032x}"
        return str.__new__(cls, f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-"
                                f"{digits[16:20]}-{digits[20:]}")

    @staticmethod
    def _of_fields(fields):
        if len(fields) != 6:
            raise ValueError("fields is not a 6-tuple")
        number = 0
        for place, (value, bits) in enumerate(zip(fields, (32, 16, 16, 8, 8, 48)), 1):
            if not 0 <= value < 1 << bits:
                raise ValueError(f"field {place} out of range (need a {bits}-bit value)")
            number = number << bits | value
        return number

    def __repr__(self):
        return f"{self.__class__.__name__}({str(self)!r})"

    def __str__(self):
        return self[:]

    def __int__(self):
        return self.int

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    @property
    def hex(self):
        return self.replace("-", "")

    @property
    def int(self):
        return _int(self.replace("-", ""), 16)

    @property
    def bytes(self):
        return self.int.to_bytes(16, "big")

    @property
    def bytes_le(self):
        data = self.bytes
        return data[3::-1] + data[5:3:-1] + data[7:5:-1] + data[8:]

    @property
    def urn(self):
        return "urn:uuid:" + self

    @property
    def time_low(self):
        return self.int >> 96

    @property
    def time_mid(self):
        return self.int >> 80 & 0xFFFF

    @property
    def time_hi_version(self):
        return self.int >> 64 & 0xFFFF

    @property
    def clock_seq_hi_variant(self):
        return self.int >> 56 & 0xFF

    @property
    def clock_seq_low(self):
        return self.int >> 48 & 0xFF

    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3F) << 8 | self.clock_seq_low

    @property
    def node(self):
        return self.int & 0xFFFFFFFFFFFF

    @property
    def time(self):
        return ((self.time_hi_version & 0x0FFF) << 48 | self.time_mid << 32
                | self.time_low)

    @property
    def fields(self):
        return (self.time_low, self.time_mid, self.time_hi_version,
                self.clock_seq_hi_variant, self.clock_seq_low, self.node)

    @property
    def variant(self):
        bits = self.clock_seq_hi_variant
        if not bits & 0x80:
            return RESERVED_NCS
        if not bits & 0x40:
            return RFC_4122
        return RESERVED_FUTURE if bits & 0x20 else RESERVED_MICROSOFT

    @property
    def version(self):
        if self.variant == RFC_4122:
            return self.int >> 76 & 0xF
        return None


_int = int
_node = None


def getnode():
    """48 random bits that stand for this machine, as RFC 4122 allows it."""
    global _node
    if _node is None:
        _node = _int.from_bytes(_random._system_bytes(6), "big") | 1 << 40
    return _node


def uuid1(node=None, clock_seq=None):
    """By the time and the machine."""
    ticks = _time.time_ns() // 100 + 0x01B21DD213814000
    if clock_seq is None:
        clock_seq = _int.from_bytes(_random._system_bytes(2), "big") & 0x3FFF
    return UUID(fields=(ticks & 0xFFFFFFFF, ticks >> 32 & 0xFFFF, ticks >> 48 & 0x0FFF,
                        clock_seq >> 8 & 0x3F, clock_seq & 0xFF,
                        getnode() if node is None else node), version=1)


def uuid3(namespace, name):
    """By the MD5 digest of a name in a name space."""
    return UUID(bytes=_md5(namespace.bytes + name.encode()).digest(), version=3)


def uuid4():
    """At random."""
    return UUID(bytes=_random._system_bytes(16), version=4)


def uuid5(namespace, name):
    """By the SHA-1 digest of a name in a name space."""
    return UUID(bytes=_sha1(namespace.bytes + name.encode()).digest()[:16], version=5)


def uuid7():
    """At random, but later ones are greater: the first 48 bits are milliseconds."""
    millis = _time.time_ns() // 1000000
    return UUID(bytes=millis.to_bytes(6, "big") + _random._system_bytes(10), version=7)


NAMESPACE_DNS = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_URL = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_OID = UUID("6ba7b812-9dad-11d1-80b4-00c04fd430c8")
NAMESPACE_X500 = UUID("6ba7b814-9dad-11d1-80b4-00c04fd430c8")
