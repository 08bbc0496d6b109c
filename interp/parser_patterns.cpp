// `match`, and the patterns of its cases.
#include "interp/parser_impl.h"

namespace scriptling::syntax {

using namespace ast;

// `match` is a name, unless what follows cannot go on an expression, or the line ends in
// a colon as no expression does.
bool Parser::is_match_statement() const {
  if (!is_at_word("match")) return false;
  switch (kind_after(1)) {
    case TokenKind::kName:
    case TokenKind::kInt:
    case TokenKind::kFloat:
    case TokenKind::kImaginary:
    case TokenKind::kString:
    case TokenKind::kFStringStart:
    case TokenKind::kNone:
    case TokenKind::kTrue:
    case TokenKind::kFalse:
    case TokenKind::kEllipsis:
    case TokenKind::kLBrace:
    case TokenKind::kTilde:
    case TokenKind::kLambda:
    case TokenKind::kAwait: return true;
    case TokenKind::kNot: return kind_after(2) != TokenKind::kIn;
    case TokenKind::kLParen:
    case TokenKind::kLBracket:
    case TokenKind::kPlus:
    case TokenKind::kMinus:
    case TokenKind::kStar: break;
    default: return false;
  }
  size_t at = index_;
  while (tokens_[at].kind != TokenKind::kNewline &&
         tokens_[at].kind != TokenKind::kError) {
    ++at;
  }
  return tokens_[at - 1].kind == TokenKind::kColon;
}

Stmt* Parser::parse_match() {
  uint32_t from = take().start;
  Expr* subject = parse_subject();
  expect_colon();
  expect(TokenKind::kNewline);
  if (!is_at(TokenKind::kIndent)) {
    fail("IndentationError",
         "expected an indented block after 'match' statement on line " +
             std::to_string(source_.line(from)),
         here());
  }
  take();
  enter();
  Building<MatchCase> cases(scratch_.cases);
  while (!accept(TokenKind::kDedent)) cases.push(parse_case());
  leave();
  auto* node = make<Match>({from, cases.back().span.end});
  node->subject = subject;
  node->cases = cases.finish(arena_);
  return node;
}

Expr* Parser::parse_subject() {
  uint32_t from = start();
  Expr* first = parse_maybe_starred_named();
  if (!is_at(TokenKind::kComma)) {
    if (first->kind == ExprKind::kStarred) fail();
    return first;
  }
  Exprs items(scratch_.exprs);
  items.push(first);
  while (accept(TokenKind::kComma) && !is_at(TokenKind::kColon)) {
    items.push(parse_maybe_starred_named());
  }
  auto* node = make<TupleExpr>(since(from));
  node->items = items.finish(arena_);
  return node;
}

MatchCase Parser::parse_case() {
  if (!is_at_word("case")) fail();
  MatchCase clause;
  uint32_t from = take().start;
  clause.pattern = parse_patterns();
  if (accept(TokenKind::kIf)) clause.guard = parse_named();
  expect_colon();
  clause.body = parse_block({"'case' statement", from});
  clause.span = {from, clause.body.back()->span.end};
  return clause;
}

// -- Patterns ---------------------------------------------------------------------------

// All of what follows `case`: a sequence needs no brackets there.
Pattern* Parser::parse_patterns() {
  uint32_t from = start();
  Pattern* first = parse_maybe_star_pattern();
  if (!is_at(TokenKind::kComma)) {
    if (first->kind == PatternKind::kStar) fail();
    return first;
  }
  PatternList items = parse_pattern_items(TokenKind::kColon, first);
  auto* node = make<SequencePattern>(since(from));
  node->items = items;
  return node;
}

Pattern* Parser::parse_maybe_star_pattern() {
  return is_at(TokenKind::kStar) ? parse_star_pattern() : parse_pattern();
}

Pattern* Parser::parse_star_pattern() {
  uint32_t from = take().start;
  bool is_wildcard = is_at_word("_");
  const Name* name = expect_name();
  auto* node = make<StarPattern>(since(from));
  node->name = is_wildcard ? nullptr : name;
  return node;
}

// `pattern as name`
Pattern* Parser::parse_pattern() {
  uint32_t from = start();
  Pattern* pattern = parse_or_pattern();
  if (!accept(TokenKind::kAs)) return pattern;
  const Name* name = parse_capture_target();
  auto* node = make<AsPattern>(since(from));
  node->pattern = pattern;
  node->name = name;
  return node;
}

const Name* Parser::parse_capture_target() {
  if (is_at_word("_")) fail("cannot use '_' as a target", token().span);
  if (!is_at(TokenKind::kName)) {
    Expr* target = try_parse(&Parser::parse_expression).expr;
    if (target != nullptr) fail("invalid pattern target", target->span);
  }
  return expect_name();
}

Pattern* Parser::parse_or_pattern() {
  enter();
  uint32_t from = start();
  Pattern* first = parse_closed_pattern();
  if (is_at(TokenKind::kPipe)) {
    Building<Pattern*> alternatives(scratch_.patterns);
    alternatives.push(first);
    while (accept(TokenKind::kPipe)) alternatives.push(parse_closed_pattern());
    auto* node = make<OrPattern>(since(from));
    node->alternatives = alternatives.finish(arena_);
    first = node;
  }
  leave();
  return first;
}

Pattern* Parser::parse_closed_pattern() {
  switch (kind()) {
    case TokenKind::kName: return parse_name_pattern();
    case TokenKind::kLParen:
    case TokenKind::kLBracket: return parse_group_pattern();
    case TokenKind::kLBrace: return parse_mapping_pattern();
    default: return parse_literal_pattern();
  }
}

Pattern* Parser::parse_literal_pattern() {
  auto singleton = [this](ConstantType value) {
    auto* node = make<SingletonPattern>(take());
    node->value = value;
    return node;
  };
  uint32_t from = start();
  Expr* value = nullptr;
  switch (kind()) {
    case TokenKind::kNone: return singleton(ConstantType::kNone);
    case TokenKind::kTrue: return singleton(ConstantType::kTrue);
    case TokenKind::kFalse: return singleton(ConstantType::kFalse);
    case TokenKind::kString:
    case TokenKind::kFStringStart: value = parse_strings(); break;
    default: value = parse_signed_number(); break;
  }
  if (value->kind == ExprKind::kJoinedStr) {
    fail("patterns may only match literals and attribute lookups", value->span);
  }
  auto* node = make<ValuePattern>(since(from));
  node->value = value;
  return node;
}

Expr* Parser::parse_signed_number() {
  uint32_t from = start();
  bool is_negative = accept(TokenKind::kMinus);
  bool is_number =
      is_at(TokenKind::kInt) || is_at(TokenKind::kFloat) || is_at(TokenKind::kImaginary);
  if (!is_number) fail();
  bool is_imaginary = is_at(TokenKind::kImaginary);
  Expr* number = parse_atom();
  if (is_negative) {
    auto* node = make<UnaryOp>(since(from));
    node->op = UnaryOperator::kNeg;
    node->operand = number;
    number = node;
  }
  bool has_sum = is_at(TokenKind::kPlus) || is_at(TokenKind::kMinus);
  return has_sum ? parse_complex_rest(from, number, is_imaginary) : number;
}

// REAL+IMAGj, at the sign.
Expr* Parser::parse_complex_rest(uint32_t from, Expr* real, bool is_imaginary) {
  TokenKind second = kind_after(1);
  bool is_complex = second == TokenKind::kImaginary;
  if (!is_complex && second != TokenKind::kInt && second != TokenKind::kFloat) {
    return real;
  }
  if (is_imaginary) fail("real number required in complex literal", real->span);
  if (!is_complex) {
    fail("imaginary number required in complex literal", tokens_[index_ + 1].span);
  }
  BinaryOp op = is_at(TokenKind::kPlus) ? BinaryOp::kAdd : BinaryOp::kSub;
  Span sign = take();
  Expr* imaginary = parse_imaginary();
  auto* node = make<BinOp>(since(from));
  node->op = op;
  node->op_span = sign;
  node->left = real;
  node->right = imaginary;
  return node;
}

// A capture, `_`, a dotted name or a class.
Pattern* Parser::parse_name_pattern() {
  uint32_t from = start();
  bool is_wildcard = is_at_word("_");
  Span span = token().span;
  const Name* name = expect_name();
  bool goes_on = is_at(TokenKind::kDot) || is_at(TokenKind::kLParen);
  if (is_wildcard || !goes_on) {
    auto* node = make<AsPattern>(span);
    node->name = is_wildcard ? nullptr : name;
    return node;
  }
  auto* first = make<NameExpr>(span);
  first->name = name;
  Expr* value = first;
  while (is_at(TokenKind::kDot)) value = parse_attribute(from, value);
  if (is_at(TokenKind::kLParen)) return parse_class_pattern(from, value);
  auto* node = make<ValuePattern>(since(from));
  node->value = value;
  return node;
}

Pattern* Parser::parse_class_pattern(uint32_t from, Expr* cls) {
  Building<Pattern*> positional(scratch_.patterns);
  Building<KeywordPattern> keywords(scratch_.keyword_patterns);
  take();
  while (!is_at(TokenKind::kRParen)) {
    uint32_t item_from = start();
    if (is_at(TokenKind::kName) && kind_after(1) == TokenKind::kEqual) {
      const Name* name = expect_name();
      take();
      Pattern* pattern = parse_pattern();
      keywords.push({name, pattern, since(item_from)});
    } else {
      positional.push(parse_pattern());
      if (!keywords.empty()) {
        fail("positional patterns follow keyword patterns", since(item_from));
      }
    }
    if (!accept(TokenKind::kComma)) break;
  }
  expect(TokenKind::kRParen);
  auto* node = make<ClassPattern>(since(from));
  node->cls = cls;
  node->positional = positional.finish(arena_);
  node->keywords = keywords.finish(arena_);
  return node;
}

// `[...]` is a sequence; so is `(...)` if it is empty or has a comma.
Pattern* Parser::parse_group_pattern() {
  bool is_list = is_at(TokenKind::kLBracket);
  TokenKind closing = is_list ? TokenKind::kRBracket : TokenKind::kRParen;
  uint32_t from = take().start;
  PatternList items;
  if (!is_at(closing)) {
    Pattern* first = parse_maybe_star_pattern();
    if (!is_list && !is_at(TokenKind::kComma)) {
      if (first->kind == PatternKind::kStar) fail();
      expect(closing);
      return first;
    }
    items = parse_pattern_items(closing, first);
  }
  expect(closing);
  auto* node = make<SequencePattern>(since(from));
  node->items = items;
  return node;
}

// The rest of a sequence, up to `closing` (for a bare one, also up to a guard).
PatternList Parser::parse_pattern_items(TokenKind closing, Pattern* first) {
  Building<Pattern*> items(scratch_.patterns);
  items.push(first);
  while (accept(TokenKind::kComma)) {
    if (is_at(closing) || is_at(TokenKind::kIf)) break;
    items.push(parse_maybe_star_pattern());
  }
  int stars = 0;
  for (size_t at = 0; at < items.size(); ++at) {
    if (items[at]->kind == PatternKind::kStar && ++stars == 2) {
      fail("multiple starred names in sequence pattern", items[at]->span);
    }
  }
  return items.finish(arena_);
}

Pattern* Parser::parse_mapping_pattern() {
  uint32_t from = take().start;
  Building<MappingItem> items(scratch_.mapping_items);
  const Name* rest = nullptr;
  while (!is_at(TokenKind::kRBrace)) {
    if (accept(TokenKind::kDoubleStar)) {
      if (is_at_word("_")) fail();
      rest = expect_name();
      accept(TokenKind::kComma);
      break;
    }
    Expr* key = parse_mapping_key();
    expect(TokenKind::kColon);
    Pattern* pattern = parse_pattern();
    items.push({key, pattern});
    if (!accept(TokenKind::kComma)) break;
  }
  expect(TokenKind::kRBrace);
  auto* node = make<MappingPattern>(since(from));
  node->items = items.finish(arena_);
  node->rest = rest;
  return node;
}

Expr* Parser::parse_mapping_key() {
  switch (kind()) {
    case TokenKind::kNone:
    case TokenKind::kTrue:
    case TokenKind::kFalse: return parse_atom();
    case TokenKind::kString:
    case TokenKind::kFStringStart: {
      Expr* key = parse_strings();
      if (key->kind != ExprKind::kJoinedStr) return key;
      fail("patterns may only match literals and attribute lookups", key->span);
    }
    case TokenKind::kName: {
      uint32_t from = start();
      Expr* key = parse_atom();
      if (!is_at(TokenKind::kDot)) fail();
      while (is_at(TokenKind::kDot)) key = parse_attribute(from, key);
      return key;
    }
    default: return parse_signed_number();
  }
}

}  // namespace scriptling::syntax
