s = {1, 2, 3}
s.update([4], (5,)); s.intersection_update({1, 2, 4, 9}); s.difference_update([2]); s.symmetric_difference_update({4, 7})
print(sorted(s))  # expect: [1, 7]
s |= {8}; s -= {1}; s &= {7, 8}; s ^= {0}
print(sorted(s))  # expect: [0, 7, 8]
