"""Dense checks of one area each: text and its formats, big ints, bytes, generators, ways out of
`try`, patterns of classes, closures, protocols of classes, exception groups, coroutines."""

from expressions import BYTES, COMPLEXES, FLOATS, INTS, STRINGS

BIG = ["10**30", "-3**50", "2**64", "2**63 - 1", "-2**63", "7**40 + 1", "0", "1", "-1", "12345",
       "2**100 - 2**50", "-10**18"]


class Areas:
    """Mixed into the generator."""

    def area(self):
        self.pick([self.format_area, self.text_area, self.number_area, self.complex_area,
                   self.bytes_area, self.generator_area, self.way_out_area,
                   self.pattern_area, self.closure_area, self.protocol_area,
                   self.group_area, self.coroutine_area, self.slice_area, self.set_area,
                   self.loop_area, self.metaclass_area, self.view_area])()

    def check(self, expression):
        with self.block("try:"):
            self.line(f"out({self.label()}, {expression})")
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)")

    def checks(self, make, low=4, high=9):
        for _ in range(self.number(low, high)):
            self.check(make())

    # -- Values ------------------------------------------------------------------------------

    def value(self):
        return self.pick([self.pick(INTS), self.pick(FLOATS), self.pick(STRINGS),
                          self.pick(BIG), "True", "None", "[1, 'x']", "(1,)", "{'k': 2.5}"])

    def format_area(self):
        def one():
            way = self.number(0, 7)
            v, w = self.value(), self.value()
            number = self.pick([self.pick(INTS), self.pick(FLOATS), self.pick(BIG)])
            if way == 0:
                return f"format({number}, {self.spec()!r})"
            if way == 1:
                return f"'{{:{self.spec()}}}|{{!r:>{self.number(0, 12)}}}'.format({number}, {v})"
            if way == 2:
                return f"'{{0[{self.pick(['0', '1', 'k', '-1'])}]}} {{1.{self.pick(['real', 'x', '__class__'])}}}'.format({v}, {w})"
            if way == 3:
                spec = f"{self.pick(['', '-', '+', '0', ' ', '#'])}{self.pick(['', '*', '8'])}{self.pick(['', '.3', '.*', '.0'])}"
                stars = spec.count("*")
                return f"'%{spec}{self.pick('dsrxXofeEgGcia')}' % ({'7, ' * stars}{number},)"
            if way == 4:
                return f"'%(a)s %(b)5{self.pick('drsf')} %%' % {{'a': {v}, 'b': {number}}}"
            if way == 5:
                return f"f'{{{self.plain(number)}!r:{{{self.number(0, 14)}}}}}'"
            if way == 6:
                return f"f'{{{self.plain(number)}:{{\"{self.pick('<>^=')}\"}}{self.number(1, 12)}}}'"
            return f"'{{}} {{}} {{k}}'.format(*{v}, k={w})" if self.chance(0.5) else f"f'{{ {self.plain(number)} = :{self.pick(['', '>9', '.2f', '08'])}}}'"
        self.checks(one)

    def plain(self, text):
        return text if "'" not in text and '"' not in text and "\\" not in text else "42"

    def text_area(self):
        def one():
            s, t, u = self.pick(STRINGS), self.pick(STRINGS), self.pick(STRINGS)
            if self.chance(0.4):
                s = f"({s} * {self.number(1, 3)} + {t})"
            bounds = self.pick(["", f", {self.number(-5, 5)}", f", {self.number(-5, 5)}, {self.number(-5, 9)}"])
            return self.pick([
                f"{s}.{self.pick(['find', 'rfind', 'count', 'index', 'rindex', 'startswith', 'endswith'])}({t}{bounds})",
                f"{s}.{self.pick(['split', 'rsplit'])}({self.pick(['None', t])}, {self.number(-1, 3)})",
                f"{s}.splitlines({self.pick(['', 'True', 'keepends=True'])})",
                f"{s}.{self.pick(['partition', 'rpartition'])}({t})",
                f"{t}.join([{s}, {u}, {self.pick([t, '5', 'None'])}])",
                f"{s}.replace({t}, {u}, {self.number(-1, 3)})",
                f"{s}.translate(str.maketrans({t}, {u}))",
                f"{s}.translate(str.maketrans({{{t}: {u}, 97: None, 'b': 100}}))",
                f"{s}.translate(str.maketrans('abc', 'xyz', {t}))",
                f"{s}.encode({self.pick(['', repr('ascii'), repr('latin-1'), repr('utf-16'), repr('utf-8')])}{self.pick(['', ', ' + repr('ignore'), ', ' + repr('replace'), ', ' + repr('backslashreplace'), ', ' + repr('xmlcharrefreplace')])})".replace("encode(, ", "encode('ascii', "),
                f"[c for c in {s}], {s}[::-1], {s}[1::2], sorted({s})",
                f"{s} {self.pick(['<', '==', '>=', 'in', '!='])} {t}, hash({s}) == hash({s} + '')",
                f"{s}.{self.pick(['title', 'capitalize', 'swapcase', 'casefold', 'upper', 'lower'])}().{self.pick(['center', 'ljust', 'rjust'])}({self.number(0, 14)}, {self.pick(['chr(42)', t])})",
                f"repr({s}), ascii({s}), str({s})", f"{s}.expandtabs({self.number(-1, 9)})",
                f"int({s}, {self.pick(['0', '2', '10', '16', '36', '37'])})", f"float({s})",
                f"min({s}), max({s}, default='-'), len({s})", f"{s} % {self.value()}",
                f"{s}.zfill({self.number(-2, 12)}), {s}.isidentifier(), {s}.isdigit()"])
        self.checks(one, 6, 12)

    def number_area(self):
        def one():
            a, b = self.pick(BIG + INTS), self.pick(BIG + INTS + FLOATS)
            c = self.pick(BIG + INTS)
            return self.pick([
                f"({a}) {self.pick(['+', '-', '*', '//', '%', '/'])} ({b})",
                f"({a}) {self.pick(['&', '|', '^'])} ({c})", f"divmod({a}, {b})",
                f"({a}) {self.pick(['<<', '>>'])} {self.number(-1, 130)}",
                f"pow({a}, {self.number(0, 40)}, {c})", f"pow({self.number(-9, 9)}, -{self.number(0, 3)}, {self.number(-9, 30)})",
                f"({a}) ** {self.number(-3, 6)}", f"float({a}), int({b})", f"round({b}, {self.number(-4, 4)})",
                f"round({a}, {self.number(-25, 2)})", f"({a}).bit_length(), ({a}).bit_count(), -({a}), ~({a}), abs({a})",
                f"({a}).to_bytes({self.number(0, 14)}, {self.pick([repr('big'), repr('little')])}, signed={self.pick(['True', 'False'])})",
                f"int.from_bytes(({self.pick(BYTES)}), {self.pick([repr('big'), repr('little')])}, signed=True)",
                f"({b}) {self.pick(['<', '<=', '==', '>', '!='])} ({c}), ({b}) != ({c}) or hash({b}) == hash({c})",
                f"float({b}).is_integer(), float({b}).hex(), float({b}).as_integer_ratio()",
                f"str({a}), hex({a}), oct({a}), bin({c})", f"sum([{a}, {b}, {c}]), max({a}, {b})",
                f"int(str({a})) == {a}, int('{self.number(0, 999)}_{self.number(0, 9)}')",
                f"({b}) // ({c}), ({b}) % ({c})", f"bool({b}) + {a}, True * {b}, {a} is None",
                f"[int(x, 16) for x in ('ff', '-0x1F', ' 7 ')]", f"float.fromhex(float({b}).hex())",
                f"repr({b}), '%.12g' % ({b},), '%d' % ({b},)"])
        self.checks(one, 6, 12)

    def complex_text(self):
        part = lambda: self.pick(["1", "-2.5", "1e3", "inf", "nan", ".5", "3.", "1_0", "0x1", "", "+", "-", "e", " "])
        return (self.pick(["", "", " ", "(", "( "]) + part() + self.pick(["", "+", "-", "+-", " + "]) + part()
                + self.pick(["j", "J", "j", "", "jj"]) + self.pick(["", "", " ", ")", " )"]))

    def complex_area(self):
        def one():
            z, w = self.pick(COMPLEXES), self.pick(COMPLEXES)
            a = self.pick([self.pick(COMPLEXES), self.pick(BIG + INTS), self.pick(FLOATS)])
            return self.pick([
                f"({z}) {self.pick(['+', '-', '*', '/', '**', '//', '%'])} ({a})",
                f"({a}) {self.pick(['+', '-', '*', '/', '**', '@', '<<'])} ({z})",
                f"({z}) {self.pick(['==', '!=', '<', '>='])} ({a}), ({a}) {self.pick(['==', '!=', '<='])} ({z})",
                f"({a}) != ({z}) or hash({a}) == hash({z})", f"complex({self.complex_text()!r})",
                f"complex({a}, {w})", f"complex({z}, imag={a})", f"complex({self.value()}), complex(real={self.value()})",
                f"format({z}, {self.spec()!r})", f"f'{{{self.plain(z)}:{self.spec()}}}', '%s %r' % ({z}, {w})",
                f"abs({z}), bool({w}), -({z}), +({w}), ({z}).conjugate()", f"complex(repr({z})), ({z}).__getnewargs__()",
                f"pow({z}, {self.number(-5, 120)}), pow({z}, {a}, {self.pick(['None', '3', w])})",
                f"({self.number(-9, -1)}) ** {self.pick(FLOATS)}, ({self.pick(FLOATS)}) ** ({self.pick(FLOATS)})",
                f"sum([{z}, {a}, {w}], {self.pick(['0', '1.5', w])}), [{z}, {a}].count({w}), {{{z}: 1}}.get({a})",
                f"({z}).{self.pick(['__add__', '__rsub__', '__mul__', '__rtruediv__', '__eq__', '__lt__', '__pow__'])}({self.value()})",
                f"{self.pick(['int', 'float', 'round', 'len', 'divmod', 'range', 'hex', 'ord', 'complex'])}({z})",
                f"'%{self.pick('dfxcgs')}' % ({z},), sorted([{z}, {w}], key=abs)"])
        self.checks(one, 8, 14)

    def bytes_area(self):
        name = self.fresh("v")
        self.line(f"{name} = {self.pick(['bytearray', 'bytes'])}({self.pick(BYTES)} + {self.pick(BYTES)})")

        def one():
            t = self.pick(BYTES)
            n = self.number(-4, 4)
            return self.pick([
                f"{name}.{self.pick(['find', 'count', 'index', 'startswith', 'endswith'])}({self.pick([t, '97', '300'])})",
                f"{name}.{self.pick(['append', 'remove', 'pop', 'extend'])}({self.pick(['97', t, '256', '-1', '0'])})",
                f"{name}.__setitem__({n}, {self.pick(['65', '256', repr('a')])}), {name}",
                f"{name}.__setitem__(slice({n}, {self.number(-3, 5)}), {t}), {name}",
                f"{name}[{self.slice_text(1)}], {name}[{n}]", f"{name}.hex(), {name}.hex('-'), {name}.hex(':', 2)",
                f"{name}.split({self.pick(['', t, 'None, 1'])}), {name}.splitlines()",
                f"{name}.decode({self.pick(['', repr('ascii'), repr('latin-1'), repr('utf-8') + ', ' + repr('replace')])})",
                f"{name} + {t}, {t} in {name}, 97 in {name}, {name} == {t}, {name} < {t}",
                f"{name} % ({self.number(0, 9)},)", f"b'%s-%d-%x' % ({t}, 5, 255)",
                f"{name}.translate(bytes(range(256)), {t})", f"bytes.maketrans(b'ab', b'xy')[97:99]",
                f"list({name}), {name}.{self.pick(['upper', 'title', 'swapcase', 'strip', 'isalpha', 'isdigit'])}()",
                f"{name}.{self.pick(['center', 'ljust', 'zfill'])}({self.number(0, 9)})",
                f"bytes.fromhex({self.pick([repr('00ff'), repr('0 1'), repr('zz')])})",
                f"{name}.reverse(), {name}.insert({n}, 66), {name}", f"repr({name}), hash(bytes({name})) == hash(bytes({name}))"])
        self.checks(one)

    def view_area(self):
        data, view = self.fresh("v"), self.fresh("v")
        self.line(f"{data} = {self.pick(['bytearray', 'bytearray', 'bytes'])}({self.pick(BYTES)} + {self.pick(BYTES)} + b'12345678')")
        self.line(f"{view} = memoryview({data}){self.pick(['', '', '', '[1:]', '[::-1]', '[::2]', '[:8]', '.toreadonly()'])}")

        def item():
            return self.pick(["65", "-1", "256", "True", "2.5", "b'x'", "'x'", "None", "2**40"])

        def one():
            t, n, s = self.pick(BYTES), self.number(-4, 9), self.slice_text(1)
            form = self.pick(["B", "b", "c", "h", "H", "i", "I", "l", "L", "q", "Q", "n", "N", "f", "d", "?", "@B", "x", ""])
            shape = self.pick(["", "", ", [2, 4]", ", [8]", ", (2, 2, 2)", ", [1]", ", [4, 2]", ", [0]", ", []", ", ['x']"])
            piece = self.pick([view, f"{view}[{s}]", f"{view}[:8].cast({form!r}{shape})", f"memoryview({t})"])
            return self.pick([
                f"{view}[{n}], {view}[{s}].tolist(), {view}[{s}] == {data}[{s}]",
                f"{piece}.tolist(), {piece}.shape, {piece}.strides, {piece}.nbytes, {piece}.contiguous",
                f"{piece}.{self.pick(['format', 'itemsize', 'ndim', 'readonly', 'obj', 'c_contiguous', 'f_contiguous', 'suboffsets'])}",
                f"{piece}.{self.pick(['hex()', 'hex(' + repr('-') + ', 2)', 'tobytes()', 'tobytes(' + repr('F') + ')', 'tobytes(order=' + repr('A') + ')', 'toreadonly().readonly'])}",
                f"{view}.__setitem__({n}, {item()}), {data}",
                f"{view}[:8].cast({form!r}).__setitem__({self.pick(['0', '-1', '1'])}, {item()}), {data}",
                f"{view}.__setitem__(slice({n}, {self.number(-3, 9)}, {self.pick(['None', '1', '2', '-1'])}), {self.pick([t, piece, '5', '[1]'])}), {data}",
                f"{view}[:8].cast('B', [2, 4])[{self.pick(['0', '0, 1', '-1, -1', '1, 4', '0:1', '0, 1, 2', '0,', '()', '0:1, 0:1'])}] == 49",
                f"{piece} == {self.pick([t, piece, view, data, '5'])}, {piece} != {t}, {t} == {piece}",
                f"{piece} {self.pick(['<', '>=', '+', '*', '%'])} {self.pick([t, '2', view, data])}",
                f"hash({piece}) == hash(bytes({piece}))", f"{self.pick(['49', t, repr('a')])} in {piece}, {t} in {data}",
                f"{data}.{self.pick(['append(1)', 'pop()', 'clear()', 'extend(' + t + ')', 'remove(49)', 'insert(0, 1)', 'reverse()'])}, {data}",
                f"{data}.__iadd__({self.pick([t, piece])}), {data}.__imul__({self.number(0, 2)})",
                f"{data}.__setitem__(slice({n}, {self.number(-3, 9)}), {self.pick([t, piece])}), {data}",
                f"{data} + {piece}, {t}.join([{piece}, {t}]), {t} + {piece}",
                f"{t}.{self.pick(['find', 'count', 'index', 'startswith', 'endswith', 'split', 'strip', 'removeprefix', 'translate'])}({piece})",
                f"bytes({piece}), bytearray({piece}), [*{piece}], list(reversed({piece}))",
                f"str({piece}, 'latin-1'), int({view}[-4:]), float({view}[-2:]), int.from_bytes({piece}, 'little')",
                f"b'%b|%s' % ({piece}, {piece}), b'%b' % {piece}", f"len({piece}), bool({piece}), sum({piece}), max({piece})",
                f"[x for x in {piece}], dict(zip({piece}, {t}))", f"{view}.release(), {data}.append(7), {data}"])
        self.checks(one)
        with self.block("try:"):
            with self.block(f"with memoryview({data}) as {view}:"):
                self.line(f"out({self.label()}, {one()})")
            self.line(f"{data}.append(1)")
            self.line(f"out({self.label()}, {data}, {view}[0])")
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)")

    def slice_area(self):
        name = self.fresh("v")
        self.line(f"{name} = list(range({self.number(0, 9)}))")

        def one():
            s = self.slice_text(1)
            return self.pick([
                f"{name}[{s}], tuple({name})[{s}], range(20)[{s}], 'abcdefgh'[{s}]",
                f"{name}.__setitem__(slice({self.number(-4, 4)}, {self.number(-3, 6)}, {self.pick(['None', '1', '2', '-1', '-2'])}), {self.pick(['[7, 8]', repr('xyz'), '[]', 'range(3)', '5'])}), {name}",
                f"{name}.__delitem__(slice({self.number(-4, 4)}, {self.number(-3, 6)}, {self.pick(['None', '2', '-1'])})), {name}",
                f"slice({self.number(-9, 9)}, {self.pick(['None', '5', '-2'])}, {self.pick(['None', '-1', '3'])}).indices({self.number(0, 12)})",
                f"{name}.insert({self.number(-9, 9)}, 'i'), {name}", f"{name} * {self.number(-1, 2)} == {name} + {name}",
                f"range({self.number(-5, 5)}, {self.number(-5, 20)}, {self.pick(['1', '2', '-3'])})[{s}]",
                f"range(2**{self.number(60, 70)}, 2**70, 3**{self.number(1, 40)})[{self.pick(['0', '-1', '1:5', '::-1', ':3'])}]",
                f"list(range(10**19, 10**19 + {self.number(-2, 5)})), {self.pick(BIG)} in range(-2**70, 2**70, 7)",
                f"[*{name}[{s}], *range({self.number(0, 3)})], {name}.index({self.number(0, 5)})",
                f"{name} < [{self.number(0, 3)}], sorted({name}, key=lambda q: repr(q))[{s}]"])
        self.checks(one)

    def set_area(self):
        a, b = self.fresh("v"), self.fresh("v")
        self.line(f"{a} = {self.pick(['set', 'frozenset'])}({self.expr_int_list(1)})")
        self.line(f"{b} = {self.pick(['set', 'frozenset', 'list', 'dict.fromkeys'])}({self.expr_int_list(1)})")

        def one():
            method = self.pick(["union", "intersection", "difference", "symmetric_difference",
                                "issubset", "issuperset", "isdisjoint"])
            change = self.pick(["update", "intersection_update", "difference_update",
                                "symmetric_difference_update", "add", "discard", "remove"])
            return self.pick([
                f"{a}.{method}({b})", f"{a} {self.pick('|&-^')} {b}", f"{b} {self.pick('|&-^')} {a}",
                f"{a}.{change}({self.pick([b, '3', '[1]', '[[1]]'])}), {a}",
                f"{a} {self.pick(['<', '<=', '==', '>', '>=', '!='])} {b}", f"len({a}), {self.number(0, 9)} in {a}",
                f"sorted({a}, key=repr), hash(frozenset({a})) == hash(frozenset({a}))", f"type({a} | set())",
                f"dict.fromkeys({a}, 0).keys() {self.pick('|&-^')} {b}", f"{{**dict.fromkeys({b}, 1)}}.items() ^ {{(1, 1)}}",
                f"{{x % 3 for x in {a}}}, {{x: y for x, y in zip(sorted({a}, key=repr), 'abc')}}"])
        self.checks(one)

    # -- Control ---------------------------------------------------------------------------

    def generator_area(self):
        name, other = self.fresh("g"), self.fresh("g")
        with self.block(f"def {other}(n):"):
            self.line("got = []")
            with self.block("try:"):
                with self.block("while n > 0:"):
                    self.line("n -= 1")
                    self.line("got.append((yield n, len(got)))")
            with self.block(f"except {self.pick(['ValueError', 'KeyError', 'LookupError', 'Exception'])} as e:"):
                self.line(f"out({self.label()}, type(e).__name__, e.args)")
                self.line(self.pick(["yield 'caught'", "raise", "return 'handled'", "raise IndexError from e", "pass"]))
            with self.block("finally:"):
                self.line(f"out({self.label()}, 'finally', got)")
            self.line("return got")
        with self.block(f"def {name}(n):"):
            with self.block(self.pick(["for k in range(2):", "with Ctx('g', False):", "if n:"])):
                self.line(f"r = yield from {self.pick([other + '(n)', '[1, 2]', 'iter((n,))', '(x * x for x in range(n))'])}")
                self.line(f"out({self.label()}, r)")
                self.line("yield -n")
            self.line("return 'done'")
        it = self.fresh("t")
        self.line(f"{it} = {name}({self.number(0, 3)})")
        for _ in range(self.number(2, 7)):
            self.check(self.pick([f"next({it})", f"next({it})", f"{it}.send({self.number(0, 9)})", f"next({it}, 'end')",
                                  f"{it}.throw({self.pick(['ValueError(1)', 'KeyError', 'GeneratorExit', 'StopIteration(3)'])})",
                                  f"{it}.close()", f"[*{it}]", f"{it}.gi_running", f"sum(1 for _ in {it})"]))

    def way_out_area(self):
        name = self.fresh("f")
        leave = lambda: self.pick(["pass", "pass", f"return {self.number(0, 9)}", "break", "continue",
                                   f"raise {self.pick(['ValueError(1)', 'KeyError(2)', 'TypeError'])}", "1 // 0",
                                   f"log.append({self.number(0, 99)})", "raise"])
        with self.block(f"def {name}(log):"):
            with self.block(f"for i in range({self.number(1, 3)}):"):
                self.line("tick()")
                self.line("log.append(i)")
                with self.block("try:"):
                    with self.block("try:"):
                        self.line(f"log.append('t'); {leave()}")
                        with self.block(f"with Ctx('w', {self.pick(['True', 'False'])}):"):
                            self.line(leave())
                    with self.block(f"except {self.pick(['ValueError', '(KeyError, TypeError)', 'Exception', 'ZeroDivisionError'])} as e:"):
                        self.line(f"log.append(type(e).__name__); {leave()}")
                    if self.chance(0.4):
                        with self.block("else:"):
                            self.line(leave())
                    with self.block("finally:"):
                        self.line(f"log.append('f'); {leave()}")
                with self.block(f"except {self.pick(['ValueError', 'LookupError', 'TypeError'])}:"):
                    self.line(f"log.append('outer'); {leave()}")
                if self.chance(0.5):
                    with self.block("finally:"):
                        self.line(f"log.append('F'); {leave()}")
            if self.chance(0.5):
                with self.block("else:"):
                    self.line("log.append('else')")
            self.line("return 'end'")
        log = self.fresh("v")
        self.line(f"{log} = []")
        self.check(f"{name}({log})")
        self.line(f"out({self.label()}, {log})")

    def loop_area(self):
        name = self.fresh("f")
        with self.block(f"def {name}():"):
            self.line("found = []")
            with self.block(f"for a in range({self.number(1, 4)}):"):
                with self.block(f"for b in {self.pick(['range(a)', repr('xyz'), '(a, a + 1)', '[]'])}:"):
                    self.line("tick()")
                    with self.block(f"if {self.pick(['a == 1', 'b == 2', 'a and b', 'not found', 'len(found) > 3'])}:"):
                        self.line(self.pick(["break", "continue", "return found, 'early'", "pass"]))
                    self.line("found.append((a, b))")
                with self.block("else:"):
                    self.line(self.pick(["found.append('else')", "continue", "break"]))
                self.line("found.append(a)")
            self.line(f"(n := len(found)); found += [m for k in range(3) if (m := k + n) % {self.number(1, 3)} == 0]")
            self.line("return found, n")
        self.check(f"{name}()")

    def closure_area(self):
        name = self.fresh("f")
        with self.block(f"def {name}(n, *rest, k={self.number(0, 9)}, **more):"):
            self.line("calls = []")
            with self.block("def inner(x=n):"):
                self.line("nonlocal n")
                self.line(f"n {self.pick(['+', '-', '*'])}= {self.number(1, 4)}")
                self.line("calls.append((x, n))")
                with self.block("class C:"):
                    self.line("seen = n")
                    self.line(f"n = {self.pick(['n', repr('class'), 'seen'])}")
                    self.line("get = lambda self: (n, k, self.n)")
                self.line(f"return {self.pick(['C().get()', 'lambda: (x, n, k)', 'C.n, C.seen', '[lambda: i for i in range(3)]'])}")
            self.line("r = [inner() for _ in range(2)]")
            self.line("r = [q() if callable(q) else q for q in r if not isinstance(q, list)] + [f() for q in r if isinstance(q, list) for f in q]")
            if self.chance(0.3):
                self.line("del n")
            self.line(f"return r, calls, {self.pick(['n', 'k', 'rest', 'more', 'sorted(locals())'])}")
        for _ in range(2):
            self.check(f"{name}({self.pick(['1', '2, 3', 'n=4', '*[5, 6], k=7, z=8', ''])})")

    # -- Classes ----------------------------------------------------------------------------

    def pattern_area(self):
        name = self.fresh("P")
        with self.block(f"class {name}:"):
            self.line(f"__match_args__ = {self.pick([repr(('x', 'y')), repr(('x',)), '()', '[1]'])}")
            self.line("def __init__(self, x, y): self.x, self.y = x, y")
        sub = lambda: self.pick(["1", "a", "_", "int(a)", "str() as a", "[a, *_]", f"{name}(a)", "None", "1 | 2", "(0 | 5) as a", "{'k': a}"])
        for _ in range(self.number(2, 4)):
            subject = self.pick([f"{name}(1, 2)", f"{name}([1, 2], 'q')", "{'k': 5, 'm': 1}", "[1, [2, 3]]", "(5, 'x')", "'text'", "2.0", f"{name}(0, {name}(1, 1))"])
            pattern = self.pick([f"{name}({sub()}, y=b)", f"{name}(x={sub()})", f"{name}({sub()}, {sub().replace('a', 'c')})", f"[{sub()}, b]", f"{{'k': {sub()}, **r}}",
                                 f"({sub()}, *r)", "int() | float()", f"[1, [b, {sub()}]]", f"{name}()", "str(s) if len(s) > 3"])
            self.line("a = b = c = r = s = None")
            with self.block("try:"):
                with self.block(f"match {subject}:"):
                    with self.block(f"case {pattern}:"):
                        self.line(f"out({self.label()}, *[type(q).__name__ if isinstance(q, {name}) else q for q in (a, b, c, r, s)])")
                    with self.block("case _:"):
                        self.line(f"out({self.label()}, 'none')")
            with self.block("except Exception as e:"):
                self.line(f"oops({self.label()}, e)")

    def protocol_area(self):
        name = self.fresh("Q")
        with self.block(f"class {name}{self.pick(['', '(list)', '(dict)', '(str)', '(int)'])}:"):
            bodies = {
                "__index__(self)": ["3", "-1", "'x'"], "__len__(self)": ["2", "0", "-1", "None"],
                "__bool__(self)": ["True", "False", "3"], "__int__(self)": ["7", "1.5"],
                "__float__(self)": ["2.5", "2"], "__missing__(self, k)": ["('missing', k)"],
                "__contains__(self, v)": ["v == 1", "[]"], "__reversed__(self)": ["iter('ba')", "5"],
                "__iter__(self)": ["iter([1, 2])", "self", "5"], "__next__(self)": ["5"],
                "__getitem__(self, k)": ["k", "(k, 1)"], "__hash__(self)": ["5", "-1", "2**64"],
                "__eq__(self, o)": ["True", "NotImplemented"], "__lt__(self, o)": ["True", "NotImplemented", "0"],
                "__round__(self, n=None)": ["('round', n)"], "__trunc__(self)": ["4"], "__abs__(self)": ["'abs'"],
                "__divmod__(self, o)": ["(1, o)"], "__rpow__(self, o)": ["('rpow', o)"], "__iadd__(self, o)": ["['iadd', o]", "NotImplemented"],
                "__format__(self, s)": ["'<' + s + '>'"], "__str__(self)": ["'str'", "5"], "__repr__(self)": ["'repr'"],
                "__call__(self, *a, **k)": ["(a, k)"], "__neg__(self)": ["'neg'"], "__invert__(self)": ["1"],
                "__getattr__(self, n)": ["n.upper()"], "__length_hint__(self)": ["3", "NotImplemented"],
                "__matmul__(self, o)": ["('mat', 1)"], "__radd__(self, o)": ["('radd', o)"], "__sub__(self, o)": ["NotImplemented", "1"],
                "__class_getitem__(cls, k)": ["(cls.__name__, k)"], "__delitem__(self, k)": ["None"], "__setitem__(self, k, v)": ["None"]}
            for head in self.random.sample(sorted(bodies), self.number(3, 9)):
                if head == "__next__(self)" and self.chance(0.7):
                    head = "__ceil__(self)"
                self.line(f"def {head}: return {self.pick(bodies.get(head, ['9']))}")
        o = self.fresh("o")
        self.line(f"{o} = {name}()")
        self.checks(lambda: self.pick([
            f"[10, 20, 30, 40][{o}]", f"len({o}), bool({o})", f"bool({o})", f"int({o})", f"float({o})", f"{o}['k']", f"1 in {o}, 3 in {o}",
            f"list(reversed({o}))", f"[q for q, _ in zip({o}, range(4))]", f"hash({o}) == hash({o})", f"{o} == 1, {o} != 1", f"{o} < 1", f"1 > {o}", f"sorted([{o}, {o}]) == 0",
            f"round({o}, 1)", f"round({o})", f"abs({o})", f"divmod({o}, 3)", f"2 ** {o}", f"pow(2, {o})", f"f'{{{o}:>9}}'", f"str({o}), repr({o})", f"'%s' % ({o},)", f"{o}(1, a=2)",
            f"-{o}, ~{o}", f"{o}.anything", f"{o} @ 1", f"1 + {o}", f"{o} - 1", f"{name}[int]", f"range({o})", f"chr({o})", f"[1] * {o}", f"hex({o})", f"'abc'[{o}:]",
            f"{{{o}: 1}}", f"min({o}, {o}) is {o}", f"sum([{o}, {o}])", f"isinstance({o}, (int, {name}))", f"list({o})[:5]", f"[*map(str, {o})][:3]", f"max({o})", f"iter({o}) is {o}",
            f"dict({o})", f"print({o}, end='|')", f"'{{0}} {{0!r}}'.format({o})", f"a, b = {o}" if False else f"tuple({o})[:4]", f"{o}.__class__.__name__, callable({o})"]), 8, 14)
        with self.block("try:"):
            self.line(self.pick([f"{o} += 5", f"{o} -= 5", f"a, b = {o}", f"a, *b = {o}", f"del {o}[0]", f"{o}[1] = 2", f"{o}.x = 1", f"for q in {o}: tick(5000)"]))
            self.line(f"out({self.label()}, {o} is None)")
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)")

    def metaclass_area(self):
        meta, name = self.fresh("M"), self.fresh("N")
        with self.block(f"class {meta}(type):"):
            with self.block("def __new__(mcs, name, bases, ns, **kw):"):
                self.line(f"out({self.label()}, name, [k for k in ns if not k.startswith('__')], kw)")
                self.line("return super().__new__(mcs, name, bases, ns)")
            if self.chance(0.5):
                self.line("def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)")
            if self.chance(0.5):
                self.line(f"def __call__(cls, *a): out({self.label()}, a); return {self.pick(['super().__call__(*a)', '5'])}")
            if self.chance(0.4):
                self.line("def __getattr__(cls, n): return 'meta ' + n")
            if self.chance(0.4):
                self.line("def __len__(cls): return 4")
            if self.chance(0.4):
                self.line("def __instancecheck__(cls, o): return o == 1")
            if self.chance(0.3):
                self.line("@classmethod")
                self.line("def __prepare__(mcs, name, bases, **kw): return {'prepared': len(bases)}")
        with self.block("try:"):
            with self.block(f"class {name}(metaclass={meta}{self.pick(['', ', flag=1'])}):"):
                self.line("a = 1")
                self.line("def __init__(self, *a): self.args = a")
            with self.block(f"class {name}Sub({name}):"):
                self.line("b = 2")
        with self.block("except Exception as e:"):
            self.line(f"oops({self.label()}, e)")
            self.line(f"{name} = {name}Sub = dict")
        self.checks(lambda: self.pick([f"{name}.__class__.__name__", f"{name}Sub.missing", f"len({name})", f"isinstance(1, {name})", f"isinstance(2, {name}Sub)", f"{name}Sub.a, {name}Sub.b",
                                       f"getattr({name}(3), 'args', 'no')", f"type({name}Sub).__mro__[0].__name__", f"{name}.prepared", f"bool({name})", f"issubclass({name}Sub, {name})"]))

    def group_area(self):
        errors = ["ValueError(1)", "KeyError('k')", "TypeError('t')", "OSError(2, 'no')", "ExceptionGroup('in', [ValueError(2), IndexError(3)])"]
        some = ", ".join(self.random.sample(errors, self.number(1, 4)))
        with self.block("try:"):
            with self.block("try:"):
                self.line(self.pick([f"raise ExceptionGroup('g', [{some}])", f"raise {self.pick(errors)}", "pass"]))
            for kind in self.random.sample(["ValueError", "(KeyError, TypeError)", "LookupError", "OSError"], self.number(1, 3)):
                with self.block(f"except* {kind} as e:"):
                    self.line(f"out({self.label()}, type(e).__name__, str(e), e.exceptions)")
                    self.line(self.pick(["pass", "pass", "raise", "raise RuntimeError('new')", "raise ValueError from e"]))
            if self.chance(0.4):
                with self.block("else:"):
                    self.line(f"out({self.label()}, 'else')")
            if self.chance(0.4):
                with self.block("finally:"):
                    self.line(f"out({self.label()}, 'finally')")
        with self.block("except BaseException as e:"):
            self.line(f"oops({self.label()}, e)")
            with self.block("if isinstance(e, BaseExceptionGroup):"):
                self.line(f"out({self.label()}, e.split(ValueError), e.subgroup(lambda q: isinstance(q, KeyError)), e.derive([KeyError(0)]))")

    def coroutine_area(self):
        name = self.fresh("co")
        with self.block("class Wait:"):
            self.line("def __init__(self, v): self.v = v")
            with self.block("def __await__(self):"):
                self.line("got = yield ('wait', self.v)")
                self.line(f"return {self.pick(['got', 'self.v', '(self.v, got)'])}")
        with self.block("class Over:"):
            self.line(f"def __init__(self): self.n = {self.number(0, 3)}")
            self.line("def __aiter__(self): return self")
            with self.block("async def __anext__(self):"):
                self.line("self.n -= 1")
                self.line("if self.n < 0: raise StopAsyncIteration")
                self.line(f"return {self.pick(['self.n', 'await Wait(self.n)'])}")
            with self.block("async def __aenter__(self):"):
                self.line(f"out({self.label()}, 'enter'); return {self.pick(['self', 'await Wait(9)'])}")
            with self.block("async def __aexit__(self, *e):"):
                self.line(f"out({self.label()}, e[0]); return {self.pick(['True', 'False', 'await Wait(0)'])}")
        with self.block("async def produce(n):"):
            with self.block("try:"):
                with self.block("for i in range(n):"):
                    self.line(self.pick(["yield i", "yield await Wait(i)"]))
            with self.block("finally:"):
                self.line(f"out({self.label()}, 'produced')")
        with self.block(f"async def {name}(a):"):
            self.line("r = []")
            for _ in range(self.number(1, 4)):
                kind = self.number(0, 5)
                if kind == 0:
                    self.line(f"r.append(await Wait({self.number(0, 9)}))")
                elif kind == 1:
                    source = self.pick(["Over()", "produce(2)"])
                    with self.block(f"async for q in {source}:"):
                        self.line("r.append(q)")
                        # When a generator that nobody holds is closed is left open.
                        if source == "Over()" and self.chance(0.5):
                            self.line("break")
                elif kind == 2:
                    with self.block("async with Over() as w:"):
                        self.line("r.append(type(w).__name__)")
                        if self.chance(0.4):
                            self.line("raise ValueError('in with')")
                elif kind == 3:
                    self.line(f"r.append([q async for q in {self.pick(['Over()', 'produce(3)'])} if q != 1])")
                elif kind == 4:
                    self.line("r.append({await Wait(k): k for k in range(2)})")
                else:
                    with self.block("try:"):
                        self.line("await Wait('try')")
                    with self.block("except KeyError as e:"):
                        self.line("r.append(e.args)")
            self.line("return r")
        run = self.fresh("t")
        self.line(f"{run} = {name}(1)")
        with self.block("try:"):
            self.line(f"out({self.label()}, {run}.send(None))")
            with self.block("for step in range(12):"):
                self.line(f"out({self.label()}, {run}.{self.pick(['send(step)', 'send(step)', 'throw(KeyError(step))'])})")
        with self.block("except BaseException as e:"):
            self.line(f"oops({self.label()}, e)")
        self.line(f"{run}.close()")
