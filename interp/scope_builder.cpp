#include "interp/scope_builder.h"

#include <utility>

namespace scriptling::compiler {

using namespace ast;

namespace {

bool is_future(std::string_view feature) {
  for (std::string_view known :
       {"nested_scopes", "generators", "division", "absolute_import", "with_statement",
        "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",
        "annotations"}) {
    if (feature == known) return true;
  }
  return false;
}

std::string quoted(const Name* name) { return "'" + std::string(name->text) + "'"; }

}  // namespace

void ScopeBuilder::build(const Module& module) {
  open(ScopeKind::kModule, &module, "<module>");
  const Stmt* doc = docstring(module.body) != nullptr ? module.body.front() : nullptr;
  for (const Stmt* stmt : module.body) {
    const auto* from = try_as<ImportFrom>(stmt);
    bool is_future_import = from != nullptr && from->level == 0 &&
                            from->module != nullptr && from->module->text == "__future__";
    if (stmt != doc && !is_future_import) futures_allowed_ = false;
    statement(*stmt);
  }
}

Scope& ScopeBuilder::open(ScopeKind kind, const void* node, std::string name) {
  Scope& scope = tree_.scopes_.emplace_back();
  scope.kind = kind;
  scope.parent = scope_;
  scope.node = node;
  scope.name = std::move(name);
  if (scope_ != nullptr) scope.class_name = scope_->class_name;
  tree_.by_node_[node] = &scope;
  scope_ = &scope;
  return scope;
}

// -- Names ------------------------------------------------------------------------------

void ScopeBuilder::forbid_debug(const Name* name, Span span) {
  if (name->text == "__debug__") fail(span, "cannot assign to __debug__");
}

void ScopeBuilder::bind(const Name* name, Span span) {
  forbid_debug(name, span);
  scope_->get(mangled(name)).is_bound = true;
}

void ScopeBuilder::use(const Name* name) {
  scope_->get(mangled(name)).is_used = true;
  if (name->text == "super" && scope_->is_function_like()) {
    scope_->get(tree_.class_cell_).is_used = true;
  }
}

void ScopeBuilder::name(const NameExpr& expr) {
  if (expr.context == Context::kLoad) {
    use(expr.name);
    return;
  }
  bind(expr.name, expr.span);
  if (expr.context == Context::kDelete) scope_->get(mangled(expr.name)).is_deleted = true;
}

void ScopeBuilder::declare(const Name* declared_name, Span span, bool is_global) {
  const char* word = is_global ? "global" : "nonlocal";
  Symbol& symbol = scope_->get(mangled(declared_name));
  std::string name = quoted(declared_name);
  if (symbol.is_parameter) fail(span, "name " + name + " is parameter and " + word);
  if (symbol.is_used) {
    fail(span, "name " + name + " is used prior to " + word + " declaration");
  }
  if (symbol.is_annotated) {
    fail(span, "annotated name " + name + " can't be " + word);
  }
  bool declared = symbol.is_global || symbol.is_nonlocal;
  if (symbol.is_bound && !declared) {
    fail(span, "name " + name + " is assigned to before " + word + " declaration");
  }
  (is_global ? symbol.is_global : symbol.is_nonlocal) = true;
  if (symbol.is_global && symbol.is_nonlocal) {
    fail(span, "name " + name + " is nonlocal and global");
  }
  if (!is_global) tree_.nonlocal_spans_[&symbol] = span;
}

// -- Statements -------------------------------------------------------------------------

void ScopeBuilder::block(StmtList body) {
  for (const Stmt* stmt : body) statement(*stmt);
}

void ScopeBuilder::statement(const Stmt& stmt) {
  check_room(stack_, stmt.span);
  switch (stmt.kind) {
    case StmtKind::kExpr: expression(as<ExprStmt>(stmt).value); break;
    case StmtKind::kAssign: {
      const auto& assign = as<Assign>(stmt);
      expression(assign.value);
      expressions(assign.targets);
      break;
    }
    case StmtKind::kAugAssign: {
      const auto& assign = as<AugAssign>(stmt);
      expression(assign.target);
      expression(assign.value);
      break;
    }
    case StmtKind::kAnnAssign: {
      const auto& assign = as<AnnAssign>(stmt);
      scope_->has_annotations = true;
      const auto* target = try_as<NameExpr>(assign.target);
      if (target != nullptr) {
        Symbol& symbol = scope_->get(mangled(target->name));
        bool declared = symbol.is_global || symbol.is_nonlocal;
        if (declared && assign.is_simple && scope_->kind != ScopeKind::kModule) {
          fail(stmt.span, "annotated name " + quoted(target->name) + " can't be " +
                              (symbol.is_global ? "global" : "nonlocal"));
        }
        if (assign.is_simple) symbol.is_annotated = true;
        if (assign.is_simple || assign.value != nullptr) bind(target->name, target->span);
      } else {
        expression(assign.target);
      }
      annotation(assign.annotation);
      expression(assign.value);
      break;
    }
    case StmtKind::kDelete: expressions(as<Delete>(stmt).targets); break;
    case StmtKind::kPass:
    case StmtKind::kBreak:
    case StmtKind::kContinue: break;
    case StmtKind::kReturn: {
      const auto& value = as<Return>(stmt).value;
      bool in_function = scope_->is_function_like() ||
                         (allow_return_ && scope_->kind == ScopeKind::kModule);
      if (!in_function) fail(stmt.span, "'return' outside function");
      if (value != nullptr) scope_->value_return = stmt.span;
      expression(value);
      break;
    }
    case StmtKind::kRaise:
      expression(as<Raise>(stmt).exception);
      expression(as<Raise>(stmt).cause);
      break;
    case StmtKind::kAssert:
      expression(as<Assert>(stmt).test);
      expression(as<Assert>(stmt).message);
      break;
    case StmtKind::kGlobal:
      for (const NameItem& item : as<Global>(stmt).names) {
        declare(item.name, stmt.span, true);
      }
      break;
    case StmtKind::kNonlocal:
      if (scope_->kind == ScopeKind::kModule) {
        fail(stmt.span, "nonlocal declaration not allowed at module level");
      }
      for (const NameItem& item : as<Nonlocal>(stmt).names) {
        declare(item.name, stmt.span, false);
      }
      break;
    case StmtKind::kImport:
      for (const ImportItem& item : as<Import>(stmt).items) {
        std::string_view text = item.name->text;
        const Name* bound = item.alias;
        if (bound == nullptr) bound = arena_.intern(text.substr(0, text.find('.')));
        bind(bound, item.span);
      }
      break;
    case StmtKind::kImportFrom: imports(as<ImportFrom>(stmt)); break;
    case StmtKind::kIf: {
      const auto& choice = as<If>(stmt);
      for (const IfClause& clause : choice.clauses) {
        expression(clause.test);
        block(clause.body);
      }
      block(choice.orelse);
      break;
    }
    case StmtKind::kWhile: {
      const auto& loop = as<While>(stmt);
      expression(loop.test);
      block(loop.body);
      block(loop.orelse);
      break;
    }
    case StmtKind::kFor: {
      const auto& loop = as<For>(stmt);
      if (loop.is_async && !(scope_->is_function_like() && scope_->is_async)) {
        fail(stmt.span, "'async for' outside async function");
      }
      expression(loop.iter);
      expression(loop.target);
      block(loop.body);
      block(loop.orelse);
      break;
    }
    case StmtKind::kWith: {
      const auto& with = as<With>(stmt);
      if (with.is_async && !(scope_->is_function_like() && scope_->is_async)) {
        fail(stmt.span, "'async with' outside async function");
      }
      for (const WithItem& item : with.items) {
        expression(item.context);
        expression(item.target);
      }
      block(with.body);
      break;
    }
    case StmtKind::kTry: try_statement(as<Try>(stmt)); break;
    case StmtKind::kMatch: {
      const auto& match = as<Match>(stmt);
      expression(match.subject);
      for (const MatchCase& branch : match.cases) {
        pattern(*branch.pattern);
        expression(branch.guard);
        block(branch.body);
      }
      break;
    }
    case StmtKind::kFunctionDef: function(as<FunctionDef>(stmt)); break;
    case StmtKind::kClassDef: class_definition(as<ClassDef>(stmt)); break;
  }
}

void ScopeBuilder::imports(const ImportFrom& stmt) {
  if (stmt.level == 0 && stmt.module != nullptr && stmt.module->text == "__future__") {
    if (!futures_allowed_) {
      fail(stmt.span, "from __future__ imports must occur at the beginning of the file");
    }
    for (const ImportItem& item : stmt.items) {
      if (!is_future(item.name->text)) {
        fail({stmt.span.start, stmt.span.start},
             "future feature " + std::string(item.name->text) + " is not defined");
      }
      if (item.name->text == "annotations") tree_.future_annotations_ = true;
    }
    return;
  }
  if (stmt.is_star && scope_->kind != ScopeKind::kModule) {
    fail({stmt.span.end - 1, stmt.span.end}, "import * only allowed at module level");
  }
  for (const ImportItem& item : stmt.items) {
    bind(item.alias != nullptr ? item.alias : item.name, item.span);
  }
}

void ScopeBuilder::try_statement(const Try& stmt) {
  block(stmt.body);
  for (const ExceptHandler& handler : stmt.handlers) {
    expression(handler.type);
    if (handler.name != nullptr) {
      bind(handler.name, handler.span);
      scope_->get(mangled(handler.name)).is_deleted = true;
    }
    block(handler.body);
  }
  block(stmt.orelse);
  block(stmt.finalbody);
}

void ScopeBuilder::pattern(const Pattern& pattern) {
  check_room(stack_, pattern.span);
  switch (pattern.kind) {
    case PatternKind::kValue: expression(as<ValuePattern>(pattern).value); break;
    case PatternKind::kSingleton: break;
    case PatternKind::kSequence:
      for (const Pattern* item : as<SequencePattern>(pattern).items) this->pattern(*item);
      break;
    case PatternKind::kMapping: {
      const auto& mapping = as<MappingPattern>(pattern);
      for (const MappingItem& item : mapping.items) {
        expression(item.key);
        this->pattern(*item.pattern);
      }
      if (mapping.rest != nullptr) bind(mapping.rest, pattern.span);
      break;
    }
    case PatternKind::kClass: {
      const auto& cls = as<ClassPattern>(pattern);
      expression(cls.cls);
      for (const Pattern* item : cls.positional) this->pattern(*item);
      for (const KeywordPattern& item : cls.keywords) this->pattern(*item.pattern);
      break;
    }
    case PatternKind::kStar: {
      const auto& star = as<StarPattern>(pattern);
      if (star.name != nullptr) bind(star.name, pattern.span);
      break;
    }
    case PatternKind::kAs: {
      const auto& capture = as<AsPattern>(pattern);
      if (capture.pattern != nullptr) this->pattern(*capture.pattern);
      if (capture.name != nullptr) bind(capture.name, pattern.span);
      break;
    }
    case PatternKind::kOr:
      for (const Pattern* item : as<OrPattern>(pattern).alternatives) {
        this->pattern(*item);
      }
      break;
  }
}

// -- Functions and classes --------------------------------------------------------------

void ScopeBuilder::annotation(const Expr* expr) {
  if (!tree_.future_annotations_) expression(expr);
}

void ScopeBuilder::defaults(const Parameters& params) {
  for (const Parameter& p : params.positional) expression(p.default_value);
  for (const Parameter& p : params.keyword_only) expression(p.default_value);
}

void ScopeBuilder::parameter(const Parameter& parameter) {
  const Name* name = mangled(parameter.name);
  forbid_debug(parameter.name, parameter.span);
  Symbol& symbol = scope_->get(name);
  if (symbol.is_parameter) {
    fail(parameter.span,
         "duplicate argument " + quoted(name) + " in function definition");
  }
  symbol.is_parameter = symbol.is_bound = true;
}

void ScopeBuilder::parameters(const Parameters& params) {
  for (const Parameter& p : params.positional) parameter(p);
  for (const Parameter& p : params.keyword_only) parameter(p);
  if (params.vararg != nullptr) parameter(*params.vararg);
  if (params.kwarg != nullptr) parameter(*params.kwarg);
}

void ScopeBuilder::function(const FunctionDef& def) {
  expressions(def.decorators);
  defaults(def.params);
  const Parameters& params = def.params;
  for (const Parameter& p : params.positional) annotation(p.annotation);
  if (params.vararg != nullptr) annotation(params.vararg->annotation);
  for (const Parameter& p : params.keyword_only) annotation(p.annotation);
  if (params.kwarg != nullptr) annotation(params.kwarg->annotation);
  annotation(def.returns);
  bind(def.name, def.name_span);
  Scope& scope = open(ScopeKind::kFunction, &def, std::string(def.name->text));
  scope.is_async = def.is_async;
  parameters(params);
  block(def.body);
  if (scope.is_async && scope.is_generator && scope.value_return.size() > 0) {
    fail(scope.value_return, "'return' with value in async generator");
  }
  close();
}

void ScopeBuilder::class_definition(const ClassDef& def) {
  expressions(def.decorators);
  expressions(def.bases);
  keywords(def.keywords);
  bind(def.name, def.name_span);
  Scope& scope = open(ScopeKind::kClass, &def, std::string(def.name->text));
  scope.class_name = def.name;
  block(def.body);
  close();
}

void ScopeBuilder::lambda(const Lambda& expr) {
  defaults(expr.params);
  open(ScopeKind::kLambda, &expr, "<lambda>");
  parameters(expr.params);
  expression(expr.body);
  close();
}

}  // namespace scriptling::compiler
