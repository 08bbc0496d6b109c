// Comprehensions: run in the frame around them where that cannot be told, else functions.
#include "interp/compiler_codegen.h"

namespace scriptling::compiler {

namespace {

Op build_op(ast::ComprehensionType type) {
  switch (type) {
    case ast::ComprehensionType::kSet: return Op::kBuildSet;
    case ast::ComprehensionType::kDict: return Op::kBuildDict;
    default: return Op::kBuildList;
  }
}

}  // namespace

void Codegen::comprehension(const ast::Comprehension& e, Reg dst) {
  Scope& scope = *scopes_.of(&e);
  if (scope.is_inlined) {
    inlined_comprehension(e, scope, dst);
  } else {
    comprehension_function(e, scope, dst);
  }
}

// The comprehension's variables are temporaries that no other code can name. Those that
// functions inside it refer to are cells, new ones each time.
void Codegen::inlined_comprehension(const ast::Comprehension& e, Scope& scope, Reg dst) {
  Temporaries temporaries(*this);
  Reg result = is_top(dst) ? dst : allocate();
  Reg iterator = allocate();
  const ast::CompFor& outermost = e.fors.front();
  {
    Temporaries operands(*this);
    Reg iterable = expr(*outermost.iter);
    emit(outermost.is_async ? Op::kGetAiter : Op::kGetIter, outermost.iter->span,
         iterator, iterable);
  }
  // Only a name that is read before its own `for` was reached can be seen unbound.
  bool may_be_unbound =
      e.fors.size() > 1 || (outermost.target->kind != ast::ExprKind::kName &&
                            outermost.target->kind != ast::ExprKind::kTuple);
  for (Symbol& symbol : scope.symbols) {
    if (!symbol.is_own()) continue;
    symbol.reg = allocate();
    code().bound().remove(symbol.reg);
    if (symbol.is_captured || may_be_unbound) emit(Op::kUnbind, e.span, symbol.reg);
    if (symbol.is_captured) emit(Op::kMakeCell, e.span, symbol.reg);
  }
  emit(build_op(e.type), e.span, result, result, 0);
  f_->inlined.push_back(&scope);
  comprehension_loop(e, 0, iterator, result);
  f_->inlined.pop_back();
  move(dst, result, e.span);
}

void Codegen::comprehension_function(const ast::Comprehension& e, Scope& scope, Reg dst) {
  Temporaries temporaries(*this);
  uint16_t child = comprehension_code(e, scope);
  const ast::CompFor& outermost = e.fors.front();
  Reg function = is_top(dst) ? dst : allocate();
  emit(Op::kMakeFunction, e.span, function, child, kNoRegister);
  {
    Reg argument = allocate();
    Temporaries operands(*this);
    Reg iterable = expr(*outermost.iter);
    emit(outermost.is_async ? Op::kGetAiter : Op::kGetIter, outermost.iter->span,
         argument, iterable);
  }
  emit(Op::kCall, e.span, function, 1);
  move(dst, function, e.span);
}

// A function of one argument, the iterator of the outermost `for`.
uint16_t Codegen::comprehension_code(const ast::Comprehension& e, Scope& scope) {
  auto owner = std::make_unique<Function>();  // Too large for a deep stack.
  Function& f = *owner;
  Proto* proto = begin(f, scope, FunctionKind::kComprehension);
  proto->first_line = program_.source->line(e.span.start);
  proto->positional = proto->positional_only = 1;
  proto->local_names.push_back(intern(".0"));
  f.root = e.span;
  Reg iterator = allocate();
  for (Symbol& symbol : scope.symbols) {
    if (!symbol.is_own()) continue;
    symbol.reg = allocate();
    proto->local_names.push_back(intern(symbol.name->text));
  }
  f.first_temporary = static_cast<Reg>(f.next);
  make_cells(f);
  if (scope.is_generator) {
    comprehension_loop(e, 0, iterator, 0);
    return_none(e.span);
  } else {
    Reg result = allocate();
    emit(build_op(e.type), e.span, result, result, 0);
    comprehension_loop(e, 0, iterator, result);
    emit(Op::kReturn, e.span, result);
    code().stop();
  }
  return finish(f);
}

void Codegen::comprehension_loop(const ast::Comprehension& e, size_t at, Reg iterator,
                                 Reg result) {
  // As deep as Python lets `for` statements nest, and then some.
  constexpr size_t kMaxClauses = 100;
  if (at >= kMaxClauses) fail(e.span, "too many statically nested blocks");
  Temporaries temporaries(*this);
  const ast::CompFor& clause = e.fors[at];
  if (at > 0) {
    iterator = allocate();
    Temporaries operands(*this);
    Reg iterable = expr(*clause.iter);
    emit(clause.is_async ? Op::kGetAiter : Op::kGetIter, clause.iter->span, iterator,
         iterable);
  }
  Label next = code().make_label(), exhausted = code().make_label();
  std::optional<Reg> local = plain_local(*clause.target);
  Reg item = local ? *local : allocate();
  code().bind(next);
  if (clause.is_async) {
    next_async(iterator, item, exhausted, clause.iter->span);
  } else {
    code().jump(Op::kForIter, exhausted, clause.iter->span, iterator, item);
  }
  store(*clause.target, item);
  for (const ast::Expr* test : clause.conditions) condition(*test, false, next);
  if (at + 1 < e.fors.size()) {
    comprehension_loop(e, at + 1, 0, result);
  } else {
    comprehension_element(e, result);
  }
  code().jump(Op::kJump, next, e.span);
  code().bind(exhausted);
}

void Codegen::comprehension_element(const ast::Comprehension& e, Reg result) {
  Temporaries temporaries(*this);
  Reg element = expr(*e.element);
  switch (e.type) {
    case ast::ComprehensionType::kList:
      emit(Op::kListAppend, e.element->span, result, element);
      break;
    case ast::ComprehensionType::kSet:
      emit(Op::kSetAdd, e.element->span, result, element);
      break;
    case ast::ComprehensionType::kDict: {
      Reg value = expr(*e.value);
      emit(Op::kDictPut, join(e.element->span, e.value->span), result, element, value);
      break;
    }
    case ast::ComprehensionType::kGenerator:
      emit(Op::kYield, e.element->span, allocate(), element, kNoRegister);
      break;
  }
}

}  // namespace scriptling::compiler
