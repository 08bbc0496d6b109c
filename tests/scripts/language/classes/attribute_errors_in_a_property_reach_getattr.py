class A:
    @property
    def x(self): return self.missing
    def __getattr__(self, name): return "hook " + name
print(A().x, A().y)  # expect: hook missing hook y
