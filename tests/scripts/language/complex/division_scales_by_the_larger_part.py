print((1 + 1j) / (1e300 + 1e300j), (1e300 + 1j) / (1e300 - 1j), 1 / (1e-320j), (1 + 2j) / (3 + 4j))
# expect: (1e-300+0j) (1+2e-300j) -infj (0.44+0.08j)
print((1 + 2j) / complex("inf"), 1j / complex("nan"), complex("inf+infj") / 2, (5 - 3j) / (0.1 + 0.7j))
# expect: 0j (nan+nanj) (nan+nanj) (-3.2-7.600000000000001j)
for v in [0, 0.0, 0j, -0.0, complex(-0.0, 0)]:
    try:
        print(1j / v)
    except ZeroDivisionError as e:
        print(e)
# expect: complex division by zero
# expect: complex division by zero
# expect: complex division by zero
# expect: complex division by zero
# expect: complex division by zero
