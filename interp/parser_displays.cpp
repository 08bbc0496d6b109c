// Atoms: names, constants, and whatever is in brackets, comprehensions included.
#include "interp/parser_impl.h"

namespace scriptling::syntax {

using namespace ast;

Expr* Parser::parse_atom() {
  switch (kind()) {
    case TokenKind::kName: {
      auto* node = make<NameExpr>(token().span);
      node->name = intern(take());
      return node;
    }
    case TokenKind::kInt: return parse_int();
    case TokenKind::kFloat: return parse_float();
    case TokenKind::kImaginary: return parse_imaginary();
    case TokenKind::kString:
    case TokenKind::kFStringStart: return parse_strings();
    case TokenKind::kLParen: return parse_group();
    case TokenKind::kLBracket: return parse_list();
    case TokenKind::kLBrace: return parse_brace();
    case TokenKind::kNone: return make_constant(take(), ConstantType::kNone);
    case TokenKind::kTrue: return make_constant(take(), ConstantType::kTrue);
    case TokenKind::kFalse: return make_constant(take(), ConstantType::kFalse);
    case TokenKind::kEllipsis: return make_constant(take(), ConstantType::kEllipsis);
    default: fail();
  }
}

// `(`: a tuple, a generator, a yield, or just parentheses.
Expr* Parser::parse_group() {
  uint32_t from = take().start;
  if (is_at(TokenKind::kRParen)) return parse_tuple_rest(from, nullptr);
  if (is_at(TokenKind::kYield)) {
    Expr* value = parse_yield();
    if (!is_at(TokenKind::kRParen)) fail_in_brackets(value);
    take();
    value->is_parenthesized = true;
    return value;
  }
  if (is_at(TokenKind::kDoubleStar)) {
    fail("cannot use double starred expression here", token().span);
  }
  Expr* first = parse_maybe_starred_named();
  if (is_at(TokenKind::kComma)) return parse_tuple_rest(from, first);
  if (is_at_comprehension()) {
    auto* node = parse_comprehension(from, ComprehensionType::kGenerator, first, nullptr);
    if (!is_at(TokenKind::kRParen)) fail_in_brackets(node->fors.back().iter);
    take();
    node->span = since(from);
    node->is_parenthesized = true;
    return node;
  }
  if (!is_at(TokenKind::kRParen)) fail_in_brackets(first);
  if (first->kind == ExprKind::kStarred) {
    fail("cannot use starred expression here", first->span);
  }
  take();
  first->is_parenthesized = true;
  return first;
}

Expr* Parser::parse_tuple_rest(uint32_t from, Expr* first) {
  Exprs items(scratch_.exprs);
  if (first != nullptr) items.push(first);
  while (accept(TokenKind::kComma) && !is_at(TokenKind::kRParen)) {
    items.push(parse_maybe_starred_named());
  }
  if (!is_at(TokenKind::kRParen)) fail_in_brackets(items.back());
  take();
  auto* node = make<TupleExpr>(since(from));
  node->items = items.finish(arena_);
  node->is_parenthesized = true;
  return node;
}

Expr* Parser::parse_list() {
  uint32_t from = take().start;
  Exprs items(scratch_.exprs);
  while (!is_at(TokenKind::kRBracket)) {
    items.push(parse_maybe_starred_named());
    if (is_at_comprehension() && items.size() == 1) {
      auto* node = parse_comprehension(from, ComprehensionType::kList, items[0], nullptr);
      if (!is_at(TokenKind::kRBracket)) fail_in_brackets(node->fors.back().iter);
      take();
      node->span = since(from);
      return node;
    }
    if (is_at_comprehension()) {
      fail("did you forget parentheses around the comprehension target?",
           join(items[0]->span, items.back()->span));
    }
    if (!accept(TokenKind::kComma)) break;
  }
  if (!is_at(TokenKind::kRBracket))
    items.empty() ? fail() : fail_in_brackets(items.back());
  take();
  auto* node = make<ListExpr>(since(from));
  node->items = items.finish(arena_);
  return node;
}

// `{`: a dict or a set.
Expr* Parser::parse_brace() {
  uint32_t from = take().start;
  if (is_at(TokenKind::kRBrace) || is_at(TokenKind::kDoubleStar)) {
    return parse_dict_rest(from, nullptr);
  }
  Expr* first = parse_maybe_starred_named();
  bool can_be_key = first->kind != ExprKind::kStarred &&
                    (first->kind != ExprKind::kNamedExpr || first->is_parenthesized);
  if (!is_at(TokenKind::kColon)) return parse_set_rest(from, first);
  if (!can_be_key) fail();
  return parse_dict_rest(from, first);
}

// After `{` and, if there is one, the first key.
Expr* Parser::parse_dict_rest(uint32_t from, Expr* first_key) {
  Building<DictItem> items(scratch_.dict_items);
  if (first_key != nullptr) items.push({first_key, parse_dict_value()});
  while (!is_at(TokenKind::kRBrace)) {
    if (is_at_comprehension() && items.size() == 1) {
      if (items[0].key == nullptr) {
        fail("dict unpacking cannot be used in dict comprehension", {from + 1, from + 3});
      }
      auto* node = parse_comprehension(from, ComprehensionType::kDict, items[0].key,
                                       items[0].value);
      if (!is_at(TokenKind::kRBrace)) fail_in_brackets(node->fors.back().iter);
      take();
      node->span = since(from);
      return node;
    }
    if (!items.empty()) {
      if (!is_at(TokenKind::kComma)) fail_in_brackets(items.back().value);
      take();
      if (is_at(TokenKind::kRBrace)) break;
    }
    items.push(parse_dict_item());
  }
  take();
  auto* node = make<DictExpr>(since(from));
  node->items = items.finish(arena_);
  return node;
}

DictItem Parser::parse_dict_item() {
  if (accept(TokenKind::kDoubleStar)) return {nullptr, parse_expr(Level::kBitOr)};
  Expr* key = parse_expression();
  if (!is_at(TokenKind::kColon)) {
    check_missing_comma(key);
    if (!is_at(TokenKind::kRBrace) && !is_at(TokenKind::kComma)) fail();
    fail("':' expected after dictionary key", {key->span.end - 1, key->span.end});
  }
  return {key, parse_dict_value()};
}

Expr* Parser::parse_dict_value() {
  Span colon = take();
  if (is_at(TokenKind::kRBrace) || is_at(TokenKind::kComma)) {
    fail("expression expected after dictionary key and ':'", colon);
  }
  if (is_at(TokenKind::kStar)) {
    fail("cannot use a starred expression in a dictionary value", token().span);
  }
  return parse_expression();
}

Expr* Parser::parse_set_rest(uint32_t from, Expr* first) {
  if (is_at_comprehension()) {
    auto* node = parse_comprehension(from, ComprehensionType::kSet, first, nullptr);
    if (!is_at(TokenKind::kRBrace)) fail_in_brackets(node->fors.back().iter);
    take();
    node->span = since(from);
    return node;
  }
  Exprs items(scratch_.exprs);
  items.push(first);
  while (accept(TokenKind::kComma) && !is_at(TokenKind::kRBrace)) {
    items.push(parse_maybe_starred_named());
  }
  if (is_at_comprehension()) {
    fail("did you forget parentheses around the comprehension target?",
         join(first->span, items.back()->span));
  }
  if (is_at(TokenKind::kColon)) fail();
  if (!is_at(TokenKind::kRBrace)) fail_in_brackets(items.back());
  take();
  auto* node = make<SetExpr>(since(from));
  node->items = items.finish(arena_);
  return node;
}

// -- Comprehensions ---------------------------------------------------------------------

bool Parser::is_at_comprehension() const {
  return is_at(TokenKind::kFor) ||
         (is_at(TokenKind::kAsync) && kind_after(1) == TokenKind::kFor);
}

// From the first `for` to before the closing bracket; the caller completes the span.
Comprehension* Parser::parse_comprehension(uint32_t from, ComprehensionType type,
                                           Expr* element, Expr* value) {
  if (element->kind == ExprKind::kStarred) {
    fail("iterable unpacking cannot be used in comprehension", element->span);
  }
  Building<CompFor> fors(scratch_.fors);
  while (is_at_comprehension()) fors.push(parse_comp_for());
  auto* node = make<Comprehension>(since(from));
  node->type = type;
  node->element = element;
  node->value = value;
  node->fors = fors.finish(arena_);
  return node;
}

CompFor Parser::parse_comp_for() {
  CompFor clause;
  uint32_t from = start();
  clause.is_async = accept(TokenKind::kAsync);
  take();
  clause.target = parse_targets();
  if (!is_at(TokenKind::kIn)) fail_in_brackets(clause.target);
  take();
  clause.iter = parse_expr(Level::kOr);
  Exprs conditions(scratch_.exprs);
  while (accept(TokenKind::kIf)) conditions.push(parse_expr(Level::kOr));
  clause.conditions = conditions.finish(arena_);
  clause.span = since(from);
  return clause;
}

// What stands between `for` and `in`.
Expr* Parser::parse_targets() {
  auto parse_one = [this] {
    return is_at(TokenKind::kStar) ? parse_starred(Level::kBitOr) : parse_bit_or();
  };
  uint32_t from = start();
  Expr* target = parse_one();
  if (is_at(TokenKind::kComma)) {
    Exprs items(scratch_.exprs);
    items.push(target);
    while (accept(TokenKind::kComma) &&
           (is_at_expression_start() || is_at(TokenKind::kStar))) {
      items.push(parse_one());
    }
    auto* tuple = make<TupleExpr>(since(from));
    tuple->items = items.finish(arena_);
    target = tuple;
  }
  set_target(target);
  return target;
}

}  // namespace scriptling::syntax
