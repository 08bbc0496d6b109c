// Walks a tree once and writes down, scope by scope, which names are bound and used.
//
// Part of scope.h's work; nobody else needs it. One thread at a time.
#pragma once

#include "interp/scope.h"

namespace scriptling::compiler {

class ScopeBuilder {
 public:
  ScopeBuilder(ScopeTree& tree, Arena& arena, const NativeStack& stack, bool allow_return)
      : tree_(tree), arena_(arena), stack_(stack), allow_return_(allow_return) {}
  void build(const ast::Module& module);

 private:
  Scope& open(ScopeKind kind, const void* node, std::string name);
  void close() { scope_ = scope_->parent; }
  const Name* mangled(const Name* name) {
    return mangle(arena_, scope_->class_name, name);
  }

  void bind(const Name* name, Span span);
  void use(const Name* name);
  void forbid_debug(const Name* name, Span span);

  void block(ast::StmtList body);
  void statement(const ast::Stmt& stmt);
  void imports(const ast::ImportFrom& stmt);
  void declare(const Name* name, Span span, bool is_global);
  void try_statement(const ast::Try& stmt);
  void function(const ast::FunctionDef& def);
  void class_definition(const ast::ClassDef& def);
  void pattern(const ast::Pattern& pattern);

  void expression(const ast::Expr* expr);
  void expression_leaf(const ast::Expr& expr);
  void expressions(ast::ExprList list) {
    for (const ast::Expr* e : list) expression(e);
  }
  void keywords(ast::List<ast::Keyword> list);
  void name(const ast::NameExpr& expr);
  void lambda(const ast::Lambda& expr);
  void comprehension(const ast::Comprehension& expr);
  void walrus(const ast::NamedExpr& expr);
  void await_here(Span span);
  void yield_here(const ast::Expr& expr);
  void defaults(const ast::Parameters& params);
  void parameters(const ast::Parameters& params);
  void parameter(const ast::Parameter& parameter);
  void annotation(const ast::Expr* expr);

  ScopeTree& tree_;
  Arena& arena_;
  const NativeStack& stack_;
  Scope* scope_ = nullptr;
  bool allow_return_;
  bool futures_allowed_ = true;  // Nothing but a docstring and other futures so far.
  int in_iterable_ = 0;          // Inside the iterable of a comprehension.
};

}  // namespace scriptling::compiler
