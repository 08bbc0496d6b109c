"""Module."""
class A:
    "Class."
    def f(self):
        """Method."""
def g(): f"not {1}"
print(__doc__, A.__doc__, A.f.__doc__, g.__doc__)  # expect: Module. Class. Method. None
