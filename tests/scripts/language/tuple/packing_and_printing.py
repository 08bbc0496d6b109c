t = 1, 2
print(t, (1,), (), t + (3,), t * 2, t[0], t[1:], len(t), t.index(2), t.count(1))
# expect: (1, 2) (1,) () (1, 2, 3) (1, 2, 1, 2) 1 (2,) 2 1 1
print((1, 2) < (1, 3), hash((1, 2)) == hash((1, 2)), (1, "a", None))
# expect: True True (1, 'a', None)
