from math import no_such_name  # expect error: ImportError: cannot import name 'no_such_name' from 'math' (unknown location)
