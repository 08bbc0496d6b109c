// The parser's inside: recursive descent over the tokens of one Source.
//
// Statements, patterns, arguments and literals have one function for each rule of the
// grammar. Operators are climbed by level in one function, so that an expression in
// parentheses costs few frames; keep those frames small. Lists under construction live in
// shared vectors (see Building), not in frames.
//
// The first thing that does not fit throws a Failure, which parse() turns into a
// Diagnostic; the words are chosen on the spot, in parser_errors.cpp.
//
// One thread at a time.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interp/ast.h"
#include "interp/lexer.h"
#include "interp/literals.h"
#include "interp/parser.h"

namespace scriptling::syntax {

// How tightly operators bind. An operand of a level takes what binds at least so tightly.
enum class Level : uint8_t {
  kTernary,
  kOr,
  kAnd,
  kNot,
  kCompare,
  kBitOr,
  kBitXor,
  kBitAnd,
  kShift,
  kSum,
  kProduct,
  kUnary,
  kPower,
  kNone,  // No operator at all.
};

class Parser {
 public:
  Parser(const Source& source, Arena& arena, std::vector<Token> tokens);

  // What makes the parser give up; thrown to parse() only.
  struct Failure {
    Diagnostic diagnostic;
    // A block that should not be there is reported even before errors of the lexer.
    bool comes_first = false;
  };

  ast::Module* parse_module();

  // After a Failure: the last token that was looked at, on the way or in an attempt.
  const Token& last_seen() const { return tokens_[std::max(furthest_, index_)]; }

 private:
  using StmtList = ast::StmtList;

  // A list under construction: pushes onto a shared vector, and takes away what it
  // pushed.
  template <typename T>
  class Building {
   public:
    explicit Building(std::vector<T>& shared) : shared_(shared), mark_(shared.size()) {}
    Building(const Building&) = delete;
    Building& operator=(const Building&) = delete;
    ~Building() { shared_.resize(mark_); }

    void push(T item) { shared_.push_back(item); }
    size_t size() const { return shared_.size() - mark_; }
    bool empty() const { return size() == 0; }
    T& operator[](size_t at) { return shared_[mark_ + at]; }
    T& back() { return shared_.back(); }
    ast::List<T> finish(Arena& arena) const {
      return arena.copy(std::span<const T>(shared_).subspan(mark_));
    }

   private:
    std::vector<T>& shared_;
    size_t mark_;
  };
  struct Scratch {
    std::vector<ast::Expr*> exprs;
    std::vector<ast::Stmt*> stmts;
    std::vector<ast::Pattern*> patterns;
    std::vector<ast::CompareOp> compare_ops;
    std::vector<ast::Keyword> keywords;
    std::vector<ast::DictItem> dict_items;
    std::vector<ast::CompFor> fors;
    std::vector<ast::Parameter> parameters;
    std::vector<ast::NameItem> names;
    std::vector<ast::ImportItem> imports;
    std::vector<ast::IfClause> clauses;
    std::vector<ast::WithItem> with_items;
    std::vector<ast::ExceptHandler> handlers;
    std::vector<ast::MatchCase> cases;
    std::vector<ast::MappingItem> mapping_items;
    std::vector<ast::KeywordPattern> keyword_patterns;
  };

  // -- parser.cpp: tokens, depth --------------------------------------------------------

  const Token& token() const { return tokens_[index_]; }
  TokenKind kind() const { return tokens_[index_].kind; }
  TokenKind kind_after(size_t count) const { return tokens_[index_ + count].kind; }
  bool is_at(TokenKind wanted) const { return kind() == wanted; }
  bool is_at_word(std::string_view word) const;
  uint32_t start() const { return tokens_[index_].span.start; }
  uint32_t last_end() const { return tokens_[index_ - 1].span.end; }
  Span since(uint32_t from) const { return {from, last_end()}; }
  Span take() { return tokens_[index_++].span; }
  bool accept(TokenKind wanted) {
    if (!is_at(wanted)) return false;
    ++index_;
    return true;
  }
  Span expect(TokenKind wanted) {
    if (!is_at(wanted)) fail();
    return take();
  }
  const Name* expect_name();
  const Name* intern(Span span);
  // Every recursion passes through these.
  void enter() {
    if (++depth_ > kMaxNesting) fail_too_deep();
  }
  void leave() { --depth_; }
  template <typename T>
  T* make(Span span) {
    return arena_.make<T>(span);
  }

  // -- parser_statements.cpp ------------------------------------------------------------

