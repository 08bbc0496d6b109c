z = 1j
for f in [lambda: z(), lambda: z[0], lambda: [1][z], lambda: range(z), lambda: "ab" * z, lambda: z.nothing, lambda: [*z], lambda: "a"[z:]]:
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(e)
# expect: 'complex' object is not callable
# expect: 'complex' object is not subscriptable
# expect: list indices must be integers or slices, not complex
# expect: 'complex' object cannot be interpreted as an integer
# expect: can't multiply sequence by non-int of type 'complex'
# expect: 'complex' object has no attribute 'nothing'
# expect: Value after * must be an iterable, not complex
# expect: slice indices must be integers or None or have an __index__ method
