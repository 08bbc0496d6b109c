// Code for statements and definitions: source and what is expected of it.
#include "tests/unit/interp/compiler_testing.h"

namespace scriptling {

TEST_CASE("a swap needs one temporary") {
  CHECK(functions(R"(
def f(a, b):
    a, b = b, a
    return a
)") == R"(
f(a, b): 3 registers
   2  Move          r2, b
      Move          b, a
      Move          a, r2
   3  Return        a
)");
}

TEST_CASE("parallel assignment loads constants last") {
  CHECK(functions(R"(
def f():
    a, b, c = 1, g(), 'x'
    return a
)") == R"(
f(): 4 registers
   2  LoadGlobal    r3, .g
      Call          r3, 0
      LoadConst     c, 'x'
      LoadConst     a, 1
      Move          b, r3
   3  Return        a
)");
}

TEST_CASE("unpacking goes straight into consecutive locals") {
  CHECK(functions(R"(
def f(pairs):
    for k, v in pairs:
        print(k, v)
)") == R"(
f(pairs): 7 registers
   2  GetIter       r3, pairs
L1:
      ForIter       r3, r4, L2
      Unpack        k, r4, 2
   3  LoadGlobal    r4, .print
      Move          r5, k
      Move          r6, v
      Call          r4, 2, dropped
   2  Jump          L1
L2:
      LoadConst     r3, None
      Return        r3
)");
}

TEST_CASE("unpacking elsewhere goes through temporaries") {
  CHECK(functions(R"(
def f(v, o):
    o.a, *b = v
    return b
)") == R"(
f(v, o): 5 registers
   2  UnpackEx      r3, v, 256
      StoreAttr     o, r3, .a
      Move          b, r4
   3  Return        b
)");
}

TEST_CASE("augmented assignment works in place") {
  CHECK(functions(R"(
def f(x, o):
    x += 1
    x *= o
    o.n -= x
    o[x] //= 2
    return x
)") == R"(
f(x, o): 4 registers
   2  IAddI         x, x, 1
   3  IMul          x, x, o
   4  LoadAttr      r2, o, .n
      ISub          r2, r2, x
      StoreAttr     o, r2, .n
   5  GetItem       r2, o, x
      LoadConst     r3, 2
      IFloorDiv     r2, r2, r3
      SetItem       o, x, r2
   6  Return        x
)");
}

TEST_CASE("a while loop tests at its end") {
  CHECK(functions(R"(
def f(i):
    while i > 0:
        i -= 1
    else:
        g()
)") == R"(
f(i): 2 registers
   2  JumpIfNotGtI  i, 0, L2
L1:
   3  ISubI         i, i, 1
   2  JumpIfGtI     i, 0, L1
L2:
   5  LoadGlobal    r1, .g
      Call          r1, 0, dropped
   2  LoadConst     r1, None
      Return        r1
)");
}

TEST_CASE("while True has no test and break leaves") {
  CHECK(functions(R"(
def f():
    while True:
        if g():
            break
        h()
)") == R"(
f(): 1 registers
L1:
   3  LoadGlobal    r0, .g
      Call          r0, 0
      JumpIf        r0, L2
   5  LoadGlobal    r0, .h
      Call          r0, 0, dropped
   2  Jump          L1
L2:
      LoadConst     r0, None
      Return        r0
)");
}

TEST_CASE("a for loop ends where the iterator does") {
  CHECK(functions(R"(
def f(xs):
    for x in xs:
        if x:
            continue
        g(x)
    else:
        h()
)") == R"(
f(xs): 5 registers
   2  GetIter       r2, xs
L1:
      ForIter       r2, x, L2
   3  JumpIf        x, L1
   5  LoadGlobal    r3, .g
      Move          r4, x
      Call          r3, 1, dropped
   2  Jump          L1
L2:
   7  LoadGlobal    r3, .h
      Call          r3, 0, dropped
   2  LoadConst     r2, None
      Return        r2
)");
}

TEST_CASE("code behind a return is not written") {
  CHECK(functions(R"(
def f(x):
    return x
    g(x)
)") == R"(
f(x): 3 registers
   2  Return        x
)");
}

TEST_CASE("imports bind what they name") {
  CHECK(script(R"(
import a.b
import a.b as c
from . import d as e
from m import *
)") == R"(
<module>(): 2 registers
   1  ImportName    r0, 'a.b', (0, None)
      StoreGlobal   r0, .a
   2  ImportName    r0, 'a.b', (0, None)
      ImportFrom    r0, r0, 'b'
      StoreGlobal   r0, .c
   3  ImportName    r0, '', (1, ('d',))
      ImportFrom    r1, r0, 'd'
      StoreGlobal   r1, .e
   4  ImportName    r0, 'm', (0, ('*',))
      ImportStar    r0, -
      LoadConst     r0, None
      Return        r0
)");
}

TEST_CASE("the last expression is a script's value") {
  CHECK(script(R"(
1
x = 2
x
)") == R"(
<module>(): 1 registers
   1  LoadConst     r0, 1
      SetResult     r0
   2  LoadConst     r0, 2
      StoreGlobal   r0, .x
   3  LoadGlobal    r0, .x
      SetResult     r0
      LoadConst     r0, None
      Return        r0
)");
}

TEST_CASE("return at the top ends a script with a value") {
  CHECK(script(R"(
if x:
    return x
)") == R"(
<module>(): 1 registers
   1  LoadGlobal    r0, .x
      JumpIfNot     r0, L1
   2  LoadGlobal    r0, .x
      SetResult     r0
      Return        r0
L1:
   1  LoadConst     r0, None
      Return        r0
)");
}

TEST_CASE("delete reaches every kind of target") {
  CHECK(functions(R"(
def f(a):
    x = 1
    del x, a.b, a[1]
)") == R"(
f(a): 3 registers
   2  LoadConst     x, 1
   3  DelLocal      x, 'x'
      DelAttr       a, .b
      LoadConst     r2, 1
      DelItem       a, r2
      LoadConst     r2, None
      Return        r2
)");
}

TEST_CASE("assert jumps over its complaint") {
  CHECK(functions(R"(
def f(x):
    assert x > 1, 'small'
)") == R"(
f(x): 3 registers
   2  JumpIfGtI     x, 1, L1
      LoadAssertionError r1
      LoadConst     r2, 'small'
      Call          r1, 1
      Raise         r1, x, 1
L1:
      LoadConst     r1, None
      Return        r1
)");
}

}  // namespace scriptling
