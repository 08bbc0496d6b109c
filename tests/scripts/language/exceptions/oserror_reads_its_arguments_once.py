class Denied(PermissionError):
    def __init__(self, who, right, what):
        super().__init__(f"{who} may not {right} {what}")
        self.who = who


e = Denied("bob", "read", "plans")
print(e, e.args, e.errno, e.filename, e.who)    # expect: bob may not read plans ('bob may not read plans',) None None bob


class Late(OSError):
    def __init__(self, *args):
        self.before = self.args, self.errno
        super().__init__(5, "five", "file")


e = Late("x", "y")
print(e.before, e, e.args, e.filename)          # expect: ((), None) [Errno 5] five: 'file' (5, 'five') file


class Silent(OSError):
    def __init__(self, *args):
        pass


print(Silent(1, 2).args, repr(Silent(1)))       # expect: () Silent()


class Made(OSError):
    def __new__(cls, *args):
        return super().__new__(cls, 7, "seven")


print(Made(1, 2, 3).args, Made(1))              # expect: (7, 'seven') [Errno 7] seven
e = OSError(2, "gone")
e.__init__(3, "again", "file")
print(type(e).__name__, e)                      # expect: FileNotFoundError [Errno 2] gone
