#include "interp/lexer.h"

#include <catch2/catch.hpp>
#include <string>

namespace scriptling::syntax {
namespace {

// The kinds of all tokens but the last, in a row; names and numbers as they stand.
std::string kinds(std::string text) {
  Source source(std::move(text), "test.py");
  TokenList list = tokenize(source);
  std::string row;
  for (const Token& token : list.tokens) {
    if (token.kind == TokenKind::kEnd) break;
    if (!row.empty()) row += ' ';
    switch (token.kind) {
      case TokenKind::kName:
      case TokenKind::kInt:
      case TokenKind::kFloat:
      case TokenKind::kImaginary:
      case TokenKind::kString:
      case TokenKind::kFStringStart:
      case TokenKind::kFStringMiddle:
      case TokenKind::kFStringEnd: row += source.text(token.span); break;
      case TokenKind::kError:
        row +=
            "<" + std::string(list.error->error_class) + ": " + list.error->message + ">";
        break;
      default: row += token_text(token.kind);
    }
  }
  return row;
}

std::string error(std::string text) {
  Source source(std::move(text), "test.py");
  TokenList list = tokenize(source);
  return list.error ? list.error->message : "none";
}

std::string error_at(std::string text) {
  Source source(std::move(text), "test.py");
  TokenList list = tokenize(source);
  REQUIRE(list.error);
  Position at = source.position(list.error->span.start);
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

TEST_CASE("an empty text is only an end") {
  CHECK(kinds("") == "");
  CHECK(kinds("\n\n  # nothing\n\t\n") == "");
}

TEST_CASE("a last line needs no line end") {
  CHECK(kinds("a") == "a newline");
  CHECK(kinds("a # comment") == "a newline");
}

TEST_CASE("lines end at LF, CRLF and CR alike") {
  CHECK(kinds("a\nb\r\nc\rd") == "a newline b newline c newline d newline");
}

TEST_CASE("a byte order mark is not seen") {
  CHECK(kinds("\xEF\xBB\xBF"
              "a") == "a newline");
}

TEST_CASE("indentation opens and closes blocks") {
  CHECK(kinds("if a:\n  b\n  if c:\n     d\ne\n") ==
        "if a : newline indent b newline if c : newline indent d newline dedent dedent e "
        "newline");
}

TEST_CASE("blocks that are open at the end are closed") {
  CHECK(kinds("if a:\n  if b:\n    c") ==
        "if a : newline indent if b : newline indent c newline dedent dedent");
}

TEST_CASE("lines without code do not count for indentation") {
  CHECK(kinds("if a:\n  b\n# far left\n\n      # far right\n  c\n") ==
        "if a : newline indent b newline c newline dedent");
}

TEST_CASE("a form feed starts the indentation anew") {
  CHECK(kinds("a\n   \f"
              "b\n") == "a newline b newline");
}

TEST_CASE("an unindent must go back to a level that was there") {
  CHECK(kinds("if a:\n    b\n  c\n") ==
        "if a : newline indent b newline <IndentationError: unindent does not match any "
        "outer indentation level>");
}

TEST_CASE("tabs and spaces must agree whatever a tab is worth") {
  CHECK(kinds("if a:\n\tb\n\tc\n") == "if a : newline indent b newline c newline dedent");
  CHECK(error("if a:\n\tb\n        c\n") ==
        "inconsistent use of tabs and spaces in indentation");
  CHECK(error("if a:\n        b\n\tc\n") ==
        "inconsistent use of tabs and spaces in indentation");
}

TEST_CASE("a hundred levels of indentation are too many") {
  std::string text;
  for (int level = 0; level <= 100; ++level) text += std::string(level, ' ') + "if a:\n";
  CHECK(error(text) == "too many levels of indentation");
}

TEST_CASE("lines are joined in brackets and by a backslash") {
  CHECK(kinds("f(a,\n      b)\nc") == "f ( a , b ) newline c newline");
  CHECK(kinds("a + \\\n  b") == "a + b newline");
  CHECK(error("a \\ b") == "unexpected character after line continuation character");
  CHECK(error("a \\\n") == "unexpected EOF while parsing");
}

TEST_CASE("keywords are told from names") {
  CHECK(kinds("if iff match case _ None") == "if iff match case _ None newline");
  Source source("if iff match", "test.py");
  auto tokens = tokenize(source).tokens;
  CHECK(tokens[0].kind == TokenKind::kIf);
  CHECK(tokens[1].kind == TokenKind::kName);
  CHECK(tokens[2].kind == TokenKind::kName);
}

TEST_CASE("signs are read as long as they can be") {
  CHECK(kinds("a**=b//c<<=d->e...:=") == "a **= b // c <<= d -> e ... := newline");
  CHECK(kinds("a<>b") == "a < > b newline");
}

TEST_CASE("numbers keep their text") {
  CHECK(kinds("0 1_000 0xFF_f 0b_1 0o17 1.5 .5 1. 1e3 1_0.0_1e-1_0 00") ==
        "0 1_000 0xFF_f 0b_1 0o17 1.5 .5 1. 1e3 1_0.0_1e-1_0 00 newline");
  CHECK(kinds("1if 2else 3") == "1 if 2 else 3 newline");
  Source source("3j 1e1J", "test.py");
  CHECK(tokenize(source).tokens[0].kind == TokenKind::kImaginary);
  CHECK(tokenize(source).tokens[1].kind == TokenKind::kImaginary);
}

TEST_CASE("numbers that are none say why") {
  CHECK(error("1a") == "invalid decimal literal");
  CHECK(error("1_") == "invalid decimal literal");
  CHECK(error("1__0") == "invalid decimal literal");
  CHECK(error("1e+") == "invalid decimal literal");
  CHECK(error("0x") == "invalid hexadecimal literal");
  CHECK(error("0b12") == "invalid digit '2' in binary literal");
  CHECK(error("0o8") == "invalid digit '8' in octal literal");
  CHECK(
      error("012") ==
      "leading zeros in decimal integer literals are not permitted; use an 0o prefix for "
      "octal integers");
}

TEST_CASE("names may be of any script, but not of any character") {
  CHECK(kinds("größe = 名前") == "größe = 名前 newline");
  CHECK(error("a = €") == "invalid character '€' (U+20AC)");
  CHECK(error("x²") == "invalid character '²' (U+00B2)");
  CHECK(error("a\xC2\xA0"
              "b") == "invalid non-printable character U+00A0");
  CHECK(error("a\x01") == "invalid non-printable character U+0001");
}

TEST_CASE("a text must be UTF-8 without zero bytes") {
  CHECK(
      error("a = '\xFF'") ==
      "(unicode error) 'utf-8' codec can't decode byte 0xff in position 5: invalid start "
      "byte");
  CHECK(error("'\xED\xA0\x80'").find("invalid continuation byte") != std::string::npos);
  CHECK(error("'\xC3").find("unexpected end of data") != std::string::npos);
  CHECK(error(std::string("a\0b", 3)) == "source code cannot contain null bytes");
}

TEST_CASE("strings take every prefix and quote") {
  CHECK(kinds("'a' \"b\" r'\\d' bR\"c\" U'd' '''e\n'f''' ''") ==
        "'a' \"b\" r'\\d' bR\"c\" U'd' '''e\n'f''' '' newline");
  CHECK(kinds("ub'a'") == "ub 'a' newline");
}

TEST_CASE("strings that do not end say where they began") {
  CHECK(error("a = 'b\nc'") == "unterminated string literal (detected at line 1)");
  CHECK(error_at("a = 'b\nc'") == "1:5");
  CHECK(error("'''a\nb\n") ==
        "unterminated triple-quoted string literal (detected at line 2)");
  CHECK(error_at("'''a\nb\n") == "1:1");
}

TEST_CASE("an f-string is cut into texts and fields") {
  CHECK(kinds("f'a{b}c'") == "f' a { b } c ' newline");
  CHECK(kinds("f'{a!r:>{w}}'") == "f' { a ! r : > { w } } ' newline");
  CHECK(kinds("f'{{}}'") == "f' {{}} ' newline");
  CHECK(kinds("f'{a != b}'") == "f' { a != b } ' newline");
  CHECK(kinds("f'{d[1:2]}'") == "f' { d [ 1 : 2 ] } ' newline");
  CHECK(kinds("rf'\\{a}'") == "rf' \\ { a } ' newline");
  CHECK(kinds("f''") == "f' ' newline");
}

TEST_CASE("a field may hold the enclosing quote, backslashes and lines") {
  CHECK(kinds("f\"{d[\"a\"]}\"") == "f\" { d [ \"a\" ] } \" newline");
  CHECK(kinds("f'{'\\n'}'") == "f' { '\\n' } ' newline");
  CHECK(kinds("f'{f'{f'{1}'}'}'") == "f' { f' { f' { 1 } ' } ' } ' newline");
  CHECK(kinds("f'{\na # b\n}'") == "f' { a } ' newline");
}

TEST_CASE("f-strings that are none say why") {
  CHECK(error("f'}'") == "f-string: single '}' is not allowed");
  CHECK(error("f'{a") == "f-string: expecting '}'");
  CHECK(error("f'{a'") == "f-string: expecting '}'");
  CHECK(error("f'{a!x}'") ==
        "f-string: invalid conversion character: expected 's', 'r', or 'a'");
  CHECK(error("f'{a)}'") == "f-string: unmatched ')'");
  CHECK(error("f'{a:{b:{c}}}'") == "f-string: expressions nested too deeply");
  CHECK(error("f'a") == "unterminated string literal (detected at line 1)");
}

TEST_CASE("brackets must match") {
  CHECK(error("(a]") == "closing parenthesis ']' does not match opening parenthesis '('");
  CHECK(error("(a\n]") ==
        "closing parenthesis ']' does not match opening parenthesis '(' on line 1");
  CHECK(error("a)") == "unmatched ')'");
  CHECK(error("a = [\n(b)") == "'[' was never closed");
  CHECK(error_at("a = [\n(b)") == "1:5");
  CHECK(error(std::string(201, '(')) == "too many nested parentheses");
}

TEST_CASE("a list says whether the text only ended too early") {
  auto is_incomplete = [](std::string text) {
    Source source(std::move(text), "test.py");
    return tokenize(source).is_incomplete;
  };
  CHECK(is_incomplete("f(a,"));
  CHECK(is_incomplete("'''a"));
  CHECK(is_incomplete("a \\\n"));
  CHECK_FALSE(is_incomplete("'a"));
  CHECK_FALSE(is_incomplete("a)"));
}

}  // namespace
}  // namespace scriptling::syntax
