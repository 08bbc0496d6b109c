class A:
    __hidden = 1
    __special__ = 2
    def get(self): return self.__hidden
print(A().get(), A.__special__, A._A__hidden, hasattr(A, "__hidden"))  # expect: 1 2 1 False
