import types

print(types.FunctionType.__name__, isinstance(len, types.BuiltinFunctionType), types.NoneType, types.ModuleType.__name__)
# expect: function True <class 'NoneType'> module
n = types.SimpleNamespace(a=1, b="x")
n.c = 2
print(n, n == types.SimpleNamespace(a=1, b="x", c=2), n.a)
# expect: namespace(a=1, b='x', c=2) True 1
print(isinstance((x for x in []), types.GeneratorType), isinstance([].append, types.BuiltinMethodType))
# expect: True True
C = types.new_class("C", (list,), {}, lambda ns: ns.update(x=5))
print(C.x, C([1]), isinstance(int | str, types.UnionType))  # expect: 5 [1] True