  using Statements = Building<ast::Stmt*>;
  using Exprs = Building<ast::Expr*>;
  void parse_statement(Statements& out);
  void parse_simple_line(Statements& out);
  ast::Stmt* parse_simple();
  ast::Stmt* parse_expression_statement();
  ast::Stmt* parse_assignment(uint32_t from, ast::Expr* first);
  ast::Stmt* parse_aug_assignment(uint32_t from, ast::Expr* target, ast::BinaryOp op);
  ast::Stmt* parse_annotated(uint32_t from, ast::Expr* target);
  ast::Stmt* parse_delete();
  ast::Stmt* parse_return();
  ast::Stmt* parse_raise();
  ast::Stmt* parse_assert();
  template <typename T>
  ast::Stmt* parse_scope_statement();
  ast::Stmt* parse_import();
  ast::Stmt* parse_import_from();
  ast::ImportItem parse_import_item();
  const Name* parse_dotted_name();

  // -- parser_blocks.cpp ----------------------------------------------------------------

  // How a block began, for messages: "'if' statement", and where that is.
  struct Header {
    std::string_view what;
    uint32_t offset;
  };
  StmtList parse_block(Header header);
  StmtList parse_else(std::string_view what);
  void expect_colon();
  void expect_colon_at_once();
  ast::Stmt* parse_if();
  ast::Stmt* parse_while();
  ast::Stmt* parse_for(uint32_t from);
  ast::Stmt* parse_with(uint32_t from);
  ast::List<ast::WithItem> parse_with_parenthesized();
  size_t find_with_parenthesis() const;
  ast::List<ast::WithItem> parse_with_items();
  ast::WithItem parse_with_item();
  ast::Stmt* parse_try();
  ast::ExceptHandler parse_handler();
  ast::Stmt* parse_decorated();
  ast::Stmt* parse_async();
  ast::Stmt* parse_function(uint32_t from, ast::ExprList decorators);

  // -- parser_patterns.cpp --------------------------------------------------------------

  bool is_match_statement() const;
  ast::Stmt* parse_match();
  ast::Expr* parse_subject();
  ast::MatchCase parse_case();
  ast::Pattern* parse_patterns();
  ast::Pattern* parse_pattern();
  ast::Pattern* parse_or_pattern();
  ast::Pattern* parse_closed_pattern();
  ast::Pattern* parse_maybe_star_pattern();
  ast::Pattern* parse_star_pattern();
  ast::Pattern* parse_literal_pattern();
  ast::Pattern* parse_name_pattern();
  ast::Pattern* parse_class_pattern(uint32_t from, ast::Expr* cls);
  ast::Pattern* parse_group_pattern();
  ast::PatternList parse_pattern_items(TokenKind closing, ast::Pattern* first);
  ast::Pattern* parse_mapping_pattern();
  ast::Expr* parse_mapping_key();
  ast::Expr* parse_signed_number();
  ast::Expr* parse_complex_rest(uint32_t from, ast::Expr* real, bool is_imaginary);
  const Name* parse_capture_target();

  // -- parser_expressions.cpp -----------------------------------------------------------

  ast::Expr* parse_expression() { return parse_expr(Level::kTernary); }
  ast::Expr* parse_expr(Level level);
  ast::Expr* parse_unary(Level level);
  ast::Expr* parse_await();
  ast::Expr* parse_binary(uint32_t from, ast::Expr* left, Level level);
  ast::Expr* parse_bool(uint32_t from, ast::Expr* left, Level level);
  ast::Expr* parse_comparison(uint32_t from, ast::Expr* left);
  bool accept_compare_op(ast::CompareOp& op);
  ast::Expr* parse_ternary(uint32_t from, ast::Expr* body);
  ast::Expr* parse_lambda();
  ast::Expr* parse_yield();
  ast::Expr* parse_primary();
  ast::Expr* parse_attribute(uint32_t from, ast::Expr* value);
  ast::Expr* parse_subscript(uint32_t from, ast::Expr* value);
  ast::Expr* parse_index();
  ast::Expr* parse_index_item();
  ast::Expr* parse_named();
  ast::Expr* parse_starred(Level level);
  ast::Expr* parse_maybe_starred_named();
  ast::Expr* parse_maybe_starred();
  ast::Expr* parse_expressions();
  ast::Expr* parse_targets_or_expressions();
  ast::Expr* parse_expressions_or_yield();
  ast::Expr* parse_more_expressions(uint32_t from, ast::Expr* first);
  bool is_at_expression_start() const;

  // -- parser_displays.cpp --------------------------------------------------------------

