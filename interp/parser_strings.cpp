// Numbers and strings, f-strings included.
#include <utility>

#include "interp/parser_impl.h"

namespace scriptling::syntax {

using namespace ast;

Constant* Parser::make_constant(Span span, ConstantType type, std::string_view text) {
  auto* node = make<Constant>(span);
  node->type = type;
  node->text = text;
  return node;
}

Expr* Parser::parse_int() {
  Span span = take();
  IntLiteral literal = read_int(source_.text(span));
  if (literal.small) {
    auto* node = make_constant(span, ConstantType::kInt);
    node->integer = *literal.small;
    return node;
  }
  if (literal.base == 10 && literal.digits.size() > kMaxDecimalDigits) {
    fail("Exceeds the limit (" + std::to_string(kMaxDecimalDigits) +
             " digits) for integer string conversion: value has " +
             std::to_string(literal.digits.size()) +
             " digits - Consider hexadecimal for huge integer literals to avoid decimal "
             "conversion limits.",
         span);
  }
  auto* node = make_constant(span, ConstantType::kBigInt, arena_.copy(literal.digits));
  node->base = literal.base;
  return node;
}

Expr* Parser::parse_float() {
  Span span = take();
  auto* node = make_constant(span, ConstantType::kFloat);
  node->real = read_float(source_.text(span));
  return node;
}

Expr* Parser::parse_imaginary() {
  Span span = take();
  std::string_view text = source_.text(span);
  auto* node = make_constant(span, ConstantType::kImaginary);
  node->real = read_float(text.substr(0, text.size() - 1));  // Without the j.
  return node;
}

// -- Strings ----------------------------------------------------------------------------

// The strings of a row, put together.
struct Parser::Pieces {
  Pieces(Scratch& scratch, uint32_t start) : from(start), parts(scratch.exprs) {}

  uint32_t from;
  Exprs parts;          // Of an f-string, as far as they are complete.
  std::string text;     // Since the last field.
  Span text_span;       // Where that came from.
  bool is_raw = false;  // The string that is being read.
  bool is_format = false;
  bool has_u_prefix = false;
};

Expr* Parser::parse_strings() {
  uint32_t from = start();
  if (is_at(TokenKind::kString) && split_string(source_.text(token().span)).is_bytes) {
    return parse_bytes(from);
  }
  Pieces pieces(scratch_, from);
  while (is_at(TokenKind::kString) || is_at(TokenKind::kFStringStart)) {
    is_at(TokenKind::kString) ? parse_string_piece(pieces) : parse_fstring(pieces);
  }
  if (!pieces.is_format) {
    auto* node =
        make_constant(since(from), ConstantType::kString, arena_.copy(pieces.text));
    node->has_u_prefix = pieces.has_u_prefix;
    return node;
  }
  finish_text(pieces);
  auto* node = make<JoinedStr>(since(from));
  node->parts = pieces.parts.finish(arena_);
  return node;
}

Expr* Parser::parse_bytes(uint32_t from) {
  std::string bytes;
  while (is_at(TokenKind::kString) || is_at(TokenKind::kFStringStart)) {
    StringLiteral literal = split_string(source_.text(token().span));
    if (!literal.is_bytes) fail("cannot mix bytes and nonbytes literals", token().span);
    if (auto error = decode_bytes(literal.body, literal.is_raw, bytes)) {
      fail(*error, token().span);
    }
    take();
  }
  return make_constant(since(from), ConstantType::kBytes, arena_.copy(bytes));
}

void Parser::parse_string_piece(Pieces& pieces) {
  StringLiteral literal = split_string(source_.text(token().span));
  if (literal.is_bytes) fail("cannot mix bytes and nonbytes literals", token().span);
  if (start() == pieces.from) pieces.has_u_prefix = literal.has_u_prefix;
  pieces.is_raw = literal.is_raw;
  decode_text(pieces, literal.body, Braces::kPlain);
}

// Adds the current token's text and takes the token.
void Parser::decode_text(Pieces& pieces, std::string_view body, Braces braces) {
  if (pieces.text.empty()) pieces.text_span = token().span;
  pieces.text_span.end = token().span.end;
  if (auto error = decode_string(body, pieces.is_raw, braces, pieces.text)) {
    fail(*error, token().span);
  }
  take();
}

void Parser::parse_fstring(Pieces& pieces) {
  bool is_raw = split_string(source_.text(take())).is_raw;
  pieces.is_format = true;
  while (!accept(TokenKind::kFStringEnd)) {
    pieces.is_raw = is_raw;
    if (is_at(TokenKind::kFStringMiddle)) {
      decode_text(pieces, source_.text(token().span), Braces::kDoubled);
    } else {
      parse_field(pieces);
    }
  }
}

void Parser::finish_text(Pieces& pieces) {
  if (pieces.text.empty()) return;
  pieces.parts.push(
      make_constant(pieces.text_span, ConstantType::kString, arena_.copy(pieces.text)));
  pieces.text.clear();
}

// `{value = !r :spec}`
void Parser::parse_field(Pieces& pieces) {
  Span open = expect(TokenKind::kLBrace);
  enter();
  ++field_depth_;
  check_field_start();
  Expr* value = is_at(TokenKind::kYield) ? parse_yield() : parse_targets_or_expressions();
  if (value->kind == ExprKind::kStarred && !is_at_expression_start()) {
    fail("cannot use starred expression here", value->span);
  }
  bool is_debug = accept(TokenKind::kEqual);
  if (is_debug) {
    if (pieces.text.empty()) pieces.text_span.start = open.end;
    pieces.text += source_.text({open.end, start()});
    pieces.text_span.end = start();
  }
  finish_text(pieces);
  Conversion conversion = Conversion::kNone;
  if (accept(TokenKind::kExclaim)) {
    char letter = source_.text(expect(TokenKind::kName))[0];
    conversion = letter == 's'   ? Conversion::kStr
                 : letter == 'r' ? Conversion::kRepr
                                 : Conversion::kAscii;
  }
  bool has_spec = accept(TokenKind::kColon);
  if (is_debug && !has_spec && conversion == Conversion::kNone)
    conversion = Conversion::kRepr;
  JoinedStr* spec = has_spec ? parse_format_spec(pieces) : nullptr;
  if (!is_at(TokenKind::kRBrace)) fail_in_brackets(value);
  take();
  --field_depth_;
  leave();
  auto* node = make<FormattedValue>(since(open.start));
  node->value = value;
  node->conversion = conversion;
  node->format_spec = spec;
  pieces.parts.push(node);
}

JoinedStr* Parser::parse_format_spec(const Pieces& outer) {
  Pieces pieces(scratch_, start());
  while (!is_at(TokenKind::kRBrace)) {
    pieces.is_raw = outer.is_raw;
    if (is_at(TokenKind::kFStringMiddle)) {
      decode_text(pieces, source_.text(token().span), Braces::kPlain);
    } else if (is_at(TokenKind::kLBrace)) {
      parse_field(pieces);
    } else {
      fail();
    }
  }
  finish_text(pieces);
  auto* node = make<JoinedStr>(Span{pieces.from, start()});
  node->parts = pieces.parts.finish(arena_);
  return node;
}

void Parser::check_field_start() {
  switch (kind()) {
    case TokenKind::kRBrace: fail("empty expression not allowed", token().span);
    case TokenKind::kExclaim:
    case TokenKind::kColon:
    case TokenKind::kEqual:
      fail("expression required before '" + std::string(token_text(kind())) + "'",
           token().span);
    case TokenKind::kDoubleStar:
      fail("cannot use double starred expression here", token().span);
    default: return;
  }
}

}  // namespace scriptling::syntax
