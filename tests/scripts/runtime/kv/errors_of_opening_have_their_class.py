import scriptling.runtime as runtime

for name, kind in (("none/things.db", FileNotFoundError), (".", IsADirectoryError),
                   ("/dev/null/x", NotADirectoryError)):
    try:
        runtime.kv.open(name)
    except kind as error:
        print(error.errno, error)
# expect: 2 [Errno 2] cannot open store 'none/things.db': No such file or directory
# expect: 21 [Errno 21] cannot open store '.': Is a directory
# expect: 20 [Errno 20] cannot open store '/dev/null/x': Not a directory
