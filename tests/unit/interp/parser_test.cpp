#include "tests/unit/interp/parser_testing.h"

#include <limits>

namespace scriptling {
namespace {

// -- Expressions ------------------------------------------------------------------------

TEST_CASE("operators bind as in Python") {
  CHECK(expression("a + b * c - d") == "((a + (b * c)) - d)");
  CHECK(expression("a | b ^ c & d << e + f @ g") ==
        "(a | (b ^ (c & (d << (e + (f @ g))))))");
  CHECK(expression("-a ** -b ** c") == "(neg (a ** (neg (b ** c))))");
  CHECK(expression("a // b % c / d") == "(((a // b) % c) / d)");
  CHECK(expression("not a == b and c or d") == "(or (and (not (a == b)) c) d)");
  CHECK(expression("~a.b(c)[d] >> 1") == "((~ (call a.b c)[d]) >> 1)");
  CHECK(expression("await a ** b") == "((await a) ** b)");
}

TEST_CASE("chains of and, or and comparisons are flat") {
  CHECK(expression("a and b and c") == "(and a b c)");
  CHECK(expression("a or b or c and d") == "(or a b (and c d))");
  CHECK(expression("a < b <= c is not d not in e") == "(a < b <= c is-not d not-in e)");
  CHECK(expression("(a < b) < c") == "((a < b) < c)");
}

TEST_CASE("conditions, lambdas and walruses nest to the right") {
  CHECK(expression("a if b else c if d else e") == "(a if b else (c if d else e))");
  CHECK(expression("lambda: lambda x: x or y") == "(lambda : (lambda x: (or x y)))");
  CHECK(expression("(a := b if c else d)") == "(a := (b if c else d))");
  CHECK(expression("f(a := 1, *b, c=2, **d)") == "(call f (a := 1) *b c=2 **d)");
}

TEST_CASE("a lambda takes every kind of parameter") {
  CHECK(expression("lambda a, b=1, /, c=2, *d, e, f=3, **g: 0") ==
        "(lambda a b=1 / c=2 *d ; e f=3 **g: 0)");
  CHECK(expression("lambda *, a: 0") == "(lambda ; a: 0)");
}

TEST_CASE("displays and their stars") {
  CHECK(expression("()") == "(tuple )");
  CHECK(expression("(a,)") == "(tuple a)");
  CHECK(expression("(a)") == "a");
  CHECK(expression("a, *b,") == "(tuple a *b)");
  CHECK(expression("[a, *b, c]") == "[a *b c]");
  CHECK(expression("{a, *b}") == "{a *b}");
  CHECK(expression("{}") == "{}");
  CHECK(expression("{a: b, **c, d: e,}") == "{a:b **c d:e}");
}

TEST_CASE("comprehensions of four kinds") {
  CHECK(expression("[a for b, *c in d if e if f for g in h]") ==
        "(list a for (tuple b *c) in d if e if f for g in h)");
  CHECK(expression("{a async for a in b}") == "(set a afor a in b)");
  CHECK(expression("{a: b for a, b in c}") == "(dict a:b for (tuple a b) in c)");
  CHECK(expression("(a for a in b)") == "(gen a for a in b)");
  CHECK(expression("f(a for a in b)") == "(call f (gen a for a in b))");
}

TEST_CASE("subscripts take slices, tuples and stars") {
  CHECK(expression("a[b]") == "a[b]");
  CHECK(expression("a[:]") == "a[-:-:-]");
  CHECK(expression("a[b:c:d]") == "a[b:c:d]");
  CHECK(expression("a[::d, b]") == "a[(tuple -:-:d b)]");
  CHECK(expression("a[*b]") == "a[(tuple *b)]");
  CHECK(expression("a[b := 1]") == "a[(b := 1)]");
}

TEST_CASE("yields take nothing, a tuple or a source") {
  CHECK(expression("yield") == "(yield -)");
  CHECK(expression("yield a, *b") == "(yield (tuple a *b))");
  CHECK(expression("(yield from a)") == "(yield-from a)");
  CHECK(error("yield, a") == "SyntaxError 1:6-1:7 invalid syntax");
  CHECK(error("x = yield from a, b") == "SyntaxError 1:17-1:18 invalid syntax");
}

TEST_CASE("parentheses are remembered") {
  CHECK_FALSE(Tree("a").only<ExprStmt>().value->is_parenthesized);
  CHECK(Tree("(a)").only<ExprStmt>().value->is_parenthesized);
  CHECK(Tree("(a, b)").only<ExprStmt>().value->is_parenthesized);
  CHECK_FALSE(Tree("a, b").only<ExprStmt>().value->is_parenthesized);
}

// -- Literals ---------------------------------------------------------------------------

TEST_CASE("integers are small or kept as digits") {
  CHECK(expression("1_000") == "1000");
  CHECK(expression("0xFf") == "255");
  CHECK(expression("0b1_01") == "5");
  CHECK(expression("0o17") == "15");
  CHECK(expression("9223372036854775807") == "9223372036854775807");
  CHECK(expression("9_223372036854775808") == "big10:9223372036854775808");
  CHECK(expression("0x0_ffff_ffff_ffff_ffff") == "big16:ffffffffffffffff");
  CHECK(expression("000") == "0");
  CHECK(error(std::string(4301, '9')).find("Exceeds the limit (4300 digits)") !=
        std::string::npos);
}

TEST_CASE("floats are rounded to nearest, whatever their size") {
  auto value = [](std::string text) {
    Tree tree(std::move(text));
    return as<Constant>(*tree.only<ExprStmt>().value).real;
  };
  CHECK(value("1_0.2_5e1") == 102.5);
  CHECK(value(".5") == 0.5);
  CHECK(value("5.") == 5.0);
  CHECK(value("1e-400") == 0.0);
  CHECK(value("1e400") == std::numeric_limits<double>::infinity());
  CHECK(value("0e999999999999999999999") == 0.0);
  CHECK(value("4.9e-324") == 4.9e-324);
}

TEST_CASE("imaginary numbers are read") {
  CHECK(expression("1 + 2j") == "(1 + 2.j)");
  CHECK(expression("1_0.5e-1J") == "1.05j");
  CHECK(expression("0777j") == "777.j");
}

TEST_CASE("escapes are read") {
  CHECK(expression(R"('\U0001F600')") == "'\U0001F600'");
  CHECK(expression(R"('\x41\u00e9\101')") == "'A\u00e9A'");
  CHECK(expression(R"('\n\t\\\'')") == "'\n\t\\''");
  CHECK(expression(R"('\q')") == "'\\q'");
  CHECK(expression(R"(r'\n')") == "'\\n'");
  CHECK(expression("'a\\\nb'") == "'ab'");
  CHECK(expression("'''a\r\nb\rc'''") == "'a\nb\nc'");
  CHECK(expression(R"(b'\xff\x00')") == "b'\xFF" + std::string(1, '\0') + "'");
}

TEST_CASE("a lone surrogate is three bytes") {
  CHECK(expression(R"('\ud800')") == "'\xED\xA0\x80'");
}

TEST_CASE("strings in a row are one") {
  CHECK(expression("'a' \"b\" r'\\c'") == "'ab\\c'");
  CHECK(expression("(b'a'\n b'b')") == "b'ab'");
  CHECK(error("'a' b'b'") ==
        "SyntaxError 1:5-1:9 cannot mix bytes and nonbytes literals");
}

TEST_CASE("wrong escapes say why") {
  CHECK(error(R"('a\x1')") ==
        "SyntaxError 1:1-1:7 (unicode error) 'unicodeescape' codec can't decode bytes in "
        "position 1-3: truncated \\xXX escape");
  CHECK(error(R"('\U00110000')").find("illegal Unicode character") != std::string::npos);
  CHECK(error(R"(b'\x')") ==
        "SyntaxError 1:1-1:6 (value error) invalid \\x escape at position 0");
  CHECK(error("b'é'") ==
        "SyntaxError 1:1-1:5 bytes can only contain ASCII literal characters");
  CHECK(error(R"('\N{NO SUCH}')").find("unknown Unicode character name") !=
        std::string::npos);
}

TEST_CASE("f-strings are texts and fields") {
  CHECK(expression("f'a{b}c{{d}}'") == "f('a' {b} 'c{d}')");
  CHECK(expression("f'{a!r:>{w}.2f}'") == "f({a!r:f('>' {w} '.2f')})");
  CHECK(expression("'a' f'{b}' 'c' f'd'") == "f('a' {b} 'cd')");
  CHECK(expression("f''") == "f()");
  CHECK(expression("f'{a, *b}'") == "f({(tuple a *b)})");
  CHECK(expression("f'{yield}'") == "f({(yield -)})");
  CHECK(expression("f\"{d[\"k\"]:{\"x\"}}\"") == "f({d['k']:f({'x'})})");
  CHECK(expression("f'{'\\n'.join(a)}\\n'") == "f({(call '\n'.join a)} '\n')");
}

TEST_CASE("a field with = prints itself") {
  CHECK(expression("f'{a=}'") == "f('a=' {a!r})");
  CHECK(expression("f'x{ a + 1 = !s}'") == "f('x a + 1 = ' {(a + 1)!s})");
  CHECK(expression("f'{a=:>3}'") == "f('a=' {a:f('>3')})");
}

TEST_CASE("wrong fields say why") {
  CHECK(error("f'{}'") == "SyntaxError 1:4-1:5 f-string: empty expression not allowed");
  CHECK(error("f'{!r}'") ==
        "SyntaxError 1:4-1:5 f-string: expression required before '!'");
  CHECK(error("f'{a b}'") ==
        "SyntaxError 1:4-1:7 f-string: invalid syntax. Perhaps you forgot a comma?");
  CHECK(error("f'{a +}'") == "SyntaxError 1:7-1:8 f-string: invalid syntax");
  CHECK(error("f'{*a}'") ==
        "SyntaxError 1:4-1:6 f-string: cannot use starred expression here");
  CHECK(error("f'{**a}'") ==
        "SyntaxError 1:4-1:6 f-string: cannot use double starred expression here");
}

TEST_CASE("starred fields in starred fields are read once") {
  // Read twice at each level, this would outlast everybody.
  std::string nested = "a";
  for (int n = 0; n < 60; n++) {
    nested = std::string("f") + (n % 2 == 0 ? "'" : "\"") + "{*(" + nested + "), 1}" +
             (n % 2 == 0 ? "'" : "\"");
  }
  CHECK(parses(nested));
}

TEST_CASE("names are the same when their normal forms are") {
  Tree tree("ﬁn = fin");
  const auto& assign = tree.only<Assign>();
  CHECK(as<NameExpr>(*assign.targets[0]).name == as<NameExpr>(*assign.value).name);
}

// -- Spans ------------------------------------------------------------------------------

TEST_CASE("spans cover what was written") {
  Tree tree("x = (a + b) * f(c, d)[e]\n");
  const auto& product = as<BinOp>(*tree.only<Assign>().value);
  CHECK(tree.text(product.span) == "(a + b) * f(c, d)[e]");
  CHECK(tree.text(product.op_span) == "*");
  CHECK(tree.text(product.left->span) == "a + b");
  CHECK(tree.text(product.right->span) == "f(c, d)[e]");
  CHECK(tree.text(tree.body[0]->span) == "x = (a + b) * f(c, d)[e]");
  Tree attribute("a . b");
  CHECK(attribute.text(as<Attribute>(*attribute.only<ExprStmt>().value).name_span) ==
        "b");
}

TEST_CASE("a generator that is the only argument owns the call's parentheses") {
  Tree tree("f(a for b in c)");
  const auto& call = as<Call>(*tree.only<ExprStmt>().value);
  CHECK(tree.text(call.args[0]->span) == "(a for b in c)");
}

}  // namespace
}  // namespace scriptling
