#include "interp/compiler_codegen.h"

#include "interp/compiler_limits.h"

namespace scriptling::compiler {

Codegen::Codegen(Program& program, Arena& arena, const NativeStack& stack,
                 ScopeTree& scopes, ResultOf result)
    : program_(program),
      arena_(arena),
      stack_(stack),
      scopes_(scopes),
      constants_(program.pool),
      result_(result),
      class_cell_(arena.intern("__class__")) {}

void Codegen::module(const ast::Module& module) {
  auto owner = std::make_unique<Function>();  // Too large for a deep stack.
  Function& f = *owner;
  Proto* proto = begin(f, *scopes_.module(), FunctionKind::kModule);
  proto->first_line = 1;
  const ast::Constant* doc = ast::docstring(module.body);
  if (doc != nullptr) {
    proto->doc = constants_.str(doc->text);
    program_.module_doc = scriptling::as<Str>(proto->doc);
  }
  if (scopes_.module()->has_annotations) {
    emit(Op::kSetupAnnotations, {}, allocate(), kNoRegister);
    f.next = f.first_temporary;
  }
  body(module.body);
  return_none(module.body.empty() ? Span{} : module.body.back()->span);
  finish(f);
}

Reg Codegen::allocate(uint32_t count) {
  uint32_t first = f_->next;
  f_->next += count;
  if (f_->next > kMaxRegisters) {
    fail(f_->root, "function needs too many variables and temporaries");
  }
  f_->top = std::max(f_->top, f_->next);
  return static_cast<Reg>(first);
}

uint16_t Codegen::name_constant(const Name* name) {
  return code().narrow_constant(Value::object(intern(name->text)));
}

uint16_t Codegen::cache(const Name* name, Op op) {
  return code().cache(intern(name->text), op);
}

Proto* Codegen::begin(Function& f, Scope& scope, FunctionKind kind) {
  auto proto = std::make_unique<Proto>();
  proto->program = &program_;
  proto->name = intern(scope.name);
  proto->qualname = intern(qualified_name(scope));
  proto->doc = Value::none();
  proto->kind = kind;
  proto->is_generator = scope.is_generator;
  proto->is_coroutine = scope.is_async;
  for (const Name* name : scope.free_names)
    proto->free_names.push_back(intern(name->text));
  if (f_ != nullptr) {
    for (const Name* name : scope.free_names) proto->captures.push_back(capture(name));
  }
  f.outer = f_;
  f.scope = &scope;
  f.proto = proto.get();
  f_ = &f;
  program_.protos.push_back(std::move(proto));
  return f.proto;
}

uint16_t Codegen::finish(Function& f) {
  f.proto->register_count = static_cast<uint16_t>(f.top);
  f.code.finish(*f.proto);
  instructions_ += f.proto->code.size();
  if (instructions_ > kMaxProgramInstructions) fail(f.root, "program is too large");
  f_ = f.outer;
  if (f_ == nullptr) return 0;
  std::vector<Proto*>& children = f_->proto->children;
  children.push_back(f.proto);
  if (children.size() > kMaxChildren) fail(f.root, "too many functions in one function");
  return static_cast<uint16_t>(children.size() - 1);
}

void Codegen::return_none(Span span) {
  Temporaries temporaries(*this);
  Reg none = allocate();
  load(none, Value::none(), span);
  emit(Op::kReturn, span, none);
  code().stop();
}

std::string Codegen::qualified_name(const Scope& scope) {
  const Scope* parent = scope.parent;
  if (parent == nullptr || parent->kind == ScopeKind::kModule) return scope.name;
  if (scope.kind == ScopeKind::kFunction || scope.kind == ScopeKind::kClass) {
    const Name* name = mangle(arena_, parent->class_name, arena_.intern(scope.name));
    const Symbol* symbol = parent->find(name);
    if (symbol != nullptr && symbol->is_global) return scope.name;
  }
  // Names of nested functions grow with their depth, so they are cut off in the middle of
  // nowhere rather than grow without end.
  std::string outer = qualified_name(*parent);
  if (outer.size() > kMaxQualifiedName) return scope.name;
  return outer + (parent->is_function_like() ? ".<locals>." : ".") + scope.name;
}

}  // namespace scriptling::compiler
