print(1 + 0j == 1, 1 == 1 + 0j, 1j == 1, 1.5 + 0j == 1.5, True == 1 + 0j, 0j == -0.0, 1j != 1j, 1j != 2)
# expect: True True False True True True False True
print(2**53 + 0j == 2**53, 2**53 + 0j == 2**53 + 1, 10**400 == 1e300 + 0j, complex(10**20) == 10**20)
# expect: True False False True
nan = complex("nan")
print(nan == nan, nan != nan, 1j == "1j", 1j == None, [1j] == [1j], (1, 2j) == (1 + 0j, 2j), 1j in [1, 1j])
# expect: False True False False True True True
print((1j).__eq__(1), (1j).__eq__("a"), (1j).__lt__(2), (1).__eq__(1j), (1.0).__add__(1j), (1j).__radd__(2))
# expect: False NotImplemented NotImplemented NotImplemented NotImplemented (2+1j)
