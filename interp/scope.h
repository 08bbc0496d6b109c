// Who owns each name: the scopes of one tree, found before any code is made.
//
// A scope is a module, function, lambda, class body or comprehension. Looking a name up
// gives what Python's own symbol table would: local, free (a cell of an enclosing
// function), global, or a class body's. List, set and dict comprehensions outside class
// bodies are marked `inlined`: they have names of their own, but run in the frame of the
// function around them, so that what they share with it needs no cells.
//
// Complaints that depend on scopes (`nonlocal x` without an x, `await` in a plain
// function, repeated parameters, ...) are made here, in Python's words.
//
// One thread at a time.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "interp/ast.h"
#include "interp/diagnostic.h"
#include "interp/native_stack.h"

namespace scriptling::compiler {

// How the compiler's parts give up; caught at the door.
struct CompileError {
  Diagnostic diagnostic;
};
[[noreturn]] void fail(Span span, std::string message);
// Fails when the stack that the compiler runs on is nearly used up. The parser limits how
// deep a tree is; how much stack a level takes depends on how we were built.
void check_room(const NativeStack& stack, Span span);

enum class ScopeKind : uint8_t { kModule, kFunction, kLambda, kClass, kComprehension };

struct Symbol {
  const Name* name = nullptr;
  bool is_parameter = false;
  bool is_bound = false;  // Assigned, imported, defined, deleted, ... in this scope.
  bool is_used = false;
  bool is_global = false;  // `global`, or a walrus that reaches out to the module.
  bool is_nonlocal =
      false;  // `nonlocal`, or a walrus that reaches out of a comprehension.
  bool is_annotated = false;
  bool is_deleted = false;    // By `del` or at the end of an except clause.
  bool is_captured = false;   // Some other function refers to it: lives in a cell.
  bool is_iteration = false;  // A comprehension's variable.
  bool is_walrus = false;     // Target of a walrus inside a comprehension.
  std::vector<uint32_t> walrus_offsets;  // Where `:=` binds it, in this frame.
  uint16_t reg = 0;                      // The compiler's.

  bool is_own() const { return is_bound && !is_global && !is_nonlocal; }
};

struct Scope {
  ScopeKind kind = ScopeKind::kModule;
  Scope* parent = nullptr;
  const void* node = nullptr;
  std::string name;                  // As tracebacks have it.
  const Name* class_name = nullptr;  // What private names are mangled with, or null.
  bool is_async = false;             // async def, or a comprehension that awaits.
  bool is_generator = false;
  bool is_inlined = false;
  bool needs_class_cell = false;  // A class some method of which mentions __class__.
  bool has_annotations = false;
  ast::ComprehensionType comprehension = ast::ComprehensionType::kList;
  Span value_return;  // Of a `return value`, for asynchronous generators.

  std::deque<Symbol> symbols;  // In order of appearance.
  std::unordered_map<const Name*, Symbol*> by_name;
  std::vector<const Name*> free_names;  // By closure index.

  Symbol* find(const Name* symbol) const {
    auto it = by_name.find(symbol);
    return it == by_name.end() ? nullptr : it->second;
  }
  Symbol& get(const Name* symbol);
  int free_index(const Name* symbol) const;
  bool is_function_like() const {
    return kind != ScopeKind::kModule && kind != ScopeKind::kClass;
  }
};

// `__x` in class C is `_C__x`.
const Name* mangle(Arena& arena, const Name* class_name, const Name* name);

class ScopeTree {
 public:
  // Throws CompileError. Keeps references to the tree and the arena.
  ScopeTree(const ast::Module& module, Arena& arena, const NativeStack& stack,
            bool allow_return);

  Scope* module() { return &scopes_.front(); }
  // The scope that a def, lambda, class or comprehension opens.
  Scope* of(const void* node) const { return by_node_.at(node); }
  bool has_future_annotations() const { return future_annotations_; }

 private:
  friend class ScopeBuilder;
  void resolve();
  void resolve(Scope& scope, Symbol& symbol);

  std::deque<Scope> scopes_;
  std::unordered_map<const void*, Scope*> by_node_;
  // Where `nonlocal` stands, for its complaint.
  std::unordered_map<const Symbol*, Span> nonlocal_spans_;
  const Name* class_cell_ = nullptr;
  bool future_annotations_ = false;
};

}  // namespace scriptling::compiler
