"""Regular expressions."""


class Scanner:
    """Cuts a text into tokens: the lexicon has pairs of a pattern and what becomes of a
    match of it, which is a function of the scanner and the text, a value, or None."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._actions = {}
        group = 1
        for phrase, action in lexicon:
            self._actions[group] = action
            group += 1 + compile(phrase, flags).groups
        self.scanner = compile("|".join(f"({phrase})" for phrase, _ in lexicon), flags)

    def scan(self, string):
        """The tokens, and the rest of the text, where nothing matches."""
        result = []
        at = 0
        while match := self.scanner.match(string, at):
            if match.end() == at:
                break
            action = self._actions[match.lastindex]
            if callable(action):
                self.match = match
                action = action(self, match.group())
            if action is not None:
                result.append(action)
            at = match.end()
        return result, string[at:]
