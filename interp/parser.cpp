#include "interp/parser.h"

#include <string>
#include <utility>

#include "interp/ascii.h"
#include "interp/identifier.h"
#include "interp/parser_impl.h"

namespace scriptling::syntax {

namespace {

// How far ahead of the current token the parser looks.
constexpr size_t kLookahead = 3;

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

}  // namespace scriptling::syntax

namespace scriptling {

ParseResult parse(const Source& source, Arena& arena) {
  using syntax::Parser, syntax::Token, syntax::TokenKind, syntax::TokenList;
  TokenList list = syntax::tokenize(source);
  ParseResult result;
  Parser parser(source, arena, std::move(list.tokens));
  bool is_lexical = list.error_comes_first;
  try {
    result.module = parser.parse_module();
    return result;
  } catch (Parser::Failure& failure) {
    result.error = std::move(failure.diagnostic);
    if (failure.comes_first) is_lexical = false;
  }
  const Token& seen = parser.last_seen();
  if (seen.kind == TokenKind::kError) is_lexical = true;
  // A bracket that is still open is to blame for what went wrong on a later line.
  if (list.is_unclosed_bracket &&
      source.line(seen.span.start) > source.line(list.error->span.start)) {
    is_lexical = true;
  }
  result.is_incomplete = is_lexical ? list.is_incomplete : seen.kind == TokenKind::kEnd;
  if (is_lexical) result.error = std::move(list.error);
  return result;
}

}  // namespace scriptling
