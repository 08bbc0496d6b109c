print(f"{(lambda y: y * 2)(4)} {[i for i in range(3)]} {'x' if 1 else 'y'} {1:>3}", f"{'a:b'}")
# expect: 8 [0, 1, 2] x   1 a:b
