class A:
    @staticmethod
    def twice(x): return x * 2
    four = twice(2)
print(A.four, A.twice(3), A().twice(4))  # expect: 4 6 8
