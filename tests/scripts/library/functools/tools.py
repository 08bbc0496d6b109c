import functools


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), fib.cache_info().misses)
# expect: 23416728348467685 24 81
print(functools.partial(int, base=2)("101"), sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
# expect: 5 [3, 2, 1]
