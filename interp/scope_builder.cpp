#include "interp/scope_builder.h"

#include <utility>

namespace scriptling::compiler {

using namespace ast;

namespace {

const char* comprehension_name(ComprehensionType type) {
  switch (type) {
    case ComprehensionType::kList:
      return "<listcomp>";
    case ComprehensionType::kSet:
      return "<setcomp>";
    case ComprehensionType::kDict:
      return "<dictcomp>";
    case ComprehensionType::kGenerator:
      return "<genexpr>";
  }
  return "";
}

const char* comprehension_words(ComprehensionType type) {
  switch (type) {
    case ComprehensionType::kList:
      return "list comprehension";
    case ComprehensionType::kSet:
      return "set comprehension";
    case ComprehensionType::kDict:
      return "dict comprehension";
    case ComprehensionType::kGenerator:
      return "generator expression";
  }
  return "";
}

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

// -- Names
// -------------------------------------------------------------------------------

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

// -- Statements
// --------------------------------------------------------------------------

void ScopeBuilder::block(StmtList body) {
  for (const Stmt* stmt : body) statement(*stmt);
}

void ScopeBuilder::statement(const Stmt& stmt) {
  check_room(stack_, stmt.span);
  switch (stmt.kind) {
    case StmtKind::kExpr:
      expression(as<ExprStmt>(stmt).value);
      break;
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
    case StmtKind::kDelete:
      expressions(as<Delete>(stmt).targets);
      break;
    case StmtKind::kPass:
    case StmtKind::kBreak:
    case StmtKind::kContinue:
      break;
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
    case StmtKind::kImportFrom:
      imports(as<ImportFrom>(stmt));
      break;
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
    case StmtKind::kTry:
      try_statement(as<Try>(stmt));
      break;
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
    case StmtKind::kFunctionDef:
      function(as<FunctionDef>(stmt));
      break;
    case StmtKind::kClassDef:
      class_definition(as<ClassDef>(stmt));
      break;
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
    case PatternKind::kValue:
      expression(as<ValuePattern>(pattern).value);
      break;
    case PatternKind::kSingleton:
      break;
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

// -- Functions and classes
// ---------------------------------------------------------------

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

// -- Expressions
// -------------------------------------------------------------------------

void ScopeBuilder::keywords(List<Keyword> list) {
  for (const Keyword& keyword : list) {
    if (keyword.name != nullptr) forbid_debug(keyword.name, keyword.span);
    expression(keyword.value);
  }
}

// Goes down the left spine with a loop, into everything else by recursion.
void ScopeBuilder::expression(const Expr* expr) {
  while (expr != nullptr) {
    switch (expr->kind) {
      case ExprKind::kBinOp:
        expression(as<BinOp>(*expr).right);
        expr = as<BinOp>(*expr).left;
        break;
      case ExprKind::kAttribute: {
        const auto& attribute = as<Attribute>(*expr);
        if (attribute.context != Context::kLoad) {
          forbid_debug(attribute.name, attribute.span);
        }
        expr = attribute.value;
        break;
      }
      case ExprKind::kSubscript:
        expression(as<Subscript>(*expr).index);
        expr = as<Subscript>(*expr).value;
        break;
      case ExprKind::kCall:
        expressions(as<Call>(*expr).args);
        keywords(as<Call>(*expr).keywords);
        expr = as<Call>(*expr).callee;
        break;
      default:
        expression_leaf(*expr);
        return;
    }
  }
}

void ScopeBuilder::expression_leaf(const Expr& expr) {
  check_room(stack_, expr.span);
  switch (expr.kind) {
    case ExprKind::kConstant:
    case ExprKind::kBinOp:
    case ExprKind::kAttribute:
    case ExprKind::kSubscript:
    case ExprKind::kCall:
      break;
    case ExprKind::kName:
      name(as<NameExpr>(expr));
      break;
    case ExprKind::kSlice:
      expression(as<Slice>(expr).lower);
      expression(as<Slice>(expr).upper);
      expression(as<Slice>(expr).step);
      break;
    case ExprKind::kUnaryOp:
      expression(as<UnaryOp>(expr).operand);
      break;
    case ExprKind::kBoolOp:
      expressions(as<BoolOp>(expr).values);
      break;
    case ExprKind::kCompare:
      expression(as<Compare>(expr).left);
      expressions(as<Compare>(expr).comparators);
      break;
    case ExprKind::kIfExp:
      expression(as<IfExp>(expr).test);
      expression(as<IfExp>(expr).body);
      expression(as<IfExp>(expr).orelse);
      break;
    case ExprKind::kNamedExpr:
      walrus(as<NamedExpr>(expr));
      break;
    case ExprKind::kLambda:
      lambda(as<Lambda>(expr));
      break;
    case ExprKind::kTuple:
      expressions(as<TupleExpr>(expr).items);
      break;
    case ExprKind::kList:
      expressions(as<ListExpr>(expr).items);
      break;
    case ExprKind::kSet:
      expressions(as<SetExpr>(expr).items);
      break;
    case ExprKind::kDict:
      for (const DictItem& item : as<DictExpr>(expr).items) {
        expression(item.key);
        expression(item.value);
      }
      break;
    case ExprKind::kComprehension:
      comprehension(as<Comprehension>(expr));
      break;
    case ExprKind::kStarred:
      expression(as<Starred>(expr).value);
      break;
    case ExprKind::kAwait:
      await_here(expr.span);
      expression(as<Await>(expr).value);
      break;
    case ExprKind::kYield:
      yield_here(expr);
      expression(as<Yield>(expr).value);
      break;
    case ExprKind::kYieldFrom:
      yield_here(expr);
      if (scope_->is_async) fail(expr.span, "'yield from' inside async function");
      expression(as<YieldFrom>(expr).value);
      break;
    case ExprKind::kJoinedStr:
      expressions(as<JoinedStr>(expr).parts);
      break;
    case ExprKind::kFormattedValue:
      expression(as<FormattedValue>(expr).value);
      expression(as<FormattedValue>(expr).format_spec);
      break;
  }
}

void ScopeBuilder::await_here(Span span) {
  if (!scope_->is_function_like()) fail(span, "'await' outside function");
  if (scope_->kind == ScopeKind::kComprehension) {
    scope_->is_async = true;
  } else if (!scope_->is_async) {
    fail(span, "'await' outside async function");
  }
}

void ScopeBuilder::yield_here(const Expr& expr) {
  if (!scope_->is_function_like()) fail(expr.span, "'yield' outside function");
  if (scope_->kind == ScopeKind::kComprehension) {
    fail(expr.span,
         std::string("'yield' inside ") + comprehension_words(scope_->comprehension));
  }
  scope_->is_generator = true;
}

void ScopeBuilder::comprehension(const Comprehension& expr) {
  const CompFor& outermost = expr.fors.front();
  ++in_iterable_;
  expression(outermost.iter);
  --in_iterable_;

  Scope& outer = *scope_;
  Scope& scope = open(ScopeKind::kComprehension, &expr, comprehension_name(expr.type));
  scope.comprehension = expr.type;
  scope.is_generator = expr.type == ComprehensionType::kGenerator;
  scope.is_inlined = !scope.is_generator && outer.kind != ScopeKind::kClass;
  for (const CompFor& clause : expr.fors) {
    if (clause.is_async) scope.is_async = true;
    if (&clause != &outermost) {
      ++in_iterable_;
      expression(clause.iter);
      --in_iterable_;
    }
    // The names of the targets, however they are nested.
    std::vector<const Expr*> targets{clause.target};
    while (!targets.empty()) {
      const Expr* target = targets.back();
      targets.pop_back();
      if (const auto* tuple = try_as<TupleExpr>(target)) {
        targets.insert(targets.end(), tuple->items.rbegin(), tuple->items.rend());
      } else if (const auto* list = try_as<ListExpr>(target)) {
        targets.insert(targets.end(), list->items.rbegin(), list->items.rend());
      } else if (const auto* starred = try_as<Starred>(target)) {
        targets.push_back(starred->value);
      } else if (const auto* name = try_as<NameExpr>(target)) {
        Symbol& symbol = scope_->get(mangled(name->name));
        if (symbol.is_walrus) {
          fail(target->span,
               "comprehension inner loop cannot rebind assignment expression "
               "target " +
                   quoted(name->name));
        }
        symbol.is_iteration = true;
        bind(name->name, target->span);
      } else {
        expression(target);
      }
    }
    expressions(clause.conditions);
  }
  expression(expr.value);
  expression(expr.element);
  bool is_async = scope.is_async;
  close();
  if (!is_async || expr.type == ComprehensionType::kGenerator) return;
  bool allowed = outer.is_function_like() &&
                 (outer.is_async || outer.kind == ScopeKind::kComprehension);
  if (!allowed) {
    fail(expr.span, "asynchronous comprehension outside of an asynchronous function");
  }
  if (outer.kind == ScopeKind::kComprehension) outer.is_async = true;
}

// Binds in the function around all comprehensions.
void ScopeBuilder::walrus(const NamedExpr& expr) {
  const Name* name = mangled(expr.target->name);
  if (in_iterable_ > 0) {
    fail(expr.span,
         "assignment expression cannot be used in a comprehension iterable "
         "expression");
  }
  expression(expr.value);
  forbid_debug(expr.target->name, expr.target->span);
  Scope* owner = scope_;
  std::vector<Scope*> crossed;
  for (; owner->kind == ScopeKind::kComprehension; owner = owner->parent) {
    Symbol* symbol = owner->find(name);
    if (symbol != nullptr && symbol->is_iteration) {
      fail(expr.target->span,
           "assignment expression cannot rebind comprehension iteration "
           "variable " +
               quoted(expr.target->name));
    }
    crossed.push_back(owner);
  }
  if (!crossed.empty() && owner->kind == ScopeKind::kClass) {
    fail(expr.target->span,
         "assignment expression within a comprehension cannot be used in a "
         "class body");
  }
  Symbol& target = owner->get(name);
  target.is_bound = true;
  target.walrus_offsets.push_back(expr.span.start);
  bool is_global = owner->kind == ScopeKind::kModule || target.is_global;
  for (Scope* comprehension : crossed) {
    Symbol& symbol = comprehension->get(name);
    symbol.is_walrus = symbol.is_bound = true;
    (is_global ? symbol.is_global : symbol.is_nonlocal) = true;
  }
}

}  // namespace scriptling::compiler
