"""Bytes as text. Of bytes the encoders make bytes, of a str a str; the decoders give bytes."""

__all__ = ["encodebytes", "decodebytes", "b64encode", "b64decode", "standard_b64encode",
           "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode", "b32encode",
           "b32decode", "b32hexencode", "b32hexdecode", "b16encode", "b16decode",
           "a85encode", "a85decode", "b85encode", "b85decode", "Error"]

_UPPER = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = b"0123456789"
_B64 = _UPPER + _UPPER.lower() + _DIGITS + b"+/"
_B32 = _UPPER + b"234567"
_B32HEX = _DIGITS + _UPPER[:22]
_B16 = _DIGITS + b"ABCDEF"
_B85 = _DIGITS + _UPPER + _UPPER.lower() + b"!#$%&()*+-;<=>?@^_`{|}~"


class Error(ValueError):
    """What was to be decoded is not such text."""


Error.__module__ = "binascii"


def _bytes_of(s):
    """What is to be encoded: bytes-like, text as UTF-8, or a list of ints."""
    if isinstance(s, str):
        return s.encode()
    if isinstance(s, memoryview) and not s.c_contiguous:
        raise BufferError("memoryview: underlying buffer is not C-contiguous")
    if isinstance(s, (bytes, bytearray, memoryview, list)):
        return bytes(s)
    raise TypeError("a bytes-like object is required, "
                    f"not {type(s).__name__!r}")


def _text_of(s):
    """What is to be decoded."""
    if isinstance(s, str):
        if not s.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return s.encode()
    if isinstance(s, (bytes, bytearray, memoryview)):
        return bytes(s)
    raise TypeError("argument should be a bytes-like object or ASCII string, not "
                    f"{type(s).__name__!r}")


def _like(s, encoded):
    return encoded.decode("ascii") if isinstance(s, str) else encoded


def b64encode(s, altchars=None):
    data = _bytes_of(s)
    alphabet = _B64
    if altchars is not None:
        altchars = _text_of(altchars)
        assert len(altchars) == 2, repr(altchars)
        alphabet = _B64[:62] + altchars
    encoded = _encode(data, alphabet, 6)
    return _like(s, encoded + b"=" * (-len(encoded) % 4))


def b64decode(s, altchars=None, validate=False):
    text = _text_of(s)
    if altchars is not None:
        altchars = _text_of(altchars)
        assert len(altchars) == 2, repr(altchars)
        text = text.translate(bytes.maketrans(altchars, b"+/"))
    return _b64_bytes(text, validate)


def _b64_bytes(text, validate):
    end = _end_of_digits(text, validate) if validate or b"=" in text else None
    data, digits, _ = _decode(text[:end], _B64, 6)
    if digits % 4 == 1:
        raise Error("Invalid base64-encoded string: number of data characters "
                    f"({digits}) cannot be 1 more than a multiple of 4")
    if digits % 4 and end is None:
        raise Error("Incorrect padding")
    return data


def _end_of_digits(text, validate):
    """Where the padding is complete; None when it is not."""
    first = text.find(b"=")
    head = text if first < 0 else text[:first]
    strange = head.translate(None, _B64)
    if strange and validate:
        raise Error("Only base64 data is allowed")
    digits, marks = len(head) - len(strange), 0
    for place, byte in enumerate(text[len(head):], len(head)):
        if byte == 61:
            if validate and place == 0:
                raise Error("Leading padding not allowed")
            if digits % 4 >= 2:
                marks += 1
                if digits % 4 + marks >= 4:
                    if validate and place + 1 < len(text):
                        raise Error("Excess data after padding")
                    return place
        elif byte in _B64_SET:
            if validate:
                raise Error("Discontinuous padding not allowed")
            digits += 1
            marks = 0
        elif validate:
            raise Error("Only base64 data is allowed")
    return None


_B64_SET = frozenset(_B64)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(s, b"-_")


def _encode32(s, alphabet):
    encoded = _encode(_bytes_of(s), alphabet, 5)
    return _like(s, encoded + b"=" * (-len(encoded) % 8))


