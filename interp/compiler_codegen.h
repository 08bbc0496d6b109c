// The code generator: walks the tree once and writes instructions.
//
// Locals live in registers and are operands where they stand; temporaries are a stack
// above them. Two rules keep Python's order of things:
// - expr_to() writes its destination with its last instruction only, unless that is the
//   topmost temporary, which nobody reads. So `x = [x, f()]` leaves x alone when f fails.
// - expr() may answer with a local's own register. Where a walrus later in the same
// statement
//   could rebind that local before it is used, it answers with a copy.
//
// What a `finally` or `with` has to do is written out on each way out of it (see Block);
// handlers cover exactly the code that they protect.
//
// One thread at a time.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interp/ast.h"
#include "interp/compiler_assembler.h"
#include "interp/compiler_constants.h"
#include "interp/program.h"
#include "interp/scope.h"

namespace scriptling::compiler {

enum class ResultOf : uint8_t { kNothing, kLastExpression };

// Where a name lives, as the current function sees it.
struct Variable {
  enum Place : uint8_t { kLocal, kCell, kFree, kGlobal, kClassName, kClassFree };
  Place place = kGlobal;
  uint16_t index = 0;  // A register, or the closure's index.
  Symbol* symbol = nullptr;
};

// Something that a jump or return leaves on its way out.
struct Block {
  enum Kind : uint8_t {
    kLoop,
    kTry,
    kFinally,
    kWith,
    kHandler,
    kClauseName,
    kStarHandler
  };
  Kind kind = kTry;
  Region* region = nullptr;         // Suspended while leaving.
  Label on_break{}, on_continue{};  // kLoop
  ast::StmtList finalbody;          // kFinally
  Reg reg = 0;                      // kWith: __exit__; kHandler: the exception.
  bool is_async = false;            // kWith
  const Name* name = nullptr;       // kClauseName: bound by `as`, unbound at the end.
  Span span;
};

// One function under construction.
struct Function {
  Function* outer = nullptr;
  Scope* scope = nullptr;
  Proto* proto = nullptr;
  Assembler code;
  std::vector<Scope*>
      inlined;  // Comprehensions being run in this frame, outermost first.
  std::vector<Block*> blocks;
  uint32_t next = 0;  // The next free temporary.
  uint32_t top = 0;   // One past the highest register ever used.
  Reg first_temporary = 0;
  std::vector<Reg> deletable;  // Locals that some `del` or except clause unbinds.
  // The expression statement under way, to find walruses that are still to come.
  Span root;
  bool out_of_order = false;  // What stands later in it may run earlier.
};

class Codegen {
 public:
  Codegen(Program& program, Arena& arena, const NativeStack& stack, ScopeTree& scopes,
          ResultOf result);
  void module(const ast::Module& module);

 private:
  // Temporaries taken in a C++ scope are given back at its end.
  class Temporaries {
   public:
    explicit Temporaries(Codegen& codegen) : f_(codegen.f_), mark_(f_->next) {}
    ~Temporaries() { f_->next = mark_; }
    Temporaries(const Temporaries&) = delete;
    Temporaries& operator=(const Temporaries&) = delete;

   private:
    Function* f_;
    uint32_t mark_;
  };
  struct Captures;  // Names bound by a pattern.
  struct Spine;

  // -- The basics (compiler_codegen.cpp) ------------------------------------------------

  Assembler& code() { return f_->code; }
  void emit(Op op, Span span, uint16_t a = 0, uint16_t b = 0, uint16_t c = 0) {
    f_->code.emit(op, span, a, b, c);
  }
  Reg allocate(uint32_t count = 1);
  bool is_top(Reg r) const {
    return r >= f_->first_temporary && r + uint32_t{1} == f_->next;
  }
  void move(Reg dst, Reg src, Span span) {
    if (dst != src) emit(Op::kMove, span, dst, src);
  }
  void load(Reg dst, Value constant, Span span) {
    code().load_constant(dst, constant, span);
  }
  uint16_t name_constant(const Name* name);
  uint16_t cache(const Name* name, Op op);
  Proto* begin(Function& f, Scope& scope, FunctionKind kind);
  uint16_t finish(Function& f);  // Its index among the outer function's children.
  void return_none(Span span);
  std::string qualified_name(const Scope& scope);

  // -- Names (compiler_names.cpp) -------------------------------------------------------

