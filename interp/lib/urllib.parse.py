"""The parts of URLs."""

import re as _re
from collections import namedtuple as _namedtuple

__all__ = ["urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit",
           "urlencode", "parse_qs", "parse_qsl", "quote", "quote_plus",
           "quote_from_bytes", "unquote", "unquote_plus", "unquote_to_bytes",
           "DefragResult", "ParseResult", "SplitResult"]

uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https",
                 "shttp", "mms", "prospero", "rtsp", "rtspu", "sftp", "svn", "svn+ssh",
                 "ws", "wss"]
uses_netloc = ["", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file",
               "mms", "https", "shttp", "snews", "prospero", "rtsp", "rtspu", "rsync",
               "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp",
               "rtspu", "sip", "sips", "mms", "sftp", "tel"]
scheme_chars = ("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.")
_SAFE = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~"
_HEX = "0123456789ABCDEFabcdef"
# What %XX stands for, by its two digits.
_BYTES = {a + b: chr(int(a + b, 16)) for a in _HEX for b in _HEX}


_RUNS = _re.compile("[\\x00-\\x7f]+")


# -- Quoting

def quote(string, safe="/", encoding=None, errors=None):
    """Text with %XX for all but letters, digits, _.-~ and what is safe."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode(encoding or "utf-8", errors or "strict")
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_from_bytes(bs, safe="/"):
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    kept, table = _kept(safe)
    if not bs.rstrip(kept):
        return bs.decode()
    return bs.decode("latin-1").translate(table)


_kept_by = {}


def _kept(safe):
    """The bytes that stay as they are, and for all others what becomes of them."""
    known = _kept_by.get(safe) if isinstance(safe, (str, bytes)) else None
    if known is None:
        extra = safe.encode("ascii", "ignore") if isinstance(safe, str) else bytes(
            byte for byte in safe if byte < 128)
        kept = _SAFE + extra
        known = kept, {byte: f"%{byte:02X}" for byte in range(256) if byte not in kept}
        if len(_kept_by) > 100:
            _kept_by.clear()
        if isinstance(safe, (str, bytes)):
            _kept_by[safe] = known
    return known


def quote_plus(string, safe="", encoding=None, errors=None):
    """As quote(), with + for a space."""
    space = " " if isinstance(string, str) else b" "
    if space not in string:
        return quote(string, safe, encoding, errors)
    string = quote(string, safe + (" " if isinstance(safe, str) else b" "), encoding,
                   errors)
    return string.replace(" ", "+")


def _unquoted(text):
    """Text of the bytes, one character for each, that ASCII text stands for."""
    first, *pieces = text.split("%")
    out = [first]
    for piece in pieces:
        char = _BYTES.get(piece[:2])
        if char is None:
            out += ("%", piece)
        else:
            out += (char, piece[2:])
    return "".join(out)


def unquote_to_bytes(string):
    if not string:
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    return _unquoted(bytes(string).decode("latin-1")).encode("latin-1")


def unquote(string, encoding="utf-8", errors="replace"):
    """Text with %XX replaced by what it stands for."""
    encoding, errors = encoding or "utf-8", errors or "replace"
    if isinstance(string, (bytes, bytearray)):
        return unquote_to_bytes(string).decode(encoding, errors)
    if "%" not in string:
        return string
    if string.isascii():
        return _unquoted(string).encode("latin-1").decode(encoding, errors)
    # Runs of ASCII are decoded, the rest stays as it is.
    return _RUNS.sub(lambda run: _unquoted(run[0]).encode("latin-1").decode(encoding, errors),
                     string)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    """As unquote(), with a space for +."""
    return unquote(string.replace("+", " "), encoding, errors)


def urlencode(query, doseq=False, safe="", encoding=None, errors=None,
              quote_via=quote_plus):
    """A query of a mapping or of pairs."""
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError:
            raise TypeError("not a valid non-string sequence or mapping object") from None

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(value if isinstance(value, str) else str(value), safe, encoding,
                         errors)

    pairs = []
    for key, value in query:
        values = [value]
        if doseq and not isinstance(value, (str, bytes)) and hasattr(value, "__len__"):
            values = value
        pairs += [f"{quoted(key)}={quoted(each)}" for each in values]
    return "&".join(pairs)


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8",
             errors="replace", max_num_fields=None, separator="&"):
    """A query as a dict of lists."""
    parsed = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding, errors,
                                 max_num_fields, separator):
        parsed.setdefault(name, []).append(value)
    return parsed


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8",
              errors="replace", max_num_fields=None, separator="&"):
    """A query as a list of pairs."""
    is_bytes = isinstance(qs, (bytes, bytearray))
    if is_bytes:
        qs = qs.decode("ascii")
    if isinstance(separator, bytes):
        separator = separator.decode("ascii")
    if not separator or not isinstance(separator, str):
        raise ValueError("Separator must be of type string or bytes.")
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError("Max number of fields exceeded")
    pairs = []
    for field in qs.split(separator) if qs else []:
        if not field and not strict_parsing:
            continue
        name, equals, value = field.partition("=")
        if not equals:
            if strict_parsing:
                raise ValueError(f"bad query field: {field!r}")
            if not keep_blank_values:
                continue
        if value or keep_blank_values:
            pair = (unquote_plus(name, encoding, errors),
                    unquote_plus(value, encoding, errors))
            pairs.append(tuple(each.encode("ascii") for each in pair) if is_bytes
                         else pair)
    return pairs


# -- Parts

class _Netloc:
    """What is in the network location."""

    __slots__ = ()

    def _userinfo(self):
        info, at, _ = self.netloc.rpartition("@")
        if not at:
            return None, None
        name, colon, password = info.partition(":")
        return name, password if colon else None

    def _hostinfo(self):
        place = self.netloc.rpartition("@")[2]
        _, bracket, rest = place.partition("[")
        if bracket:
            host, _, rest = rest.partition("]")
            port = rest.partition(":")[2]
        else:
            host, _, port = place.partition(":")
        return host, port or None

    @property
    def username(self):
        return self._userinfo()[0]

    @property
    def password(self):
        return self._userinfo()[1]

    @property
    def hostname(self):
        host = self._hostinfo()[0]
        if not host:
            return None
        name, percent, zone = host.partition("%")
        return name.lower() + percent + zone

    @property
    def port(self):
        port = self._hostinfo()[1]
        if port is None:
            return None
        if not (port.isdigit() and port.isascii()):
            raise ValueError(f"Port could not be cast to integer value as {port!r}")
        port = int(port)
        if not 0 <= port <= 65535:
            raise ValueError("Port out of range 0-65535")
        return port


class SplitResult(_Netloc, _namedtuple("SplitResult", "scheme netloc path query fragment",
                                       module=__name__)):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Netloc, _namedtuple(
        "ParseResult", "scheme netloc path params query fragment", module=__name__)):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResult(_namedtuple("DefragResult", "url fragment", module=__name__)):
    __slots__ = ()

    def geturl(self):
        return f"{self.url}#{self.fragment}" if self.fragment else self.url


def _text(value):
    if isinstance(value, (bytes, bytearray)):
        return value.decode("ascii")
    return value or ""


def urlsplit(url, scheme="", allow_fragments=True):
    """Scheme, network location, path, query, fragment."""
    url, scheme = _text(url), _text(scheme)
    control = "".join(map(chr, range(33)))
    url = url.lstrip(control)
    scheme = scheme.strip(control)
    for char in "\t\r\n":
        url = url.replace(char, "")
        scheme = scheme.replace(char, "")
    netloc = query = fragment = ""
    colon = url.find(":")
    if colon > 0 and url[0].isascii() and url[0].isalpha():
        if all(char in scheme_chars for char in url[:colon]):
            scheme, url = url[:colon].lower(), url[colon + 1:]
    if url[:2] == "//":
        end = min([url.find(char, 2) for char in "/?#" if char in url[2:]],
                  default=len(url))
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
    if allow_fragments and "#" in url:
        url, fragment = url.split("#", 1)
    if "?" in url:
        url, query = url.split("?", 1)
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme="", allow_fragments=True):
    """As urlsplit(), with the parameters of the last part of the path."""
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        last = path.rfind("/")
        semicolon = path.find(";", last) if last >= 0 else path.find(";")
        if semicolon >= 0:
            path, params = path[:semicolon], path[semicolon + 1:]
    return ParseResult(scheme, netloc, path, params, query, fragment)


def _parts_of(components, names):
    if isinstance(components, dict):
        return [components.get(name, "") for name in names]
    return list(components)


def urlunsplit(components):
    """A URL of its five parts, in a sequence or a dict."""
    scheme, netloc, url, query, fragment = _parts_of(components, SplitResult._fields)
    if netloc or (scheme and scheme in uses_netloc and url[:2] != "//"):
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + (netloc or "") + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url = url + "?" + query
    if fragment:
        url = url + "#" + fragment
    return url


def urlunparse(components):
    """A URL of its six parts, in a sequence or a dict."""
    scheme, netloc, url, params, query, fragment = _parts_of(components,
                                                             ParseResult._fields)
    if params:
        url = f"{url};{params}"
    return urlunsplit((scheme, netloc, url, query, fragment))


def urljoin(base, url, allow_fragments=True):
    """What a reference on the page `base` means."""
    base, url = _text(base), _text(url)
    if not base:
        return url
    if not url:
        return base
    bscheme, bnetloc, bpath, bparams, bquery, _ = urlparse(base, "", allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, bscheme, allow_fragments)
    if scheme != bscheme or scheme not in uses_relative:
        return url
    if scheme in uses_netloc:
        if netloc:
            return urlunparse((scheme, netloc, path, params, query, fragment))
        netloc = bnetloc
    if not path and not params:
        return urlunparse((scheme, netloc, bpath, bparams, query or bquery, fragment))
    base_parts = bpath.split("/")
    if base_parts[-1] != "":
        del base_parts[-1]
    if path[:1] == "/":
        segments = path.split("/")
    else:
        segments = base_parts + path.split("/")
        segments[1:-1] = [segment for segment in segments[1:-1] if segment]
    resolved = []
    for segment in segments:
        if segment == "..":
            if resolved:
                resolved.pop()
        elif segment != ".":
            resolved.append(segment)
    if segments[-1] in (".", ".."):
        resolved.append("")
    return urlunparse((scheme, netloc, "/".join(resolved) or "/", params, query, fragment))


def urldefrag(url):
    """The URL without its fragment, and the fragment."""
    url = _text(url)
    if "#" not in url:
        return DefragResult(url, "")
    scheme, netloc, path, params, query, fragment = urlparse(url)
    return DefragResult(urlunparse((scheme, netloc, path, params, query, "")), fragment)


def unwrap(url):
    """<URL:scheme://host/path> without what is around it."""
    url = str(url).strip()
    if url[:1] == "<" and url[-1:] == ">":
        url = url[1:-1].strip()
    return url[4:].strip() if url[:4] == "URL:" else url
