// Code for definitions, try, with and match: source and what is expected of it.
#include "tests/unit/interp/compiler_testing.h"

namespace scriptling {

TEST_CASE("a class body stores into its namespace") {
  CHECK(script(R"(
class A(B, m=C):
    '''doc'''
    x: int = 1
    y = x
    def __init__(self):
        self.__v = __class__
)") == R"(
<module>(): 5 registers
   1  MakeFunction  r0, <A>, -
      LoadGlobal    r3, .B
      BuildTuple    r1, r3, 1
      BuildDict     r2, r2, 0
      LoadConst     r3, 'm'
      LoadGlobal    r4, .C
      DictPut       r2, r3, r4
      MakeClass     r0
      StoreGlobal   r0, .A
      LoadConst     r0, None
      Return        r0

A(r0): 6 registers
   1  MakeCell      __class__
      LoadGlobal    r2, .__name__
      StoreName     r2, r0, .__module__
      LoadConst     r2, 'A'
      StoreName     r2, r0, .__qualname__
      LoadConst     r2, 'doc'
      StoreName     r2, r0, .__doc__
      SetupAnnotations r2, r0
   3  LoadConst     r2, 1
      StoreName     r2, r0, .x
      LoadName      r3, r0, .int
      SetupAnnotations r4, r0
      LoadConst     r5, 'x'
      SetItem       r4, r5, r3
   4  LoadName      r2, r0, .x
      StoreName     r2, r0, .y
   5  MakeFunction  r2, <A.__init__>, -
      StoreName     r2, r0, .__init__
   1  Return        __class__

A.__init__(self): 2 registers
  free __class__
   6  LoadFree      r1, ^__class__, '__class__'
      StoreAttr     self, r1, ._A__v
      LoadConst     r1, None
      Return        r1
)");
}

TEST_CASE("defaults and annotations stand before the function") {
  CHECK(script(R"(
def f(a: int, b=g(), *, c=1) -> str: pass
)") == R"(
<module>(): 6 registers
   1  LoadGlobal    r4, .g
      Call          r4, 0
      BuildTuple    r1, r4, 1
      BuildDict     r2, r2, 0
      LoadConst     r4, 'c'
      LoadConst     r5, 1
      DictPut       r2, r4, r5
      BuildDict     r3, r3, 0
      LoadConst     r4, 'a'
      LoadGlobal    r5, .int
      DictPut       r3, r4, r5
      LoadConst     r4, 'return'
      LoadGlobal    r5, .str
      DictPut       r3, r4, r5
      MakeFunction  r0, <f>, r1
      StoreGlobal   r0, .f
      LoadConst     r0, None
      Return        r0

f(a, b, c): 4 registers
   1  LoadConst     r3, None
      Return        r3
)");
}

TEST_CASE("decorators are called from the inside out") {
  CHECK(script(R"(
@a
@b(1)
def f(): pass
)") == R"(
<module>(): 3 registers
   1  LoadGlobal    r0, .a
   2  LoadGlobal    r1, .b
      LoadConst     r2, 1
      Call          r1, 1
   3  MakeFunction  r2, <f>, -
   2  Call          r1, 1
   1  Call          r0, 1
   3  StoreGlobal   r0, .f
      LoadConst     r0, None
      Return        r0

f(): 1 registers
   3  LoadConst     r0, None
      Return        r0
)");
}

TEST_CASE("an except clause keeps and restores what was handled") {
  CHECK(functions(R"(
def f():
    try:
        g()
    except E as e:
        h(e)
)") == R"(
f(): 6 registers
   3  LoadGlobal    r1, .g
      Call          r1, 0, dropped
   2  Jump          L6
L1:
   4  EnterHandler  r1
      LoadGlobal    r4, .E
      JumpIfNotCaught r1, r4, L4
      Move          e, r1
   5  LoadGlobal    r4, .h
      Move          r5, e
      Call          r4, 1, dropped
   4  Unbind        e
      Jump          L3
L2:
      Unbind        e
      Reraise       r3
L3:
      LeaveHandler  r1
      Jump          L6
L4:
      LeaveHandler  r1
      Reraise       r1
L5:
      LeaveHandler  r1
      Reraise       r3
L6:
   2  LoadConst     r1, None
      Return        r1
  try 0-2: L1 r1
  try 7-10: L2 r3
  try 4-16: L5 r3
)");
}

TEST_CASE("finally is written on each way out") {
  CHECK(functions(R"(
def f(x):
    for x in x:
        try:
            if g():
                return x
            if h():
                break
        finally:
            x = 1
)") == R"(
f(x): 5 registers
   2  GetIter       r1, x
L1:
      ForIter       r1, x, L6
   4  LoadGlobal    r2, .g
      Call          r2, 0
      JumpIfNot     r2, L2
   5  Move          r2, x
   9  LoadConst     x, 1
   5  Return        r2
L2:
   6  LoadGlobal    r2, .h
      Call          r2, 0
      JumpIfNot     r2, L3
   9  LoadConst     x, 1
   7  Jump          L6
L3:
   9  LoadConst     x, 1
   3  Jump          L1
L4:
      EnterHandler  r2
   9  LoadConst     x, 1
   3  LeaveHandler  r2
      Reraise       r2
L5:
      LeaveHandler  r2
      Reraise       r4
L6:
   2  LoadConst     r1, None
      Return        r1
  try 2-6: L4 r2
  try 8-11: L4 r2
  try 16-17: L5 r4
)");
}

TEST_CASE("with calls exit on each way out") {
  CHECK(functions(R"(
def f(x):
    with x as y:
        return y
)") == R"(
f(x): 10 registers
   2  EnterWith     r2, x
      CallMethod    r3, 0
      Move          y, r3
      Move          r3, r2
      LoadConst     r4, None
      LoadConst     r5, None
      LoadConst     r6, None
      Call          r3, 3
   3  Return        y
L1:
   2  EnterHandler  r3
      Move          r6, r2
      ExceptionTriple r7, r3
      Call          r6, 3
      JumpIf        r6, L2
      LeaveHandler  r3
      Reraise       r3
L2:
      LeaveHandler  r3
      Jump          L4
L3:
      LeaveHandler  r3
      Reraise       r5
L4:
      LoadConst     r2, None
      Return        r2
  try 2-3: L1 r3
  try 10-14: L3 r5
)");
}

TEST_CASE("except star splits and joins groups") {
  CHECK(functions(R"(
def f():
    try:
        g()
    except* E as e:
        h(e)
)") == R"(
f(): 11 registers
   3  LoadGlobal    r1, .g
      Call          r1, 0, dropped
   2  Jump          L5
L1:
   4  EnterHandler  r1
      Move          r4, r1
      BuildList     r5, r5, 0
      LoadGlobal    r9, .E
      GroupSplit    r6, r4, r9
      Move          r4, r7
      JumpIfNone    r6, L3
      EnterHandler  r6
      Move          e, r6
   5  LoadGlobal    r9, .h
      Move          r10, e
      Call          r9, 1, dropped
   4  Unbind        e
      LeaveHandler  r6
      Jump          L3
L2:
      Unbind        e
      LeaveHandler  r6
      ListAppend    r5, r8
L3:
      GroupJoin     r4, r4, r5
      LeaveHandler  r1
      JumpIfNone    r4, L5
      Reraise       r4
L4:
      LeaveHandler  r1
      Reraise       r3
L5:
   2  LoadConst     r1, None
      Return        r1
  try 0-2: L1 r1
  try 12-15: L2 r8
  try 4-22: L4 r3
)");
}

TEST_CASE("await and async for are delegations") {
  CHECK(functions(R"(
async def f(xs):
    async for x in xs:
        await x
)") == R"(
f(xs): 5 registers
   2  GetAiter      r2, xs
L1:
      GetAnext      r3, r2
      LoadConst     r4, None
L2:
      Send          r3, r4, L3
      Yield         r4, r4, r3
      Jump          L2
L3:
      Jump          L5
L4:
      EndAsyncFor   r4, L8
L5:
      Move          x, r4
   3  Move          r3, x
      GetAwaitable  r4, r3
      LoadConst     r3, None
L6:
      Send          r4, r3, L7
      Yield         r3, r3, r4
      Jump          L6
L7:
   2  Jump          L1
L8:
      LoadConst     r2, None
      Return        r2
  try 1-6: L4 r4
)");
}

TEST_CASE("a match tests and then binds") {
  CHECK(functions(R"(
def f(x):
    match x:
        case [1, a, *_] if a:
            return a
        case {'k': v, **rest}:
            return v, rest
        case P(0, y=b) | Q(b):
            return b
        case None | True:
            return 3
        case _:
            return 4
)") == R"(
f(x): 10 registers
   2  Move          r5, x
   3  MatchSequence r6, r5
      JumpIfNot     r6, L1
      GetLen        r6, r5
      JumpIfNotGeI  r6, 2, L1
      GetItemI      r7, r5, 0
      JumpIfNotEqI  r7, 1, L1
      GetItemI      r8, r5, 1
      Move          a, r8
      JumpIfNot     a, L1
   4  Return        a
L1:
   5  MatchMapping  r6, r5
      JumpIfNot     r6, L2
      GetLen        r6, r5
      JumpIfNotGeI  r6, 1, L2
      LoadConst     r7, ('k',)
      MatchKeys     r6, r5, r7
      JumpIfNone    r6, L2
      Unpack        r8, r6, 1
      MatchRest     r9, r5, r7
      Move          v, r8
      Move          rest, r9
   6  Move          r7, v
      Move          r8, rest
      BuildTuple    r6, r7, 2
      Return        r6
L2:
   7  Move          r8, r5
      LoadGlobal    r9, .P
      MatchClass    r7, r8, (1, ('y',))
      JumpIfNone    r7, L3
      Unpack        r8, r7, 2
      JumpIfNotEqI  r8, 0, L3
      Move          r6, r9
      Jump          L4
L3:
      Move          r8, r5
      LoadGlobal    r9, .Q
      MatchClass    r7, r8, (1, ())
      JumpIfNone    r7, L5
      Unpack        r8, r7, 1
      Move          r6, r8
L4:
      Move          b, r6
   8  Return        b
L5:
   9  JumpIfNone    r5, L6
      LoadConst     r6, True
      Is            r6, r5, r6
      JumpIfNot     r6, L7
L6:
  10  LoadConst     r6, 3
      Return        r6
L7:
  12  LoadConst     r6, 4
      Return        r6
)");
}

}  // namespace scriptling
