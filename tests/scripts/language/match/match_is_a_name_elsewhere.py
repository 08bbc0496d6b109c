match = {"case": 1}
case = match["case"]
print(match, case)  # expect: {'case': 1} 1
match[case] = 2
print(match)  # expect: {'case': 1, 1: 2}
