import sys


class Log:
    def __init__(self):
        self.parts = []

    def write(self, s):
        self.parts.append(s)


log = Log()
print("a", 1, file=log)
print("b", end="", file=log)
print(file=log)
print(1, 2, sep="", end="!", file=log)
print("x", sep=None, end=None, file=log)
print(log.parts)  # expect: ['a', ' ', '1', '\n', 'b', '', '\n', '1', '', '2', '!', 'x', '\n']
kept, sys.stdout = sys.stdout, log
log.parts.clear()
print("out", "side")
sys.stdout = kept
print(log.parts)  # expect: ['out', ' ', 'side', '\n']


class Broken:
    def write(self, s):
        raise OSError("full")


try:
    print("a", file=Broken())
except OSError as e:
    print(e)  # expect: full
