# A small Lisp with closures, tail calls by trampoline, macros and proper error places.
import math
import operator
import re
from collections import ChainMap
from functools import reduce


class LispError(Exception):
    def __init__(self, message, form=None):
        super().__init__(message)
        if form is not None:
            self.add_note("in " + show(form))


class Symbol(str):
    __slots__ = ()

    def __repr__(self):
        return f"Symbol({str.__repr__(self)})"


class Tail:
    __slots__ = ("body", "scope")

    def __init__(self, body, scope):
        self.body, self.scope = body, scope


class Procedure:
    def __init__(self, names, body, scope, name="lambda"):
        self.names, self.body, self.scope, self.name = names, body, scope, name

    def bind(self, arguments):
        names = self.names
        if "." in names:
            at = names.index(".")
            if len(arguments) < at:
                raise LispError(f"{self.name} wants at least {at}, got {len(arguments)}")
            values = {**dict(zip(names[:at], arguments)), names[at + 1]: list(arguments[at:])}
        elif len(names) != len(arguments):
            raise LispError(f"{self.name} wants {len(names)}, got {len(arguments)}")
        else:
            values = dict(zip(names, arguments))
        return self.scope.new_child(values)

    def __call__(self, *arguments):
        return evaluate(self.body, self.bind(arguments))


class Macro(Procedure):
    pass


def read(text):
    tokens = re.findall(r"""\s*(?:;[^\n]*\n)?\s*([()']|"(?:\\.|[^"\\])*"|[^\s()'";]+)""", text)
    stack = [[]]
    quotes = []
    for token in tokens:
        if token == "(":
            stack.append([])
            quotes.append(0)
            continue
        if token == "'":
            stack.append([Symbol("quote")])
            quotes.append(1)
            continue
        if token == ")":
            if len(stack) < 2 or quotes[-1]:
                raise LispError("unexpected )")
            value = stack.pop()
            quotes.pop()
        else:
            value = atom(token)
        stack[-1].append(value)
        while quotes and quotes[-1]:
            quotes.pop()
            form = stack.pop()
            stack[-1].append(form)
    if len(stack) > 1:
        raise LispError(f"{len(stack) - 1} forms are open")
    return stack[0]


def atom(token):
    if token[0] == '"':
        return token[1:-1].replace('\\"', '"').replace("\\n", "\n")
    if token in ("#t", "#f"):
        return token == "#t"
    for kind in (int, float):
        try:
            return kind(token)
        except ValueError:
            continue
    return Symbol(token)


def show(value):
    match value:
        case True | False:
            return "#t" if value else "#f"
        case Symbol():
            return str(value)
        case str():
            return '"' + value.replace('"', '\\"') + '"'
        case [Symbol("quote"), inner]:
            return "'" + show(inner)
        case list():
            return "(" + " ".join(map(show, value)) + ")"
        case Procedure(name=name):
            return f"<{type(value).__name__.lower()} {name}>"
        case None:
            return "nil"
        case _:
            return repr(value)


def step(form, scope):
    match form:
        case Symbol():
            try:
                return scope[form]
            except KeyError:
                raise LispError(f"unbound {form}") from None
        case [Symbol("quote"), value]:
            return value
        case [Symbol("if"), test, then, *other]:
            if evaluate(test, scope) is not False:
                return Tail(then, scope)
            return Tail(other[0], scope) if other else None
        case [Symbol("define"), [name, *names], *body]:
            scope[name] = Procedure(names, [Symbol("begin"), *body], scope, name)
            return None
        case [Symbol("define"), name, value]:
            scope[name] = evaluate(value, scope)
            return None
        case [Symbol("defmacro"), [name, *names], body]:
            scope[name] = Macro(names, body, scope, name)
            return None
        case [Symbol("set!"), name, value]:
            for level in scope.maps:
                if name in level:
                    level[name] = evaluate(value, scope)
                    return None
            raise LispError(f"unbound {name}", form)
        case [Symbol("lambda"), names, *body]:
            return Procedure(names, [Symbol("begin"), *body], scope)
        case [Symbol("begin"), *first, last]:
            for part in first:
                evaluate(part, scope)
            return Tail(last, scope)
        case [Symbol("let"), pairs, *body]:
            values = {name: evaluate(value, scope) for name, value in pairs}
            return Tail([Symbol("begin"), *body], scope.new_child(values))
        case [head, *rest]:
            function = evaluate(head, scope)
            if isinstance(function, Macro):
                return Tail(function(*rest), scope)
            arguments = [evaluate(part, scope) for part in rest]
            if isinstance(function, Procedure):
                return Tail(function.body, function.bind(arguments))
            if not callable(function):
                raise LispError(f"{show(function)} is no function", form)
            try:
                return function(*arguments)
            except (TypeError, ZeroDivisionError, ValueError) as e:
                raise LispError(f"{type(e).__name__} in {show(head)}", form) from e
    return form


def evaluate(form, scope):
    while True:
        value = step(form, scope)
        if type(value) is not Tail:
            return value
        form, scope = value.body, value.scope


def standard():
    names = {"+": lambda *a: sum(a), "*": lambda *a: math.prod(a), "-": operator.sub,
             "/": operator.truediv, "<": operator.lt, "=": operator.eq, "cons": lambda a, b: [a, *b],
             "car": lambda a: a[0], "cdr": lambda a: a[1:], "list": lambda *a: list(a),
             "null?": lambda a: a == [], "length": len, "not": lambda a: a is False,
             "map": lambda f, *a: list(map(f, *a)), "fold": lambda f, s, a: reduce(f, a, s),
             "append": lambda *a: reduce(operator.add, a, []), "pi": math.pi}
    return ChainMap({Symbol(k): v for k, v in names.items()})


def run(text, scope):
    try:
        for form in read(text):
            value = evaluate(form, scope)
            if value is not None:
                print(show(value))
    except LispError as e:
        print("error:", e, *getattr(e, "__notes__", []), "/", type(e.__cause__).__name__)


world = standard()
run("""(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))  ; recursion
(fact 10) (fact 22)
(define (loop n total) (if (= n 0) total (loop (- n 1) (+ total n))))
(loop 150 0)
(define counter (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(counter) (counter) (list (counter) (counter))
'(a "b \\"c\\"" 1.5 (nested #t #f) 'q)
(map (lambda (x y) (* x y)) '(1 2 3) '(4 5 6))
(fold (lambda (a b) (cons b a)) '() '(1 2 3 4))""", world)
run("""(defmacro (unless test body) (list 'if test #f body))
(unless (< 2 1) (+ 1 2)) (unless #t (car '()))
(define (all . xs) (length xs)) (all) (all 1 2 3)
(define (filter keep xs) (if (null? xs) '() (if (keep (car xs)) (cons (car xs) (filter keep (cdr xs))) (filter keep (cdr xs)))))
(define (sort xs) (if (null? xs) '() (let ((p (car xs)) (r (cdr xs))) (append (sort (filter (lambda (x) (< x p)) r)) (list p) (sort (filter (lambda (x) (not (< x p))) r))))))
(sort '(3 1 4 1 5 9 2 6 5 3 5)) fact""", world)
for wrong in ("(car 5)", "(nope 1)", "((lambda (x) x))", "(1 2)", "(set! zz 1)", "(", "(/ 1 0)",
              ")", "(all)", "(define (two a b . c) c) (two 1)", "(+ 1 \"x\")"):
    run(wrong, world)
print(sorted(str(k) for k in world.maps[0] if isinstance(world[k], Procedure)))
print(repr(read("'x")), [type(v).__name__ for v in read('1 1.5 "s" y #f ()')])
