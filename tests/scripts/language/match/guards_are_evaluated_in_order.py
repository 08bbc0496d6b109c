def guard(n, answer):
    print("guard", n)
# expect: guard 1
# expect: guard 2
    return answer
match 1:
    case 1 if guard(1, False): pass
    case 1 if guard(2, True): print("second")  # expect: second
    case 1 if guard(3, True): pass
