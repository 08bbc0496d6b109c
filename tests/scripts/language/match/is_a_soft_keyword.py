match = 1
case = 2
print(match + case, [match, case])  # expect: 3 [1, 2]
match (match):
    case 1:
        print("matched")  # expect: matched