  const Name* mangled(const Name* name) {
    return mangle(arena_, f_->scope->class_name, name);
  }
  Variable find(const Name* mangled_name);
  void check_bound(const Variable& variable, Span span);
  std::optional<Reg> in_place(const ast::NameExpr& name);
  // The register of a name that can be written directly: a plain local.
  std::optional<Reg> plain_local(const ast::Expr& target);
  void bound(const Variable& variable);
  // Where code is entered from behind or from anywhere in a range, deletable locals count
  // as unbound.
  void bind_head(Label label);
  void protect(Region& region, Reg exception);
  void load_name(const Name* name, Reg dst, Span span);
  void store_name(const Name* name, Reg value, Span span);
  void delete_name(const Name* name, Span span);
  void unbind_clause_name(const Name* name, Span span);
  Capture capture(const Name* name);

  // -- Expressions (compiler_expressions.cpp) -------------------------------------------

  Reg expr(const ast::Expr& e);  // Anywhere; takes at most one temporary.
  void expr_to(const ast::Expr& e, Reg dst);
  Reg expr_push(const ast::Expr& e);  // Into a new temporary.
  void evaluate(const ast::Expr& e);  // For its effects.
  std::optional<Value> fold(const ast::Expr& e) { return constants_.fold(e); }
  void unary(const ast::UnaryOp& e, Reg dst);
  void bool_op(const ast::BoolOp& e, Reg dst);
  void compare(const ast::Compare& e, Reg dst);
  void compare_pair(ast::CompareOp op, Reg dst, Reg left, Reg right, Span span);
  Reg comparand(ast::CompareOp op, const ast::Expr& e);
  void if_exp(const ast::IfExp& e, Reg dst);
  void named_expr(const ast::NamedExpr& e, Reg dst);
  void joined_string(const ast::JoinedStr& e, Reg dst);
  void formatted_value(const ast::FormattedValue& e, Reg dst);
  void yield(const ast::Yield& e, Reg dst);
  void yield_from(const ast::YieldFrom& e, Reg dst);
  void await(const ast::Await& e, Reg dst);
  void await_in_place(Reg awaitable, Span span);  // r = await r
  void delegate(Reg iterator, Reg value, Span span);

  // -- Displays (compiler_displays.cpp) -------------------------------------------------

  void tuple(const ast::TupleExpr& e, Reg dst);
  void list(ast::ExprList items, Reg dst, Span span);
  void set(const ast::SetExpr& e, Reg dst);
  void push_pairs(const ast::DictExpr& e, size_t start, size_t count);
  void dict(const ast::DictExpr& e, Reg dst);
  void append_items(ast::ExprList items, Reg list, Span span);
  Reg push_items(ast::ExprList items);

  // -- Left spines: operators, attributes, items, calls (compiler_spine.cpp,
  // compiler_calls.cpp)
  void spine(const ast::Expr& e, Reg dst);
  bool spine_constant(Spine& spine, Reg dst, Reg& at);
  Reg spine_leaf(Spine& spine);
  void binary_op(ast::BinaryOp op, bool in_place, const ast::Expr& right, Reg dst,
                 Reg left, Span span);
  void subscript(const ast::Subscript& e, Reg dst, Reg container);
  Reg index(const ast::Expr& e);
  void call(const ast::Call& e, Reg callee, bool is_method);
  void call_with_unpacking(const ast::Call& e, Reg callee);
  void check_keywords(const ast::Call& e);
  bool is_plain_super(const ast::Call& call);
  void super_spine(std::vector<const ast::Expr*>& chain, Reg at);
  void push_super(const ast::Call& call, Reg base);

  // -- Conditions (compiler_conditions.cpp) ---------------------------------------------

  // Jumps to `target` when the truth of `e` is `sense`, else goes on.
  void condition(const ast::Expr& e, bool sense, Label target);
  void compare_condition(const ast::Compare& e, bool sense, Label target);
  void compare_jump(ast::CompareOp op, Reg left, const ast::Expr& right, Reg* kept,
                    bool sense, Label target, Span span);

  // -- Comprehensions (compiler_comprehensions.cpp) -------------------------------------

  void comprehension(const ast::Comprehension& e, Reg dst);
  void inlined_comprehension(const ast::Comprehension& e, Scope& scope, Reg dst);
  void comprehension_function(const ast::Comprehension& e, Scope& scope, Reg dst);
  uint16_t comprehension_code(const ast::Comprehension& e, Scope& scope);
  void comprehension_loop(const ast::Comprehension& e, size_t at, Reg iterator,
                          Reg result);
  void comprehension_element(const ast::Comprehension& e, Reg result);

  // -- Functions and classes (compiler_functions.cpp) -----------------------------------

