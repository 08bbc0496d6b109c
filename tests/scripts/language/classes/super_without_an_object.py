class A:
    def f(self):
        try:
            return super().nothing
        except AttributeError as e:
            return str(e)
print(A.f(None))
# expect: 'super' object has no attribute 'nothing'
print(A().f())
# expect: 'super' object has no attribute 'nothing'
