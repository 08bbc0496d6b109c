# One call is one message: what appears twice in it arrives as one.
import scriptling.runtime as runtime

shared = [1]


def same(a, b, **more):
    a.append(2)
    return [a is b, b, all(v is a for v in more.values())]


print(runtime.run(same, shared, shared).get())  # expect: [True, [1, 2], True]
print(runtime.run(same, shared, b=shared).get())  # expect: [True, [1, 2], True]
print(runtime.run(same, b=shared, a=shared, c=shared).get())  # expect: [True, [1, 2], True]
print(runtime.background("same", same, shared, b=shared).get())  # expect: [True, [1, 2], True]
print(shared)  # expect: [1]

# What cannot be sent is named by its place all the same.
for call in [lambda: runtime.run(same, [len, open_file], b=1), lambda: runtime.run(same, 1, b={"x": 1j})]:
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
# expect: NameError name 'open_file' is not defined
# expect: TypeError cannot send kwargs['b']['x'] to another environment: complex
