# Imports look where sys.path says, here and in what is started from here.
import sys
import scriptling.runtime as runtime

here = __file__.rpartition("/")[0] or "."
try:
    import found_beside
except ModuleNotFoundError as e:
    print(e)  # expect: No module named 'found_beside'

sys.path.insert(0, here + "/beside")
import found_beside

print(found_beside.name)  # expect: beside


def there():
    import found_too
    return [found_too.name, sys.path == path]


path = list(sys.path)
print(runtime.run(there).get())  # expect: ['beside, too', True]
print(runtime.run(lambda: found_beside.name).get())  # expect: beside

sys.path[:] = [1, None, "not/there"]
try:
    import nothing
except ImportError as e:
    print(e)  # expect: No module named 'nothing'

# A text that does not compile says where.
sys.path[:] = [here + "/beside"]
try:
    import found_broken
except SyntaxError as e:
    print(e.msg, e.lineno, e.offset, repr(e.text), e.filename.endswith("beside/found_broken.py"))
    print(e)
# expect: invalid syntax 2 7 'def f(:\n' True
# expect: invalid syntax (found_broken.py, line 2)