  ast::Expr* parse_atom();
  ast::Expr* parse_group();
  ast::Expr* parse_tuple_rest(uint32_t from, ast::Expr* first);
  ast::Expr* parse_list();
  ast::Expr* parse_brace();
  ast::Expr* parse_dict_rest(uint32_t from, ast::Expr* first_key);
  ast::DictItem parse_dict_item();
  ast::Expr* parse_dict_value();
  ast::Expr* parse_set_rest(uint32_t from, ast::Expr* first);
  bool is_at_comprehension() const;
  ast::Comprehension* parse_comprehension(uint32_t from, ast::ComprehensionType type,
                                          ast::Expr* element, ast::Expr* value);
  ast::CompFor parse_comp_for();
  ast::Expr* parse_targets();

  // -- parser_arguments.cpp -------------------------------------------------------------

  struct Arguments;
  ast::Expr* parse_call(uint32_t from, ast::Expr* callee);
  ast::Stmt* parse_class(ast::ExprList decorators);
  void parse_arguments(Arguments& arguments);
  void parse_argument(Arguments& arguments);
  void parse_keyword(Arguments& arguments);
  void parse_plain_argument(Arguments& arguments);
  Span past_more_arguments();
  struct ParameterState;
  ast::Parameters parse_parameters(TokenKind closing);
  void parse_parameter(ParameterState& state);
  void parse_slash(ParameterState& state);
  void parse_star_parameter(ParameterState& state);
  void parse_kwarg(ParameterState& state);
  ast::Parameter parse_parameter_name(const ParameterState& state);
  [[noreturn]] void fail_parameter(const ParameterState& state);

  // -- parser_strings.cpp ---------------------------------------------------------------

  ast::Expr* parse_int();
  ast::Expr* parse_float();
  ast::Expr* parse_imaginary();
  ast::Expr* parse_strings();
  ast::Expr* parse_bytes(uint32_t from);
  ast::Constant* make_constant(Span span, ast::ConstantType type,
                               std::string_view text = {});
  struct Pieces;
  void parse_string_piece(Pieces& pieces);
  void parse_fstring(Pieces& pieces);
  void parse_field(Pieces& pieces);
  ast::JoinedStr* parse_format_spec(const Pieces& outer);
  void check_field_start();
  void decode_text(Pieces& pieces, std::string_view body, Braces braces);
  void finish_text(Pieces& pieces);

  // -- parser_targets.cpp ---------------------------------------------------------------

  // Marks `target`, and what is in it, as assigned to or deleted; fails if it cannot be.
  void set_context(ast::Expr* target, ast::Context context);
  void set_item_contexts(ast::Expr* whole, ast::ExprList items, ast::Context context);
  // A target by itself, as before `=`: also refuses `*a`.
  void set_target(ast::Expr* target);

  // -- parser_errors.cpp ----------------------------------------------------------------

  [[noreturn]] void fail();  // With what can be said of the token: "invalid syntax".
  [[noreturn]] void fail(const std::string& message, Span span);
  [[noreturn]] void fail(std::string_view error_class, const std::string& message,
                         Span span);
  [[noreturn]] void fail_unexpected_block(std::string message);
  [[noreturn]] void fail_too_deep();
  // Where to point for the current token. The end of a line or text has no width, and is
  // shown on the last line that holds something.
  Span here() const;
  // After `last`, an element in brackets, there is neither a comma nor the end.
  [[noreturn]] void fail_in_brackets(ast::Expr* last);
  // After a whole statement, there is more on the line.
  [[noreturn]] void fail_after_statement();
  [[noreturn]] void fail_bad_target(ast::Expr* target, ast::Context context);
  // At `=` after `left`: fails if `==` may have been meant.
  void check_meant_equality(ast::Expr* left);
  [[noreturn]] void fail_missing_else(ast::Expr* body, ast::Expr* test);
  bool is_legacy_statement() const;
  void check_legacy_statement();
  void check_missing_comma(ast::Expr* last);
  // Parses as an attempt, and comes back to where it was.
  struct Attempt {
    ast::Expr* expr = nullptr;           // Null if it failed.
    TokenKind next = TokenKind::kError;  // What followed.
  };
  Attempt try_parse(ast::Expr* (Parser::*rule)());
  ast::Expr* parse_bit_or() { return parse_expr(Level::kBitOr); }
  std::string in_field(const std::string& message) const;

  const Source& source_;
  Arena& arena_;
  std::vector<Token> tokens_;
  size_t index_ = 0;
  size_t furthest_ = 0;  // Where attempts came to.
  int depth_ = 0;
  int field_depth_ = 0;  // Fields of f-strings around the current token.
  Scratch scratch_;
};

// What people call an expression of this kind: "function call".
std::string_view describe(const ast::Expr& expr);

}  // namespace scriptling::syntax
