"""Tables as text, as spreadsheets write them."""

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error",
           "Dialect", "excel", "excel_tab", "unix_dialect", "reader", "writer",
           "register_dialect", "get_dialect", "list_dialects", "unregister_dialect",
           "field_size_limit", "DictReader", "DictWriter"]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
_limit = 131072


class Error(Exception):
    pass


class Dialect:
    delimiter = ","
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    quoting = QUOTE_ALL
    lineterminator = "\n"


_NAMES = ("delimiter", "quotechar", "escapechar", "doublequote", "skipinitialspace",
          "lineterminator", "quoting", "strict")


class _Format:
    """The settings of a dialect and of what was said besides, checked."""

    def __init__(self, dialect, options):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in options:
            if name not in _NAMES:
                raise TypeError(f"{name!r} is an invalid keyword argument for this "
                                "function")
        for name in _NAMES:
            value = options.get(name, getattr(dialect, name, getattr(Dialect, name)))
            setattr(self, name, value)
        if "quotechar" in options and options["quotechar"] is None and (
                "quoting" not in options):
            self.quoting = QUOTE_NONE
        self._check()

    def _check(self):
        if not isinstance(self.quoting, int):
            raise TypeError('"quoting" must be an integer')
        if not 0 <= self.quoting <= 3:
            raise TypeError('bad "quoting" value')
        for name, may_be_none in (("delimiter", False), ("escapechar", True),
                                  ("quotechar", True)):
            value = getattr(self, name)
            if value is None and may_be_none:
                continue
            if not isinstance(value, str):
                raise TypeError(f'"{name}" must be string'
                                + (" or None" if may_be_none else "")
                                + f", not {type(value).__name__}")
            if len(value) != 1:
                raise TypeError(f'"{name}" must be a 1-character string')
        if self.quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")
        if not isinstance(self.lineterminator, str):
            raise TypeError('"lineterminator" must be a string, not '
                            + type(self.lineterminator).__name__)


_dialects = {}


def register_dialect(name, dialect=excel, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Format(dialect, fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=None):
    global _limit
    old = _limit
    if limit is not None:
        if not isinstance(limit, int):
            raise TypeError("limit must be an integer")
        _limit = limit
    return old


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)

# Where the reader stands in a row.
(_START, _IN_FIELD, _IN_QUOTES, _AFTER_QUOTE, _ESCAPED, _ESCAPED_IN_QUOTES,
 _AFTER_ESCAPED_END) = range(7)