def _decode32(s, alphabet, casefold, map01):
    text = _text_of(s)
    if len(text) % 8:
        raise Error("Incorrect padding")
    if map01 is not None:
        map01 = _text_of(map01)
        assert len(map01) == 1, repr(map01)
        text = text.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        text = text.upper()
    digits = text.rstrip(b"=")
    padding = len(text) - len(digits)
    data, _, stranger = _decode(digits, alphabet, 5)
    if stranger >= 0:
        raise Error("Non-base32 digit found")
    if padding not in (0, 1, 3, 4, 6):
        raise Error("Incorrect padding")
    return data


def b32encode(s):
    return _encode32(s, _B32)


def b32decode(s, casefold=False, map01=None):
    return _decode32(s, _B32, casefold, map01)


def b32hexencode(s):
    return _encode32(s, _B32HEX)


def b32hexdecode(s, casefold=False):
    return _decode32(s, _B32HEX, casefold, None)


def b16encode(s):
    return _like(s, _encode(_bytes_of(s), _B16, 4))


def b16decode(s, casefold=False):
    text = _text_of(s)
    if casefold:
        text = text.upper()
    data, _, stranger = _decode(text, _B16, 4)
    if stranger >= 0:
        raise Error("Non-base16 digit found")
    if len(text) % 2:
        raise Error("Odd-length string")
    return data


def encodebytes(s):
    """Base64 in lines of 76 digits."""
    data = _bytes_of(s)
    lines = [b64encode(data[at:at + 57]) + b"\n" for at in range(0, len(data), 57)]
    return _like(s, b"".join(lines))


def decodebytes(s):
    return b64decode(s)


# -- Base 85: five digits for four bytes

def _encode85(data, alphabet, pad, fold_zeros=False, fold_spaces=False):
    padding = -len(data) % 4
    data += bytes(padding)
    groups = []
    for at in range(0, len(data), 4):
        number = int.from_bytes(data[at:at + 4], "big")
        if fold_zeros and number == 0:
            groups.append(b"z")
        elif fold_spaces and number == 0x20202020:
            groups.append(b"y")
        else:
            digits = []
            for _ in range(5):
                number, digit = divmod(number, 85)
                digits.append(alphabet[digit])
            groups.append(bytes(reversed(digits)))
    if padding and not pad:
        if groups[-1] == b"z":
            groups[-1] = alphabet[:1] * 5
        groups[-1] = groups[-1][:-padding]
    return b"".join(groups)


_A85 = bytes(range(33, 118))


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    encoded = _encode85(_bytes_of(b), _A85, pad, True, foldspaces)
    if adobe:
        encoded = b"<~" + encoded
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [encoded[at:at + wrapcol] for at in range(0, len(encoded), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        encoded = b"\n".join(lines)
    if adobe:
        encoded += b"~>"
    return _like(b, encoded)


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    text = _text_of(b)
    if adobe:
        if not text.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        text = text[2:-2] if text.startswith(b"<~") else text[:-2]
    out = []
    group = []
    for byte in text + b"u" * 4:
        if 33 <= byte <= 117:
            group.append(byte)
            if len(group) == 5:
                number = 0
                for digit in group:
                    number = number * 85 + digit - 33
                if number > 0xFFFFFFFF:
                    raise ValueError("Ascii85 overflow")
                out.append(number.to_bytes(4, "big"))
                group = []
        elif byte == 122:
            if group:
                raise ValueError("z inside Ascii85 5-tuple")
            out.append(bytes(4))
        elif foldspaces and byte == 121:
            if group:
                raise ValueError("y inside Ascii85 5-tuple")
            out.append(b"    ")
        elif byte not in ignorechars:
            raise ValueError(f"Non-Ascii85 digit found: {chr(byte)}")
    data = b"".join(out)
    padding = 4 - len(group)
    return data[:-padding] if padding else data


def b85encode(b, pad=False):
    return _like(b, _encode85(_bytes_of(b), _B85, pad))


def b85decode(b):
    text = _text_of(b)
    padding = -len(text) % 5
    text += b"~" * padding
    out = []
    for at in range(0, len(text), 5):
        number = 0
        for place, byte in enumerate(text[at:at + 5]):
            digit = _B85.find(byte)
            if digit < 0:
                raise ValueError(f"bad base85 character at position {at + place}")
            number = number * 85 + digit
        if number > 0xFFFFFFFF:
            raise ValueError(f"base85 overflow in hunk starting at byte {at}")
        out.append(number.to_bytes(4, "big"))
    data = b"".join(out)
    return data[:-padding] if padding else data
