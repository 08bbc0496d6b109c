// Expressions, and the comprehensions that are scopes of their own.
#include "interp/scope_builder.h"

namespace scriptling::compiler {

using namespace ast;

namespace {

const char* comprehension_name(ComprehensionType type) {
  switch (type) {
    case ComprehensionType::kList: return "<listcomp>";
    case ComprehensionType::kSet: return "<setcomp>";
    case ComprehensionType::kDict: return "<dictcomp>";
    case ComprehensionType::kGenerator: return "<genexpr>";
  }
  return "";
}

const char* comprehension_words(ComprehensionType type) {
  switch (type) {
    case ComprehensionType::kList: return "list comprehension";
    case ComprehensionType::kSet: return "set comprehension";
    case ComprehensionType::kDict: return "dict comprehension";
    case ComprehensionType::kGenerator: return "generator expression";
  }
  return "";
}

std::string quoted(const Name* name) { return "'" + std::string(name->text) + "'"; }

}  // namespace

void ScopeBuilder::keywords(List<Keyword> list) {
  for (const Keyword& keyword : list) {
    if (keyword.name != nullptr) forbid_debug(keyword.name, keyword.span);
    expression(keyword.value);
  }
}

// Goes down the left spine with a loop, into everything else by recursion.
void ScopeBuilder::expression(const Expr* expr) {
  while (expr != nullptr) {
    switch (expr->kind) {
      case ExprKind::kBinOp:
        expression(as<BinOp>(*expr).right);
        expr = as<BinOp>(*expr).left;
        break;
      case ExprKind::kAttribute: {
        const auto& attribute = as<Attribute>(*expr);
        if (attribute.context != Context::kLoad) {
          forbid_debug(attribute.name, attribute.span);
        }
        expr = attribute.value;
        break;
      }
      case ExprKind::kSubscript:
        expression(as<Subscript>(*expr).index);
        expr = as<Subscript>(*expr).value;
        break;
      case ExprKind::kCall:
        expressions(as<Call>(*expr).args);
        keywords(as<Call>(*expr).keywords);
        expr = as<Call>(*expr).callee;
        break;
      default: expression_leaf(*expr); return;
    }
  }
}

void ScopeBuilder::expression_leaf(const Expr& expr) {
  check_room(stack_, expr.span);
  switch (expr.kind) {
    case ExprKind::kConstant:
    case ExprKind::kBinOp:
    case ExprKind::kAttribute:
    case ExprKind::kSubscript:
    case ExprKind::kCall: break;
    case ExprKind::kName: name(as<NameExpr>(expr)); break;
    case ExprKind::kSlice:
      expression(as<Slice>(expr).lower);
      expression(as<Slice>(expr).upper);
      expression(as<Slice>(expr).step);
      break;
    case ExprKind::kUnaryOp: expression(as<UnaryOp>(expr).operand); break;
    case ExprKind::kBoolOp: expressions(as<BoolOp>(expr).values); break;
    case ExprKind::kCompare:
      expression(as<Compare>(expr).left);
      expressions(as<Compare>(expr).comparators);
      break;
    case ExprKind::kIfExp:
      expression(as<IfExp>(expr).test);
      expression(as<IfExp>(expr).body);
      expression(as<IfExp>(expr).orelse);
      break;
    case ExprKind::kNamedExpr: walrus(as<NamedExpr>(expr)); break;
    case ExprKind::kLambda: lambda(as<Lambda>(expr)); break;
    case ExprKind::kTuple: expressions(as<TupleExpr>(expr).items); break;
    case ExprKind::kList: expressions(as<ListExpr>(expr).items); break;
    case ExprKind::kSet: expressions(as<SetExpr>(expr).items); break;
    case ExprKind::kDict:
      for (const DictItem& item : as<DictExpr>(expr).items) {
        expression(item.key);
        expression(item.value);
      }
      break;
    case ExprKind::kComprehension: comprehension(as<Comprehension>(expr)); break;
    case ExprKind::kStarred: expression(as<Starred>(expr).value); break;
    case ExprKind::kAwait:
      await_here(expr.span);
      expression(as<Await>(expr).value);
      break;
    case ExprKind::kYield:
      yield_here(expr);
      expression(as<Yield>(expr).value);
      break;
    case ExprKind::kYieldFrom:
      yield_here(expr);
      if (scope_->is_async) fail(expr.span, "'yield from' inside async function");
      expression(as<YieldFrom>(expr).value);
      break;
    case ExprKind::kJoinedStr: expressions(as<JoinedStr>(expr).parts); break;
    case ExprKind::kFormattedValue:
      expression(as<FormattedValue>(expr).value);
      expression(as<FormattedValue>(expr).format_spec);
      break;
  }
}

void ScopeBuilder::await_here(Span span) {
  if (!scope_->is_function_like()) fail(span, "'await' outside function");
  if (scope_->kind == ScopeKind::kComprehension) {
    scope_->is_async = true;
  } else if (!scope_->is_async) {
    fail(span, "'await' outside async function");
  }
}

void ScopeBuilder::yield_here(const Expr& expr) {
  if (!scope_->is_function_like()) fail(expr.span, "'yield' outside function");
  if (scope_->kind == ScopeKind::kComprehension) {
    fail(expr.span,
         std::string("'yield' inside ") + comprehension_words(scope_->comprehension));
  }
  scope_->is_generator = true;
}

void ScopeBuilder::comprehension(const Comprehension& expr) {
  const CompFor& outermost = expr.fors.front();
  ++in_iterable_;
  expression(outermost.iter);
  --in_iterable_;

  Scope& outer = *scope_;
  Scope& scope = open(ScopeKind::kComprehension, &expr, comprehension_name(expr.type));
  scope.comprehension = expr.type;
  scope.is_generator = expr.type == ComprehensionType::kGenerator;
  scope.is_inlined = !scope.is_generator && outer.kind != ScopeKind::kClass;
  for (const CompFor& clause : expr.fors) {
    if (clause.is_async) scope.is_async = true;
    if (&clause != &outermost) {
      ++in_iterable_;
      expression(clause.iter);
      --in_iterable_;
    }
    // The names of the targets, however they are nested.
    std::vector<const Expr*> targets{clause.target};
    while (!targets.empty()) {
      const Expr* target = targets.back();
      targets.pop_back();
      if (const auto* tuple = try_as<TupleExpr>(target)) {
        targets.insert(targets.end(), tuple->items.rbegin(), tuple->items.rend());
      } else if (const auto* list = try_as<ListExpr>(target)) {
        targets.insert(targets.end(), list->items.rbegin(), list->items.rend());
      } else if (const auto* starred = try_as<Starred>(target)) {
        targets.push_back(starred->value);
      } else if (const auto* name = try_as<NameExpr>(target)) {
        Symbol& symbol = scope_->get(mangled(name->name));
        if (symbol.is_walrus) {
          fail(target->span,
               "comprehension inner loop cannot rebind assignment expression "
               "target " +
                   quoted(name->name));
        }
        symbol.is_iteration = true;
        bind(name->name, target->span);
      } else {
        expression(target);
      }
    }
    expressions(clause.conditions);
  }
  expression(expr.value);
  expression(expr.element);
  bool is_async = scope.is_async;
  close();
  if (!is_async || expr.type == ComprehensionType::kGenerator) return;
  bool allowed = outer.is_function_like() &&
                 (outer.is_async || outer.kind == ScopeKind::kComprehension);
  if (!allowed) {
    fail(expr.span, "asynchronous comprehension outside of an asynchronous function");
  }
  if (outer.kind == ScopeKind::kComprehension) outer.is_async = true;
}

// Binds in the function around all comprehensions.
void ScopeBuilder::walrus(const NamedExpr& expr) {
  const Name* name = mangled(expr.target->name);
  if (in_iterable_ > 0) {
    fail(expr.span,
         "assignment expression cannot be used in a comprehension iterable "
         "expression");
  }
  expression(expr.value);
  forbid_debug(expr.target->name, expr.target->span);
  Scope* owner = scope_;
  std::vector<Scope*> crossed;
  for (; owner->kind == ScopeKind::kComprehension; owner = owner->parent) {
    Symbol* symbol = owner->find(name);
    if (symbol != nullptr && symbol->is_iteration) {
      fail(expr.target->span,
           "assignment expression cannot rebind comprehension iteration "
           "variable " +
               quoted(expr.target->name));
    }
    crossed.push_back(owner);
  }
  if (!crossed.empty() && owner->kind == ScopeKind::kClass) {
    fail(expr.target->span,
         "assignment expression within a comprehension cannot be used in a "
         "class body");
  }
  Symbol& target = owner->get(name);
  target.is_bound = true;
  target.walrus_offsets.push_back(expr.span.start);
  bool is_global = owner->kind == ScopeKind::kModule || target.is_global;
  for (Scope* comprehension : crossed) {
    Symbol& symbol = comprehension->get(name);
    symbol.is_walrus = symbol.is_bound = true;
    (is_global ? symbol.is_global : symbol.is_nonlocal) = true;
  }
}

}  // namespace scriptling::compiler
