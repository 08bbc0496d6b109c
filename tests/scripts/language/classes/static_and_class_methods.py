class A:
    made = 0

    @classmethod
    def make(cls):
        cls.made += 1
        return cls()

    @staticmethod
    def twice(x):
        return x * 2


class B(A):
    pass


print(type(B.make()).__name__, A.made, B.made, A.twice(4), A().twice(5))  # expect: B 0 1 8 10
