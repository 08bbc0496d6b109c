def f(x):
    match x:
        case 1 + 2j:
            return "1+2j"
        case -1 - 2.5j:
            return "-1-2.5j"
        case 3j:
            return "3j"
        case -4j:
            return "-4j"
        case {1j: v}:
            return v
        case complex(real=0.5, imag=i):
            return i
        case complex():
            return "another"
        case 0:
            return "zero"
    return "none"


print([f(x) for x in [1 + 2j, -1 - 2.5j, 3j, -4j, {1j: "value"}, 0.5 + 9j, 8j, 0, "x"]])
# expect: ['1+2j', '-1-2.5j', '3j', '-4j', 'value', 9.0, 'another', 'zero', 'none']
