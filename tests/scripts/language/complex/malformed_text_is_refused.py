for text in ["", " ", "1+", "1+2", "1 + 2j", "1+2j)", "(1+2j", "j1", "1j+2", "1+-2j", "++1j", "--j", "1jj",
             "1e", "1ej", "0x1j", "()", "1+2j3", "1,2", "nanx", "1\x002", "é", "e5", "1+e5j", ".j", "((1))", "infinitj"]:
    try:
        print(complex(text))
    except ValueError as e:
        print(e)
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
# expect: complex() arg is a malformed string
for text in ["1_", "_1", "1__0", "1_j", "1_+2j", "1_.5", "1+_2j"]:
    try:
        print(complex(text))
    except ValueError as e:
        print(e)
# expect: could not convert string to complex: '1_'
# expect: could not convert string to complex: '_1'
# expect: could not convert string to complex: '1__0'
# expect: could not convert string to complex: '1_j'
# expect: could not convert string to complex: '1_+2j'
# expect: could not convert string to complex: '1_.5'
# expect: could not convert string to complex: '1+_2j'
