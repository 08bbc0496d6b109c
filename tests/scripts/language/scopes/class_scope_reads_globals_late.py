x = "global"
class A:
    a = x
    x = "class"
    b = x
print(A.a, A.b)  # expect: global class
