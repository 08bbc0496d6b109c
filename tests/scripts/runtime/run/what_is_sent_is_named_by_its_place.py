import scriptling.runtime as runtime


def f():
    pass


def attempt(send):
    try:
        send()
    except TypeError as error:
        print(error)


attempt(lambda: runtime.run(len, kw=f))
# expect: cannot send kwargs['kw'] to another environment: function
attempt(lambda: runtime.background("t", "f", [0, (1, f)]))
# expect: cannot send args[0][1][1] to another environment: function
attempt(lambda: runtime.sync.Queue("q").put({"a": f}))
# expect: cannot send item['a'] to another environment: function
attempt(lambda: runtime.sync.Shared("s", [f]))
# expect: cannot send initial[0] to another environment: function
attempt(lambda: runtime.sync.Shared("s", 1).update(lambda v: [f]))
# expect: cannot send value[0] to another environment: function
print(runtime.sync.Shared("s").get())  # expect: 1
attempt(runtime.run(lambda: {"r": [len]}).get)
# expect: cannot send result['r'][0] to another environment: builtin_function_or_method
