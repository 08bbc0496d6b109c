print("  a \t b\n".split(), "".split(), "".split(","), "   ".split())  # expect: ['a', 'b'] [] [''] []
