// Tuples, lists, sets and dicts written out.
#include "interp/compiler_codegen.h"
#include "interp/compiler_limits.h"

namespace scriptling::compiler {

namespace {

bool has_star(ast::ExprList items) {
  for (const ast::Expr* item : items) {
    if (item->kind == ast::ExprKind::kStarred) return true;
  }
  return false;
}

}  // namespace

// Evaluates the items into consecutive temporaries; the first of them.
Reg Codegen::push_items(ast::ExprList items) {
  Reg first = static_cast<Reg>(f_->next);
  for (const ast::Expr* item : items) expr_push(*item);
  return first;
}

// r[list] = a list of the items, one by one where they are many or starred.
void Codegen::append_items(ast::ExprList items, Reg list, Span span) {
  size_t start = 0;
  while (start < items.size() && start < kMaxDisplay &&
         items[start]->kind != ast::ExprKind::kStarred) {
    ++start;
  }
  {
    Temporaries temporaries(*this);
    Reg first = push_items(items.first(start));
    emit(Op::kBuildList, span, list, first, static_cast<uint16_t>(start));
  }
  for (const ast::Expr* item : items.subspan(start)) {
    Temporaries temporaries(*this);
    if (const auto* starred = ast::try_as<ast::Starred>(item)) {
      Reg iterable = expr(*starred->value);
      emit(Op::kListExtend, starred->value->span, list, iterable);
    } else {
      Reg value = expr(*item);
      emit(Op::kListAppend, item->span, list, value);
    }
  }
}

void Codegen::tuple(const ast::TupleExpr& e, Reg dst) {
  if (std::optional<Value> constant = fold(e)) {
    load(dst, *constant, e.span);
    return;
  }
  Temporaries temporaries(*this);
  if (has_star(e.items) || e.items.size() > kMaxDisplay) {
    Reg list = is_top(dst) ? dst : allocate();
    append_items(e.items, list, e.span);
    emit(Op::kListToTuple, e.span, dst, list);
    return;
  }
  Reg first = push_items(e.items);
  emit(Op::kBuildTuple, e.span, dst, first, static_cast<uint16_t>(e.items.size()));
}

void Codegen::list(ast::ExprList items, Reg dst, Span span) {
  Temporaries temporaries(*this);
  if (!has_star(items) && items.size() <= kMaxDisplay) {
    constexpr size_t kCopiedFrom = 4;
    std::vector<Value> constants;
    for (const ast::Expr* item : items) {
      std::optional<Value> value;
      if (items.size() >= kCopiedFrom) value = fold(*item);
      if (!value) break;
      constants.push_back(*value);
    }
    if (items.size() < kCopiedFrom || constants.size() < items.size()) {
      Reg first = push_items(items);
      emit(Op::kBuildList, span, dst, first, static_cast<uint16_t>(items.size()));
      return;
    }
  }
  Reg result = is_top(dst) ? dst : allocate();
  std::vector<Value> constants;
  for (const ast::Expr* item : items) {
    std::optional<Value> value = fold(*item);
    if (!value) break;
    constants.push_back(*value);
  }
  if (constants.size() == items.size()) {
    emit(Op::kBuildList, span, result, result, 0);
    Reg all = allocate();
    load(all, constants_.tuple(constants), span);
    emit(Op::kListExtend, span, result, all);
  } else {
    append_items(items, result, span);
  }
  move(dst, result, span);
}

void Codegen::set(const ast::SetExpr& e, Reg dst) {
  Temporaries temporaries(*this);
  if (!has_star(e.items) && e.items.size() <= kMaxDisplay) {
    Reg first = push_items(e.items);
    emit(Op::kBuildSet, e.span, dst, first, static_cast<uint16_t>(e.items.size()));
    return;
  }
  Reg result = is_top(dst) ? dst : allocate();
  emit(Op::kBuildSet, e.span, result, result, 0);
  for (const ast::Expr* item : e.items) {
    Temporaries operands(*this);
    if (const auto* starred = ast::try_as<ast::Starred>(item)) {
      Reg iterable = expr(*starred->value);
      emit(Op::kSetUpdate, starred->span, result, iterable);
    } else {
      Reg value = expr(*item);
      emit(Op::kSetAdd, item->span, result, value);
    }
  }
  move(dst, result, e.span);
}

namespace {

// Pairs from `start` on that are put in together: all of them are evaluated before the
// first is hashed.
size_t keyed_items(const ast::DictExpr& e, size_t start) {
  size_t end = start;
  while (end < e.items.size() && end - start < kMaxDisplay / 2 &&
         e.items[end].key != nullptr) {
    ++end;
  }
  return end - start;
}

}  // namespace

void Codegen::push_pairs(const ast::DictExpr& e, size_t start, size_t count) {
  for (const ast::DictItem& item : e.items.subspan(start, count)) {
    expr_push(*item.key);
    expr_push(*item.value);
  }
}

void Codegen::dict(const ast::DictExpr& e, Reg dst) {
  Temporaries temporaries(*this);
  size_t start = keyed_items(e, 0);
  bool whole = start == e.items.size();
  Reg result = whole || is_top(dst) ? dst : allocate();
  {
    Temporaries operands(*this);
    Reg first = static_cast<Reg>(f_->next);
    push_pairs(e, 0, start);
    emit(Op::kBuildDict, e.span, result, first, static_cast<uint16_t>(start));
  }
  while (start < e.items.size()) {
    Temporaries operands(*this);
    const ast::DictItem& item = e.items[start];
    size_t run = keyed_items(e, start);
    if (item.key == nullptr) {
      Reg mapping = expr(*item.value);
      emit(Op::kDictUpdate, item.value->span, result, mapping);
      ++start;
    } else if (run == 1) {
      Reg key = expr(*item.key);
      Reg value = expr(*item.value);
      emit(Op::kDictPut, e.span, result, key, value);
      ++start;
    } else {
      Reg part = allocate();
      Reg first = static_cast<Reg>(f_->next);
      push_pairs(e, start, run);
      emit(Op::kBuildDict, e.span, part, first, static_cast<uint16_t>(run));
      emit(Op::kDictUpdate, e.span, result, part);
      start += run;
    }
  }
  move(dst, result, e.span);
}

}  // namespace scriptling::compiler
