for it in (iter([1]), iter((1,)), iter({1: 2}), iter({1}), iter(range(1)), iter(range(2**70)), zip(), map(str, []), enumerate([])): print(iter(it) is it, type(it).__name__)
# expect: True list_iterator
# expect: True tuple_iterator
# expect: True dict_keyiterator
# expect: True set_iterator
# expect: True range_iterator
# expect: True longrange_iterator
# expect: True zip
# expect: True map
# expect: True enumerate
it = iter("a")
print(iter(it) is it, next(it))  # expect: True a
