"""Text in lines of a limited width."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_SPACE = "\t\n\x0b\x0c\r "


def _is_letter(char):
    return char.isalpha() or char == "_"


def _hyphen_breaks(word):
    """Where a word may be broken: after a hyphen between letters, and around dashes."""
    breaks = []
    at, size = 0, len(word)
    while at < size:
        if word[at] != "-":
            at += 1
            continue
        end = at
        while end < size and word[end] == "-":
            end += 1
        before = word[at - 1] if at > 0 else ""
        after = word[end] if end < size else ""
        if end - at >= 2:
            # A dash, if words are on both sides.
            left = before and (before.isalnum() or before in "_!\"'&.,?")
            if left and after and (after.isalnum() or after == "_"):
                breaks += [at, end]
        elif (at >= 2 and _is_letter(word[at - 1])
              and (_is_letter(word[at - 2]) or at >= 3 and word[at - 2] == "-"
                   and _is_letter(word[at - 3]))
              and end + 1 < size and _is_letter(after)
              and (_is_letter(word[end + 1]) or word[end + 1] == "-"
                   and end + 2 < size and _is_letter(word[end + 2]))):
            breaks.append(end)
        at = end
    return breaks


class TextWrapper:
    """Wraps text; see its attributes."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="",
                 expand_tabs=True, replace_whitespace=True, fix_sentence_endings=False,
                 break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _chunks(self, text):
        """Words and runs of space in turn; what may stand on a line of its own."""
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate({ord(char): " " for char in _SPACE})
        chunks = []
        at = 0
        while at < len(text):
            is_space = text[at] in _SPACE
            end = at + 1
            while end < len(text) and (text[end] in _SPACE) == is_space:
                end += 1
            word = text[at:end]
            at = end
            begin = 0
            if not is_space and self.break_on_hyphens:
                for place in _hyphen_breaks(word):
                    chunks.append(word[begin:place])
                    begin = place
            chunks.append(word[begin:])
        return chunks

    def _fix_endings(self, chunks):
        for n in range(len(chunks) - 1):
            word = chunks[n].rstrip("\"'")
            ends = (len(word) > 1 and word[-1] in ".!?" and word[-2].islower()
                    and word[-2].isascii())
            if chunks[n + 1] == " " and ends:
                chunks[n + 1] = "  "

    def _split_long(self, chunks, line, used, width):
        """The first chunk is wider than a line: as much of it as fits."""
        room = 1 if width < 1 else width - used
        if self.break_long_words:
            chunk = chunks[-1]
            end = room
            if self.break_on_hyphens and len(chunk) > room:
                hyphen = chunk.rfind("-", 0, room)
                if hyphen > 0 and any(char != "-" for char in chunk[:hyphen]):
                    end = hyphen + 1
            line.append(chunk[:end])
            chunks[-1] = chunk[end:]
            if width < 0 and not chunks[-1]:
                chunks.pop()  # Nothing would ever fit.
        elif not line:
            line.append(chunks.pop())

    def _lines(self, chunks):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            line, used = [], 0
            if self.drop_whitespace and chunks[-1].strip() == "" and lines:
                chunks.pop()
            while chunks and used + len(chunks[-1]) <= width:
                used += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._split_long(chunks, line, used, width)
                used = sum(map(len, line))
            if self.drop_whitespace and line and line[-1].strip() == "":
                used -= len(line.pop())
            if not line:
                continue
            is_last = self.max_lines is not None and len(lines) + 1 >= self.max_lines
            is_end = not chunks or (self.drop_whitespace and len(chunks) == 1
                                    and not chunks[0].strip())
            if not is_last or (is_end and used <= width):
                lines.append(indent + "".join(line))
                continue
            self._add_placeholder(lines, indent, line, used, width)
            break
        return lines

    def _add_placeholder(self, lines, indent, line, used, width):
        while line:
            if line[-1].strip() and used + len(self.placeholder) <= width:
                line.append(self.placeholder)
                lines.append(indent + "".join(line))
                return
            used -= len(line.pop())
        if lines:
            previous = lines[-1].rstrip()
            if len(previous) + len(self.placeholder) <= self.width:
                lines[-1] = previous + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def wrap(self, text):
        chunks = self._chunks(text)
        if self.fix_sentence_endings:
            self._fix_endings(chunks)
        return self._lines(chunks)

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """The lines of a paragraph."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """A paragraph with line ends."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """One line, cut short at the end of a word if need be."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(
        " ".join(text.strip().split()))


def dedent(text):
    """Without the white space that all lines begin with."""
    lines = text.split("\n")
    margin = None
    for number, line in enumerate(lines):
        content = line.lstrip(" \t")
        if not content:
            lines[number] = ""
            continue
        space = line[:len(line) - len(content)]
        if margin is None:
            margin = space
        else:
            while not space.startswith(margin):
                margin = margin[:-1]
    if not margin:
        return "\n".join(lines)
    return "\n".join(line[len(margin):] for line in lines)


def indent(text, prefix, predicate=None):
    """With a prefix in front of each line that is not blank."""
    if predicate is None:
        predicate = str.strip
    return "".join(prefix + line if predicate(line) else line
                   for line in text.splitlines(True))
