"""Constants of characters, and templates."""

import re as _re
from collections import ChainMap as _ChainMap

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits",
           "hexdigits", "octdigits", "printable", "punctuation", "whitespace",
           "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """The words of s with capital first letters."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


class Template:
    """Text with $name and ${name} to be filled in.

    A subclass may say otherwise by `delimiter`, by `idpattern` and `braceidpattern`, the
    regular expressions of names, by `flags`, or by a whole `pattern` with the groups
    escaped, named, braced and invalid."""

    delimiter = "$"
    idpattern = "(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = _re.IGNORECASE

    def __init_subclass__(cls):
        super().__init_subclass__()
        pattern = cls.__dict__.get("pattern")
        if pattern is None:
            mark = _re.escape(cls.delimiter)
            braced = cls.braceidpattern or cls.idpattern
            pattern = (rf"{mark}(?:(?P<escaped>{mark})|(?P<named>{cls.idpattern})"
                       rf"|{{(?P<braced>{braced})}}|(?P<invalid>))")
        cls.pattern = _re.compile(pattern, cls.flags | _re.VERBOSE)

    def __init__(self, template):
        self.template = template

    def _fill(self, mapping, kws, is_safe):
        values = _ChainMap(kws, mapping) if kws else mapping

        def value_of(match):
            name = match.group("named") or match.group("braced")
            if name is not None:
                if not is_safe:
                    return str(values[name])
                try:
                    return str(values[name])
                except KeyError:
                    return match.group()
            if match.group("escaped") is not None:
                return self.delimiter
            if match.group("invalid") is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
            if is_safe:
                return match.group()
            self._invalid(match.start("invalid"))

        return self.pattern.sub(value_of, self.template)

    def _invalid(self, where):
        lines = self.template[:where].splitlines(keepends=True)
        if not lines:
            line, column = 1, 1
        else:
            line, column = len(lines), where - len("".join(lines[:-1]))
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

    def substitute(self, mapping={}, /, **kws):
        return self._fill(mapping, kws, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill(mapping, kws, True)

    def get_identifiers(self):
        names = []
        for match in self._matches():
            name = match.group("named") or match.group("braced")
            if name is not None and name not in names:
                names.append(name)
        return names

    def is_valid(self):
        return all(match.group("invalid") is None for match in self._matches())

    def _matches(self):
        for match in self.pattern.finditer(self.template):
            if match.lastindex is None or all(
                    match.group(group) is None
                    for group in ("named", "braced", "escaped", "invalid")):
                raise ValueError("Unrecognized named group in pattern", self.pattern)
            yield match


# Template's own pattern comes about as those of subclasses do.
Template.__init_subclass__()


class Formatter:
    """str.format with hooks."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        text, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return text

    def _vformat(self, format_string, args, kwargs, used, depth, auto):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        parts = []
        for literal, field, spec, conversion in self.parse(format_string):
            parts.append(literal)
            if field is None:
                continue
            if field == "" or field[0] in ".[":
                if auto is False:
                    raise ValueError("cannot switch from manual field specification to "
                                     "automatic field numbering")
                field = str(auto) + field
                auto += 1
            elif field.isdigit():
                if auto:
                    raise ValueError("cannot switch from manual field specification to "
                                     "automatic field numbering")
                auto = False
            value, name = self.get_field(field, args, kwargs)
            used.add(name)
            value = self.convert_field(value, conversion)
            spec, auto = self._vformat(spec, args, kwargs, used, depth - 1, auto)
            parts.append(self.format_field(value, spec))
        return "".join(parts), auto

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion not in ("s", "r", "a"):
            raise ValueError(f"Unknown conversion specifier {conversion!s}")
        return {"s": str, "r": repr, "a": ascii}[conversion](value)

    def parse(self, format_string):
        """(literal text, field, format spec, conversion) in turn."""
        text, at, literal = format_string, 0, ""
        while at < len(text):
            char = text[at]
            if char not in "{}":
                end = at
                while end < len(text) and text[end] not in "{}":
                    end += 1
                literal += text[at:end]
                at = end
            elif text[at:at + 2] == char * 2:
                yield literal + char, None, None, None
                literal = ""
                at += 2
            elif char == "}":
                raise ValueError("Single '}' encountered in format string")
            else:
                end = self._end_of_field(text, at + 1)
                yield (literal, *self._split_field(text[at + 1:end]))
                literal = ""
                at = end + 1
        if literal:
            yield literal, None, None, None

    def _end_of_field(self, text, at):
        depth = 1
        while at < len(text):
            depth += (text[at] == "{") - (text[at] == "}")
            if depth == 0:
                return at
            at += 1
        raise ValueError("Single '{' encountered in format string" if not text[at - 1:]
                         or text[at - 1] == "{" else "expected '}' before end of string")

    def _split_field(self, field):
        depth = 0
        for at, char in enumerate(field):
            depth += (char == "[") - (char == "]")
            if char in "!:" and depth <= 0:
                break
        else:
            return field, "", None
        if field[at] == ":":
            return field[:at], field[at + 1:], None
        conversion, rest = field[at + 1:at + 2], field[at + 2:]
        if rest and rest[0] != ":":
            raise ValueError("expected ':' after conversion specifier")
        return field[:at], rest[1:], conversion

    def get_field(self, field_name, args, kwargs):
        end = min([field_name.find(c) for c in ".[" if c in field_name],
                  default=len(field_name))
        first, rest = field_name[:end], field_name[end:]
        if first.isdigit():
            first = int(first)
        value = self.get_value(first, args, kwargs)
        while rest:
            if rest[0] == ".":
                end = min([rest.find(c, 1) for c in ".[" if c in rest[1:]],
                          default=len(rest))
                value = getattr(value, rest[1:end])
            else:
                end = rest.index("]") + 1
                key = rest[1:end - 1]
                value = value[int(key) if key.isdigit() else key]
            rest = rest[end:]
        return value, first
