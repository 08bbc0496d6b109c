for spec in ["05", "0=5", "0<5", "=5", "x=9", "d", "s", "x", "%", "b", "c", "n,", ".f", "5q5", ",_", "é", "=0", ",n", "zx"]:
    try:
        print(format(1 + 2j, spec))
    except ValueError as e:
        print(e)
for template in ["%d", "%i", "%x", "%f", "%g", "%c", "%e", "%o", "%5s|", "%r", "%.1s|"]:
    try:
        print(template % 1j)
    except TypeError as e:
        print(e)
try:
    print((1j).__format__(1))
except TypeError as e:
    print(e)
# expect: Zero padding is not allowed in complex format specifier
# expect: Zero padding is not allowed in complex format specifier
# expect: Zero padding is not allowed in complex format specifier
# expect: '=' alignment flag is not allowed in complex format specifier
# expect: '=' alignment flag is not allowed in complex format specifier
# expect: Unknown format code 'd' for object of type 'complex'
# expect: Unknown format code 's' for object of type 'complex'
# expect: Unknown format code 'x' for object of type 'complex'
# expect: Unknown format code '%' for object of type 'complex'
# expect: Unknown format code 'b' for object of type 'complex'
# expect: Unknown format code 'c' for object of type 'complex'
# expect: Invalid format specifier 'n,' for object of type 'complex'
# expect: Format specifier missing precision
# expect: Invalid format specifier '5q5' for object of type 'complex'
# expect: Cannot specify both ',' and '_'.
# expect: Unknown format code '\xe9' for object of type 'complex'
# expect: Zero padding is not allowed in complex format specifier
# expect: Cannot specify ',' with 'n'.
# expect: Unknown format code 'x' for object of type 'complex'
# expect: %d format: a real number is required, not complex
# expect: %i format: a real number is required, not complex
# expect: %x format: an integer is required, not complex
# expect: must be real number, not complex
# expect: must be real number, not complex
# expect: %c requires int or char
# expect: must be real number, not complex
# expect: %o format: an integer is required, not complex
# expect:    1j|
# expect: 1j
# expect: 1|
# expect: __format__() argument must be str, not int
