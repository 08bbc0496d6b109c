import scriptling.runtime as runtime

for name in ("none/things.db", "none/things.db", ".", "a\0b"):
    try:
        runtime.kv.open(name)
    except Exception as error:
        print(type(error).__name__, error)
# expect: FileNotFoundError [Errno 2] cannot open store 'none/things.db': No such file or directory
# expect: FileNotFoundError [Errno 2] cannot open store 'none/things.db': No such file or directory
# expect: IsADirectoryError [Errno 21] cannot open store '.': Is a directory
# expect: ValueError embedded null character in a path
