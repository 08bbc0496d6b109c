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
        if hint is None or hint <= 0:
            return list(self)
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if size > hint:
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


class StringIO(_TextMemory, TextIOBase):
    """Text in memory."""

    @property
    def line_buffering(self):
        self._check_open()
        return False

    def __getstate__(self):
        return (*self._state(), self.__dict__ or None)

    def __setstate__(self, state):
        text, newline, position, attributes = state
        StringIO.__init__(self, newline=newline)
        self._take(text)
        self.seek(position)
        self.__dict__.update(attributes or {})


class BytesIO(_ByteMemory, BufferedIOBase):
    """Bytes in memory."""

    def readlines(self, size=None, /):
        if size is None or size <= 0:
            return list(self)
        lines, left = [], size
        for line in self:
            lines.append(line)
            left -= len(line)
            if left <= 0:
                break
        return lines

    def readinto(self, b, /):
        if not isinstance(b, (bytearray, memoryview)) or memoryview(b).readonly:
            raise TypeError("readinto() argument must be read-write bytes-like object, "
                            f"not {type(b).__name__}")
        with memoryview(b).cast("B") as room:
            found = self.read(len(room))
            room[:len(found)] = found
        return len(found)

    def __getstate__(self):
        return (*self._state(), self.__dict__ or None)

    def __setstate__(self, state):
        data, position, attributes = state
        BytesIO.__init__(self, data)
        self.seek(position)
        self.__dict__.update(attributes or {})


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
            self._rest = StringIO(newline="\n" if self._newline is None else self._newline)
            self._rest._take(text)
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