  void function_definition(const ast::FunctionDef& def);
  void class_definition(const ast::ClassDef& def);
  void lambda(const ast::Lambda& e, Reg dst);
  void make_function(const ast::Parameters& params, const ast::Expr* returns,
                     bool has_annotations, uint16_t child, Reg dst, Span span);
  void begin_parameters(Function& f, const ast::Parameters& params);
  void make_cells(Function& f);
  void keyword_defaults(const ast::Parameters& params, Reg dst, Span span);
  void annotations(const ast::Parameters& params, const ast::Expr* returns, Reg dst,
                   Span span);
  void annotation_to(const ast::Expr& annotation, Reg dst);
  void class_body(const ast::ClassDef& def);
  void decorate(ast::ExprList decorators, Reg base, Span span);

  // -- Statements (compiler_statements.cpp, compiler_loops.cpp) -------------------------

  void body(ast::StmtList statements);
  void statement(const ast::Stmt& stmt);
  void root(const ast::Expr& e) { f_->root = e.span; }
  void expression_statement(const ast::ExprStmt& stmt);
  void delete_target(const ast::Expr& target);
  void return_statement(const ast::Return& stmt);
  void raise_statement(const ast::Raise& stmt);
  void assert_statement(const ast::Assert& stmt);
  void import_statement(const ast::Import& stmt);
  void import_from(const ast::ImportFrom& stmt);
  void if_statement(const ast::If& stmt);
  void while_statement(const ast::While& stmt);
  void for_statement(const ast::For& stmt);
  void async_for(const ast::For& stmt);
  void break_or_continue(const ast::Stmt& stmt);
  // r[dst] = await anext(r[iterator]); jumps to `exhausted` at the end.
  void next_async(Reg iterator, Reg dst, Label exhausted, Span span);

  // -- Assignments (compiler_assignments.cpp) -------------------------------------------

  void assign(const ast::Assign& stmt);
  bool assign_in_parallel(const ast::Assign& stmt);
  void augmented_assign(const ast::AugAssign& stmt);
  void annotated_assign(const ast::AnnAssign& stmt);
  void store(const ast::Expr& target, Reg value);
  void unpack(ast::ExprList targets, Reg value, Span span);
  std::optional<Reg> consecutive_locals(ast::ExprList targets);

  // -- Exceptions and with (compiler_exceptions.cpp, compiler_with.cpp) -----------------

  void try_statement(const ast::Try& stmt);
  void try_except(const ast::Try& stmt);
  void except_clause(const ast::ExceptHandler& clause, Reg exception, Label end);
  void except_star(const ast::Try& stmt);
  void star_clause(const ast::ExceptHandler& clause, Reg rest, Reg raised);
  void try_finally(const ast::Try& stmt);
  void with_statement(const ast::With& stmt);
  void with_items(const ast::With& stmt, size_t at);
  void call_exit(Reg exit, bool is_async, Span span);
  // The landing of exceptions that leave a handler: what was handled before is so again.
  void clean_up(Region& region, Reg handled, Span span);
  void push(Block& block);
  void pop(Block& block);  // And ends its region.
  // Writes what has to happen when blocks [depth, ...) are left, innermost first, and
  // takes them away; return_to_blocks() puts them back behind the jump or return.
  std::vector<Block*> leave_blocks(size_t depth, Span span);
  void leave(const Block& block, Span span);
  void return_to_blocks(const std::vector<Block*>& left);

  // -- Patterns (compiler_patterns.cpp) -------------------------------------------------

  void match_statement(const ast::Match& stmt);
  void pattern(const ast::Pattern& p, Reg subject, Label fail, Captures& captures);
  void value_pattern(const ast::ValuePattern& p, Reg subject, Label fail);
  void singleton_pattern(const ast::SingletonPattern& p, Reg subject, Label fail);
  void sequence_pattern(const ast::SequencePattern& p, Reg subject, Label fail,
                        Captures& captures);
  void mapping_pattern(const ast::MappingPattern& p, Reg subject, Label fail,
                       Captures& captures);
  void class_pattern(const ast::ClassPattern& p, Reg subject, Label fail,
                     Captures& captures);
  void or_pattern(const ast::OrPattern& p, Reg subject, Label fail, Captures& captures);

  Program& program_;
  Arena& arena_;
  const NativeStack& stack_;
  ScopeTree& scopes_;
  Constants constants_;
  ResultOf result_;
  Function* f_ = nullptr;
  size_t instructions_ = 0;  // In functions that are finished.
  const Name* class_cell_;
};

}  // namespace scriptling::compiler
