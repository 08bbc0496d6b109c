"""Text in HTML."""

__all__ = ["escape", "unescape"]


def escape(s, quote=True):
    """Text with &, < and > (and quotes) as references."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s


# What numbers mean that Windows once gave to other characters (HTML 13.2.5.80).
_OLD_NUMBERS = {0x00: "\ufffd", 0x0D: "\r"}
_WINDOWS = ("\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152"
            "\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122"
            "\u0161\u203a\u0153\x9d\u017e\u0178")
for _number, _char in enumerate(_WINDOWS, 0x80):
    _OLD_NUMBERS[_number] = _char
del _number, _char


def _is_no_character(number):
    return (0x1 <= number <= 0x8 or 0xE <= number <= 0x1F or 0x7F <= number <= 0x9F
            or 0xFDD0 <= number <= 0xFDEF or number == 0xB or number & 0xFFFE == 0xFFFE)


def _character(number):
    if number in _OLD_NUMBERS:
        return _OLD_NUMBERS[number]
    if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
        return "\ufffd"
    return "" if _is_no_character(number) else chr(number)


def _numeric(s, at):
    """What the reference at `at` (behind &#) stands for, and where it ends; None, 0 when
    it is none."""
    digits, base = "0123456789", 10
    if s[at:at + 1] in ("x", "X"):
        digits, base, at = "0123456789abcdefABCDEF", 16, at + 1
    end = at
    while end < len(s) and s[end] in digits:
        end += 1
    if end == at:
        return None, 0
    return _character(int(s[at:end], base)), end + (s[end:end + 1] == ";")


def _named(s, at):
    from html.entities import html5
    end = at
    while end < len(s) and end - at < 32 and s[end] not in "\t\n\f <&#;":
        end += 1
    name = s[at:end]
    if s[end:end + 1] == ";" and name + ";" in html5:
        return html5[name + ";"], end + 1
    if name in html5:
        return html5[name], end
    # The longest beginning that may stand without a semicolon.
    for size in range(len(name) - 1, 1, -1):
        if name[:size] in html5:
            return html5[name[:size]], at + size
    return None, 0


def unescape(s):
    """Text with all references replaced by their characters."""
    if "&" not in s:
        return s
    parts, at = [], 0
    while True:
        found = s.find("&", at)
        if found < 0:
            parts.append(s[at:])
            return "".join(parts)
        parts.append(s[at:found])
        if s[found + 1:found + 2] == "#":
            text, end = _numeric(s, found + 2)
        else:
            text, end = _named(s, found + 1)
        if text is None:
            text, end = "&", found + 1
        parts.append(text)
        at = end
