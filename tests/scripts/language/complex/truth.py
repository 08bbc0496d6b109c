print(bool(0j), bool(1j), bool(1 + 0j), bool(complex("nan")), bool(complex(-0.0, -0.0)), not 0j, not 1j)
# expect: False True True True False True False
print(0j or "other", 1j and "both", "yes" if 0j else "no", "yes" if 1e-320j else "no")  # expect: other both no yes
while 0j:
    print("never")
assert 1j
print([z for z in [0j, 1j, 1 + 0j] if z], any([0j]), all([1j]))  # expect: [1j, (1+0j)] False True
