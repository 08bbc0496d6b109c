class A:
    def __init__(self, n):
        self.n = n

    def get(self):
        return self.n


get = A(7).get
print(get(), A.get(A(8)), get.__self__.n, get.__name__, A(1).get == A(1).get)
# expect: 7 8 7 get False
