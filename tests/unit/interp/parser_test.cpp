#include "interp/parser.h"

#include <catch2/catch.hpp>
#include <limits>
#include <string>

namespace scriptling {
namespace {

using namespace ast;

// A parsed text. Fails the test if it does not parse.
struct Tree {
  explicit Tree(std::string text) : source(std::move(text), "test.py") {
    ParseResult result = parse(source, arena);
    if (result.error) UNSCOPED_INFO(result.error->message);
    REQUIRE(result.module != nullptr);
    body = result.module->body;
  }

  template <typename T>
  const T& only() const {
    REQUIRE(body.size() == 1);
    REQUIRE(body[0]->kind == T::kKind);
    return as<T>(*body[0]);
  }
  std::string text(Span span) const { return std::string(source.text(span)); }

  Source source;
  Arena arena;
  StmtList body;
};

std::string shape(const Expr* expr);

std::string shapes(ExprList list) {
  std::string row;
  for (const Expr* item : list) row += (row.empty() ? "" : " ") + shape(item);
  return row;
}

std::string real_shape(double d) {
  std::string text = std::to_string(d);
  return text.substr(0, text.find_last_not_of('0') + 1);
}

std::string constant_shape(const Constant& constant) {
  switch (constant.type) {
    case ConstantType::kNone: return "None";
    case ConstantType::kTrue: return "True";
    case ConstantType::kFalse: return "False";
    case ConstantType::kEllipsis: return "...";
    case ConstantType::kInt: return std::to_string(constant.integer);
    case ConstantType::kBigInt:
      return "big" + std::to_string(constant.base) + ":" + std::string(constant.text);
    case ConstantType::kFloat: return real_shape(constant.real);
    case ConstantType::kImaginary: return real_shape(constant.real) + "j";
    case ConstantType::kString: return "'" + std::string(constant.text) + "'";
    case ConstantType::kBytes: return "b'" + std::string(constant.text) + "'";
  }
  return "?";
}

const char* const kBinaryNames[] = {"+",  "-",  "*",  "@", "/", "//", "%",
                                    "**", "<<", ">>", "&", "^", "|"};
const char* const kUnaryNames[] = {"not", "neg", "pos", "~"};
const char* const kCompareNames[] = {"<",  "<=", "==",     "!=", ">",
                                     ">=", "is", "is-not", "in", "not-in"};

std::string comprehension_shape(const Comprehension& node) {
  const char* const names[] = {"list", "set", "dict", "gen"};
  std::string text =
      std::string("(") + names[static_cast<int>(node.type)] + " " + shape(node.element);
  if (node.value != nullptr) text += ":" + shape(node.value);
  for (const CompFor& clause : node.fors) {
    text += clause.is_async ? " afor " : " for ";
    text += shape(clause.target) + " in " + shape(clause.iter);
    for (const Expr* condition : clause.conditions) text += " if " + shape(condition);
  }
  return text + ")";
}

std::string call_shape(const Call& call) {
  std::string text = "(call " + shape(call.callee);
  for (const Expr* arg : call.args) text += " " + shape(arg);
  for (const Keyword& keyword : call.keywords) {
    text += keyword.name != nullptr ? " " + std::string(keyword.name->text) + "=" : " **";
    text += shape(keyword.value);
  }
  return text + ")";
}

std::string parameters_shape(const Parameters& params) {
  std::string text;
  auto add = [&](const Parameter& parameter) {
    text += std::string(parameter.name->text);
    if (parameter.annotation != nullptr) text += ":" + shape(parameter.annotation);
    if (parameter.default_value != nullptr) text += "=" + shape(parameter.default_value);
    text += " ";
  };
  for (size_t at = 0; at < params.positional.size(); ++at) {
    if (at == params.positional_only_count && at > 0) text += "/ ";
    add(params.positional[at]);
  }
  if (params.vararg != nullptr) text += "*", add(*params.vararg);
  if (!params.keyword_only.empty()) text += "; ";
  for (const Parameter& parameter : params.keyword_only) add(parameter);
  if (params.kwarg != nullptr) text += "**", add(*params.kwarg);
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::string shape(const Expr* expr) {
  if (expr == nullptr) return "-";
  switch (expr->kind) {
    case ExprKind::kConstant: return constant_shape(as<Constant>(*expr));
    case ExprKind::kName: return std::string(as<NameExpr>(*expr).name->text);
    case ExprKind::kAttribute: {
      const auto& node = as<Attribute>(*expr);
      return shape(node.value) + "." + std::string(node.name->text);
    }
    case ExprKind::kSubscript: {
      const auto& node = as<Subscript>(*expr);
      return shape(node.value) + "[" + shape(node.index) + "]";
    }
    case ExprKind::kSlice: {
      const auto& node = as<Slice>(*expr);
      return shape(node.lower) + ":" + shape(node.upper) + ":" + shape(node.step);
    }
    case ExprKind::kCall: return call_shape(as<Call>(*expr));
    case ExprKind::kUnaryOp: {
      const auto& node = as<UnaryOp>(*expr);
      return std::string("(") + kUnaryNames[static_cast<int>(node.op)] + " " +
             shape(node.operand) + ")";
    }
    case ExprKind::kBinOp: {
      const auto& node = as<BinOp>(*expr);
      return "(" + shape(node.left) + " " + kBinaryNames[static_cast<int>(node.op)] +
             " " + shape(node.right) + ")";
    }
    case ExprKind::kBoolOp: {
      const auto& node = as<BoolOp>(*expr);
      return std::string(node.op == BoolOperator::kAnd ? "(and " : "(or ") +
             shapes(node.values) + ")";
    }
    case ExprKind::kCompare: {
      const auto& node = as<Compare>(*expr);
      std::string text = "(" + shape(node.left);
      for (size_t at = 0; at < node.ops.size(); ++at) {
        text += std::string(" ") + kCompareNames[static_cast<int>(node.ops[at])] + " " +
                shape(node.comparators[at]);
      }
      return text + ")";
    }
    case ExprKind::kIfExp: {
      const auto& node = as<IfExp>(*expr);
      return "(" + shape(node.body) + " if " + shape(node.test) + " else " +
             shape(node.orelse) + ")";
    }
    case ExprKind::kNamedExpr: {
      const auto& node = as<NamedExpr>(*expr);
      return "(" + shape(node.target) + " := " + shape(node.value) + ")";
    }
    case ExprKind::kLambda: {
      const auto& node = as<Lambda>(*expr);
      return "(lambda " + parameters_shape(node.params) + ": " + shape(node.body) + ")";
    }
    case ExprKind::kTuple: return "(tuple " + shapes(as<TupleExpr>(*expr).items) + ")";
    case ExprKind::kList: return "[" + shapes(as<ListExpr>(*expr).items) + "]";
    case ExprKind::kSet: return "{" + shapes(as<SetExpr>(*expr).items) + "}";
    case ExprKind::kDict: {
      std::string text = "{";
      for (const DictItem& item : as<DictExpr>(*expr).items) {
        text += text.size() > 1 ? " " : "";
        text += item.key != nullptr ? shape(item.key) + ":" : "**";
        text += shape(item.value);
      }
      return text + "}";
    }
    case ExprKind::kComprehension: return comprehension_shape(as<Comprehension>(*expr));
    case ExprKind::kStarred: return "*" + shape(as<Starred>(*expr).value);
    case ExprKind::kAwait: return "(await " + shape(as<Await>(*expr).value) + ")";
    case ExprKind::kYield: return "(yield " + shape(as<Yield>(*expr).value) + ")";
    case ExprKind::kYieldFrom:
      return "(yield-from " + shape(as<YieldFrom>(*expr).value) + ")";
    case ExprKind::kJoinedStr: return "f(" + shapes(as<JoinedStr>(*expr).parts) + ")";
    case ExprKind::kFormattedValue: {
      const auto& node = as<FormattedValue>(*expr);
      const char* const conversions[] = {"", "!s", "!r", "!a"};
      std::string text =
          "{" + shape(node.value) + conversions[static_cast<int>(node.conversion)];
      if (node.format_spec != nullptr) text += ":" + shape(node.format_spec);
      return text + "}";
    }
  }
  return "?";
}

std::string expression(std::string text) {
  Tree tree(std::move(text));
  return shape(tree.only<ExprStmt>().value);
}

// The whole complaint: "SyntaxError 1:5-1:8 message".
std::string error(std::string text) {
  Source source(std::move(text), "test.py");
  Arena arena;
  ParseResult result = parse(source, arena);
  if (!result.error) return "none";
  Position start = source.position(result.error->span.start);
  Position end = source.position(result.error->span.end);
  return std::string(result.error->error_class) + " " + std::to_string(start.line) + ":" +
         std::to_string(start.column) + "-" + std::to_string(end.line) + ":" +
         std::to_string(end.column) + " " + result.error->message;
}

bool parses(std::string text) { return error(std::move(text)) == "none"; }

std::string repeat(const std::string& piece, int times) {
  std::string text;
  while (times-- > 0) text += piece;
  return text;
}

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

// -- Statements -------------------------------------------------------------------------

TEST_CASE("targets know that they are stored to") {
  Tree tree("a, (b.c, *d) = e[f] = g");
  const auto& assign = tree.only<Assign>();
  CHECK(shapes(assign.targets) == "(tuple a (tuple b.c *d)) e[f]");
  const auto& first = as<TupleExpr>(*assign.targets[0]);
  CHECK(first.context == Context::kStore);
  const auto& inner = as<TupleExpr>(*first.items[1]);
  CHECK(as<Attribute>(*inner.items[0]).context == Context::kStore);
  CHECK(as<NameExpr>(*as<Attribute>(*inner.items[0]).value).context == Context::kLoad);
  CHECK(as<Starred>(*inner.items[1]).context == Context::kStore);
  CHECK(as<NameExpr>(*assign.value).context == Context::kLoad);
}

TEST_CASE("every in-place operator is there") {
  Tree tree(
      "a += 1; a -= 1; a *= 1; a @= 1; a /= 1; a //= 1; a %= 1; a **= 1; a <<= 1; "
      "a >>= 1; a &= 1; a ^= 1; a |= 1\n");
  REQUIRE(tree.body.size() == 13);
  for (size_t at = 0; at < tree.body.size(); ++at) {
    CHECK(as<AugAssign>(*tree.body[at]).op == static_cast<BinaryOp>(at));
  }
}

TEST_CASE("only a bare name is a simple annotation") {
  CHECK(Tree("a: int = 1").only<AnnAssign>().is_simple);
  CHECK_FALSE(Tree("(a): int").only<AnnAssign>().is_simple);
  CHECK_FALSE(Tree("a.b: int").only<AnnAssign>().is_simple);
  CHECK(shape(Tree("a: b = yield c").only<AnnAssign>().value) == "(yield c)");
}

TEST_CASE("simple statements keep their parts") {
  CHECK(shapes(Tree("del a, b[c], (d)").only<Delete>().targets) == "a b[c] d");
  CHECK(shape(Tree("return *a, b").only<Return>().value) == "(tuple *a b)");
  CHECK(shape(Tree("raise a from b").only<Raise>().cause) == "b");
  CHECK(shape(Tree("assert a, b").only<Assert>().message) == "b");
  CHECK(Tree("global a, b").only<Global>().names.size() == 2);
  CHECK(Tree("nonlocal a").only<Nonlocal>().names[0].name->text == "a");
  CHECK(Tree("pass; break; continue;").body.size() == 3);
}

TEST_CASE("imports of every form") {
  Tree plain("import a.b . c as d, e");
  const auto& import = plain.only<Import>();
  REQUIRE(import.items.size() == 2);
  CHECK(import.items[0].name->text == "a.b.c");
  CHECK(import.items[0].alias->text == "d");
  CHECK(import.items[1].alias == nullptr);

  Tree relative("from ....a.b import (c as d, e,)");
  const auto& from = relative.only<ImportFrom>();
  CHECK(from.level == 4);
  CHECK(from.module->text == "a.b");
  CHECK(from.items.size() == 2);

  CHECK(Tree("from . import a").only<ImportFrom>().module == nullptr);
  CHECK(Tree("from a import *").only<ImportFrom>().is_star);
}

TEST_CASE("elifs are clauses of one statement") {
  Tree tree("if a:\n  b\nelif c: d\nelif e:\n  f\nelse:\n  g\n");
  const auto& node = tree.only<If>();
  REQUIRE(node.clauses.size() == 3);
  CHECK(shape(node.clauses[1].test) == "c");
  CHECK(tree.text(node.clauses[1].span) == "elif c: d");
  CHECK(node.orelse.size() == 1);
}

TEST_CASE("loops have an else of their own") {
  CHECK(Tree("while a: b\nelse: c\n").only<While>().orelse.size() == 1);
  Tree tree("for a, *b in c, *d:\n  e\nelse:\n  f\n");
  CHECK(shape(tree.only<For>().target) == "(tuple a *b)");
  CHECK(shape(tree.only<For>().iter) == "(tuple c *d)");
  CHECK(tree.only<For>().orelse.size() == 1);
  CHECK(Tree("async for a in b: c").only<For>().is_async);
}

TEST_CASE("with takes items with or without parentheses") {
  auto items = [](std::string text) {
    Tree tree(std::move(text));
    std::string row;
    for (const WithItem& item : tree.only<With>().items) {
      row += shape(item.context) + "->" + shape(item.target) + ";";
    }
    return row;
  };
  CHECK(items("with a as b, c: d") == "a->b;c->-;");
  CHECK(items("with (a as b, c as d,): e") == "a->b;c->d;");
  CHECK(items("with (a, b): c") == "a->-;b->-;");
  CHECK(items("with (a, b) as c: d") == "(tuple a b)->c;");
  CHECK(items("with (a), (b): c") == "a->-;b->-;");
  CHECK(items("with (yield): a") == "(yield -)->-;");
  CHECK(items("with (a := b): c") == "(a := b)->-;");
  CHECK(items("with (a for b in c): d") == "(gen a for b in c)->-;");
  CHECK(items("with a as (b, c): d") == "a->(tuple b c);");
}

TEST_CASE("try keeps its handlers apart") {
  Tree tree(
      "try: a\nexcept B as c: d\nexcept (E, F): g\nexcept: h\nelse: i\nfinally: j\n");
  const auto& node = tree.only<Try>();
  REQUIRE(node.handlers.size() == 3);
  CHECK(node.handlers[0].name->text == "c");
  CHECK(shape(node.handlers[1].type) == "(tuple E F)");
  CHECK(node.handlers[2].type == nullptr);
  CHECK(node.orelse.size() == 1);
  CHECK(node.finalbody.size() == 1);
  CHECK_FALSE(node.is_star);
  CHECK(Tree("try: a\nexcept* B: c\n").only<Try>().is_star);
}

TEST_CASE("functions keep every kind of parameter") {
  Tree tree(
      "@a.b\n@c\nasync def f(a: int, b=1, /, c: str = 2, *d: *e, g, h=3, **i: j) -> k:\n"
      "  'doc'\n");
  const auto& node = tree.only<FunctionDef>();
  CHECK(node.name->text == "f");
  CHECK(node.is_async);
  CHECK(parameters_shape(node.params) == "a:int b=1 / c:str=2 *d:*e ; g h=3 **i:j");
  CHECK(shape(node.returns) == "k");
  CHECK(shapes(node.decorators) == "a.b c");
  CHECK(docstring(node.body)->text == "doc");
  CHECK(tree.text(node.span).substr(0, 9) == "async def");
}

TEST_CASE("classes have bases and keywords") {
  Tree tree("class A(B, *C, metaclass=D, **E): pass");
  const auto& node = tree.only<ClassDef>();
  CHECK(shapes(node.bases) == "B *C");
  CHECK(node.keywords.size() == 2);
  CHECK(Tree("class A: pass").only<ClassDef>().bases.empty());
}

// -- Match ------------------------------------------------------------------------------

std::string pattern_shape(const Pattern* pattern);

std::string pattern_shapes(PatternList list) {
  std::string row;
  for (const Pattern* item : list) row += (row.empty() ? "" : " ") + pattern_shape(item);
  return row;
}

std::string pattern_shape(const Pattern* pattern) {
  auto name = [](const Name* text) {
    return text == nullptr ? "_" : std::string(text->text);
  };
  switch (pattern->kind) {
    case PatternKind::kValue: return "=" + shape(as<ValuePattern>(*pattern).value);
    case PatternKind::kSingleton: {
      ConstantType value = as<SingletonPattern>(*pattern).value;
      return value == ConstantType::kNone ? "None" : "bool";
    }
    case PatternKind::kSequence:
      return "[" + pattern_shapes(as<SequencePattern>(*pattern).items) + "]";
    case PatternKind::kMapping: {
      const auto& node = as<MappingPattern>(*pattern);
      std::string text = "{";
      for (const MappingItem& item : node.items) {
        text += shape(item.key) + ":" + pattern_shape(item.pattern) + ";";
      }
      return text + (node.rest != nullptr ? "**" + name(node.rest) : "") + "}";
    }
    case PatternKind::kClass: {
      const auto& node = as<ClassPattern>(*pattern);
      std::string text = shape(node.cls) + "(" + pattern_shapes(node.positional);
      for (const KeywordPattern& keyword : node.keywords) {
        text += ";" + name(keyword.name) + "=" + pattern_shape(keyword.pattern);
      }
      return text + ")";
    }
    case PatternKind::kStar: return "*" + name(as<StarPattern>(*pattern).name);
    case PatternKind::kAs: {
      const auto& node = as<AsPattern>(*pattern);
      return node.pattern == nullptr
                 ? name(node.name)
                 : pattern_shape(node.pattern) + "@" + name(node.name);
    }
    case PatternKind::kOr:
      return "(" + pattern_shapes(as<OrPattern>(*pattern).alternatives) + ")";
  }
  return "?";
}

std::string pattern(const std::string& text) {
  Tree tree("match a:\n  case " + text + ": pass\n");
  return pattern_shape(tree.only<Match>().cases[0].pattern);
}

TEST_CASE("patterns of every kind") {
  CHECK(pattern("1") == "=1");
  CHECK(pattern("-1.5") == "=(neg 1.5)");
  CHECK(pattern("'a' 'b'") == "='ab'");
  CHECK(pattern("a.b.c") == "=a.b.c");
  CHECK(pattern("None") == "None");
  CHECK(pattern("x") == "x");
  CHECK(pattern("_") == "_");
  CHECK(pattern("1 | 2 as x") == "(=1 =2)@x");
  CHECK(pattern("[a, *_, b]") == "[a *_ b]");
  CHECK(pattern("a, *b") == "[a *b]");
  CHECK(pattern("(a)") == "a");
  CHECK(pattern("(a,)") == "[a]");
  CHECK(pattern("()") == "[]");
  CHECK(pattern("{'a': 1, b.c: x, -1: _, **rest}") == "{'a':=1;b.c:x;(neg 1):_;**rest}");
  CHECK(pattern("A.B(x, [y], k=C())") == "A.B(x [y];k=C())");
}

TEST_CASE("a case may have a guard, and match a tuple") {
  Tree tree("match a, *b:\n  case x if x > 1:\n    y\n  case _: z\n");
  const auto& node = tree.only<Match>();
  CHECK(shape(node.subject) == "(tuple a *b)");
  REQUIRE(node.cases.size() == 2);
  CHECK(shape(node.cases[0].guard) == "(x > 1)");
}

TEST_CASE("match, case and _ are names everywhere else") {
  CHECK(parses("match = case = _ = type = 1"));
  CHECK(expression("match(a)") == "(call match a)");
  CHECK(expression("match[a]") == "match[a]");
  CHECK(expression("match - a") == "(match - a)");
  CHECK(expression("match.a") == "match.a");
  CHECK(expression("match not in a") == "(match not-in a)");
  CHECK(parses("match: int = 1"));
  CHECK(parses("match (a):\n  case 1: pass\n"));
  CHECK(parses("match [a]:\n  case 1: pass\n"));
  CHECK(parses("match -a:\n  case 1: pass\n"));
  CHECK(parses("match *a, b:\n  case 1: pass\n"));
  CHECK(parses("match not a:\n  case 1: pass\n"));
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
