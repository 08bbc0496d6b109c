"""Files that are in memory."""

from abc import ABC as _ABC

__all__ = ["BytesIO", "StringIO", "IOBase", "RawIOBase", "BufferedIOBase", "TextIOBase",
           "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END",
           "DEFAULT_BUFFER_SIZE"]

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase(_ABC):
    """What all files have in common."""

    closed = False

    def _check_open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._check_open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def close(self):
        self.closed = True

    def flush(self):
        self._check_open()

    def isatty(self):
        self._check_open()
        return False

    def readable(self):
        return False

    writable = seekable = readable

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def readlines(self, hint=-1):
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines):
        self._check_open()
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    encoding = errors = newlines = None


def _size(size):
    if size is None:
        return -1
    if not isinstance(size, int):
        raise TypeError(f"argument should be integer or None, not {type(size).__name__!r}")
    return size


def _end_of_line(text, at, newline):
    """Where the line that begins at `at` ends, its end included."""
    if newline == "":
        ends = [place for place in (text.find("\n", at), text.find("\r", at)) if place >= 0]
        if not ends:
            return len(text)
        end = min(ends)
        return end + (2 if text.startswith("\r\n", end) else 1)
    end = text.find(newline or "\n", at)
    return len(text) if end < 0 else end + len(newline or "\n")


class StringIO(TextIOBase):
    """Text in memory. What is appended is put together when it is read."""

    def __init__(self, initial_value="", newline="\n"):
        if newline not in (None, "", "\n", "\r", "\r\n"):
            if not isinstance(newline, str):
                raise TypeError("newline must be str or None, not "
                                f"{type(newline).__name__}")
            raise ValueError(f"illegal newline value: {newline!r}")
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError("initial_value must be str or None, not "
                            f"{type(initial_value).__name__}")
        self._newline = newline
        self._text = ""
        self._parts = []   # Behind _text, when the position is at the end.
        self._position = 0
        if initial_value:
            self.write(initial_value)
            self._position = 0
            self._gather()

    def readable(self):
        self._check_open()
        return True

    writable = seekable = readable

    @property
    def line_buffering(self):
        return False

    def _gather(self):
        self._check_open()
        if self._parts:
            self._text += "".join(self._parts)
            self._parts = []
        return self._text

    def write(self, s):
        self._check_open()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        count = len(s)
        if not s:
            return 0
        if self._newline is None:
            s = s.replace("\r\n", "\n").replace("\r", "\n")
        elif self._newline in ("\r", "\r\n"):
            s = s.replace("\n", self._newline)
        if self._position < 0 or self._parts or self._position == len(self._text):
            self._parts.append(s)
            self._position = -1  # At the end.
            return count
        text = self._text
        if self._position > len(text):
            text += "\0" * (self._position - len(text))
        end = self._position + len(s)
        self._text = text[:self._position] + s + text[end:]
        self._position = end
        return count

    def getvalue(self):
        return self._gather()

    def tell(self):
        text = self._gather()
        return len(text) if self._position < 0 else self._position

    def read(self, size=-1, /):
        at = self.tell()
        size = _size(size)
        text = self._text
        end = len(text) if size < 0 else min(at + size, len(text))
        self._position = max(end, at)
        return text[at:end]

    def readline(self, size=-1, /):
        at = self.tell()
        size = _size(size)
        if at >= len(self._text):
            return ""
        end = _end_of_line(self._text, at, self._newline)
        if size >= 0:
            end = min(end, at + size)
        self._position = end
        return self._text[at:end]

    def seek(self, pos, whence=0, /):
        at = self.tell()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"Negative seek position {pos}")
            self._position = pos
        elif whence in (1, 2):
            if pos != 0:
                raise OSError("Can't do nonzero cur-relative seeks")
            self._position = at if whence == 1 else len(self._text)
        else:
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        return self._position

    def truncate(self, pos=None, /):
        at = self.tell()
        pos = at if pos is None else pos
        if pos < 0:
            raise ValueError(f"Negative size value {pos}")
        self._position = at
        self._text = self._text[:pos]
        return pos

    def close(self):
        self.closed = True
        self._text, self._parts = "", []


