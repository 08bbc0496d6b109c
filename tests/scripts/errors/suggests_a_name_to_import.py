# python differs: 3.11 has no suggestion here, 3.12 does
from math import sqrtt  # expect error: ImportError: cannot import name 'sqrtt' from 'math' (unknown location). Did you mean: 'sqrt'?
