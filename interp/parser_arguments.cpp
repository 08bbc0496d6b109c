// What stands in the parentheses of a call, a class or a function, and after `lambda`.
#include "interp/parser_impl.h"

namespace scriptling::syntax {

using namespace ast;

// -- Arguments --------------------------------------------------------------------------

struct Parser::Arguments {
  explicit Arguments(Scratch& scratch)
      : args(scratch.exprs), keywords(scratch.keywords) {}

  Exprs args;
  Building<Keyword> keywords;
  bool has_unpacking = false;  // `**x` was there.
};

Expr* Parser::parse_call(uint32_t from, Expr* callee) {
  Arguments arguments(scratch_);
  take();
  parse_arguments(arguments);
  expect(TokenKind::kRParen);
  auto* node = make<Call>(since(from));
  node->callee = callee;
  node->args = arguments.args.finish(arena_);
  node->keywords = arguments.keywords.finish(arena_);
  return node;
}

Stmt* Parser::parse_class(ExprList decorators) {
  Arguments arguments(scratch_);
  auto* node = make<ClassDef>({});
  uint32_t from = take().start;
  node->decorators = decorators;
  node->name_span = token().span;
  node->name = expect_name();
  if (accept(TokenKind::kLParen)) {
    parse_arguments(arguments);
    if (arguments.args.size() == 1) {
      const auto* generator = try_as<Comprehension>(arguments.args[0]);
      if (generator != nullptr && !generator->is_parenthesized) {
        fail("invalid syntax", generator->fors.front().span);
      }
    }
    expect(TokenKind::kRParen);
  }
  expect_colon();
  node->bases = arguments.args.finish(arena_);
  node->keywords = arguments.keywords.finish(arena_);
  node->body = parse_block({"class definition", from});
  node->span = {from, node->body.back()->span.end};
  return node;
}

// Up to the closing parenthesis.
void Parser::parse_arguments(Arguments& arguments) {
  while (!is_at(TokenKind::kRParen)) {
    parse_argument(arguments);
    if (!accept(TokenKind::kComma)) break;
  }
}

// Python notices a misplaced argument when it has read those behind it: where that ends.
Span Parser::past_more_arguments() {
  while (accept(TokenKind::kComma) && !is_at(TokenKind::kRParen)) {
    Arguments more(scratch_);  // Each by itself, so that none of them is misplaced.
    parse_argument(more);
  }
  return token().span;
}

void Parser::parse_argument(Arguments& arguments) {
  uint32_t from = start();
  switch (kind()) {
    case TokenKind::kStar:
      if (arguments.has_unpacking) {
        fail("iterable argument unpacking follows keyword argument unpacking",
             token().span);
      }
      arguments.args.push(parse_starred(Level::kTernary));
      break;
    case TokenKind::kDoubleStar: {
      take();
      Expr* value = parse_expression();
      arguments.keywords.push({nullptr, value, since(from)});
      arguments.has_unpacking = true;
      break;
    }
    case TokenKind::kName:
      if (kind_after(1) == TokenKind::kEqual) return parse_keyword(arguments);
      return parse_plain_argument(arguments);
    case TokenKind::kNone:
    case TokenKind::kTrue:
    case TokenKind::kFalse:
      if (kind_after(1) == TokenKind::kEqual) {
        fail("cannot assign to " + std::string(token_text(kind())),
             join(token().span, tokens_[index_ + 1].span));
      }
      return parse_plain_argument(arguments);
    default: return parse_plain_argument(arguments);
  }
  if (!is_at(TokenKind::kComma) && !is_at(TokenKind::kRParen)) fail();
}

// `name=value`
void Parser::parse_keyword(Arguments& arguments) {
  uint32_t from = start();
  const Name* name = expect_name();
  Span equal = take();
  Expr* value = parse_expression();
  if (is_at_comprehension()) {
    fail("invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
         {from, equal.end});
  }
  if (!is_at(TokenKind::kComma) && !is_at(TokenKind::kRParen)) fail_in_brackets(value);
  for (size_t at = 0; at < arguments.keywords.size(); ++at) {
    if (arguments.keywords[at].name == name) {
      fail("keyword argument repeated: " + std::string(name->text), since(from));
    }
  }
  arguments.keywords.push({name, value, since(from)});
}

void Parser::parse_plain_argument(Arguments& arguments) {
  uint32_t from = start();
  Span open = tokens_[index_ - 1].span;
  bool is_walrus = is_at(TokenKind::kName) && kind_after(1) == TokenKind::kColonEqual;
  Expr* value = is_walrus ? parse_named() : parse_expression();
  if (is_at(TokenKind::kEqual)) {
    fail("expression cannot contain assignment, perhaps you meant \"==\"?",
         {value->span.start, token().span.end});
  }
  if (is_at(TokenKind::kColonEqual)) {
    fail("cannot use assignment expressions with " + std::string(describe(*value)),
         value->span);
  }
  if (is_at_comprehension()) {
    auto* node = parse_comprehension(from, ComprehensionType::kGenerator, value, nullptr);
    bool is_alone = arguments.args.empty() && arguments.keywords.empty();
    if (!is_alone || is_at(TokenKind::kComma)) {
      fail("Generator expression must be parenthesized", node->span);
    }
    if (!is_at(TokenKind::kRParen)) fail_in_brackets(node->fors.back().iter);
    node->span = join(open, token().span);  // The call's parentheses are also its own.
    value = node;
  }
  if (!is_at(TokenKind::kComma) && !is_at(TokenKind::kRParen)) fail_in_brackets(value);
  if (!arguments.keywords.empty()) {
    fail(arguments.has_unpacking
             ? "positional argument follows keyword argument unpacking"
             : "positional argument follows keyword argument",
         past_more_arguments());
  }
  arguments.args.push(value);
}

// -- Parameters -------------------------------------------------------------------------

struct Parser::ParameterState {
  ParameterState(Scratch& scratch, TokenKind closing_token)
      : closing(closing_token), parameters(scratch.parameters) {}