class _Reader:
    """The rows of lines."""

    def __init__(self, lines, dialect, options):
        self._lines = iter(lines)
        self.dialect = _Format(dialect, options)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        row, field, state, is_number = [], [], _START, False
        at_row_start = True
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if not field and state != _IN_QUOTES:
                    raise
                if self.dialect.strict:
                    raise Error("unexpected end of data") from None
                return self._finish(row, field, is_number)
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} "
                            "(the file should be opened in text mode)")
            self.line_num += 1
            if at_row_start and not line.strip("\r\n") and line.count("\n") < 2:
                return []
            state, field, is_number, ended = self._take(line, row, field, state, is_number)
            if ended:
                return row
            at_row_start = False

    def _finish(self, row, field, is_number):
        text = "".join(field)
        row.append(float(text) if is_number else text)
        return row

    def _take(self, line, row, field, state, is_number):
        """One more line. At the end of a row the row is complete."""
        d = self.dialect
        quotes = d.quotechar if d.quoting != QUOTE_NONE else None
        numeric = d.quoting == QUOTE_NONNUMERIC
        ended = False
        for char in line:
            if ended:
                if char not in "\r\n":
                    raise Error("new-line character seen in unquoted field - do you need "
                                "to open the file with newline=''?")
                continue
            if state == _AFTER_ESCAPED_END:
                state = _IN_FIELD
            if state in (_START, _IN_FIELD, _AFTER_QUOTE) and char in "\r\n":
                self._finish(row, field, is_number)
                field, is_number, state, ended = [], False, _START, True
            elif state == _START:
                if char == quotes:
                    state = _IN_QUOTES
                elif char == d.escapechar:
                    state = _ESCAPED
                elif char == d.delimiter:
                    row.append("")
                elif not (char == " " and d.skipinitialspace):
                    is_number = numeric
                    field.append(char)
                    state = _IN_FIELD
            elif state == _IN_FIELD:
                if char == d.escapechar:
                    state = _ESCAPED
                elif char == d.delimiter:
                    self._finish(row, field, is_number)
                    field, is_number, state = [], False, _START
                else:
                    field.append(char)
            elif state == _IN_QUOTES:
                if char == d.escapechar:
                    state = _ESCAPED_IN_QUOTES
                elif char == quotes:
                    state = _AFTER_QUOTE if d.doublequote else _IN_FIELD
                else:
                    field.append(char)
            elif state == _AFTER_QUOTE:
                if char == quotes:
                    field.append(char)
                    state = _IN_QUOTES
                elif char == d.delimiter:
                    self._finish(row, field, is_number)
                    field, is_number, state = [], False, _START
                elif d.strict:
                    raise Error(f"'{d.delimiter}' expected after '{quotes}'")
                else:
                    field.append(char)
                    state = _IN_FIELD
            else:
                field.append(char)
                state = (_IN_QUOTES if state == _ESCAPED_IN_QUOTES
                         else _AFTER_ESCAPED_END if char in "\r\n" else _IN_FIELD)
            if len(field) > _limit:
                raise Error(f"field larger than field limit ({_limit})")
        if ended:
            return state, field, is_number, True
        if state in (_ESCAPED, _ESCAPED_IN_QUOTES):
            field.append("\n")
            state = _IN_FIELD if state == _ESCAPED else _IN_QUOTES
            return state, field, is_number, False
        if state in (_IN_QUOTES, _AFTER_ESCAPED_END):
            return state, field, is_number, False
        # A line without its end is a row as well.
        self._finish(row, field, is_number)
        return _START, [], False, True


def reader(csvfile, dialect="excel", **fmtparams):
    """The rows of lines, as lists of text."""
    return _Reader(csvfile, dialect, fmtparams)


class _Writer:
    """Writes rows to a file."""

    def __init__(self, file, dialect, options):
        if not hasattr(file, "write"):
            raise TypeError('argument 1 must have a "write" method')
        self._file = file
        self.dialect = _Format(dialect, options)

    def _field(self, value, is_only):
        d = self.dialect
        text = "" if value is None else value if isinstance(value, str) else str(value)
        if d.quoting == QUOTE_NONNUMERIC:
            quoted = not isinstance(value, (int, float))
        else:
            quoted = d.quoting == QUOTE_ALL
        special = {d.delimiter, d.escapechar, d.quotechar, "\r", "\n", *d.lineterminator}
        parts = []
        for char in text:
            if char in special:
                escape = d.quoting == QUOTE_NONE
                if not escape:
                    if char == d.quotechar:
                        if d.doublequote:
                            parts.append(char)
                        else:
                            escape = True
                    elif char == d.escapechar:
                        escape = True
                    if not escape:
                        quoted = True
                if escape:
                    if d.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    parts.append(d.escapechar)
            parts.append(char)
        if not text and is_only:
            if d.quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            quoted = True
        text = "".join(parts)
        return f"{d.quotechar}{text}{d.quotechar}" if quoted else text

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        fields = [self._field(value, len(row) == 1) for value in row]
        return self._file.write(self.dialect.delimiter.join(fields)
                                + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def writer(csvfile, dialect="excel", **fmtparams):
    """What writes rows to a file."""
    return _Writer(csvfile, dialect, fmtparams)


class DictReader:
    """The rows of lines, as dicts; the first row holds the names."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel",
                 *args, **kwds):
        self._fieldnames = None if fieldnames is None else list(fieldnames)
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        names = self.fieldnames
        made = dict(zip(names, row))
        if len(names) < len(row):
            made[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            made[name] = self.restval
        return made


class DictWriter:
    """Writes dicts to a file."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel",
                 *args, **kwds):
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.fieldnames = list(fieldnames)
        self.restval = restval
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, row):
        if self.extrasaction == "raise":
            wrong = [name for name in row if name not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: "
                                 + ", ".join(map(repr, wrong)))
        return [row.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))
