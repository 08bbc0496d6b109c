# The two keep each other alive, but not the program.
import scriptling.runtime as runtime


def returns_what_it_is_given(names):
    return [runtime.sync.Queue(name).get() for name in names]


own = runtime.run(returns_what_it_is_given, ["own"])
runtime.sync.Queue("own").put(own)
print(type(own.get()[0]) is type(own))  # expect: True

one = runtime.run(returns_what_it_is_given, ["for one"])
other = runtime.run(returns_what_it_is_given, ["for other"])
runtime.sync.Queue("for one").put(other)
runtime.sync.Queue("for other").put(one)
print(one.get()[0].get()[0].get()[0].done())  # expect: True


def raises_it(name):
    raise ValueError(runtime.sync.Queue(name).get())


failing = runtime.run(raises_it, "failing")
runtime.sync.Queue("failing").put(failing)
try:
    failing.get()
except ValueError as e:
    print(type(e.args[0]) is type(own))  # expect: True
