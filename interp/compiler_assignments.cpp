// Assignments of all kinds.
#include "interp/compiler_codegen.h"

namespace scriptling::compiler {

namespace {

bool is_name(const ast::Expr& e) { return e.kind == ast::ExprKind::kName; }

std::optional<ast::ExprList> items_of(const ast::Expr& e) {
  if (const auto* tuple = ast::try_as<ast::TupleExpr>(&e)) return tuple->items;
  if (const auto* list = ast::try_as<ast::ListExpr>(&e)) return list->items;
  return std::nullopt;
}

}  // namespace

void Codegen::assign(const ast::Assign& stmt) {
  f_->root = stmt.span;
  if (stmt.targets.size() == 1) {
    if (std::optional<Reg> local = plain_local(*stmt.targets[0])) {
      expr_to(*stmt.value, *local);
      bound(find(mangled(ast::as<ast::NameExpr>(*stmt.targets[0]).name)));
      return;
    }
    if (assign_in_parallel(stmt)) return;
  }
  Temporaries temporaries(*this);
  // The value is written last and evaluated first, so a walrus in a target comes after
  // it.
  bool only_names = true;
  for (const ast::Expr* target : stmt.targets) only_names &= is_name(*target);
  f_->out_of_order = !only_names;
  // With several targets the first ones may rebind a local that is the value.
  Reg value =
      only_names || stmt.targets.size() == 1 ? expr(*stmt.value) : expr_push(*stmt.value);
  f_->out_of_order = false;
  for (const ast::Expr* target : stmt.targets) store(*target, value);
}

// `a, b = x, y` without a tuple in between, for distinct plain locals. All values are
// there before the first local changes; the last value may go straight to its place.
bool Codegen::assign_in_parallel(const ast::Assign& stmt) {
  std::optional<ast::ExprList> targets = items_of(*stmt.targets[0]);
  const auto* values = ast::try_as<ast::TupleExpr>(stmt.value);
  constexpr size_t kMost = 8;
  if (!targets || values == nullptr || targets->size() != values->items.size() ||
      targets->size() > kMost || targets->empty()) {
    return false;
  }
  std::vector<Reg> locals;
  for (size_t n = 0; n < targets->size(); ++n) {
    std::optional<Reg> local = plain_local(*(*targets)[n]);
    if (!local || values->items[n]->kind == ast::ExprKind::kStarred) return false;
    for (Reg other : locals) {
      if (other == *local) return false;
    }
    locals.push_back(*local);
  }
  auto is_target = [&](Reg r) {
    for (Reg local : locals) {
      if (local == r) return true;
    }
    return false;
  };
  Temporaries temporaries(*this);
  std::vector<Reg> sources;
  for (size_t n = 0; n + 1 < locals.size(); ++n) {
    if (fold(*values->items[n])) {
      sources.push_back(locals[n]);  // Loaded when its turn comes.
      continue;
    }
    const auto* name = ast::try_as<ast::NameExpr>(values->items[n]);
    std::optional<Reg> local = name != nullptr ? in_place(*name) : std::nullopt;
    bool stays = local && !is_target(*local);
    sources.push_back(stays ? *local : expr_push(*values->items[n]));
  }
  expr_to(*values->items.back(), locals.back());
  for (size_t n = 0; n + 1 < locals.size(); ++n) {
    std::optional<Value> constant = fold(*values->items[n]);
    if (constant) load(locals[n], *constant, values->items[n]->span);
    move(locals[n], sources[n], (*targets)[n]->span);
  }
  for (const ast::Expr* target : *targets) {
    bound(find(mangled(ast::as<ast::NameExpr>(*target).name)));
  }
  return true;
}

void Codegen::store(const ast::Expr& target, Reg value) {
  Temporaries temporaries(*this);
  switch (target.kind) {
    case ast::ExprKind::kName:
      store_name(ast::as<ast::NameExpr>(target).name, value, target.span);
      break;
    case ast::ExprKind::kAttribute: {
      const auto& attribute = ast::as<ast::Attribute>(target);
      Reg object = expr(*attribute.value);
      emit(Op::kStoreAttr, target.span, object, value,
           cache(mangled(attribute.name), Op::kStoreAttr));
      break;
    }
    case ast::ExprKind::kSubscript: {
      const auto& item = ast::as<ast::Subscript>(target);
      Reg container = expr(*item.value);
      Reg key = index(*item.index);
      emit(Op::kSetItem, target.span, container, key, value);
      break;
    }
    case ast::ExprKind::kStarred:
      fail(target.span, "starred assignment target must be in a list or tuple");
    default: unpack(*items_of(target), value, target.span); break;
  }
}

// The first of the registers when all targets are plain locals in consecutive ones.
std::optional<Reg> Codegen::consecutive_locals(ast::ExprList targets) {
  std::optional<Reg> first;
  for (size_t n = 0; n < targets.size(); ++n) {
    const ast::Expr* target = targets[n];
    if (const auto* starred = ast::try_as<ast::Starred>(target)) target = starred->value;
    std::optional<Reg> local = plain_local(*target);
    if (!local || (first && *local != *first + n)) return std::nullopt;
    if (!first) first = local;
  }
  return first;
}

void Codegen::unpack(ast::ExprList targets, Reg value, Span span) {
  std::optional<size_t> star;
  for (size_t n = 0; n < targets.size(); ++n) {
    if (targets[n]->kind != ast::ExprKind::kStarred) continue;
    if (star) fail(targets[n]->span, "multiple starred expressions in assignment");
    star = n;
  }
  size_t before = star.value_or(0);
  size_t after = star ? targets.size() - before - 1 : 0;
  if (before > 255 || after > 255) {
    fail(span, "too many expressions in star-unpacking assignment");
  }
  Temporaries temporaries(*this);
  std::optional<Reg> locals = consecutive_locals(targets);
  Reg first = locals ? *locals : allocate(static_cast<uint32_t>(targets.size()));
  if (star) {
    emit(Op::kUnpackEx, span, first, value, static_cast<uint16_t>(before * 256 + after));
  } else {
    emit(Op::kUnpack, span, first, value, static_cast<uint16_t>(targets.size()));
  }
  for (size_t n = 0; n < targets.size(); ++n) {
    const ast::Expr* target = targets[n];
    if (const auto* starred = ast::try_as<ast::Starred>(target)) target = starred->value;
    store(*target, static_cast<Reg>(first + n));
  }
}

void Codegen::augmented_assign(const ast::AugAssign& stmt) {
  f_->root = stmt.span;
  Temporaries temporaries(*this);
  if (const auto* name = ast::try_as<ast::NameExpr>(stmt.target)) {
    if (std::optional<Reg> local = in_place(*name)) {
      binary_op(stmt.op, true, *stmt.value, *local, *local, stmt.span);
      return;
    }
    Reg value = allocate();
    load_name(name->name, value, name->span);
    binary_op(stmt.op, true, *stmt.value, value, value, stmt.span);
    store_name(name->name, value, name->span);
    return;
  }
  if (const auto* attribute = ast::try_as<ast::Attribute>(stmt.target)) {
    Reg object = expr(*attribute->value);
    Reg value = allocate();
    const Name* name = mangled(attribute->name);
    emit(Op::kLoadAttr, attribute->span, value, object, cache(name, Op::kLoadAttr));
    binary_op(stmt.op, true, *stmt.value, value, value, stmt.span);
    emit(Op::kStoreAttr, attribute->span, object, value, cache(name, Op::kStoreAttr));
    return;
  }
  const auto& item = ast::as<ast::Subscript>(*stmt.target);
  Reg container = expr(*item.value);
  Reg key = index(*item.index);
  Reg value = allocate();
  emit(Op::kGetItem, item.span, value, container, key);
  binary_op(stmt.op, true, *stmt.value, value, value, stmt.span);
  emit(Op::kSetItem, item.span, container, key, value);
}

void Codegen::annotated_assign(const ast::AnnAssign& stmt) {
  f_->root = stmt.span;
  f_->out_of_order = true;
  Temporaries temporaries(*this);
  if (stmt.value != nullptr) {
    std::optional<Reg> local = plain_local(*stmt.target);
    if (local) {
      expr_to(*stmt.value, *local);
      bound(find(mangled(ast::as<ast::NameExpr>(*stmt.target).name)));
    } else {
      store(*stmt.target, expr(*stmt.value));
    }
  } else if (const auto* attribute = ast::try_as<ast::Attribute>(stmt.target)) {
    evaluate(*attribute->value);
  } else if (const auto* item = ast::try_as<ast::Subscript>(stmt.target)) {
    evaluate(*item->value);
    Temporaries key(*this);
    index(*item->index);
  }
  f_->out_of_order = false;
  // In functions annotations of variables are not evaluated.
  if (f_->scope->is_function_like()) return;
  if (!stmt.is_simple) {
    if (!scopes_.has_future_annotations()) evaluate(*stmt.annotation);
    return;
  }
  const Name* name = mangled(ast::as<ast::NameExpr>(*stmt.target).name);
  Reg annotation = allocate(), names = allocate(), key = allocate();
  annotation_to(*stmt.annotation, annotation);
  bool in_class = f_->scope->kind == ScopeKind::kClass;
  emit(Op::kSetupAnnotations, stmt.span, names, in_class ? 0 : kNoRegister);
  load(key, Value::object(intern(name->text)), stmt.span);
  emit(Op::kSetItem, stmt.span, names, key, annotation);
}

}  // namespace scriptling::compiler
