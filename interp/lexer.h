// Cuts a Source into tokens: names, numbers, strings, signs, and the lines and blocks
// that indentation makes.
//
// An f-string is several tokens: its start, texts, for each field `{`, the tokens of the
// expression, perhaps `=`, `!` and a name, perhaps `:` and the texts and fields of the
// format, `}`; and its end. Numbers and strings are checked for their form only; the
// parser reads their values.
//
// Any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "interp/diagnostic.h"
#include "interp/source.h"

namespace scriptling::syntax {

enum class TokenKind : uint8_t {
#define TOKEN(kind, text) kind,
#include "interp/tokens.def"
};

inline constexpr int kTokenKindCount = static_cast<int>(TokenKind::kPipeEqual) + 1;

// The text in tokens.def.
std::string_view token_text(TokenKind kind);

struct Token {
  TokenKind kind;
  Span span;
};

// Brackets and fields inside one another; as in Python.
inline constexpr size_t kMaxBrackets = 200;
// Blocks inside one another; as in Python.
inline constexpr size_t kMaxIndents = 100;

struct TokenList {
  // Ends with kEnd, or with kError when `error` is there.
  std::vector<Token> tokens;
  std::optional<Diagnostic> error;
  // Python reports most errors of this kind in place of an earlier one of the grammar.
  bool error_comes_first = false;
  // The error is that the text ended: in a bracket, a string, after a backslash.
  bool is_incomplete = false;
  // The error is a bracket that was never closed; `error` points at it.
  bool is_unclosed_bracket = false;
};

TokenList tokenize(const Source& source);

}  // namespace scriptling::syntax
