#include "interp/scope.h"

#include <utility>

#include "interp/scope_builder.h"

namespace scriptling::compiler {

void fail(Span span, std::string message) {
  Diagnostic diagnostic;
  diagnostic.message = std::move(message);
  diagnostic.span = span;
  throw CompileError{std::move(diagnostic)};
}

void check_room(const NativeStack& stack, Span span) {
  if (!stack.has_room()) fail(span, "too many nested expressions or blocks");
}

Symbol& Scope::get(const Name* symbol) {
  Symbol*& slot = by_name[symbol];
  if (slot == nullptr) {
    slot = &symbols.emplace_back();
    slot->name = symbol;
  }
  return *slot;
}

int Scope::free_index(const Name* symbol) const {
  for (size_t i = 0; i < free_names.size(); ++i) {
    if (free_names[i] == symbol) return static_cast<int>(i);
  }
  return -1;
}

const Name* mangle(Arena& arena, const Name* class_name, const Name* name) {
  std::string_view text = name->text;
  if (class_name == nullptr || !text.starts_with("__") || text.ends_with("__") ||
      text.find('.') != std::string_view::npos) {
    return name;
  }
  std::string_view stripped = class_name->text;
  stripped.remove_prefix(std::min(stripped.find_first_not_of('_'), stripped.size()));
  if (stripped.empty()) return name;
  return arena.intern("_" + std::string(stripped) + std::string(text));
}

ScopeTree::ScopeTree(const ast::Module& module, Arena& arena, const NativeStack& stack,
                     bool allow_return) {
  class_cell_ = arena.intern("__class__");
  ScopeBuilder(*this, arena, stack, allow_return).build(module);
  resolve();
}

void ScopeTree::resolve() {
  for (Scope& scope : scopes_) {
    for (Symbol& symbol : scope.symbols) resolve(scope, symbol);
  }
}

// Finds the enclosing scope that provides `symbol` and lets every function between carry
// the cell. Inlined comprehensions are no functions: what only they reach for stays a
// register.
void ScopeTree::resolve(Scope& scope, Symbol& symbol) {
  if (symbol.is_global || symbol.is_own() || scope.kind == ScopeKind::kModule) return;
  std::vector<Scope*> between;
  Symbol* provider = nullptr;
  Scope* provider_class = nullptr;
  Scope* at = &scope;
  for (;;) {
    between.push_back(at);
    at = at->parent;
    if (at == nullptr || at->kind == ScopeKind::kModule) break;
    if (at->kind == ScopeKind::kClass) {
      if (symbol.name != class_cell_) continue;
      provider_class = at;
      break;
    }
    Symbol* theirs = at->find(symbol.name);
    if (theirs == nullptr) continue;
    if (theirs->is_global) break;
    if (theirs->is_own()) {
      provider = theirs;
      break;
    }
  }
  if (provider == nullptr && provider_class == nullptr) {
    auto declared = nonlocal_spans_.find(&symbol);
    if (declared != nonlocal_spans_.end()) {
      fail(declared->second,
           "no binding for nonlocal '" + std::string(symbol.name->text) + "' found");
    }
    return;
  }
  bool crossed = false;
  for (Scope* carrier : between) {
    if (carrier->is_inlined) continue;
    crossed = true;
    if (carrier->free_index(symbol.name) < 0) carrier->free_names.push_back(symbol.name);
  }
  if (provider_class != nullptr) provider_class->needs_class_cell = true;
  if (provider != nullptr && crossed) provider->is_captured = true;
}

}  // namespace scriptling::compiler
