// What may be assigned to or deleted.
#include "interp/parser_impl.h"

namespace scriptling::syntax {

using namespace ast;

void Parser::set_target(Expr* target) {
  set_context(target, Context::kStore);
  if (target->kind == ExprKind::kStarred) {
    fail("starred assignment target must be in a list or tuple", target->span);
  }
}

void Parser::set_context(Expr* target, Context context) {
  switch (target->kind) {
    case ExprKind::kName: as<NameExpr>(*target).context = context; return;
    case ExprKind::kAttribute: as<Attribute>(*target).context = context; return;
    case ExprKind::kSubscript: as<Subscript>(*target).context = context; return;
    case ExprKind::kTuple: {
      auto& tuple = as<TupleExpr>(*target);
      tuple.context = context;
      return set_item_contexts(target, tuple.items, context);
    }
    case ExprKind::kList: {
      auto& list = as<ListExpr>(*target);
      list.context = context;
      return set_item_contexts(target, list.items, context);
    }
    case ExprKind::kStarred: {
      if (context == Context::kDelete) fail_bad_target(target, context);
      auto& starred = as<Starred>(*target);
      starred.context = context;
      return set_context(starred.value, context);
    }
    default: fail_bad_target(target, context);
  }
}

void Parser::set_item_contexts(Expr* whole, ExprList items, Context context) {
  int starred = 0;
  for (Expr* item : items) {
    set_context(item, context);
    if (item->kind == ExprKind::kStarred && ++starred == 2) {
      fail("multiple starred expressions in assignment", whole->span);
    }
  }
}

std::string_view describe(const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::kName: return "name";
    case ExprKind::kAttribute: return "attribute";
    case ExprKind::kSubscript: return "subscript";
    case ExprKind::kStarred: return "starred";
    case ExprKind::kList: return "list";
    case ExprKind::kTuple: return "tuple";
    case ExprKind::kLambda: return "lambda";
    case ExprKind::kCall: return "function call";
    case ExprKind::kBoolOp:
    case ExprKind::kBinOp:
    case ExprKind::kUnaryOp: return "expression";
    case ExprKind::kCompare: return "comparison";
    case ExprKind::kIfExp: return "conditional expression";
    case ExprKind::kNamedExpr: return "named expression";
    case ExprKind::kYield:
    case ExprKind::kYieldFrom: return "yield expression";
    case ExprKind::kAwait: return "await expression";
    case ExprKind::kDict: return "dict literal";
    case ExprKind::kSet: return "set display";
    case ExprKind::kJoinedStr:
    case ExprKind::kFormattedValue: return "f-string expression";
    case ExprKind::kSlice: return "slice";
    case ExprKind::kComprehension:
      switch (as<Comprehension>(expr).type) {
        case ComprehensionType::kList: return "list comprehension";
        case ComprehensionType::kSet: return "set comprehension";
        case ComprehensionType::kDict: return "dict comprehension";
        case ComprehensionType::kGenerator: return "generator expression";
      }
      break;
    case ExprKind::kConstant:
      switch (as<Constant>(expr).type) {
        case ConstantType::kNone: return "None";
        case ConstantType::kTrue: return "True";
        case ConstantType::kFalse: return "False";
        case ConstantType::kEllipsis: return "ellipsis";
        default: return "literal";
      }
  }
  return "expression";
}

}  // namespace scriptling::syntax
