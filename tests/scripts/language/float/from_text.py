print(float("1_0.5"), float(".5"), float("5."), float("1E5"), float("+3"), float("nan") != float("nan"))
# expect: 10.5 0.5 5.0 100000.0 3.0 True
for bad in ("", "1e", "1__0", "abc", "0x1", "1 2"):
    try: float(bad)
    except ValueError as e: print(e)
# expect: could not convert string to float: ''
# expect: could not convert string to float: '1e'
# expect: could not convert string to float: '1__0'
# expect: could not convert string to float: 'abc'
# expect: could not convert string to float: '0x1'
# expect: could not convert string to float: '1 2'
