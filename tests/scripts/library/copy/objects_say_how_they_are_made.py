import collections
import copy
import functools
import itertools


class Counted:
    def __init__(self, a):
        self.a = a

    def __reduce__(self):
        return Counted, (self.a + 1,)


class Told:
    def __reduce_ex__(self, protocol):
        return Told, (), {"state": protocol}


class Plain:
    def __init__(self):
        self.x = [1]
        self.me = self


class Slots:
    __slots__ = ("p", "q")


class Below(Slots):
    pass


class WithState:
    def __init__(self, v):
        self.v = v

    def __getstate__(self):
        return {"w": self.v}

    def __setstate__(self, state):
        self.v = ("set", state["w"])


class Needs:
    def __new__(cls, a):
        made = super().__new__(cls)
        made.a = a
        return made

    def __getnewargs__(self):
        return (self.a,)


class NeedsNamed:
    def __new__(cls, *, a):
        made = super().__new__(cls)
        made.a = a
        return made

    def __getnewargs_ex__(self):
        return (), {"a": self.a}


class Bare:
    def __new__(cls, a):
        return super().__new__(cls)


class Items:
    def __reduce__(self):
        return list, (), None, iter([1, 2])


class Pairs:
    def __reduce__(self):
        return dict, (), None, None, iter([("a", 1)])


class Named(list):
    pass


class Text(str):
    pass


class Failure(Exception):
    def __init__(self, a, b):
        super().__init__(a, b)
        self.extra = [a]


def say(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


say(lambda: (copy.copy(Counted(1)).a, copy.deepcopy(Counted(1)).a))  # expect: (2, 2)
say(lambda: (vars(copy.copy(Told())), vars(copy.deepcopy(Told()))))
# expect: ({'state': 4}, {'state': 4})
a = Plain()
b, c = copy.copy(a), copy.deepcopy(a)
print(b.x is a.x, b.me is a, c.x is a.x, c.me is c)  # expect: True True False True
s = Slots()
s.p = [1]
say(lambda: (copy.copy(s).p is s.p, copy.deepcopy(s).p, hasattr(copy.copy(s), "q"), s.__getstate__()))
# expect: (True, [1], False, (None, {'p': [1]}))
d = Below()
d.p, d.z = 1, 2
say(lambda: (copy.copy(d).p, copy.deepcopy(d).z))  # expect: (1, 2)
say(lambda: (copy.copy(WithState(3)).v, copy.deepcopy(WithState([3])).v))
# expect: (('set', 3), ('set', [3]))
say(lambda: (copy.copy(Needs(3)).a, copy.deepcopy(Needs([3])).a))  # expect: (3, [3])
say(lambda: (copy.copy(NeedsNamed(a=3)).a, copy.deepcopy(NeedsNamed(a=[4])).a))  # expect: (3, [4])
say(lambda: copy.copy(Bare(1)))
# expect: TypeError Bare.__new__() missing 1 required positional argument: 'a'
say(lambda: (copy.copy(Items()), copy.copy(Pairs())))  # expect: ([1, 2], {'a': 1})
n = Named([1, [2]])
n.tag = "t"
say(lambda: (copy.copy(n), copy.copy(n).tag, copy.deepcopy(n)[1] is n[1], type(copy.deepcopy(n)).__name__))
# expect: ([1, [2]], 't', False, 'Named')
t = Text("abc")
t.note = [1]
say(lambda: (copy.copy(t), copy.copy(t).note is t.note, copy.deepcopy(t).note is t.note))
# expect: ('abc', True, False)
e = Failure(1, 2)
say(lambda: (copy.copy(e).args, copy.copy(e).extra is e.extra, copy.deepcopy(e).extra))
# expect: ((1, 2), True, [1])
say(lambda: (copy.copy(OSError(2, "m", "f")).filename, copy.copy(KeyError("k")).args))
# expect: ('f', ('k',))
p = functools.partial(max, 1, key=abs)
p.note = "n"
say(lambda: (copy.copy(p)(-5), copy.copy(p).note, copy.deepcopy({"f": p})["f"](3)))
# expect: (-5, 'n', 3)
say(lambda: (copy.copy(collections.deque([1, 2], 5)), copy.deepcopy(collections.deque([[1]]))))
# expect: (deque([1, 2], maxlen=5), deque([[1]]))
say(lambda: (copy.deepcopy(collections.OrderedDict(b=1, a=[2])), copy.deepcopy(collections.Counter("aab"))))
# expect: (OrderedDict([('b', 1), ('a', [2])]), Counter({'a': 2, 'b': 1}))
say(lambda: copy.deepcopy(collections.defaultdict(list, a=[1])))
# expect: defaultdict(<class 'list'>, {'a': [1]})
it = iter([1, 2, 3])
next(it)
say(lambda: (list(copy.copy(it)), list(copy.copy(it)), list(it)))
# expect: ([2, 3], [2, 3], [2, 3])
it = itertools.product("ab", "12")
next(it)
say(lambda: (len(list(copy.copy(it))), next(it)))  # expect: (3, ('a', '2'))
say(lambda: [list(itertools.islice(copy.copy(x), 2)) for x in (itertools.count(3), itertools.repeat("r"), map(str, [1]), iter({1: 2}.items()))])
# expect: [[3, 4], ['r', 'r'], ['1'], [(1, 2)]]
for x in ((i for i in ()), {}.keys(), memoryview(b"a"), copy, property):
    say(lambda: copy.copy(x) is x)
# expect: TypeError cannot pickle 'generator' object
# expect: TypeError cannot pickle 'dict_keys' object
# expect: TypeError cannot pickle memoryview objects
# expect: TypeError cannot pickle 'module' object
# expect: True
say(lambda: copy.deepcopy((i for i in ())))  # expect: TypeError cannot pickle 'generator' object
m = a.__init__
say(lambda: (copy.copy(m).__self__ is a, copy.deepcopy(m).__self__ is a))  # expect: (True, False)
say(lambda: (object().__reduce_ex__(2)[1:], object().__getstate__(), sorted(a.__getstate__())))
# expect: (((<class 'object'>,), None, None, None), None, ['me', 'x'])

# Files in memory say it, too, at their position and with attributes of their own.
import io


class Named(io.StringIO):
    pass


for file in (Named("one\ntwo"), io.BytesIO(b"one\ntwo")):
    file.readline()
    file.name = ["n"]
    for copied in (copy.copy(file), copy.deepcopy(file)):
        copied.write("2" if isinstance(file, Named) else b"2")
        print(type(copied).__name__, copied.getvalue(), copied.tell(), copied.name,
              copied.name is file.name, file.tell())
# expect: Named one
# expect: 2wo 5 ['n'] True 4
# expect: Named one
# expect: 2wo 5 ['n'] False 4
# expect: BytesIO b'one\n2wo' 5 ['n'] True 4
# expect: BytesIO b'one\n2wo' 5 ['n'] False 4
