// What the compiler refuses: where, and in which words. They are Python's.
#include "tests/unit/interp/compiler_testing.h"

namespace scriptling {

TEST_CASE("control flow outside its place is refused") {
  CHECK(refusal("class A:\n    return 1\n") == "2:5: 'return' outside function");
  CHECK(refusal("x = 1\nbreak\n") == "2:1: 'break' outside loop");
  CHECK(refusal("def f():\n    continue\n") == "2:5: 'continue' not properly in loop");
  CHECK(refusal("def f():\n    try: pass\n    except* E:\n        return\n") ==
        "4:9: 'break', 'continue' and 'return' cannot appear in an except* block");
}

TEST_CASE("names are declared once and first") {
  CHECK(refusal("def f(a, b, a): pass\n") ==
        "1:13: duplicate argument 'a' in function definition");
  CHECK(refusal("def f():\n    nonlocal x\n") ==
        "2:5: no binding for nonlocal 'x' found");
  CHECK(refusal("def f():\n    x = 1\n    global x\n") ==
        "3:5: name 'x' is assigned to before global declaration");
  CHECK(refusal("def f(x):\n    global x\n") == "2:5: name 'x' is parameter and global");
  CHECK(refusal("nonlocal x\n") ==
        "1:1: nonlocal declaration not allowed at module level");
  CHECK(refusal("def f():\n    global x\n    x: int = 1\n") ==
        "3:5: annotated name 'x' can't be global");
  CHECK(refusal("__debug__ = 1\n") == "1:1: cannot assign to __debug__");
}

TEST_CASE("yield and await belong into functions") {
  CHECK(refusal("def f():\n    await x\n") == "2:5: 'await' outside async function");
  CHECK(refusal("await x\n") == "1:1: 'await' outside function");
  CHECK(refusal("yield 1\n") == "1:1: 'yield' outside function");
  CHECK(refusal("def f():\n    return [(yield x) for x in y]\n") ==
        "2:14: 'yield' inside list comprehension");
  CHECK(refusal("async def f():\n    yield from x\n") ==
        "2:5: 'yield from' inside async function");
  CHECK(refusal("async def f():\n    yield 1\n    return 2\n") ==
        "3:5: 'return' with value in async generator");
  CHECK(refusal("def f():\n    async for x in y: pass\n") ==
        "2:5: 'async for' outside async function");
  CHECK(refusal("def f():\n    async with y: pass\n") ==
        "2:5: 'async with' outside async function");
  CHECK(refusal("def f():\n    return [x async for x in y]\n") ==
        "2:12: asynchronous comprehension outside of an asynchronous function");
}

TEST_CASE("a walrus keeps away from comprehension variables") {
  CHECK(refusal("[x := 1 for x in y]\n") ==
        "1:2: assignment expression cannot rebind comprehension iteration variable 'x'");
  CHECK(refusal("[x for x in (y := z)]\n") ==
        "1:14: assignment expression cannot be used in a comprehension iterable "
        "expression");
  CHECK(
      refusal("class A:\n    [y := x for x in z]\n") ==
      "2:6: assignment expression within a comprehension cannot be used in a class body");
}

TEST_CASE("targets and arguments are checked") {
  CHECK(refusal("*a, *b = c\n") == "1:1: multiple starred expressions in assignment");
  CHECK(refusal("*a = c\n") ==
        "1:1: starred assignment target must be in a list or tuple");
  CHECK(refusal("f(a=1, a=2)\n") == "1:8: keyword argument repeated: a");
}

TEST_CASE("patterns are checked") {
  CHECK(refusal("match x:\n    case _: pass\n    case 1: pass\n") ==
        "2:10: wildcard makes remaining patterns unreachable");
  CHECK(refusal("match x:\n    case a: pass\n    case 1: pass\n") ==
        "2:10: name capture 'a' makes remaining patterns unreachable");
  CHECK(refusal("match x:\n    case [a] | [b]: pass\n") ==
        "2:10: alternative patterns bind different names");
  CHECK(refusal("match x:\n    case [a, a]: pass\n") ==
        "2:14: multiple assignments to name 'a' in pattern");
  CHECK(refusal("match x:\n    case {'a': 1, 'a': 2}: pass\n") ==
        "2:10: mapping pattern checks duplicate key ('a')");
  CHECK(refusal("match x:\n    case P(a=1, a=2): pass\n") ==
        "2:19: attribute name repeated in class pattern: a");
}

TEST_CASE("imports are checked") {
  CHECK(refusal("def f():\n    from m import *\n") ==
        "2:19: import * only allowed at module level");
  CHECK(refusal("from __future__ import braces_\n") ==
        "1:1: future feature braces_ is not defined");
  CHECK(refusal("x = 1\nfrom __future__ import annotations\n") ==
        "2:1: from __future__ imports must occur at the beginning of the file");
}

}  // namespace scriptling
