#include "tests/unit/interp/parser_testing.h"

namespace scriptling {
namespace {

// -- Errors -----------------------------------------------------------------------------

TEST_CASE("assignments to what cannot be assigned to") {
  CHECK(error("1 = x") ==
        "SyntaxError 1:1-1:2 cannot assign to literal here. Maybe you meant '==' instead "
        "of "
        "'='?");
  CHECK(error("f() = 1") ==
        "SyntaxError 1:1-1:4 cannot assign to function call here. Maybe you meant '==' "
        "instead of '='?");
  CHECK(error("x = f() = 1") == "SyntaxError 1:5-1:8 cannot assign to function call");
  CHECK(error("(a, 1) = x") == "SyntaxError 1:5-1:6 cannot assign to literal");
  CHECK(error("None = 1") == "SyntaxError 1:1-1:5 cannot assign to None");
  CHECK(error("a < b = 1") == "SyntaxError 1:1-1:6 cannot assign to comparison");
  CHECK(error("x = yield = 1") ==
        "SyntaxError 1:5-1:10 assignment to yield expression not possible");
  CHECK(error("f() += 1") ==
        "SyntaxError 1:1-1:4 'function call' is an illegal expression for augmented "
        "assignment");
  CHECK(error("(a, b): int") ==
        "SyntaxError 1:1-1:7 only single target (not tuple) can be annotated");
  CHECK(error("f(): int") == "SyntaxError 1:1-1:4 illegal target for annotation");
  CHECK(error("*a = b") ==
        "SyntaxError 1:1-1:3 starred assignment target must be in a list or tuple");
  CHECK(error("*a, *b = c") ==
        "SyntaxError 1:1-1:7 multiple starred expressions in assignment");
  CHECK(error("x = *a") == "SyntaxError 1:5-1:7 can't use starred expression here");
  CHECK(error("for f() in x: pass") ==
        "SyntaxError 1:5-1:8 cannot assign to function call");
  CHECK(error("with a as 1: pass") == "SyntaxError 1:11-1:12 cannot assign to literal");
  CHECK(error("del f()") == "SyntaxError 1:5-1:8 cannot delete function call");
  CHECK(error("(a.b := 1)") ==
        "SyntaxError 1:2-1:5 cannot use assignment expressions with attribute");
}

TEST_CASE("an equal sign where a comparison was meant") {
  CHECK(
      error("if x = 1: pass") ==
      "SyntaxError 1:4-1:9 invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  CHECK(error("while x.a = 1: pass") ==
        "SyntaxError 1:7-1:10 cannot assign to attribute here. Maybe you meant '==' "
        "instead "
        "of '='?");
}

TEST_CASE("forgotten commas, colons and parentheses") {
  CHECK(error("f(a, b c)") ==
        "SyntaxError 1:6-1:9 invalid syntax. Perhaps you forgot a comma?");
  CHECK(error("{a: b c: d}") ==
        "SyntaxError 1:5-1:8 invalid syntax. Perhaps you forgot a comma?");
  CHECK(error("if x\n  y\n") == "SyntaxError 1:5-1:5 expected ':'");
  CHECK(error("else:\n  y\n") == "SyntaxError 1:1-1:5 invalid syntax");
  CHECK(error("def f:\n  y\n") == "SyntaxError 1:6-1:7 expected '('");
  CHECK(error("def f()\n  y\n") == "SyntaxError 1:8-1:8 expected ':'");
  CHECK(error("x = (1,\ny = 2\n") == "SyntaxError 1:5-1:6 '(' was never closed");
  CHECK(error("foo(1 2\nx = 3\n") == "SyntaxError 1:4-1:5 '(' was never closed");
  CHECK(error("x = f(1))") == "SyntaxError 1:9-1:10 unmatched ')'");
  CHECK(error("print 'a'") ==
        "SyntaxError 1:1-1:10 Missing parentheses in call to 'print'. Did you mean "
        "print(...)?");
  CHECK(error("(a if b)") == "SyntaxError 1:2-1:8 expected 'else' after 'if' expression");
}

TEST_CASE("arguments and parameters out of order") {
  CHECK(error("f(a=1, b)") ==
        "SyntaxError 1:9-1:10 positional argument follows keyword argument");
  CHECK(error("f(**a, b)") ==
        "SyntaxError 1:9-1:10 positional argument follows keyword argument unpacking");
  CHECK(error("f(**a, *b)") ==
        "SyntaxError 1:8-1:9 iterable argument unpacking follows keyword argument "
        "unpacking");
  CHECK(error("f(a, b for b in c)") ==
        "SyntaxError 1:6-1:18 Generator expression must be parenthesized");
  CHECK(error("f(a=1, a=2)") == "SyntaxError 1:8-1:11 keyword argument repeated: a");
  CHECK(error("f(a.b=1)") ==
        "SyntaxError 1:3-1:7 expression cannot contain assignment, perhaps you meant "
        "\"==\"?");
  CHECK(error("def f(a=1, b): pass") ==
        "SyntaxError 1:12-1:13 non-default argument follows default argument");
  CHECK(error("def f(*): pass") ==
        "SyntaxError 1:7-1:8 named arguments must follow bare *");
  CHECK(error("def f(**a, b): pass") ==
        "SyntaxError 1:12-1:13 arguments cannot follow var-keyword argument");
  CHECK(error("def f(a, (b, c)): pass") ==
        "SyntaxError 1:10-1:16 Function parameters cannot be parenthesized");
}

TEST_CASE("blocks that are missing, or are not expected") {
  CHECK(error("if x:\npass\n") ==
        "IndentationError 2:1-2:5 expected an indented block after 'if' statement on "
        "line 1");
  CHECK(error("class A:\n\n") ==
        "IndentationError 1:9-1:9 expected an indented block after class definition on "
        "line "
        "1");
  CHECK(error("a\n  b\n") == "IndentationError 2:2-2:2 unexpected indent");
  CHECK(error("try:\n  a\nb\n") ==
        "SyntaxError 3:1-3:2 expected 'except' or 'finally' block");
  CHECK(error("try:\n  a\nexcept A, B:\n  b\n") ==
        "SyntaxError 3:8-3:12 multiple exception types must be parenthesized");
  CHECK(error("try:\n  a\nexcept:\n  b\nexcept A:\n  c\n") ==
        "SyntaxError 3:1-4:4 default 'except:' must be last");
}

TEST_CASE("an error of the lexer outranks one of the grammar before it") {
  CHECK(error("a b\n'c\n") ==
        "SyntaxError 2:1-2:2 unterminated string literal (detected at line 2)");
}

TEST_CASE("a text that ended too early is told from a wrong one") {
  auto is_incomplete = [](std::string text) {
    Source source(std::move(text), "test.py");
    Arena arena;
    return parse(source, arena).is_incomplete;
  };
  CHECK(is_incomplete("if a:\n"));
  CHECK(is_incomplete("f(a,\n"));
  CHECK(is_incomplete("'''a\n"));
  CHECK(is_incomplete("@a\n"));
  CHECK(is_incomplete("try:\n  a\n"));
  CHECK_FALSE(is_incomplete("a b\n"));
  CHECK_FALSE(is_incomplete("if a\n"));
  CHECK_FALSE(is_incomplete("a\n"));
}

// -- Limits -----------------------------------------------------------------------------

TEST_CASE("deep nesting is refused, not died of") {
  CHECK(parses(repeat("(", 150) + "1" + repeat(")", 150)));
  CHECK(error(repeat("(", 300) + "1").find("too many nested parentheses") !=
        std::string::npos);
  CHECK(error(repeat("not ", 5000) + "a").find("too many nested expressions") !=
        std::string::npos);
  CHECK(error(repeat("-", 100000) + "a").find("too many nested expressions") !=
        std::string::npos);
  CHECK(error(repeat("lambda: ", 5000) + "a").find("too many nested expressions") !=
        std::string::npos);
  CHECK(error(repeat("f'{", 300) + "a").find("too many nested") != std::string::npos);
}

TEST_CASE("long chains are not deep") {
  CHECK(parses(repeat("a + ", 20000) + "a"));
  CHECK(parses("a" + repeat(".b(c)", 20000)));
  CHECK(parses(repeat("a and ", 20000) + "a"));
  CHECK(parses(repeat("a < ", 20000) + "a"));
  CHECK(parses("if a: b\n" + repeat("elif a: b\n", 20000)));
  CHECK(parses(repeat("a = ", 20000) + "1"));
}

TEST_CASE("trying to explain an error does not take for ever") {
  CHECK_FALSE(parses(repeat("[a (a b(c d", 60) + "$"));
  CHECK_FALSE(parses(repeat("(a=", 190) + "$"));
  CHECK_FALSE(parses("print " + repeat("[print {print ", 90) + "$"));
}

// -- Rendering --------------------------------------------------------------------------

TEST_CASE("a diagnostic shows the line and carets") {
  Source source("def f():\n    if é = 1:  \n        pass\n", "a.py");
  Arena arena;
  ParseResult result = parse(source, arena);
  REQUIRE(result.error);
  CHECK(render(*result.error, source) ==
        "  File \"a.py\", line 2\n"
        "    if é = 1:\n"
        "       ^^^^^\n"
        "SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?\n");
}

TEST_CASE("a frame marks the sign of an operation") {
  Source source("y = (x['é']['b'] ) + 1 // 0\n", "a.py");
  auto frame = [&](uint32_t start, uint32_t end) {
    return render_frame(source, {start, end}, "f");
  };
  CHECK(frame(22, 28) ==
        "  File \"a.py\", line 1, in f\n"
        "    y = (x['é']['b'] ) + 1 // 0\n"
        "                         ~~^^~~\n");
  CHECK(frame(5, 17) ==
        "  File \"a.py\", line 1, in f\n"
        "    y = (x['é']['b'] ) + 1 // 0\n"
        "         ~~~~~~^^^^^\n");
  CHECK(frame(5, 6) ==
        "  File \"a.py\", line 1, in f\n"
        "    y = (x['é']['b'] ) + 1 // 0\n"
        "         ^\n");
  CHECK(frame(0, 28) ==
        "  File \"a.py\", line 1, in f\n"
        "    y = (x['é']['b'] ) + 1 // 0\n");
}

TEST_CASE("positions count lines and code points from one") {
  Source source("a\r\né b\rc", "a.py");
  CHECK(source.line_count() == 3);
  CHECK(source.position(6) == Position{2, 3, 4});
  CHECK(source.line_text(2) == "é b");
  CHECK(source.position(100) == Position{3, 2, 2});
}

}  // namespace
}  // namespace scriptling
