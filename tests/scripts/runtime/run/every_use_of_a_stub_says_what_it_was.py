import copy
import operator
import scriptling.runtime as runtime

steps = (n for n in [1, 2])


def with_it():
    with steps:
        pass


def use_it():
    wanted = "'steps' is a generator of another environment and cannot be used here"
    uses = [
        lambda: steps.send, lambda: setattr(steps, "a", 1), lambda: steps(), with_it,
        lambda: next(steps), lambda: [*steps], lambda: f(*steps), lambda: f(**steps),
        lambda: len(steps), lambda: 1 in steps, lambda: steps[0], lambda: reversed(steps),
        lambda: bool(steps), lambda: not steps, lambda: int(steps), lambda: float(steps),
        lambda: complex(steps), lambda: [1][steps], lambda: bytes(steps), lambda: str(steps),
        lambda: [repr([steps])], lambda: f"{steps:>9}", lambda: "%s" % steps,
        lambda: hash(steps), lambda: dir(steps), lambda: copy.copy(steps),
        lambda: copy.deepcopy([steps]), lambda: -steps, lambda: ~steps, lambda: abs(steps),
        lambda: round(steps), lambda: sum(steps), lambda: sorted(steps),
        lambda: runtime.run(lambda: next(steps)).get(),
    ]
    for name in ("add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "lshift",
                 "rshift", "and_", "or_", "xor", "lt", "le", "gt", "ge", "eq", "ne", "iadd"):
        operate = getattr(operator, name)
        uses += [lambda o=operate: o(steps, 1), lambda o=operate: o(1, steps)]
    for number, use in enumerate(uses):
        try:
            print(number, use())
        except RuntimeError as error:
            if str(error) != wanted:
                print(number, error)
    return len(uses)


def f(*args, **kwargs):
    pass


def pass_it_on():
    runtime.sync.Queue("steps").put([steps])


print(runtime.run(use_it).get())  # expect: 74
try:
    runtime.run(pass_it_on).get()
except TypeError as error:
    print(error)  # expect: cannot send item[0] to another environment: generator
