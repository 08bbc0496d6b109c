class A:
    def __format__(self, spec): return f"[{spec}]"
print(f"{A()}{A():x}{A():{'y' * 2}}")  # expect: [][x][yy]
