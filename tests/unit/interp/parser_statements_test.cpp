#include "tests/unit/interp/parser_testing.h"

namespace scriptling {
namespace {

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

}  // namespace
}  // namespace scriptling
