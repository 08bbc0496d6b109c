"""Tables as text with commas (RFC 4180), in one call each."""

__all__ = ["loads", "loads_dict", "dumps", "dumps_dict"]


def _check(delimiter):
    if not isinstance(delimiter, str):
        raise TypeError(f"delimiter must be str, not {type(delimiter).__name__}")
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise ValueError("delimiter must be one character, not a quote or a line end")


def _quoted(content, at):
    """The text of the quoted field that begins at `at`, and where it ends."""
    parts = []
    while True:
        end = content.find('"', at)
        if end < 0:
            raise ValueError("a quoted field has no end")
        parts.append(content[at:end])
        if content[end + 1:end + 2] != '"':
            return "".join(parts), end + 1
        parts.append('"')
        at = end + 2


def loads(content, delimiter=","):
    """The rows, as lists of text. Empty lines are passed over."""
    if not isinstance(content, str):
        raise TypeError(f"content must be str, not {type(content).__name__}")
    _check(delimiter)
    rows, row, at, size = [], [], 0, len(content)
    while at < size:
        if not row and content[at] in "\r\n":
            at += 1
            continue
        if content[at] == '"':
            field, at = _quoted(content, at + 1)
            if at < size and content[at] not in (delimiter, "\n", "\r"):
                raise ValueError(f"text behind the end of a quoted field: {content[at]!r}")
        else:
            end = min([place for place in (content.find(delimiter, at),
                                           content.find("\n", at)) if place >= 0],
                      default=size)
            field, at = content[at:end], end
            if content[at:at + 1] != delimiter:
                field = field.removesuffix("\r")
        row.append(field)
        if content[at:at + 1] == delimiter:
            at += 1
            if at < size and content[at] not in "\r\n":
                continue
            row.append("")
        rows.append(row)
        row = []
    return rows


def loads_dict(content, delimiter=","):
    """The rows below the first, which holds the names, as dicts."""
    rows = loads(content, delimiter)
    if not rows:
        return []
    names = rows[0]
    return [{name: row[n] if n < len(row) else "" for n, name in enumerate(names)}
            for row in rows[1:]]


def _cell(value, delimiter):
    if value is None or not isinstance(value, (str, int, float)):
        raise TypeError(f"a cell must be str, not {type(value).__name__}")
    text = str(value)
    if any(char in text for char in (delimiter, '"', "\r", "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text


def dumps(rows, delimiter=","):
    """Text with a line for each row; quotes only where they are needed."""
    _check(delimiter)
    return "".join([delimiter.join([_cell(value, delimiter) for value in row]) + "\n"
                    for row in rows])


def dumps_dict(rows, delimiter=",", columns=None):
    """Text with a line of names and one for each dict."""
    rows = list(rows)
    if columns is None:
        columns = sorted(rows[0]) if rows else []
    if not columns:
        return ""
    return dumps([columns] + [[row.get(name, "") for name in columns] for row in rows],
                 delimiter)