  bool is_lambda() const { return closing == TokenKind::kColon; }

  TokenKind closing;
  Building<Parameter> parameters;  // Positional ones, then those after the star.
  size_t positional_only = 0;
  size_t positional = 0;  // Counted until the star.
  bool has_slash = false;
  bool has_star = false;
  bool has_default = false;
  Parameter* vararg = nullptr;
  Parameter* kwarg = nullptr;
};

Parameters Parser::parse_parameters(TokenKind closing) {
  ParameterState state(scratch_, closing);
  while (!is_at(closing)) {
    parse_parameter(state);
    if (!accept(TokenKind::kComma)) break;
  }
  if (!is_at(closing)) fail();
  if (!state.has_star) state.positional = state.parameters.size();
  List<Parameter> all = state.parameters.finish(arena_);
  Parameters params;
  params.positional = all.first(state.positional);
  params.positional_only_count = static_cast<uint32_t>(state.positional_only);
  params.vararg = state.vararg;
  params.keyword_only = all.subspan(state.positional);
  params.kwarg = state.kwarg;
  return params;
}

void Parser::parse_parameter(ParameterState& state) {
  if (state.kwarg != nullptr) {
    fail("arguments cannot follow var-keyword argument", token().span);
  }
  switch (kind()) {
    case TokenKind::kSlash: return parse_slash(state);
    case TokenKind::kStar: return parse_star_parameter(state);
    case TokenKind::kDoubleStar: return parse_kwarg(state);
    case TokenKind::kName: break;
    default: fail_parameter(state);
  }
  Parameter parameter = parse_parameter_name(state);
  if (is_at(TokenKind::kEqual)) {
    Span equal = take();
    if (is_at(TokenKind::kComma) || is_at(state.closing)) {
      fail("expected default value expression", equal);
    }
    parameter.default_value = parse_expression();
    if (!state.has_star) state.has_default = true;
  } else if (state.has_default && !state.has_star) {
    fail("non-default argument follows default argument", parameter.span);
  }
  state.parameters.push(parameter);
}

void Parser::parse_slash(ParameterState& state) {
  if (state.has_slash) fail("/ may appear only once", token().span);
  if (state.has_star) fail("/ must be ahead of *", token().span);
  if (state.parameters.empty()) {
    if (kind_after(1) != TokenKind::kComma) fail();
    fail("at least one argument must precede /", token().span);
  }
  take();
  if (is_at(TokenKind::kStar)) fail("expected comma between / and *", token().span);
  state.has_slash = true;
  state.positional_only = state.parameters.size();
}

void Parser::parse_star_parameter(ParameterState& state) {
  Span star = token().span;
  if (state.has_star) fail("* argument may appear only once", star);
  take();
  state.has_star = true;
  state.positional = state.parameters.size();
  if (is_at(TokenKind::kName)) {
    Parameter parameter = parse_parameter_name(state);
    if (!state.is_lambda() && accept(TokenKind::kColon)) {
      parameter.annotation = parse_maybe_starred();
      parameter.span = since(parameter.span.start);
    }
    if (is_at(TokenKind::kEqual)) {
      fail("var-positional argument cannot have default value", token().span);
    }
    state.vararg = arena_.make<Parameter>(parameter);
    return;
  }
  bool is_bare = is_at(state.closing) ||
                 (is_at(TokenKind::kComma) && (kind_after(1) == state.closing ||
                                               kind_after(1) == TokenKind::kDoubleStar));
  if (is_bare) fail("named arguments must follow bare *", star);
  if (!is_at(TokenKind::kComma)) fail();
}

void Parser::parse_kwarg(ParameterState& state) {
  take();
  if (!is_at(TokenKind::kName)) fail();
  Parameter parameter = parse_parameter_name(state);
  if (is_at(TokenKind::kEqual)) {
    fail("var-keyword argument cannot have default value", token().span);
  }
  if (!state.has_star) state.positional = state.parameters.size();
  state.has_star = true;
  state.kwarg = arena_.make<Parameter>(parameter);
}

// A name and, but for a lambda and after a star, its annotation.
Parameter Parser::parse_parameter_name(const ParameterState& state) {
  Parameter parameter;
  uint32_t from = start();
  bool is_vararg = tokens_[index_ - 1].kind == TokenKind::kStar;
  parameter.name = expect_name();
  if (!state.is_lambda() && !is_vararg && accept(TokenKind::kColon)) {
    parameter.annotation = parse_expression();
  }
  parameter.span = since(from);
  return parameter;
}

void Parser::fail_parameter(const ParameterState& state) {
  if (!is_at(TokenKind::kLParen)) fail();
  Span open = token().span;
  size_t ahead = index_ + 1;
  while (tokens_[ahead].kind == TokenKind::kName ||
         tokens_[ahead].kind == TokenKind::kComma) {
    ++ahead;
  }
  if (tokens_[ahead].kind != TokenKind::kRParen || ahead == index_ + 1) fail();
  fail(std::string(state.is_lambda() ? "Lambda expression" : "Function") +
           " parameters cannot be parenthesized",
       join(open, tokens_[ahead].span));
}

}  // namespace scriptling::syntax
