for n in (2, 13, 17, 32, 99):
    print(type(OSError(n, "text")).__name__, OSError(n, "text", "file"))
# expect: FileNotFoundError [Errno 2] text: 'file'
# expect: PermissionError [Errno 13] text: 'file'
# expect: FileExistsError [Errno 17] text: 'file'
# expect: BrokenPipeError [Errno 32] text: 'file'
# expect: OSError [Errno 99] text: 'file'
