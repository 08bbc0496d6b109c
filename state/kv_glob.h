// A KvGlob is a pattern for keys: `*` any text, also with slashes; `?` one code point;
// `[a-c]` one of these, `[^a-c]` one but these; `\` takes the next code point as it is. A
// `[` that nobody closes, and a `\` at the end, mean themselves; a `]` right after `[` or
// `[^` is one of the class.
//
// Immutable; share freely.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scriptling {

class KvGlob {
 public:
  explicit KvGlob(std::string_view pattern);

  // In steps at most the product of both lengths.
  bool matches(std::string_view key) const;

  // What every matching key begins with; a store need not look elsewhere.
  const std::string& prefix() const { return prefix_; }

 private:
  struct Range {
    char32_t first;
    char32_t last;
  };
  enum class Kind : std::uint8_t { kOne, kAny, kStar, kClass, kNotClass };
  struct Token {
    Kind kind;
    char32_t one = 0;
    std::vector<Range> ranges;
  };

  void compile(const std::u32string& pattern);
  // Where the class that begins at `at` ends, or 0 if it does not.
  std::size_t read_class(const std::u32string& pattern, std::size_t at);
  static bool fits(const Token& token, char32_t code_point);

  std::vector<Token> tokens_;
  std::string prefix_;
};

}  // namespace scriptling
