// Code for expressions: source and what is expected of it.
#include "tests/unit/interp/compiler_testing.h"

namespace scriptling {

TEST_CASE("locals are operands where they stand") {
  CHECK(functions(R"(
def f(a, b):
    c = a + b * 2
    return c - a
)") == R"(
f(a, b): 4 registers
   2  MulI          r3, b, 2
      Add           c, a, r3
   3  Sub           r3, c, a
      Return        r3
)");
}

TEST_CASE("a name is checked only where it may be unbound") {
  CHECK(functions(R"(
def f(x):
    if x:
        y = 1
    print(y)
    return y
)") == R"(
f(x): 4 registers
   2  JumpIfNot     x, L1
   3  LoadConst     y, 1
L1:
   4  LoadGlobal    r2, .print
      CheckBound    y, 'y'
      Move          r3, y
      Call          r2, 1, dropped
   5  Return        y
)");
}

TEST_CASE("a local that is the target is written last") {
  CHECK(functions(R"(
def f(x):
    x = [x, g(x)]
    return x
)") == R"(
f(x): 4 registers
   2  Move          r1, x
      LoadGlobal    r2, .g
      Move          r3, x
      Call          r2, 1
      BuildList     x, r1, 2
   3  Return        x
)");
}

TEST_CASE("or chooses in a temporary before it assigns") {
  CHECK(functions(R"(
def f(x):
    x = x or x.y
    return x
)") == R"(
f(x): 2 registers
   2  Move          r1, x
      JumpIf        r1, L1
      LoadAttr      r1, x, .y
L1:
      Move          x, r1
   3  Return        x
)");
}

TEST_CASE("an operand that a walrus will rebind is copied") {
  CHECK(functions(R"(
def f(x):
    return x + (x := 5) + x
)") == R"(
f(x): 2 registers
   2  Move          r1, x
      LoadConst     x, 5
      Add           r1, r1, x
      Add           r1, r1, x
      Return        r1
)");
}

TEST_CASE("an assigned value that its target rebinds is copied") {
  CHECK(functions(R"(
def f(x, a):
    a[(x := 1)] = x
)") == R"(
f(x, a): 3 registers
   2  Move          r2, x
      LoadConst     x, 1
      SetItem       a, x, r2
      LoadConst     r2, None
      Return        r2
)");
}

TEST_CASE("conditions are fused jumps") {
  CHECK(functions(R"(
def f(a, b):
    if a < b and not (a == 3 or b is None):
        return 1
    return 2
)") == R"(
f(a, b): 3 registers
   2  JumpIfNotLt   a, b, L1
      JumpIfEqI     a, 3, L1
      JumpIfNone    b, L1
   3  LoadConst     r2, 1
      Return        r2
L1:
   4  LoadConst     r2, 2
      Return        r2
)");
}

TEST_CASE("chained comparisons evaluate each operand once") {
  CHECK(functions(R"(
def f(a, b):
    if 0 <= a < g() <= b:
        return a < b < g()
)") == R"(
f(a, b): 6 registers
   2  LoadConst     r2, 0
      JumpIfNotLe   r2, a, L2
      LoadGlobal    r3, .g
      Call          r3, 0
      JumpIfNotLt   a, r3, L2
      JumpIfNotLe   r3, b, L2
   3  Lt            r2, a, b
      JumpIfNot     r2, L1
      LoadGlobal    r5, .g
      Call          r5, 0
      Move          r3, r5
      Lt            r2, b, r3
L1:
      Return        r2
L2:
   2  LoadConst     r2, None
      Return        r2
)");
}

TEST_CASE("constants fold as far as they stay small") {
  CHECK(functions(R"(
def f():
    return (2 ** 10 + 1, -1, 'a' * 3 + 'b', 1 / 4, 1 / 0, 2 ** 100, not 0)
)") == R"(
f(): 8 registers
   2  LoadConst     r1, 1025
      LoadConst     r2, -1
      LoadConst     r3, 'aaab'
      LoadConst     r4, 0.25
      LoadConst     r5, 1
      LoadConst     r6, 0
      Div           r5, r5, r6
      LoadConst     r6, 1267650600228229401496703205376
      LoadConst     r7, True
      BuildTuple    r0, r1, 7
      Return        r0
)");
}

TEST_CASE("membership in a constant display is searched in a constant") {
  CHECK(functions(R"(
def f(x):
    return x in [1, 'a'] or x not in {1, 2, 1}
)") == R"(
f(x): 3 registers
   2  LoadConst     r2, (1, 'a')
      In            r1, x, r2
      JumpIf        r1, L1
      LoadConst     r2, {1, 2}
      NotIn         r1, x, r2
L1:
      Return        r1
)");
}

TEST_CASE("arguments go straight into their registers") {
  CHECK(functions(R"(
def f(a):
    return g(a, 1, k=a.b)
)") == R"(
f(a): 5 registers
   2  LoadGlobal    r1, .g
      Move          r2, a
      LoadConst     r3, 1
      LoadAttr      r4, a, .b
      CallKw        r1, 3, ('k',)
      Return        r1
)");
}

TEST_CASE("a method call looks the method up for the call") {
  CHECK(functions(R"(
def f(a):
    return a.b.c(1).d(k=2)
)") == R"(
f(a): 4 registers
   2  LoadAttr      r1, a, .b
      LoadMethod    r1, r1, .c
      LoadConst     r3, 1
      CallMethod    r1, 1
      LoadMethod    r1, r1, .d
      LoadConst     r3, 2
      CallMethodKw  r1, 1, ('k',)
      Return        r1
)");
}

TEST_CASE("star arguments travel in a tuple and a dict") {
  CHECK(functions(R"(
def f(a, k):
    g(*a)
    g(1, *a, x=2, **k)
)") == R"(
f(a, k): 7 registers
   2  LoadGlobal    r2, .g
      StarTuple     r3, a, r2
      Unbind        r4
      CallEx        r2
   3  LoadGlobal    r2, .g
      LoadConst     r5, 1
      BuildList     r3, r5, 1
      ListExtend    r3, a
      ListToTuple   r3, r3
      BuildDict     r4, r4, 0
      LoadConst     r5, 'x'
      LoadConst     r6, 2
      DictPut       r4, r5, r6
      DictMerge     r4, k, r2
      CallEx        r2
      LoadConst     r2, None
      Return        r2
)");
}

TEST_CASE("super without arguments is one lookup") {
  CHECK(functions(R"(
class A:
    def f(self, x):
        super().f(x)
        return super().g
)") == R"(
A(r0): 3 registers
   1  MakeCell      __class__
      LoadGlobal    r2, .__name__
      StoreName     r2, r0, .__module__
      LoadConst     r2, 'A'
      StoreName     r2, r0, .__qualname__
   2  MakeFunction  r2, <A.f>, -
      StoreName     r2, r0, .f
   1  Return        __class__

A.f(self, x): 6 registers
  free __class__
   3  LoadGlobal    r3, .super
      LoadFree      r4, ^__class__, '__class__'
      Move          r5, self
      LoadSuperMethod r2, r3, .f
      Move          r4, x
      CallMethod    r2, 1, dropped
   4  LoadGlobal    r3, .super
      LoadFree      r4, ^__class__, '__class__'
      Move          r5, self
      LoadSuperAttr r2, r3, .g
      Return        r2
)");
}

TEST_CASE("captured variables live in cells") {
  CHECK(functions(R"(
def f(x):
    y = 1
    def g():
        nonlocal y
        y = x
    return g
)") == R"(
f(x): 4 registers
      MakeCell      x
      MakeCell      y
   2  LoadConst     r3, 1
      StoreCell     y, r3
   3  MakeFunction  g, <f.<locals>.g>, -
   6  Return        g

f.<locals>.g(): 1 registers
  free y
  free x
   5  LoadFree      r0, ^x, 'x'
      StoreFree     r0, ^y
      LoadConst     r0, None
      Return        r0
)");
}

TEST_CASE("comprehensions run in the frame around them") {
  CHECK(functions(R"(
def f(xs, x):
    return [x * y for x in xs if x for y in x]
)") == R"(
f(xs, x): 8 registers
   2  GetIter       r3, xs
      Unbind        r4
      Unbind        r5
      BuildList     r2, r2, 0
L1:
      ForIter       r3, r4, L3
      JumpIfNot     r4, L1
      GetIter       r6, r4
L2:
      ForIter       r6, r5, L1
      Mul           r7, r4, r5
      ListAppend    r2, r7
      Jump          L2
L3:
      Return        r2
)");
}

TEST_CASE("a comprehension's cells are its own") {
  CHECK(functions(R"(
def f(xs):
    return {x: lambda: x for x in xs}
)") == R"(
f(xs): 7 registers
   2  GetIter       r2, xs
      Unbind        r3
      MakeCell      r3
      BuildDict     r1, r1, 0
L1:
      ForIter       r2, r4, L2
      StoreCell     r3, r4
      LoadCell      r5, r3, 'x'
      MakeFunction  r6, <f.<locals>.<dictcomp>.<locals>.<lambda>>, -
      DictPut       r1, r5, r6
      Jump          L1
L2:
      Return        r1

f.<locals>.<dictcomp>.<locals>.<lambda>(): 1 registers
  free x
   2  LoadFree      r0, ^x, 'x'
      Return        r0
)");
}

TEST_CASE("a generator expression is a function") {
  CHECK(functions(R"(
def f(xs):
    return any(x > 1 for x in xs)
)") == R"(
f(xs): 4 registers
   2  LoadGlobal    r1, .any
      MakeFunction  r2, <f.<locals>.<genexpr>>, -
      GetIter       r3, xs
      Call          r2, 1
      Call          r1, 1
      Return        r1

f.<locals>.<genexpr>(.0): 4 registers
L1:
   2  ForIter       .0, x, L2
      LoadConst     r3, 1
      Gt            r2, x, r3
      Yield         r3, r2, -
      Jump          L1
L2:
      LoadConst     r2, None
      Return        r2
)");
}

TEST_CASE("generators delegate in a fixed shape") {
  CHECK(functions(R"(
def f(x):
    y = yield x
    z = yield from y
    return z
)") == R"(
f(x): 5 registers
   2  Yield         y, x, -
   3  YieldFromIter r3, y
      LoadConst     r4, None
L1:
      Send          r3, r4, L2
      Yield         r4, r4, r3
      Jump          L1
L2:
      Move          z, r4
   4  Return        z
)");
}

TEST_CASE("f-strings format and join") {
  CHECK(functions(R"(
def f(x, y):
    return f'a{x}b{y!r:>{x}}' + f'{x=}'
)") == R"(
f(x, y): 11 registers
   2  LoadConst     r3, 'a'
      Format        r4, x, 0
      LoadConst     r5, 'b'
      Move          r7, y
      LoadConst     r9, '>'
      Format        r10, x, 0
      BuildString   r8, r9, 2
      Format        r6, r7, 6
      BuildString   r2, r3, 4
      LoadConst     r4, 'x='
      Format        r5, x, 2
      BuildString   r3, r4, 2
      Add           r2, r2, r3
      Return        r2
)");
}

TEST_CASE("long lists of constants are copied from a tuple") {
  CHECK(functions(R"(
def f():
    return [1, 2, 3, 4]
)") == R"(
f(): 2 registers
   2  BuildList     r0, r0, 0
      LoadConst     r1, (1, 2, 3, 4)
      ListExtend    r0, r1
      Return        r0
)");
}

TEST_CASE("subscripts and slices") {
  CHECK(functions(R"(
def f(a, i):
    return a[0] + a[i] + a[-1:i]
)") == R"(
f(a, i): 7 registers
   2  GetItemI      r2, a, 0
      GetItem       r3, a, i
      Add           r2, r2, r3
      LoadConst     r4, -1
      Move          r5, i
      LoadConst     r6, None
      BuildSlice    r4, r4
      GetItem       r3, a, r4
      Add           r2, r2, r3
      Return        r2
)");
}

}  // namespace scriptling
