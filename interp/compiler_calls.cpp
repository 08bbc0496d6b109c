// Calls: arguments go straight into consecutive registers behind the function.
#include "interp/compiler_codegen.h"
#include "interp/compiler_limits.h"

namespace scriptling::compiler {

void Codegen::check_keywords(const ast::Call& e) {
  // Few have many; the quadratic search is for those that are written by hand.
  constexpr size_t kMaxCompared = 1000;
  size_t count = std::min(e.keywords.size(), kMaxCompared);
  for (size_t n = 0; n < count; ++n) {
    if (e.keywords[n].name == nullptr) continue;
    for (size_t m = 0; m < n; ++m) {
      if (e.keywords[m].name != e.keywords[n].name) continue;
      fail(e.keywords[n].span,
           "keyword argument repeated: " + std::string(e.keywords[n].name->text));
    }
  }
}

// Calls r[callee], or the method in r[callee], r[callee+1]. The arguments follow.
// Requires: what is called stands in the topmost temporaries.
void Codegen::call(const ast::Call& e, Reg callee, bool is_method) {
  check_keywords(e);
  bool unpacking = e.args.size() + e.keywords.size() > kMaxArguments && !is_method;
  for (const ast::Expr* arg : e.args) {
    unpacking |= arg->kind == ast::ExprKind::kStarred;
  }
  for (const ast::Keyword& keyword : e.keywords) unpacking |= keyword.name == nullptr;
  if (unpacking) {
    call_with_unpacking(e, callee);
    return;
  }
  Temporaries temporaries(*this);
  for (const ast::Expr* arg : e.args) expr_push(*arg);
  std::vector<Value> names;
  for (const ast::Keyword& keyword : e.keywords) {
    expr_push(*keyword.value);
    names.push_back(Value::object(intern(keyword.name->text)));
  }
  auto count = static_cast<uint16_t>(e.args.size() + e.keywords.size());
  if (names.empty()) {
    emit(is_method ? Op::kCallMethod : Op::kCall, e.span, callee, count);
  } else {
    emit(is_method ? Op::kCallMethodKw : Op::kCallKw, e.span, callee, count,
         code().narrow_constant(constants_.tuple(names)));
  }
}

void Codegen::call_with_unpacking(const ast::Call& e, Reg callee) {
  Temporaries temporaries(*this);
  Reg positional = allocate(), keywords = allocate();
  const auto* only = e.args.size() == 1 ? ast::try_as<ast::Starred>(e.args[0]) : nullptr;
  if (only != nullptr) {
    Temporaries operands(*this);
    Reg items = expr(*only->value);
    emit(Op::kStarTuple, e.span, positional, items, callee);
  } else if (e.args.empty()) {
    load(positional, constants_.tuple({}), e.span);
  } else {
    append_items(e.args, positional, e.span);
    emit(Op::kListToTuple, e.span, positional, positional);
  }
  if (e.keywords.empty()) {
    emit(Op::kUnbind, e.span, keywords);
  } else {
    emit(Op::kBuildDict, e.span, keywords, keywords, 0);
    for (const ast::Keyword& keyword : e.keywords) {
      Temporaries operands(*this);
      if (keyword.name == nullptr) {
        Reg mapping = expr(*keyword.value);
        emit(Op::kDictMerge, e.span, keywords, mapping, callee);
      } else {
        // Through DictMerge too: f(**{"a": 1}, a=2) is an error.
        Reg pair = allocate();
        load(pair, Value::object(intern(keyword.name->text)), keyword.span);
        expr_push(*keyword.value);
        bool after_mapping = false;
        for (const ast::Keyword& before : e.keywords) {
          if (&before == &keyword) break;
          after_mapping |= before.name == nullptr;
        }
        if (after_mapping) {
          emit(Op::kBuildDict, keyword.span, pair, pair, 1);
          emit(Op::kDictMerge, e.span, keywords, pair, callee);
        } else {
          emit(Op::kDictPut, keyword.span, keywords, pair,
               static_cast<uint16_t>(pair + 1));
        }
      }
    }
  }
  emit(Op::kCallEx, e.span, callee);
}

// `super()` without arguments in a function of a class that has a first argument.
bool Codegen::is_plain_super(const ast::Call& call) {
  const auto* name = ast::try_as<ast::NameExpr>(call.callee);
  if (name == nullptr || name->name->text != "super") return false;
  if (!call.args.empty() || !call.keywords.empty()) return false;
  Scope& scope = *f_->scope;
  bool is_function =
      scope.kind == ScopeKind::kFunction || scope.kind == ScopeKind::kLambda;
  return is_function && f_->proto->positional > 0 && scope.free_index(class_cell_) >= 0 &&
         find(name->name).place == Variable::kGlobal;
}

// r[base ...] = super, __class__, the first argument.
void Codegen::push_super(const ast::Call& call, Reg base) {
  auto second = static_cast<Reg>(base + 1), third = static_cast<Reg>(base + 2);
  load_name(ast::as<ast::NameExpr>(*call.callee).name, base, call.callee->span);
  load_name(class_cell_, second, call.span);
  load_name(f_->scope->symbols.front().name, third, call.span);
}

}  // namespace scriptling::compiler
