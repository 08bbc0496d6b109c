#!/usr/bin/env python3
"""Prints a random program about re, the same one for the same seed: patterns.py SEED

Texts are short and repeats are few, so that python3 is done with each in no time.
"""

import sys

import choices

PRELUDE = r'''
import re


def show(m):
    return m and (m.span(), m.groups(), m.regs, m.lastindex, m.lastgroup)


def attempt(label, what):
    try:
        print(label, what())
    except re.error as e:
        print(label, "error", e, e.msg, e.pos, e.lineno, e.colno)
    except (IndexError, ValueError, TypeError, OverflowError) as e:
        print(label, type(e).__name__, e)


def ask(label, pattern, flags, texts, templates):
    try:
        p = re.compile(pattern, flags)
    except re.error as e:
        print(label, "error", e, e.msg, e.pos, e.lineno, e.colno)
        return
    except (ValueError, OverflowError) as e:
        print(label, type(e).__name__, e)
        return
    print(label, p, p.flags, p.groups, dict(p.groupindex))
    for text in texts:
        attempt(label, lambda: show(p.match(text)))
        attempt(label, lambda: show(p.fullmatch(text)))
        attempt(label, lambda: [show(m) for m in p.finditer(text)])
        attempt(label, lambda: show(p.search(text, 1, len(text) - 1)))
        attempt(label, lambda: p.findall(text))
        attempt(label, lambda: p.split(text, 3))
        for template in templates:
            attempt(label, lambda: p.subn(template, text, 4))
'''.lstrip()

ASCII = "aabbc01 _-\n"
UNICODE = "aäbß0é\u0661 _\u2028\n\u0130\u017fkK\u212a日😀"
ESCAPES = [r"\d", r"\D", r"\s", r"\S", r"\w", r"\W", r"\n", r"\t", r"\.", r"\x61", r"\-", r"\141"]
POSITIONS = ["^", "$", r"\A", r"\Z", r"\b", r"\B"]
QUANTIFIERS = ["*", "+", "?", "{2}", "{1,2}", "{,2}", "{1,}", "{0}", "{", "{a}"]
BROKEN = ["(", ")", "[", "]", "*", r"\q", r"\9", "(?P<", "(?<a", "(?P=x)", "{3,1}", "(?z)", r"\x1", "[z-a]",
          "(?(9)a)", "(?i)", "|", r"\u12", "(?-i:", "(?P>a)", "**", "(?P<1>a)", "(?#", r"[\d-z]", "\\"]
TEMPLATES = ["", "x", r"<\g<0>>", r"\1", r"[\2\1]", r"\g<n1>", r"\n\\", r"\x", r"\0", r"\101", r"\g<1", r"\g<>",
             r"\g<-1>", r"\g<zz>", r"\99", r"é\.", r"\é", "a\\"]


class Patterns:
    def __init__(self, seed):
        self.random = choices.of(seed)
        self.letters = ASCII
        self.groups = 0
        self.open = []
        self.behind = False

    def pick(self, items):
        return self.random.choice(items)

    def chance(self, p):
        return self.random.random() < p

    def letter(self):
        c = self.pick(self.letters)
        return "\\" + c if c in "-" and self.chance(0.5) else c

    def char_set(self):
        parts = []
        for _ in range(self.random.randint(1, 3)):
            kind = self.random.random()
            if kind < 0.5:
                parts.append(self.pick(self.letters).replace("-", r"\-"))
            elif kind < 0.75:
                parts.append(self.pick(["a-b", "0-1", "a-z", "A-Z", "b-c", "\\x00-b", "a-a"]))
            else:
                parts.append(self.pick([e for e in ESCAPES if e != r"\141"]))
        return f"[{self.pick(['', '', '^'])}{''.join(parts)}]"

    def atom(self, level):
        kind = self.random.random()
        if level <= 0 or kind < 0.4:
            return self.letter()
        if kind < 0.5:
            return self.pick(ESCAPES)
        if kind < 0.58:
            return "."
        if kind < 0.68:
            return self.char_set()
        if kind < 0.71 and self.groups:
            n = self.random.randint(1, self.groups)
            return f"\\{n}" if n not in self.open else "a"
        return self.group(level - 1)

    def group(self, level):
        kind = self.random.random()
        if kind < 0.4:
            self.groups += 1
            number = self.groups
            self.open.append(number)
            name = f"?P<n{number}>" if self.chance(0.3) else ""
            inside = self.alternation(level)
            self.open.remove(number)
            return f"({name}{inside})"
        if kind < 0.65:
            return f"(?:{self.alternation(level)})"
        if kind < 0.7:
            return f"(?>{self.alternation(level)})"
        if kind < 0.8:
            return f"({self.pick(['?=', '?!'])}{self.alternation(level)})"
        if kind < 0.88:
            fixed = "".join(self.letter() for _ in range(self.random.randint(0, 2)))
            return f"({self.pick(['?<=', '?<!'])}{fixed})"
        if kind < 0.93:
            return f"({self.pick(['?i:', '?s:', '?m:', '?-i:', '?x:', '?a:'])}{self.alternation(level)})"
        if self.groups:
            n = self.random.randint(1, self.groups)
            no = "|" + self.sequence(level) if self.chance(0.6) else ""
            return f"(?({n}){self.sequence(level)}{no})"
        return "(?#note)a"

    def piece(self, level):
        if self.chance(0.08):
            return self.pick(POSITIONS)
        atom = self.atom(level)
        if self.chance(0.3):
            atom += self.pick(QUANTIFIERS[:7] if self.chance(0.93) else QUANTIFIERS)
            if self.chance(0.3):
                atom += self.pick(["?", "?", "+"])
        return atom

    def sequence(self, level):
        return "".join(self.piece(level) for _ in range(self.random.randint(0 if self.chance(0.1) else 1, 3)))

    def alternation(self, level):
        return "|".join(self.sequence(level) for _ in range(self.pick([1, 1, 1, 2, 3])))

    def case(self, number):
        self.groups, self.open = 0, []
        as_bytes = self.chance(0.15)
        self.letters = UNICODE if not as_bytes and self.chance(0.35) else ASCII
        pattern = self.alternation(3)
        if self.chance(0.12):
            at = self.random.randint(0, len(pattern))
            pattern = pattern[:at] + self.pick(BROKEN) + pattern[at:]
        flags = sum(f for f in (2, 8, 16, 64, 256) if self.chance(0.15))
        texts = ["".join(self.pick(self.letters) for _ in range(self.random.randint(0, 9)))
                 for _ in range(3)]
        templates = [self.pick(TEMPLATES)]
        if as_bytes:
            encode = lambda s: s.encode("utf-8")
            pattern, texts, templates = encode(pattern), [*map(encode, texts)], [*map(encode, templates)]
        return f"ask('#{number}', {pattern!r}, {flags}, {texts!r}, {templates!r})"


def program(seed):
    patterns = Patterns(seed)
    return PRELUDE + "\n\n" + "\n".join(patterns.case(n) for n in range(60)) + "\n"


if __name__ == "__main__":
    print(program(int(sys.argv[1])), end="")
