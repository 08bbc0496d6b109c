class A(Exception): pass
class B(A): pass
for kind in (A, B):
    try: raise kind
    except B: print("B")
    except A: print("A")
# expect: A
# expect: B
