a, *b, c = range(5)
(d, *e), f = [1, 2, 3], 4
[*g] = "ab"
*h, = ()
print(a, b, c, d, e, f, g, h)  # expect: 0 [1, 2, 3] 4 1 [2, 3] 4 ['a', 'b'] []
