from itertools import count, cycle, islice, repeat

print(list(islice(count(), 3)), list(islice(count(1.5, 0.5), 3)), list(islice(count(5, -1), 3)))
# expect: [0, 1, 2] [1.5, 2.0, 2.5] [5, 4, 3]
print(list(islice(cycle("ab"), 5)), list(cycle([])), list(repeat("x", 2)), list(repeat(1, -1)))
# expect: ['a', 'b', 'a', 'b', 'a'] [] ['x', 'x'] []
print(count(3), count(1, 2), repeat(5), repeat(5, 2), next(count(10**30)))
# expect: count(3) count(1, 2) repeat(5) repeat(5, 2) 1000000000000000000000000000000
print(list(islice("abcdef", 2)), list(islice("abcdef", 2, 4)), list(islice("abcdef", 0, None, 2)),
      list(islice("abc", None)), list(islice("abc", 5, 2)))
      # expect: ['a', 'b'] ['c', 'd'] ['a', 'c', 'e'] ['a', 'b', 'c'] []
it = iter("abcdef")
print(list(islice(it, 1, 4, 2)), list(it))  # expect: ['b', 'd'] ['e', 'f']
for wrong in ((-1,), (1, -1), (0, 5, 0), ("x",)):
    try:
        islice("abc", *wrong)
    except ValueError as error:
        print(error)
        # expect: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
        # expect: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
        # expect: Step for islice() must be a positive integer or None.
        # expect: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
