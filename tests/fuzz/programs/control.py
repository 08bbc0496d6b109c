"""Statements: assignments and unpacking, loops, try, with, match, functions, generators."""

from expressions import TYPES

EXCEPTIONS = ["ValueError", "KeyError", "TypeError", "IndexError", "ZeroDivisionError",
              "StopIteration", "RuntimeError", "ArithmeticError", "LookupError", "Exception",
              "(ValueError, KeyError)", "(TypeError, IndexError)", "BaseException",
              "AttributeError", "NameError", "OverflowError"]
RAISED = ["ValueError('v')", "KeyError('k')", "TypeError('t')", "IndexError(1, 2)",
          "ZeroDivisionError", "RuntimeError('r')", "StopIteration(5)", "Exception()",
          "LookupError('l')", "OverflowError"]


class Control:
    """Mixed into the generator."""

    # -- Guarded statements ----------------------------------------------------------------

    def statements(self, count, level):
        for _ in range(count):
            self.statement(level)

    def statement(self, level):
        simple = [self.assignment, self.output, self.augmented, self.unpacking, self.mutation,
                  self.output, self.deletion, self.walrus]
        compound = [self.conditional, self.for_loop, self.while_loop, self.try_block,
                    self.with_block, self.match_block, self.nested_function, self.jump,
                    self.try_block, self.raising, self.generator_use]
        if level > 0 and self.chance(0.45):
            self.pick(compound)(level - 1)
        elif self.chance(0.85):
            with self.block("try:"):
                self.pick(simple)(level)
            with self.block("except Exception as e:"):
                self.line(f"oops({self.label()}, e)")
        else:
            self.pick(simple)(level)

    def label(self):
        self.counter += 1
        return f"'#{self.counter}'"

    def output(self, level):
        values = ", ".join(self.expr(self.pick(TYPES + ["set"]), 3)
                           for _ in range(self.number(1, 3)))
        self.line(f"out({self.label()}, {values})")

    def assignment(self, level):
        kind = self.pick(TYPES + ["set"])
        old = [n for n in self.variables if n.startswith("v")]
        value = self.expr(kind, 3)
        name = self.pick(old) if old and self.chance(0.4) else self.fresh()
        if name not in self.variables and self.lines[-1].endswith("try:"):
            # Bound in any case, so that what follows has something to work on.
            start = getattr(self, "expr_" + kind)(0)
            self.lines.insert(-1, "    " * (self.depth - 1) + f"{name} = {start}")
        self.line(f"{name} = small({value})")
        self.variables[name] = kind

    def augmented(self, level):
        names = [n for n, t in self.variables.items()
                 if t in ("int", "str", "list", "float", "tuple", "set", "complex") and n[0] == "v"]
        if not names:
            return self.assignment(level)
        name = self.pick(names)
        kind = self.variables[name]
        operator = {"int": "+ - * // % & | ^", "float": "+ - * / // %", "complex": "+ - * / **", "str": "+",
                    "list": "+", "tuple": "+", "set": "| & - ^"}[kind]
        self.line(f"{name} {self.pick(operator.split())}= {self.expr(kind, 2)}")
        self.line(f"{name} = small({name})")
        self.line(f"out({self.label()}, {name})")

    def unpacking(self, level):
        names = [self.fresh() for _ in range(self.number(1, 4))]
        targets = list(names)
        if self.chance(0.5):
            at = self.number(0, len(targets) - 1)
            targets[at] = "*" + targets[at]
        if len(targets) > 2 and self.chance(0.3):
            targets = [targets[0], "(" + ", ".join(targets[1:]) + ",)"]
        count = len(targets) + self.pick([0, 0, 0, 1, -1])
        source = self.pick([
            "[" + ", ".join(self.expr("any", 2) for _ in range(max(count, 0))) + "]",
            self.expr("str", 1), self.expr("list", 2), f"range({max(count, 0)})",
            self.expr("dict", 1)])
        for n in names:
            self.line(f"{n} = None")
            self.variables[n] = "any"
        self.line(f"{', '.join(targets)}, = {source}")
        self.line(f"out({self.label()}, {', '.join(names)})")

    def mutation(self, level):
        kind = self.pick(["list", "list", "dict", "set"])
        names = [n for n, t in self.variables.items() if t == kind]
        if not names:
            name = self.fresh()
            self.line(f"{name} = {self.expr(kind, 1)}")
            self.variables[name] = kind
        else:
            name = self.pick(names)
        any_ = lambda: self.expr("any", 1)
        if kind == "list":
            self.line(self.pick([
                f"{name}.append({any_()})", f"{name}.extend({self.expr_iterable(1)})",
                f"{name}.insert({self.number(-4, 4)}, {any_()})",
                f"out({self.label()}, {name}.pop({self.pick(['', '0', '-2', '5'])}))",
                f"{name}.reverse()", f"{name}.sort(key=repr)", f"{name}.sort()",
                f"{name}[{self.number(-3, 3)}] = {any_()}",
                f"{name}[{self.slice_text(1)}] = {self.expr_iterable(1)}",
                f"del {name}[{self.slice_text(1)}]", f"{name}.remove({any_()})",
                f"del {name}[{self.number(-3, 3)}]", f"{name}.clear()",
                f"{name} *= {self.number(0, 2)}"]))
        elif kind == "dict":
            key = self.expr(self.pick(["str", "int", "tuple", "list"]), 0)
            self.line(self.pick([
                f"{name}[{key}] = {any_()}", f"out({self.label()}, {name}.pop({key}, {any_()}))",
                f"out({self.label()}, {name}[{key}])", f"del {name}[{key}]",
                f"out({self.label()}, {name}.setdefault({key}, {any_()}))",
                f"{name}.update({self.expr('dict', 1)})", f"out({self.label()}, {name}.popitem())",
                f"{name} |= {self.expr('dict', 1)}",
                f"out({self.label()}, {name}.get({key}), list({name}), list(reversed({name}.items())))",
                f"for q in {name}: {name}[{key}] = 1; tick()"]))
        else:
            self.line(self.pick([
                f"{name}.add({self.expr('int', 1)})", f"{name}.discard({self.expr('int', 1)})",
                f"{name}.remove({self.expr('int', 1)})", f"{name} |= {self.expr('set', 1)}",
                f"{name}.update({self.expr_int_list(1)}, {self.expr('str', 1)})",
                f"out({self.label()}, {name}.issubset({self.expr('set', 1)}), {name} <= {self.expr('set', 1)})"]))
        self.line(f"out({self.label()}, {name})")

    def deletion(self, level):
        name = self.fresh()
        self.line(f"{name} = {self.expr('any', 1)}")
        self.line(f"del {name}")
        self.line(f"out({self.label()}, {name})")

    def walrus(self, level):
        name = self.fresh()
        self.line(f"out({self.label()}, ({name} := {self.expr('any', 2)}), {name}, "
                  f"[{name}, {self.expr('any', 1)}])")
        self.variables[name] = "any"

    # -- Compound statements ----------------------------------------------------------------

    def body(self, level, count=None):
        before = dict(self.variables)
        self.line("tick()")
        self.statements(count or self.number(1, 3), level)
        self.variables = before  # Others may not have been bound.

    def conditional(self, level):
        with self.block(f"if {self.safe('bool')}:"):
            self.body(level)
        for _ in range(self.number(0, 2)):
            with self.block(f"elif {self.safe('bool')}:"):
                self.body(level)
        if self.chance(0.6):
            with self.block("else:"):
                self.body(level)

    def safe(self, kind):
        """An expression that hardly ever raises."""
        ints = [n for n, t in self.variables.items() if t == "int"]
        a = self.pick(ints) if ints and self.chance(0.7) else str(self.number(0, 5))
        if kind == "bool":
            return self.pick([f"{a} {self.pick(['<', '>', '==', '!='])} {self.number(0, 5)}",
                              f"not {a}", f"{a}", f"{a} in (1, 2, 3)", f"{a} is None",
                              f"{a} == 1 or {a} == 2 and not {a}", f"0 < {self.number(0, 3)} != 2"])
        return a

    def for_loop(self, level):
        name = self.fresh("i")
        source = self.pick([f"range({self.number(0, 4)})", "(1, 'a', None)", "'xyz'",
                            "[1, 2, 3]", "{'a': 1, 'b': 2}.items()", "enumerate('pq', 1)",
                            f"range({self.number(3, 6)}, -1, -2)"])
        with self.block(f"for {name} in {source}:"):
            before, loop = dict(self.variables), self.in_loop
            self.in_loop += 1
            self.variables[name] = "int" if "range" in source else "any"
            self.line(f"out({self.label()}, {name})")
            self.body(level)
            self.in_loop, self.variables = loop, before
        if self.chance(0.3):
            with self.block("else:"):
                self.line(f"out({self.label()})")
                self.body(level, 1)

    def while_loop(self, level):
        name = self.fresh("n")
        self.line(f"{name} = {self.number(0, 4)}")
        with self.block(f"while {name} > 0:"):
            self.line(f"{name} -= 1")
            before, loop = dict(self.variables), self.in_loop
            self.in_loop += 1
            self.variables[name] = "int"
            self.body(level)
            self.in_loop, self.variables = loop, before
        if self.chance(0.3):
            with self.block("else:"):
                self.line(f"out({self.label()}, {name})")

    def jump(self, level):
        ways = []
        if self.in_loop:
            ways += ["break", "continue"]
        if self.in_function:
            ways += [f"return {self.safe('int')}", f"return out({self.label()})"]
        if self.in_generator:
            ways += [f"out({self.label()}, (yield {self.safe('int')}))"] * 3
            ways += [f"yield from {self.pick(['(1, 2)', 'range(2)', '()', 'inner(3)'])}"]
        if not ways:
            return self.output(level)
        if self.chance(0.6):
            with self.block(f"if {self.safe('bool')}:"):
                self.line(self.pick(ways))
        else:
            self.line(self.pick(ways))

    def raising(self, level):
        tail = self.pick(["", "", "", " from None", " from KeyError('cause')"])
        way = self.pick([f"raise {self.pick(RAISED)}{tail}"] * 3 + [
            "assert 0, 'assertion'", "raise", "1 // 0", "[][1]", "{}['x']", "None.x", "undefined_name"])
        if way == "assert 0, 'assertion'" or self.chance(0.6):
            with self.block(f"if {self.safe('bool')}:"):
                self.line(way)
        else:
            self.line(way)

    def try_block(self, level):
        self.line(f"out({self.label()})")
        with self.block("try:"):
            self.body(level)
            if self.chance(0.5):
                self.raising(level)
        handlers = self.number(0, 2)
        final = handlers == 0 or self.chance(0.5)
        for _ in range(handlers):
            if self.chance(0.7):
                with self.block(f"except {self.pick(EXCEPTIONS)} as e:"):
                    self.line(f"oops({self.label()}, e)")
                    self.body(level, 1)
                    if self.chance(0.2):
                        self.line(self.pick(["raise", "raise ValueError('again')",
                                             "raise KeyError(1) from e"]))
            else:
                with self.block(f"except {self.pick(EXCEPTIONS)}:"):
                    self.body(level, 1)
        if handlers and self.chance(0.2):
            with self.block("else:"):
                self.line(f"out({self.label()})")
                self.body(level, 1)
        if final:
            with self.block("finally:"):
                self.line(f"out({self.label()})")
                self.body(level, 1)

    def with_block(self, level):
        items = []
        for _ in range(self.number(1, 2)):
            name = self.fresh("m")
            swallow = self.pick(["False", "False", "True"])
            fail = self.pick(["None"] * 6 + ["'enter'", "'exit'"])
            items.append(f"Ctx('{name}', {swallow}, {fail}) as {name}")
        head = ", ".join(items)
        if self.chance(0.3):
            head = f"({head})"
        with self.block(f"with {head}:"):
            self.body(level)
            if self.chance(0.4):
                self.raising(level)

    def match_block(self, level):
        with self.block(f"match {self.expr(self.pick(['any', 'list', 'dict', 'tuple', 'int', 'complex']), 1)}:"):
            for _ in range(self.number(1, 4)):
                names = []
                pattern = self.pattern(2, names)
                guard = f" if {self.safe('bool')}" if self.chance(0.3) else ""
                with self.block(f"case {pattern}{guard}:"):
                    values = "".join(", " + n for n in names)
                    self.line(f"out({self.label()}{values})")
                    self.body(level, 1)
            if self.chance(0.5):
                with self.block("case _:"):
                    self.line(f"out({self.label()})")

    def pattern(self, level, names):
        def bind():
            names.append(self.fresh("p"))
            return names[-1]

        if level <= 0:
            return self.pick([bind, lambda: "_", lambda: "1", lambda: "'a'", lambda: "None",
                              lambda: "-1", lambda: "True",
                              lambda: self.pick(["1j", "1+2j", "-1-2.5j", "1+0j", "-0j"])])()
        sub = lambda: self.pattern(level - 1, names)
        choice = self.number(0, 9)
        if choice == 0:
            return f"[{sub()}, {sub()}]"
        if choice == 1:
            return f"[{sub()}, *{self.pick([bind, lambda: '_'])()}]"
        if choice == 2:
            return f"({sub()}, *{bind()}, {sub()})"
        if choice == 3:
            return f"{{'a': {sub()}, **{bind()}}}"
        if choice == 4:
            return f"{{'k': {sub()}}}"
        if choice == 5:
            return f"{self.pick(['int', 'str', 'float', 'list', 'dict', 'tuple', 'bytes', 'complex'])}({bind()})"
        if choice == 6:
            return "1 | 2 | 'a' | None"
        if choice == 7:
            return f"({self.pick(['int()', 'str()', '[_, _]'])} as {bind()})"
        if choice == 8:
            return "[]"
        return self.pick(["0", "'abc'", "1.5", "b'a'", "False", "{}", "-5"])

    # -- Functions -------------------------------------------------------------------------

    def enter_function(self, generator=False):
        saved = (dict(self.variables), self.in_loop, self.in_function, self.in_generator)
        self.in_loop, self.in_function = 0, 1
        self.in_generator = 1 if generator else 0
        # Names assigned inside would be local: only read those that never are.
        self.variables = {}
        return saved

    def leave_function(self, saved):
        self.variables, self.in_loop, self.in_function, self.in_generator = saved

    def parameters(self):
        plain = [self.fresh("a") for _ in range(self.number(0, 3))]
        texts = list(plain)
        defaults = self.number(0, len(texts))
        for k in range(len(texts) - defaults, len(texts)):
            texts[k] += f"={self.expr('any', 1)}"
        names = list(plain)
        if len(texts) > 1 and self.chance(0.2):
            texts.insert(1, "/")
        star = self.number(0, 3)
        if star == 0:
            names.append(self.fresh("r"))
            texts.append("*" + names[-1])
        if star <= 1:
            if star == 1:
                texts.append("*")
            names.append(self.fresh("k"))
            texts.append(names[-1] + self.pick(["", f"={self.expr('int', 0)}"]))
        if self.chance(0.25):
            names.append(self.fresh("d"))
            texts.append("**" + names[-1])
        return texts, names, plain

    def call_text(self, name, plain, level=1):
        parts = [self.expr("any", level) for _ in range(max(0, len(plain) + self.pick([0, 0, 0, -1, 1])))]
        if self.chance(0.2):
            parts.append("*" + self.expr(self.pick(["list", "tuple", "str"]), 0))
        if self.chance(0.3) and plain:
            parts.append(f"{self.pick(plain)}={self.expr('any', 0)}")
        if self.chance(0.15):
            parts.append(f"{self.pick(['zz', 'k1'])}=1")
        if self.chance(0.15):
            parts.append("**" + self.expr("dict", 0))
        return f"{name}({', '.join(parts)})"

    def guarded_call(self, call):
        with self.block("try:"):
            self.line(f"out({self.label()}, {call})")
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)")

    def nested_function(self, level):
        name = self.fresh("f")
        texts, names, plain = self.parameters()
        shared = [n for n in self.variables if n[0] == "v"]
        with self.block(f"def {name}({', '.join(texts)}):"):
            saved = self.enter_function()
            if shared and self.chance(0.5):
                # A variable of the enclosing scope, written from here.
                outer = self.pick(shared)
                self.line(("nonlocal " if saved[2] else "global ") + outer)
                self.line(f"{outer} = small([{outer}, {self.number(0, 9)}])")
                self.line(f"out({self.label()}, {outer})")
            elif shared:
                self.line(f"out({self.label()}, {self.pick(shared)})")
            for n in names:
                self.variables[n] = "any"
            self.line("tick()")
            if names:
                self.line(f"out({self.label()}, {', '.join(names)})")
            self.statements(self.number(1, 3), level)
            if self.chance(0.6):
                self.line(f"return {self.expr('any', 2)}")
            self.leave_function(saved)
        for _ in range(self.number(1, 3)):
            self.guarded_call(self.call_text(name, plain))

    def generator_use(self, level):
        name = self.fresh("g")
        with self.block(f"def {name}(start=0):"):
            saved = self.enter_function(generator=True)
            with self.block("def inner(n):"):
                with self.block("try:"):
                    self.line(f"out({self.label()}, (yield n))")
                    self.line("yield n + 1")
                if self.chance(0.5):
                    with self.block(f"except {self.pick(EXCEPTIONS)} as e:"):
                        self.line(f"oops({self.label()}, e)")
                with self.block("finally:"):
                    self.line(f"out({self.label()})")
                self.line(f"return {self.number(0, 9)}")
            self.variables["start"] = "int"
            self.statements(self.number(1, 2), level)
            self.line("yield start")
            self.statements(self.number(1, 3), level)
            self.line(f"out({self.label()}, (yield from inner(start)))")
            self.statements(self.number(0, 2), level)
            self.leave_function(saved)
        with self.block("try:"):
            it = self.fresh("t")
            self.line(f"{it} = {name}({self.number(0, 5)})")
            for _ in range(self.number(1, 6)):
                self.line("tick()")
                with self.block("try:"):
                    self.line(self.pick([f"out({self.label()}, next({it}))"] * 3 + [
                        f"out({self.label()}, {it}.send({self.pick(['None', '7'])}))",
                        f"out({self.label()}, {it}.throw({self.pick(RAISED)}))",
                        f"out({self.label()}, {it}.close())",
                        f"out({self.label()}, list(zip({it}, range(4))))",
                        f"out({self.label()}, next({it}, 'end'))"]))
                with self.block("except Exception as e:"):
                    self.line(f"oops({self.label()}, e)")
            self.line(f"{it}.close()")
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)")
