print((5).numerator, (5).denominator, (5).real, (5).imag, (5).conjugate(), True.real, (5).as_integer_ratio(), (5).__class__.__name__)
# expect: 5 1 5 0 5 1 (5, 1) int
