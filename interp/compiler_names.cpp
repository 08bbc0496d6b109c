// Names: where they live, reading, writing, deleting them.
#include "interp/compiler_codegen.h"

namespace scriptling::compiler {

namespace {

Variable own(Symbol& symbol) {
  return {symbol.is_captured ? Variable::kCell : Variable::kLocal, symbol.reg, &symbol};
}

}  // namespace

Variable Codegen::find(const Name* name) {
  for (size_t n = f_->inlined.size(); n-- > 0;) {
    Symbol* symbol = f_->inlined[n]->find(name);
    if (symbol == nullptr) continue;
    if (symbol->is_global) return {};
    if (symbol->is_own()) return own(*symbol);
  }
  Scope& scope = *f_->scope;
  if (scope.kind == ScopeKind::kModule) return {};
  Symbol* symbol = scope.find(name);
  if (symbol != nullptr && symbol->is_global) return {Variable::kGlobal, 0, symbol};
  int free = scope.free_index(name);
  auto index = static_cast<uint16_t>(free);
  if (scope.kind == ScopeKind::kClass) {
    if (symbol != nullptr && symbol->is_nonlocal) return {Variable::kFree, index, symbol};
    if (free >= 0 && (symbol == nullptr || !symbol->is_bound)) {
      return {Variable::kClassFree, index, symbol};
    }
    return {Variable::kClassName, 0, symbol};
  }
  if (symbol != nullptr && symbol->is_own()) return own(*symbol);
  if (free >= 0) return {Variable::kFree, index, symbol};
  return {Variable::kGlobal, 0, symbol};
}

Capture Codegen::capture(const Name* name) {
  for (size_t n = f_->inlined.size(); n-- > 0;) {
    Symbol* symbol = f_->inlined[n]->find(name);
    if (symbol != nullptr && symbol->is_own()) return {true, symbol->reg};
  }
  Scope& scope = *f_->scope;
  if (scope.kind == ScopeKind::kClass) {
    if (name == class_cell_ && scope.needs_class_cell) return {true, 1};
  } else if (Symbol* symbol = scope.find(name); symbol != nullptr && symbol->is_own()) {
    return {true, symbol->reg};
  }
  return {false, static_cast<uint16_t>(scope.free_index(name))};
}

void Codegen::check_bound(const Variable& variable, Span span) {
  if (code().bound().has(variable.index)) return;
  emit(Op::kCheckBound, span, variable.index, 0, name_constant(variable.symbol->name));
  bound(variable);
}

void Codegen::bound(const Variable& variable) { code().bound().add(variable.index); }

void Codegen::bind_head(Label label) {
  code().bind(label);
  for (Reg r : f_->deletable) code().bound().remove(r);
}

void Codegen::protect(Region& region, Reg exception) {
  code().open(region, exception);
  for (Reg r : f_->deletable) region.bound.remove(r);
}

// The register of a local that may be used where it stands; nothing for other names, and
// for locals that a walrus still to come in this statement would change too early.
std::optional<Reg> Codegen::in_place(const ast::NameExpr& name) {
  Variable variable = find(mangled(name.name));
  if (variable.place != Variable::kLocal) return std::nullopt;
  for (uint32_t offset : variable.symbol->walrus_offsets) {
    if (offset < f_->root.start || offset >= f_->root.end) continue;
    if (f_->out_of_order || offset > name.span.start) return std::nullopt;
  }
  check_bound(variable, name.span);
  return variable.index;
}

std::optional<Reg> Codegen::plain_local(const ast::Expr& target) {
  const auto* name = ast::try_as<ast::NameExpr>(&target);
  if (name == nullptr) return std::nullopt;
  Variable variable = find(mangled(name->name));
  if (variable.place != Variable::kLocal) return std::nullopt;
  return variable.index;
}

void Codegen::load_name(const Name* raw, Reg dst, Span span) {
  const Name* name = mangled(raw);
  Variable variable = find(name);
  switch (variable.place) {
    case Variable::kLocal:
      check_bound(variable, span);
      move(dst, variable.index, span);
      break;
    case Variable::kCell:
      emit(Op::kLoadCell, span, dst, variable.index, name_constant(name));
      break;
    case Variable::kFree:
      emit(Op::kLoadFree, span, dst, variable.index, name_constant(name));
      break;
    case Variable::kGlobal:
      emit(Op::kLoadGlobal, span, dst, 0, cache(name, Op::kLoadGlobal));
      break;
    case Variable::kClassName:
      emit(Op::kLoadName, span, dst, 0, cache(name, Op::kLoadName));
      break;
    case Variable::kClassFree:
      emit(Op::kLoadClassFree, span, dst, variable.index, name_constant(name));
      break;
  }
}

void Codegen::store_name(const Name* raw, Reg value, Span span) {
  const Name* name = mangled(raw);
  Variable variable = find(name);
  switch (variable.place) {
    case Variable::kLocal:
      move(variable.index, value, span);
      bound(variable);
      break;
    case Variable::kCell: emit(Op::kStoreCell, span, variable.index, value); break;
    case Variable::kFree: emit(Op::kStoreFree, span, value, variable.index); break;
    case Variable::kGlobal:
      emit(Op::kStoreGlobal, span, value, 0, cache(name, Op::kStoreGlobal));
      break;
    case Variable::kClassName:
    case Variable::kClassFree:
      emit(Op::kStoreName, span, value, 0, cache(name, Op::kStoreName));
      break;
  }
}

void Codegen::delete_name(const Name* raw, Span span) {
  const Name* name = mangled(raw);
  Variable variable = find(name);
  switch (variable.place) {
    case Variable::kLocal:
      emit(Op::kDelLocal, span, variable.index, 0, name_constant(name));
      code().bound().remove(variable.index);
      break;
    case Variable::kCell:
      emit(Op::kDelCell, span, variable.index, 0, name_constant(name));
      break;
    case Variable::kFree:
      emit(Op::kDelFree, span, 0, variable.index, name_constant(name));
      break;
    case Variable::kGlobal:
      emit(Op::kDelGlobal, span, 0, 0, cache(name, Op::kDelGlobal));
      break;
    case Variable::kClassName:
    case Variable::kClassFree:
      emit(Op::kDelName, span, 0, 0, cache(name, Op::kDelName));
      break;
  }
}

// At the end of an except clause its name is gone, whether or not the clause deleted it.
void Codegen::unbind_clause_name(const Name* name, Span span) {
  Variable variable = find(mangled(name));
  if (variable.place == Variable::kLocal) {
    emit(Op::kUnbind, span, variable.index);
    code().bound().remove(variable.index);
    return;
  }
  Temporaries temporaries(*this);
  Reg none = allocate();
  load(none, Value::none(), span);
  store_name(name, none, span);
  delete_name(name, span);
}

}  // namespace scriptling::compiler
