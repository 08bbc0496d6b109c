from functools import cache, cached_property, lru_cache

calls = []


@lru_cache(maxsize=2)
def double(x, *, y=0):
    'Doc.'
    calls.append(x)
    return x * 2


print(double(1), double(2), double(1), double(3), double(2), calls)
# expect: 2 4 2 6 4 [1, 2, 3, 2]
print(double.cache_info(), double.__name__, double.__doc__, double.__wrapped__(5), double.cache_parameters())
# expect: CacheInfo(hits=1, misses=4, maxsize=2, currsize=2) double Doc. 10 {'maxsize': 2, 'typed': False}
double.cache_clear()
print(double.cache_info(), double(1, y=1), double(1, y=2), double.cache_info().misses)
# expect: CacheInfo(hits=0, misses=0, maxsize=2, currsize=0) 2 2 2


@lru_cache(typed=True)
def kind(x):
    return type(x).__name__


print(kind(1), kind(1.0), kind(True), lru_cache(kind.__wrapped__)(1))
# expect: int float bool int


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.cache_info())
# expect: 2880067194370816120 CacheInfo(hits=88, misses=91, maxsize=None, currsize=91)


class Box:
    @cached_property
    def value(self):
        calls.append("value")
        return 5

    @lru_cache
    def method(self, n):
        return n + 1


b = Box()
print(b.value, b.value, calls.count("value"), b.__dict__, b.method(1), b.method(1), Box.method.cache_info().hits)
# expect: 5 5 1 {'value': 5} 2 2 1
try:
    fib([])
except TypeError as error:
    print(error)  # expect: unhashable type: 'list'
