# A spreadsheet: cells with formulas, evaluated on demand, with cycles reported.
import re


class Cycle(Exception):
    pass


class Cell:
    def __init__(self, text):
        self.text = text
        self.value = None
        self.state = "dirty"

    @property
    def is_formula(self):
        return self.text.startswith("=")


def name_of(column, row):
    return chr(ord("A") + column) + str(row + 1)


def position_of(name):
    return ord(name[0]) - ord("A"), int(name[1:]) - 1


class Sheet:
    REFERENCE = re.compile(r"([A-Z])(\d+)(?::([A-Z])(\d+))?")

    def __init__(self):
        self.cells = {}
        self.computed = 0

    def __setitem__(self, name, text):
        self.cells[name] = Cell(str(text))
        for cell in self.cells.values():
            cell.state = "dirty"

    def __delitem__(self, name):
        del self.cells[name]
        for cell in self.cells.values():
            cell.state = "dirty"

    def __contains__(self, name):
        return name in self.cells

    def __getitem__(self, name):
        return self.evaluate(name, ())

    def evaluate(self, name, path):
        cell = self.cells.get(name)
        if cell is None:
            return 0
        if name in path:
            raise Cycle(" -> ".join(path[path.index(name):] + (name,)))
        if cell.state == "clean":
            return cell.value
        self.computed += 1
        if cell.is_formula:
            cell.value = self.formula(cell.text[1:], path + (name,))
        else:
            cell.value = self.literal(cell.text)
        cell.state = "clean"
        return cell.value

    @staticmethod
    def literal(text):
        for kind in (int, float):
            try:
                return kind(text)
            except ValueError:
                pass
        return text

    def span(self, first, last, path):
        (left, top), (right, bottom) = position_of(first), position_of(last)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield self.evaluate(name_of(column, row), path)

    def formula(self, text, path):
        call = re.fullmatch(r"(SUM|MAX|AVG|COUNT)\((.*)\)", text)
        if call:
            values = []
            for part in call.group(2).split(","):
                first, _, last = part.strip().partition(":")
                values += self.span(first, last or first, path)
            numbers = [v for v in values if isinstance(v, (int, float))]
            return {"SUM": sum, "MAX": max, "COUNT": len,
                    "AVG": lambda n: sum(n) / len(n)}[call.group(1)](numbers)
        total, sign = None, "+"
        for piece in re.findall(r"[A-Z]\d+|\d+\.?\d*|[-+*]", text):
            if piece in "+-*":
                sign = piece
                continue
            value = self.evaluate(piece, path) if piece[0].isalpha() else self.literal(piece)
            if total is None:
                total = value if sign == "+" else -value
            else:
                total = {"+": lambda: total + value, "-": lambda: total - value,
                         "*": lambda: total * value}[sign]()
        return total


sheet = Sheet()
for row in range(5):
    sheet[f"A{row + 1}"] = (row + 1) ** 2
sheet["B1"] = "=A1+A2"
sheet["B2"] = "=SUM(A1:A5)"
sheet["B3"] = "=AVG(A1:A4, B1)"
sheet["B4"] = "=B2*2-B1"
sheet["C1"] = "hello"
sheet["C2"] = "=COUNT(A1:C1)"
sheet["C3"] = "=MAX(A1:B2)"
for name in ["A3", "B1", "B2", "B3", "B4", "C1", "C2", "C3", "Z9"]:
    print(name, sheet[name])
before = sheet.computed
print(sheet["B4"], sheet.computed - before)
sheet["A1"] = 100
print(sheet["B4"], sheet.computed > before)

sheet["D1"] = "=D2+1"
sheet["D2"] = "=SUM(D3:D4)"
sheet["D4"] = "=A1+D1"
for name in ["D1", "D2", "D4", "A1"]:
    try:
        print(name, sheet[name])
    except Cycle as e:
        print(name, "cycle:", e)
del sheet["D4"]
print(sheet["D1"], "D4" in sheet, "D2" in sheet)
try:
    sheet["C1"] = "text"
    sheet["E1"] = "=C1-1"
    sheet["E1"]
except TypeError as e:
    print("TypeError:", e)

# expect: A3 9
# expect: B1 5
# expect: B2 55
# expect: B3 7.0
# expect: B4 105
# expect: C1 hello
# expect: C2 2
# expect: C3 55
# expect: Z9 0
# expect: 105 0
# expect: 204 True
# expect: D1 cycle: D1 -> D2 -> D4 -> D1
# expect: D2 cycle: D2 -> D4 -> D1 -> D2
# expect: D4 cycle: D4 -> D1 -> D2 -> D4
# expect: A1 100
# expect: 1 False True
# expect: TypeError: unsupported operand type(s) for -: 'str' and 'int'
