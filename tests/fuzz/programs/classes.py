"""Classes: several bases, properties, operators with reflected forms, super, hooks."""

OPERATORS = ["add", "sub", "mul", "truediv", "floordiv", "mod", "and", "or", "xor", "lshift",
             "matmul", "pow"]
SIGNS = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%",
         "and": "&", "or": "|", "xor": "^", "lshift": "<<", "matmul": "@", "pow": "**"}
BUILTIN_BASES = ["int", "str", "list", "dict", "tuple", "float", "complex", "Exception",
                 "ValueError"]


class Classes:
    """Mixed into the generator."""

    def class_definition(self):
        name = self.fresh("K")
        user = [c for c, _ in self.classes]
        bases = self.random.sample(user, min(len(user), self.pick([0, 1, 1, 2])))
        if not bases and self.chance(0.35):
            bases = [self.pick(BUILTIN_BASES)]
        methods = [self.fresh("m") for _ in range(self.number(0, 2))]
        methods += [m for _, ms in self.classes for m in ms if self.chance(0.3)]
        with self.block("try:"):
            keywords = ", flavour='x'" if bases and self.chance(0.1) else ""
            head = f"class {name}({', '.join(bases)}{keywords}):" if bases else f"class {name}:"
            with self.block(head):
                self.class_body(name, methods)
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)")
            with self.block(f"class {name}:"):
                self.line("pass")
        self.classes.append((name, methods))
        self.use_class(name, methods)

    def class_body(self, name, methods):
        self.line(f"shared = {self.expr('any', 1)}")
        if self.chance(0.15):
            self.has_slots = True
            self.line(self.pick(["__slots__ = ('x', 'y')", "__slots__ = ['only', '__dict__']"]))
        if self.chance(0.6):
            with self.block("def __init__(self, *args, **kw):"):
                self.line(f"out({self.label()}, args, kw)")
                if self.chance(0.6):
                    self.line(self.pick(["super().__init__()", "super().__init__(*args)",
                                         "super().__init__(*args, **kw)"]))
                self.line(f"self.x = {self.expr('int', 0)}")
                if self.chance(0.5):
                    self.line("self.y = args")
        for method in methods:
            self.method(name, method)
        for operator in self.random.sample(OPERATORS, self.number(0, 3)):
            form = self.pick(["", "", "r", "i"])
            with self.block(f"def __{form}{operator}__(self, other):"):
                self.line(f"out({self.label()}, type(other).__name__)")
                self.line("return " + self.pick(["NotImplemented", "self", repr(name + operator), "other"]))
        hooks = [self.hook_repr, self.hook_eq, self.hook_getattr, self.hook_items,
                 self.hook_property, self.hook_iter, self.hook_call, self.hook_bool,
                 self.hook_lt, self.hook_subclass, self.hook_descriptor, self.hook_setattr,
                 self.hook_new, self.hook_format, self.hook_contains]
        for hook in self.random.sample(hooks, self.number(0, 4)):
            hook(name)

    def method(self, name, method):
        kind = self.number(0, 6)
        if kind == 0:
            self.line("@staticmethod")
            head = f"def {method}(*args):"
        elif kind == 1:
            self.line("@classmethod")
            head = f"def {method}(cls, *args):"
        else:
            head = f"def {method}(self, *args):"
        with self.block(head):
            self.line("tick()")
            self.line(f"out({self.label()}, len(args))")
            if kind == 1:
                self.line(f"out({self.label()}, cls.__name__, cls.shared)")
            elif kind > 1 and self.chance(0.6):
                with self.block("try:"):
                    self.line(f"out({self.label()}, super().{method}(*args))")
                with self.block("except AttributeError as e:"):
                    self.line(f"oops({self.label()}, e)")
            if kind > 1 and self.chance(0.4):
                self.line(f"self.{self.pick(['x', 'y', 'z'])} = {self.expr('int', 0)}")
            if self.chance(0.3) and kind > 1:
                self.line("return __class__.__name__, type(self).__name__")
            else:
                self.line(f"return {self.expr('any', 1)}")

    def hook_repr(self, name):
        with self.block(f"def {self.pick(['__repr__', '__str__'])}(self):"):
            self.line("return " + self.pick([f"'<{name}>'", f"f'<{name} {{self.shared!r}}>'", "5"]))

    def hook_eq(self, name):
        with self.block("def __eq__(self, other):"):
            self.line(f"out({self.label()}, type(other).__name__)")
            self.line("return " + self.pick(["NotImplemented", "True", "False", "other == 1", "self is other"]))
        if self.chance(0.5):
            with self.block("def __hash__(self):"):
                self.line("return " + self.pick(["7", "hash('x' * 0)", "2**70", "True", "'no'"]))

    def hook_lt(self, name):
        with self.block(f"def __{self.pick(['lt', 'gt', 'le', 'ge', 'ne'])}__(self, other):"):
            self.line("return " + self.pick(["NotImplemented", "True", "'yes'", "False"]))

    def hook_getattr(self, name):
        with self.block("def __getattr__(self, key):"):
            self.line("if key.startswith('__'): raise AttributeError(key)")
            self.line("return " + self.pick(["key + '!'", "object.__getattribute__(self, 'shared')"]))

    def hook_setattr(self, name):
        with self.block("def __setattr__(self, key, value):"):
            self.line(f"out({self.label()}, key, value)")
            self.line("super().__setattr__(key, value)")

    def hook_items(self, name):
        with self.block("def __getitem__(self, key):"):
            self.line("if isinstance(key, int) and key > 2: raise IndexError('end')")
            self.line("return key")
        if self.chance(0.5):
            with self.block("def __setitem__(self, key, value):"):
                self.line(f"out({self.label()}, key, value)")
        with self.block("def __len__(self):"):
            self.line("return " + self.pick(["3", "0", "-1", "True", "'x'", "2**65"]))

    def hook_property(self, name):
        self.line("@property")
        with self.block("def prop(self):"):
            self.line("return " + self.pick(["self.shared", "self.missing", "42"]))
        if self.chance(0.5):
            self.line("@prop.setter")
            with self.block("def prop(self, value):"):
                self.line(f"out({self.label()}, value)")

    def hook_iter(self, name):
        with self.block("def __iter__(self):"):
            self.line(self.pick(["yield from (1, 2)", "return iter('ab')", "return 5",
                                 "yield self.shared"]))

    def hook_call(self, name):
        with self.block("def __call__(self, *args, **kw):"):
            self.line("return args, kw")

    def hook_bool(self, name):
        with self.block("def __bool__(self):"):
            self.line("return " + self.pick(["True", "False", "1"]))

    def hook_subclass(self, name):
        with self.block("def __init_subclass__(cls, **kw):"):
            self.line(f"out({self.label()}, cls.__name__, kw)")

    def hook_descriptor(self, name):
        self.line("class Field:")
        with self.block("    def __set_name__(self, owner, key):"):
            self.line("    self.key = key")
        with self.block("    def __get__(self, instance, owner=None):"):
            self.line("    return 'got', self.key, instance is None, owner.__name__")
        if self.chance(0.5):
            with self.block("    def __set__(self, instance, value):"):
                self.line(f"    out({self.label()}, value)")
        self.line("field = Field()")

    def hook_new(self, name):
        with self.block("def __new__(cls, *args, **kw):"):
            self.line(f"out({self.label()}, cls.__name__)")
            self.line("return " + self.pick(["super().__new__(cls)", "super().__new__(cls)",
                                             "super().__new__(cls, *args)", "5"]))

    def hook_format(self, name):
        with self.block("def __format__(self, spec):"):
            self.line("return " + self.pick(["'fmt:' + spec", "spec", "3"]))

    def hook_contains(self, name):
        with self.block("def __contains__(self, key):"):
            self.line("return " + self.pick(["key == 1", "'yes'", "[]"]))

    def use_class(self, name, methods):
        o = self.fresh("o")
        args = self.pick(["", "", "1", "'ab'", "[1, 2]", "1, 2", "{'a': 1}"])
        self.line(f"{o} = None")
        with self.block("try:"):
            self.line(f"out({self.label()}, [k.__name__ for k in {name}.__mro__])")
            self.line(f"{o} = {name}({args})")
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)")
        other = self.pick([o, "1", "'s'", "2.5", "[1]"] + [f"{c}()" for c, _ in self.classes])
        uses = [f"{o}.{m}({self.pick(['', '1', '1, 2'])})" for m in methods]
        uses += [f"{name}.{m}({o})" for m in methods]
        sign = SIGNS[self.pick(OPERATORS)]
        uses += [f"type({o} {sign} {other}).__name__", f"type({other} {sign} {o}).__name__",
                 f"{o} == {other}", f"{o} != {other}", f"{o} < {other}", f"{other} <= {o}",
                 f"str(len({o}))", f"bool({o})", f"list({o})", f"{o}.shared", f"{o}.x",
                 f"{o}.prop", f"{name}.field", f"{o}.field", f"{o}.nothing", f"1 in {o}",
                 f"hash({o}) == hash({o})", f"{o}(1, k=2)", f"{o}[1]", f"{o}['k']", f"{o}[1:2]",
                 f"format({o}, 'x') == 0", f"sorted(vars({o}))", f"isinstance({o}, {name})",
                 f"[type(q).__name__ for q in (*{o},)]", f"hasattr({o}, 'y')",
                 f"repr({o})[:3], str({o})[:3]", f"min({o}, {o}) is {o}", f"int({o})",
                 f"issubclass({name}, (int, dict))", f"getattr({o}, 'y', 'default')",
                 f"{{{o}: 1}}[{o}]", f"[{o}].index({o})", f"{o} in [1, {o}]",
                 f"{name}.__bases__[0].__name__", f"type({o}).__name__, {name}.__qualname__"]
        if self.has_slots:  # Ours keeps them where it keeps all attributes.
            uses = [use for use in uses if "vars" not in use]
        for use in self.random.sample(uses, min(len(uses), 10)):
            self.guarded_call(use)
        with self.block("try:"):
            self.line(self.pick([f"{o}.prop = 1", f"{o}.field = 2", f"{o}.new = 3", f"del {o}.x",
                                 f"{o}['a'] = 1", f"{o} += {other}", f"{o} *= 2", f"{o}.x += 1",
                                 f"del {o}[0]", f"{name}.shared = 5", f"{name}.late = lambda self: 9",
                                 f"a, b = {o}", f"del {o}.shared"]))
            self.line(f"out({self.label()}, {o}.shared)")
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)")
