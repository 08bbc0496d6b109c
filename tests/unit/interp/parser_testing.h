// What the parser's tests share: from source text to the shape of its tree, or to what is
// wrong with it.
//
// One thread at a time.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "interp/parser.h"

namespace scriptling {

using namespace ast;

// A parsed text. Fails the test if it does not parse.
struct Tree {
  explicit Tree(std::string text) : source(std::move(text), "test.py") {
    ParseResult result = parse(source, arena);
    if (result.error) UNSCOPED_INFO(result.error->message);
    REQUIRE(result.module != nullptr);
    body = result.module->body;
  }

  template <typename T>
  const T& only() const {
    REQUIRE(body.size() == 1);
    REQUIRE(body[0]->kind == T::kKind);
    return as<T>(*body[0]);
  }
  std::string text(Span span) const { return std::string(source.text(span)); }

  Source source;
  Arena arena;
  StmtList body;
};

inline std::string shape(const Expr* expr);

inline std::string shapes(ExprList list) {
  std::string row;
  for (const Expr* item : list) row += (row.empty() ? "" : " ") + shape(item);
  return row;
}

inline std::string real_shape(double d) {
  std::string text = std::to_string(d);
  return text.substr(0, text.find_last_not_of('0') + 1);
}

inline std::string constant_shape(const Constant& constant) {
  switch (constant.type) {
    case ConstantType::kNone: return "None";
    case ConstantType::kTrue: return "True";
    case ConstantType::kFalse: return "False";
    case ConstantType::kEllipsis: return "...";
    case ConstantType::kInt: return std::to_string(constant.integer);
    case ConstantType::kBigInt:
      return "big" + std::to_string(constant.base) + ":" + std::string(constant.text);
    case ConstantType::kFloat: return real_shape(constant.real);
    case ConstantType::kImaginary: return real_shape(constant.real) + "j";
    case ConstantType::kString: return "'" + std::string(constant.text) + "'";
    case ConstantType::kBytes: return "b'" + std::string(constant.text) + "'";
  }
  return "?";
}

inline const char* const kBinaryNames[] = {"+",  "-",  "*",  "@", "/", "//", "%",
                                           "**", "<<", ">>", "&", "^", "|"};
inline const char* const kUnaryNames[] = {"not", "neg", "pos", "~"};
inline const char* const kCompareNames[] = {"<",  "<=", "==",     "!=", ">",
                                            ">=", "is", "is-not", "in", "not-in"};

inline std::string comprehension_shape(const Comprehension& node) {
  const char* const names[] = {"list", "set", "dict", "gen"};
  std::string text =
      std::string("(") + names[static_cast<int>(node.type)] + " " + shape(node.element);
  if (node.value != nullptr) text += ":" + shape(node.value);
  for (const CompFor& clause : node.fors) {
    text += clause.is_async ? " afor " : " for ";
    text += shape(clause.target) + " in " + shape(clause.iter);
    for (const Expr* condition : clause.conditions) text += " if " + shape(condition);
  }
  return text + ")";
}

inline std::string call_shape(const Call& call) {
  std::string text = "(call " + shape(call.callee);
  for (const Expr* arg : call.args) text += " " + shape(arg);
  for (const Keyword& keyword : call.keywords) {
    text += keyword.name != nullptr ? " " + std::string(keyword.name->text) + "=" : " **";
    text += shape(keyword.value);
  }
  return text + ")";
}

inline std::string parameters_shape(const Parameters& params) {
  std::string text;
  auto add = [&](const Parameter& parameter) {
    text += std::string(parameter.name->text);
    if (parameter.annotation != nullptr) text += ":" + shape(parameter.annotation);
    if (parameter.default_value != nullptr) text += "=" + shape(parameter.default_value);
    text += " ";
  };
  for (size_t at = 0; at < params.positional.size(); ++at) {
    if (at == params.positional_only_count && at > 0) text += "/ ";
    add(params.positional[at]);
  }
  if (params.vararg != nullptr) text += "*", add(*params.vararg);
  if (!params.keyword_only.empty()) text += "; ";
  for (const Parameter& parameter : params.keyword_only) add(parameter);
  if (params.kwarg != nullptr) text += "**", add(*params.kwarg);
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

inline std::string shape(const Expr* expr) {
  if (expr == nullptr) return "-";
  switch (expr->kind) {
    case ExprKind::kConstant: return constant_shape(as<Constant>(*expr));
    case ExprKind::kName: return std::string(as<NameExpr>(*expr).name->text);
    case ExprKind::kAttribute: {
      const auto& node = as<Attribute>(*expr);
      return shape(node.value) + "." + std::string(node.name->text);
    }
    case ExprKind::kSubscript: {
      const auto& node = as<Subscript>(*expr);
      return shape(node.value) + "[" + shape(node.index) + "]";
    }
    case ExprKind::kSlice: {
      const auto& node = as<Slice>(*expr);
      return shape(node.lower) + ":" + shape(node.upper) + ":" + shape(node.step);
    }
    case ExprKind::kCall: return call_shape(as<Call>(*expr));
    case ExprKind::kUnaryOp: {
      const auto& node = as<UnaryOp>(*expr);
      return std::string("(") + kUnaryNames[static_cast<int>(node.op)] + " " +
             shape(node.operand) + ")";
    }
    case ExprKind::kBinOp: {
      const auto& node = as<BinOp>(*expr);
      return "(" + shape(node.left) + " " + kBinaryNames[static_cast<int>(node.op)] +
             " " + shape(node.right) + ")";
    }
    case ExprKind::kBoolOp: {
      const auto& node = as<BoolOp>(*expr);
      return std::string(node.op == BoolOperator::kAnd ? "(and " : "(or ") +
             shapes(node.values) + ")";
    }
    case ExprKind::kCompare: {
      const auto& node = as<Compare>(*expr);
      std::string text = "(" + shape(node.left);
      for (size_t at = 0; at < node.ops.size(); ++at) {
        text += std::string(" ") + kCompareNames[static_cast<int>(node.ops[at])] + " " +
                shape(node.comparators[at]);
      }
      return text + ")";
    }
    case ExprKind::kIfExp: {
      const auto& node = as<IfExp>(*expr);
      return "(" + shape(node.body) + " if " + shape(node.test) + " else " +
             shape(node.orelse) + ")";
    }
    case ExprKind::kNamedExpr: {
      const auto& node = as<NamedExpr>(*expr);
      return "(" + shape(node.target) + " := " + shape(node.value) + ")";
    }
    case ExprKind::kLambda: {
      const auto& node = as<Lambda>(*expr);
      return "(lambda " + parameters_shape(node.params) + ": " + shape(node.body) + ")";
    }
    case ExprKind::kTuple: return "(tuple " + shapes(as<TupleExpr>(*expr).items) + ")";
    case ExprKind::kList: return "[" + shapes(as<ListExpr>(*expr).items) + "]";
    case ExprKind::kSet: return "{" + shapes(as<SetExpr>(*expr).items) + "}";
    case ExprKind::kDict: {
      std::string text = "{";
      for (const DictItem& item : as<DictExpr>(*expr).items) {
        text += text.size() > 1 ? " " : "";
        text += item.key != nullptr ? shape(item.key) + ":" : "**";
        text += shape(item.value);
      }
      return text + "}";
    }
    case ExprKind::kComprehension: return comprehension_shape(as<Comprehension>(*expr));
    case ExprKind::kStarred: return "*" + shape(as<Starred>(*expr).value);
    case ExprKind::kAwait: return "(await " + shape(as<Await>(*expr).value) + ")";
    case ExprKind::kYield: return "(yield " + shape(as<Yield>(*expr).value) + ")";
    case ExprKind::kYieldFrom:
      return "(yield-from " + shape(as<YieldFrom>(*expr).value) + ")";
    case ExprKind::kJoinedStr: return "f(" + shapes(as<JoinedStr>(*expr).parts) + ")";
    case ExprKind::kFormattedValue: {
      const auto& node = as<FormattedValue>(*expr);
      const char* const conversions[] = {"", "!s", "!r", "!a"};
      std::string text =
          "{" + shape(node.value) + conversions[static_cast<int>(node.conversion)];
      if (node.format_spec != nullptr) text += ":" + shape(node.format_spec);
      return text + "}";
    }
  }
  return "?";
}

inline std::string expression(std::string text) {
  Tree tree(std::move(text));
  return shape(tree.only<ExprStmt>().value);
}

// The whole complaint: "SyntaxError 1:5-1:8 message".
inline std::string error(std::string text) {
  Source source(std::move(text), "test.py");
  Arena arena;
  ParseResult result = parse(source, arena);
  if (!result.error) return "none";
  Position start = source.position(result.error->span.start);
  Position end = source.position(result.error->span.end);
  return std::string(result.error->error_class) + " " + std::to_string(start.line) + ":" +
         std::to_string(start.column) + "-" + std::to_string(end.line) + ":" +
         std::to_string(end.column) + " " + result.error->message;
}

inline bool parses(std::string text) { return error(std::move(text)) == "none"; }

inline std::string repeat(const std::string& piece, int times) {
  std::string text;
  while (times-- > 0) text += piece;
  return text;
}

}  // namespace scriptling
