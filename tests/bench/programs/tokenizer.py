# A tokenizer and evaluator: string indexing, tuples, dicts of functions, recursion.
SOURCE = "(12 + alpha * (beta - 3)) / 4 + gamma_1 * 7 - (8 * alpha - beta) % 5; " * 60
NAMES = {"alpha": 5, "beta": 11, "gamma_1": 2}


def tokens(text):
    out = []
    i = 0
    while i < len(text):
        ch = text[i]
        if ch.isspace():
            i += 1
        elif ch.isdigit():
            start = i
            while i < len(text) and text[i].isdigit():
                i += 1
            out.append(("number", int(text[start:i])))
        elif ch.isalpha() or ch == "_":
            start = i
            while i < len(text) and (text[i].isalnum() or text[i] == "_"):
                i += 1
            out.append(("name", text[start:i]))
        else:
            out.append(("sign", ch))
            i += 1
    return out


class Parser:
    def __init__(self, items):
        self.items = items
        self.at = 0

    def peek(self):
        return self.items[self.at][1] if self.at < len(self.items) else None

    def next(self):
        item = self.items[self.at]
        self.at += 1
        return item

    def sum(self):
        value = self.product()
        while self.peek() in ("+", "-"):
            sign = self.next()[1]
            right = self.product()
            value = value + right if sign == "+" else value - right
        return value

    def product(self):
        value = self.atom()
        while self.peek() in ("*", "/", "%"):
            sign = self.next()[1]
            right = self.atom()
            if sign == "*":
                value = value * right
            elif sign == "/":
                value = value // right
            else:
                value = value % right
        return value

    def atom(self):
        kind, value = self.next()
        if kind == "number":
            return value
        if kind == "name":
            return NAMES[value]
        inner = self.sum()
        self.next()
        return inner


total = 0
count = 0
for _ in range(300):
    parser = Parser(tokens(SOURCE))
    while parser.at < len(parser.items):
        total += parser.sum()
        parser.next()
    count += len(parser.items)
print(total, count)
