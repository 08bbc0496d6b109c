import operator as op

print(op.add(1, 2), op.sub(5, 3), op.mul("a", 2), op.truediv(1, 2), op.floordiv(7, 2), op.mod(7, 4), op.pow(2, 5))
# expect: 3 2 aa 0.5 3 3 32
print(op.neg(1), op.not_(0), op.truth([]), op.is_(None, None), op.contains([1], 1), op.eq(1, 1.0), op.lt(1, 2))
# expect: -1 True False True True True True
print(op.getitem({"a": 1}, "a"), op.concat([1], [2]), op.countOf([1, 2, 1], 1), op.indexOf("abc", "c"), op.index(True), op.length_hint(iter([1, 2])))
# expect: 1 [1, 2] 2 2 1 2
print(op.itemgetter(1)("abc"), op.itemgetter("a", "b")({"a": 1, "b": 2}), op.attrgetter("real")(5), op.attrgetter("real", "imag")(5))
# expect: b (1, 2) 5 (5, 0)
print(op.methodcaller("upper")("a"), op.methodcaller("split", ",", maxsplit=1)("a,b,c"), op.itemgetter(slice(1))("abc"))
# expect: A ['a', 'b,c'] a
print(op.itemgetter(1, 2), op.attrgetter("a.b"), op.methodcaller("f", 1, k=2))
# expect: operator.itemgetter(1, 2) operator.attrgetter('a.b') operator.methodcaller('f', 1, k=2)
x = [1]
op.setitem(x, 0, 5)
op.iadd(x, [6])
print(x, op.__add__(1, 2), op.call(max, 1, 2), op.and_(6, 3), op.or_(4, 1), op.xor(5, 1), op.invert(0), op.abs(-3))
# expect: [5, 6] 3 2 2 5 4 -1 3
for wrong in (lambda: op.itemgetter(), lambda: op.attrgetter(1), lambda: op.concat(1, 2), lambda: op.indexOf([], 1)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
        # expect: TypeError itemgetter expected 1 argument, got 0
        # expect: TypeError attribute name must be a string
        # expect: TypeError 'int' object can't be concatenated
        # expect: ValueError sequence.index(x): x not in sequence