class BytesIO(BufferedIOBase):
    """Bytes in memory."""

    def __init__(self, initial_bytes=b""):
        self._data = bytearray(b"" if initial_bytes is None else initial_bytes)
        self._position = 0
        self._is_lent = False

    def _checked(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        return self._data

    _check_open = _checked

    def _for_writing(self):
        data = self._checked()
        if self._is_lent:
            data.append(0)  # Refused while there are views.
            del data[-1]
        return data

    def readable(self):
        self._checked()
        return True

    writable = seekable = readable

    def write(self, b, /):
        data = self._for_writing()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        b = bytes(b)
        if not b:
            return 0
        if self._position > len(data):
            data += bytes(self._position - len(data))
        if self._position == len(data):
            data += b
        else:
            data[self._position:self._position + len(b)] = b
        self._position += len(b)
        return len(b)

    def getvalue(self):
        return bytes(self._checked())

    def getbuffer(self):
        data = self._checked()
        self._is_lent = True
        return memoryview(data)

    def tell(self):
        self._checked()
        return self._position

    def read(self, size=-1, /):
        data = self._checked()
        size = _size(size)
        end = len(data) if size < 0 else min(self._position + size, len(data))
        found = bytes(data[self._position:end])
        self._position = max(end, self._position)
        return found

    read1 = read

    def readline(self, size=-1, /):
        data = self._checked()
        size = _size(size)
        end = data.find(b"\n", self._position)
        end = len(data) if end < 0 else end + 1
        if size >= 0:
            end = min(end, self._position + size)
        found = bytes(data[self._position:end])
        self._position = max(end, self._position)
        return found

    def readinto(self, b, /):
        if not isinstance(b, (bytearray, memoryview)) or memoryview(b).readonly:
            raise TypeError("readinto() argument must be read-write bytes-like object, "
                            f"not {type(b).__name__}")
        with memoryview(b).cast("B") as room:
            found = self.read(len(room))
            room[:len(found)] = found
        return len(found)

    def seek(self, pos, whence=0, /):
        data = self._checked()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"negative seek value {pos}")
        elif whence == 1:
            pos = max(0, self._position + pos)
        elif whence == 2:
            pos = max(0, len(data) + pos)
        else:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        self._position = pos
        return pos

    def truncate(self, size=None, /):
        data = self._for_writing()
        size = self._position if size is None else size
        if size < 0:
            raise ValueError(f"negative size value {size}")
        del data[size:]
        return size

    def close(self):
        if not self.closed:
            self._for_writing()
        self.closed = True
        self._data = bytearray()


class TextIOWrapper(TextIOBase):
    """Text over a binary file. It reads all of it at once."""

    def __init__(self, buffer, encoding=None, errors=None, newline=None,
                 line_buffering=False, write_through=False):
        self.buffer = buffer
        self.encoding = "utf-8" if encoding is None else encoding
        self.errors = "strict" if errors is None else errors
        self._newline = newline
        self._rest = None  # What was read and not given yet.

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def write(self, s):
        self._check_open()
        text = s
        if self._newline in ("\r", "\r\n"):
            text = s.replace("\n", self._newline)
        self.buffer.write(text.encode(self.encoding, self.errors))
        return len(s)

    def _fill(self):
        self._check_open()
        if self._rest is None:
            text = self.buffer.read().decode(self.encoding, self.errors)
            if self._newline is None:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            self._rest = StringIO(newline="" if self._newline is None else self._newline)
            self._rest._text = text
        return self._rest

    def read(self, size=-1, /):
        return self._fill().read(size)

    def readline(self, size=-1, /):
        return self._fill().readline(size)

    def flush(self):
        self._check_open()
        self.buffer.flush()

    def detach(self):
        return self.buffer

    def close(self):
        if not self.closed:
            self.buffer.close()
            self.closed = True
