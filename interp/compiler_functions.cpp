// Functions, lambdas and classes.
#include "interp/compiler_codegen.h"
#include "interp/compiler_limits.h"

namespace scriptling::compiler {

// Gives parameters and locals their registers, in the order in which they appear.
void Codegen::begin_parameters(Function& f, const ast::Parameters& params) {
  Proto& proto = *f.proto;
  proto.positional_only = static_cast<uint16_t>(params.positional_only_count);
  proto.positional = static_cast<uint16_t>(params.positional.size());
  proto.keyword_only = static_cast<uint16_t>(params.keyword_only.size());
  proto.has_varargs = params.vararg != nullptr;
  proto.has_kwargs = params.kwarg != nullptr;
  for (Symbol& symbol : f.scope->symbols) {
    if (!symbol.is_own()) continue;
    symbol.reg = allocate();
    proto.local_names.push_back(intern(symbol.name->text));
    if (symbol.is_captured) continue;
    if (symbol.is_parameter) code().bound().add(symbol.reg);
    if (symbol.is_deleted) f.deletable.push_back(symbol.reg);
  }
  f.first_temporary = static_cast<Reg>(f.next);
  make_cells(f);
}

void Codegen::make_cells(Function& f) {
  for (Symbol& symbol : f.scope->symbols) {
    if (!symbol.is_own() || !symbol.is_captured) continue;
    emit(Op::kMakeCell, {}, symbol.reg);
    f.proto->makes_cells |= symbol.is_parameter;
  }
}

void Codegen::function_definition(const ast::FunctionDef& def) {
  f_->root = def.span;
  Temporaries temporaries(*this);
  Reg base = static_cast<Reg>(f_->next);
  for (const ast::Expr* decorator : def.decorators) expr_push(*decorator);
  auto owner = std::make_unique<Function>();  // Too large for a deep stack.
  Function& f = *owner;
  Proto* proto = begin(f, *scopes_.of(&def), FunctionKind::kFunction);
  proto->first_line = program_.source->line(
      def.decorators.empty() ? def.span.start : def.decorators.front()->span.start);
  begin_parameters(f, def.params);
  if (const ast::Constant* doc = ast::docstring(def.body)) {
    proto->doc = constants_.str(doc->text);
  }
  body(def.body);
  return_none(def.body.back()->span);
  uint16_t child = finish(f);

  f_->root = def.span;
  std::optional<Reg> local;
  if (Variable v = find(mangled(def.name));
      def.decorators.empty() && v.place == Variable::kLocal) {
    local = v.index;
  }
  Reg function = local ? *local : allocate();
  make_function(def.params, def.returns, true, child, function, def.name_span);
  if (!def.decorators.empty()) {
    decorate(def.decorators, base, def.span);
    function = base;
  }
  store_name(def.name, function, def.name_span);
}

// r[base ...] hold the decorators and, behind them, what they decorate; the result is in
// r[base].
void Codegen::decorate(ast::ExprList decorators, Reg base, Span span) {
  for (size_t n = decorators.size(); n-- > 0;) {
    emit(Op::kCall, decorators[n]->span, static_cast<uint16_t>(base + n), 1);
  }
}

void Codegen::lambda(const ast::Lambda& e, Reg dst) {
  auto owner = std::make_unique<Function>();  // Too large for a deep stack.
  Function& f = *owner;
  Proto* proto = begin(f, *scopes_.of(&e), FunctionKind::kLambda);
  proto->first_line = program_.source->line(e.span.start);
  f.root = e.body->span;
  begin_parameters(f, e.params);
  {
    Temporaries temporaries(*this);
    Reg value = expr(*e.body);
    emit(Op::kReturn, e.body->span, value);
    code().stop();
  }
  uint16_t child = finish(f);
  make_function(e.params, nullptr, false, child, dst, e.span);
}

void Codegen::make_function(const ast::Parameters& params, const ast::Expr* returns,
                            bool has_annotations, uint16_t child, Reg dst, Span span) {
  Temporaries temporaries(*this);
  bool has_defaults = false, has_keyword_defaults = false,
       is_annotated = returns != nullptr;
  for (const ast::Parameter& p : params.positional) {
    has_defaults |= p.default_value != nullptr;
    is_annotated |= p.annotation != nullptr;
  }
  for (const ast::Parameter& p : params.keyword_only) {
    has_keyword_defaults |= p.default_value != nullptr;
    is_annotated |= p.annotation != nullptr;
  }
  for (const ast::Parameter* p : {params.vararg, params.kwarg}) {
    is_annotated |= p != nullptr && p->annotation != nullptr;
  }
  is_annotated &= has_annotations;
  if (!has_defaults && !has_keyword_defaults && !is_annotated) {
    emit(Op::kMakeFunction, span, dst, child, kNoRegister);
    return;
  }
  Reg base = allocate(3);
  if (has_defaults) {
    Temporaries operands(*this);
    Reg first = static_cast<Reg>(f_->next);
    std::vector<Value> constants;
    uint16_t count = 0;
    bool all_constant = true;
    for (const ast::Parameter& p : params.positional) {
      if (p.default_value == nullptr) continue;
      std::optional<Value> value = fold(*p.default_value);
      all_constant &= value.has_value();
      if (value) constants.push_back(*value);
    }
    if (all_constant) {
      load(base, constants_.tuple(constants), span);
    } else {
      for (const ast::Parameter& p : params.positional) {
        if (p.default_value == nullptr) continue;
        expr_push(*p.default_value);
        ++count;
      }
      emit(Op::kBuildTuple, span, base, first, count);
    }
  } else {
    emit(Op::kUnbind, span, base);
  }
  auto second = static_cast<Reg>(base + 1), third = static_cast<Reg>(base + 2);
  if (has_keyword_defaults) {
    keyword_defaults(params, second, span);
  } else {
    emit(Op::kUnbind, span, second);
  }
  if (is_annotated) {
    annotations(params, returns, third, span);
  } else {
    emit(Op::kUnbind, span, third);
  }
  emit(Op::kMakeFunction, span, dst, child, base);
}

void Codegen::keyword_defaults(const ast::Parameters& params, Reg dst, Span span) {
  emit(Op::kBuildDict, span, dst, dst, 0);
  for (const ast::Parameter& p : params.keyword_only) {
    if (p.default_value == nullptr) continue;
    Temporaries temporaries(*this);
    Reg key = allocate();
    load(key, Value::object(intern(mangled(p.name)->text)), p.span);
    Reg value = expr(*p.default_value);
    emit(Op::kDictPut, span, dst, key, value);
  }
}

void Codegen::annotation_to(const ast::Expr& annotation, Reg dst) {
  if (scopes_.has_future_annotations()) {
    load(dst, constants_.str(program_.source->text(annotation.span)), annotation.span);
  } else if (const auto* starred = ast::try_as<ast::Starred>(&annotation)) {
    // `*args: *Ts` means the single item of (*Ts,).
    Temporaries temporaries(*this);
    Reg value = expr(*starred->value);
    emit(Op::kUnpack, annotation.span, dst, value, 1);
  } else {
    expr_to(annotation, dst);
  }
}

void Codegen::annotations(const ast::Parameters& params, const ast::Expr* returns,
                          Reg dst, Span span) {
  emit(Op::kBuildDict, span, dst, dst, 0);
  auto put = [&](std::string_view name, const ast::Expr* annotation) {
    if (annotation == nullptr) return;
    Temporaries temporaries(*this);
    Reg key = allocate(), value = allocate();
    load(key, Value::object(intern(name)), annotation->span);
    annotation_to(*annotation, value);
    emit(Op::kDictPut, span, dst, key, value);
  };
  for (const ast::Parameter& p : params.positional)
    put(mangled(p.name)->text, p.annotation);
  if (params.vararg != nullptr) {
    put(mangled(params.vararg->name)->text, params.vararg->annotation);
  }
  for (const ast::Parameter& p : params.keyword_only) {
    put(mangled(p.name)->text, p.annotation);
  }
  if (params.kwarg != nullptr) {
    put(mangled(params.kwarg->name)->text, params.kwarg->annotation);
  }
  put("return", returns);
}

// -- Classes ----------------------------------------------------------------------------

void Codegen::class_definition(const ast::ClassDef& def) {
  f_->root = def.span;
  Temporaries temporaries(*this);
  Reg base = static_cast<Reg>(f_->next);
  for (const ast::Expr* decorator : def.decorators) expr_push(*decorator);
  auto owner = std::make_unique<Function>();  // Too large for a deep stack.
  Function& f = *owner;
  Proto* proto = begin(f, *scopes_.of(&def), FunctionKind::kClassBody);
  proto->first_line = program_.source->line(
      def.decorators.empty() ? def.span.start : def.decorators.front()->span.start);
  class_body(def);
  uint16_t child = finish(f);

  f_->root = def.span;
  Reg cls = allocate(), bases = allocate(), keywords = allocate();
  emit(Op::kMakeFunction, def.name_span, cls, child, kNoRegister);
  if (def.bases.empty()) {
    load(bases, constants_.tuple({}), def.name_span);
  } else {
    bool starred = def.bases.size() > kMaxDisplay;
    for (const ast::Expr* item : def.bases)
      starred |= item->kind == ast::ExprKind::kStarred;
    Temporaries operands(*this);
    if (starred) {
      append_items(def.bases, bases, def.span);
      emit(Op::kListToTuple, def.span, bases, bases);
    } else {
      Reg first = push_items(def.bases);
      emit(Op::kBuildTuple, def.span, bases, first,
           static_cast<uint16_t>(def.bases.size()));
    }
  }
  if (def.keywords.empty()) {
    emit(Op::kUnbind, def.name_span, keywords);
  } else {
    emit(Op::kBuildDict, def.span, keywords, keywords, 0);
    for (const ast::Keyword& keyword : def.keywords) {
      Temporaries operands(*this);
      if (keyword.name == nullptr) {
        Reg mapping = expr(*keyword.value);
        emit(Op::kDictMerge, keyword.value->span, keywords, mapping, cls);
      } else {
        Reg key = allocate();
        load(key, Value::object(intern(keyword.name->text)), keyword.span);
        Reg value = expr(*keyword.value);
        emit(Op::kDictPut, keyword.span, keywords, key, value);
      }
    }
  }
  emit(Op::kMakeClass, Span{def.span.start, def.name_span.end}, cls);
  if (!def.decorators.empty()) {
    decorate(def.decorators, base, def.span);
    cls = base;
  }
  store_name(def.name, cls, def.name_span);
}

// Register 0 is the namespace, register 1 the __class__ cell of a class that needs one.
void Codegen::class_body(const ast::ClassDef& def) {
  Function& f = *f_;
  f.proto->positional = 1;
  allocate(f.scope->needs_class_cell ? 2 : 1);
  f.proto->local_names.resize(f.next);
  if (f.scope->needs_class_cell) f.proto->local_names[1] = intern("__class__");
  f.first_temporary = static_cast<Reg>(f.next);
  if (f.scope->needs_class_cell) emit(Op::kMakeCell, def.name_span, 1);
  auto store_text = [&](std::string_view name, Value text) {
    Temporaries temporaries(*this);
    Reg value = allocate();
    load(value, text, def.name_span);
    emit(Op::kStoreName, def.name_span, value, 0,
         cache(arena_.intern(name), Op::kStoreName));
  };
  {
    Temporaries temporaries(*this);
    Reg module = allocate();
    emit(Op::kLoadGlobal, def.name_span, module, 0,
         cache(arena_.intern("__name__"), Op::kLoadGlobal));
    emit(Op::kStoreName, def.name_span, module, 0,
         cache(arena_.intern("__module__"), Op::kStoreName));
  }
  store_text("__qualname__", Value::object(f.proto->qualname));
  if (const ast::Constant* doc = ast::docstring(def.body)) {
    f.proto->doc = constants_.str(doc->text);
    store_text("__doc__", f.proto->doc);
  }
  if (f.scope->has_annotations) {
    Temporaries temporaries(*this);
    emit(Op::kSetupAnnotations, def.name_span, allocate(), 0);
  }
  body(def.body);
  if (f.scope->needs_class_cell) {
    emit(Op::kReturn, def.name_span, 1);
    code().stop();
  } else {
    return_none(def.name_span);
  }
}

}  // namespace scriptling::compiler
