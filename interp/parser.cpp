#include "interp/parser.h"

#include <string>
#include <utility>

#include "interp/identifier.h"
#include "interp/parser_impl.h"

namespace scriptling {

namespace {

// How far ahead of the current token the parser looks.
constexpr size_t kLookahead = 3;

bool is_ascii(std::string_view text) {
  for (char c : text) {
    if (static_cast<uint8_t>(c) >= 0x80) return false;
  }
  return true;
}

}  // namespace

Parser::Parser(const Source& source, Arena& arena, std::vector<Token> tokens)
    : source_(source), arena_(arena), tokens_(std::move(tokens)) {
  tokens_.insert(tokens_.end(), kLookahead, Token(tokens_.back()));
}

ast::Module* Parser::parse_module() {
  Statements body(scratch_.stmts);
  while (!is_at(TokenKind::kEnd)) parse_statement(body);
  return arena_.make<ast::Module>(body.finish(arena_));
}

bool Parser::is_at_word(std::string_view word) const {
  return is_at(TokenKind::kName) && source_.text(token().span) == word;
}

const Name* Parser::expect_name() {
  if (!is_at(TokenKind::kName)) fail();
  return intern(take());
}

const Name* Parser::intern(Span span) {
  std::string_view text = source_.text(span);
  return arena_.intern(is_ascii(text) ? text : normalize_nfkc(text));
}

ParseResult parse(const Source& source, Arena& arena) {
  TokenList list = tokenize(source);
  ParseResult result;
  if (list.error_comes_first) {
    result.error = std::move(list.error);
    result.is_incomplete = list.is_incomplete;
    return result;
  }
  Parser parser(source, arena, std::move(list.tokens));
  try {
    result.module = parser.parse_module();
    return result;
  } catch (Parser::Failure& failure) {
    result.error = std::move(failure.diagnostic);
  }
  // A bracket that is still open is to blame for what went wrong on a later line.
  bool is_lexical = parser.current_kind() == TokenKind::kError ||
                    (list.is_unclosed_bracket && source.line(result.error->span.start) >
                                                     source.line(list.error->span.start));
  if (is_lexical) result.error = std::move(list.error);
  result.is_incomplete =
      is_lexical ? list.is_incomplete : parser.current_kind() == TokenKind::kEnd;
  return result;
}

}  // namespace scriptling
