// Statements, but for loops, assignments, definitions, try, with and match.
#include "interp/compiler_codegen.h"

namespace scriptling::compiler {

void Codegen::body(ast::StmtList statements) {
  for (const ast::Stmt* stmt : statements) statement(*stmt);
}

void Codegen::statement(const ast::Stmt& stmt) {
  check_room(stack_, stmt.span);
  f_->root = stmt.span;
  switch (stmt.kind) {
    case ast::StmtKind::kExpr: expression_statement(ast::as<ast::ExprStmt>(stmt)); break;
    case ast::StmtKind::kAssign: assign(ast::as<ast::Assign>(stmt)); break;
    case ast::StmtKind::kAugAssign:
      augmented_assign(ast::as<ast::AugAssign>(stmt));
      break;
    case ast::StmtKind::kAnnAssign:
      annotated_assign(ast::as<ast::AnnAssign>(stmt));
      break;
    case ast::StmtKind::kDelete:
      for (const ast::Expr* target : ast::as<ast::Delete>(stmt).targets) {
        delete_target(*target);
      }
      break;
    case ast::StmtKind::kPass:
    case ast::StmtKind::kGlobal:
    case ast::StmtKind::kNonlocal: break;
    case ast::StmtKind::kBreak:
    case ast::StmtKind::kContinue: break_or_continue(stmt); break;
    case ast::StmtKind::kReturn: return_statement(ast::as<ast::Return>(stmt)); break;
    case ast::StmtKind::kRaise: raise_statement(ast::as<ast::Raise>(stmt)); break;
    case ast::StmtKind::kAssert: assert_statement(ast::as<ast::Assert>(stmt)); break;
    case ast::StmtKind::kImport: import_statement(ast::as<ast::Import>(stmt)); break;
    case ast::StmtKind::kImportFrom: import_from(ast::as<ast::ImportFrom>(stmt)); break;
    case ast::StmtKind::kIf: if_statement(ast::as<ast::If>(stmt)); break;
    case ast::StmtKind::kWhile: while_statement(ast::as<ast::While>(stmt)); break;
    case ast::StmtKind::kFor: for_statement(ast::as<ast::For>(stmt)); break;
    case ast::StmtKind::kWith: with_statement(ast::as<ast::With>(stmt)); break;
    case ast::StmtKind::kTry: try_statement(ast::as<ast::Try>(stmt)); break;
    case ast::StmtKind::kMatch: match_statement(ast::as<ast::Match>(stmt)); break;
    case ast::StmtKind::kFunctionDef:
      function_definition(ast::as<ast::FunctionDef>(stmt));
      break;
    case ast::StmtKind::kClassDef: class_definition(ast::as<ast::ClassDef>(stmt)); break;
  }
}

void Codegen::expression_statement(const ast::ExprStmt& stmt) {
  bool is_result = result_ == ResultOf::kLastExpression &&
                   f_->scope->kind == ScopeKind::kModule && f_->blocks.empty();
  if (!is_result) {
    if (fold(*stmt.value)) return;
    evaluate(*stmt.value);
    if (stmt.value->kind == ast::ExprKind::kCall) code().drop_result();
    return;
  }
  Temporaries temporaries(*this);
  Reg value = expr(*stmt.value);
  emit(Op::kSetResult, stmt.span, value);
}

void Codegen::delete_target(const ast::Expr& target) {
  Temporaries temporaries(*this);
  switch (target.kind) {
    case ast::ExprKind::kName:
      delete_name(ast::as<ast::NameExpr>(target).name, target.span);
      break;
    case ast::ExprKind::kAttribute: {
      const auto& attribute = ast::as<ast::Attribute>(target);
      Reg object = expr(*attribute.value);
      emit(Op::kDelAttr, target.span, object, 0,
           cache(mangled(attribute.name), Op::kDelAttr));
      break;
    }
    case ast::ExprKind::kSubscript: {
      const auto& item = ast::as<ast::Subscript>(target);
      Reg container = expr(*item.value);
      Reg key = index(*item.index);
      emit(Op::kDelItem, target.span, container, key);
      break;
    }
    case ast::ExprKind::kTuple:
      for (const ast::Expr* item : ast::as<ast::TupleExpr>(target).items) {
        delete_target(*item);
      }
      break;
    case ast::ExprKind::kList:
      for (const ast::Expr* item : ast::as<ast::ListExpr>(target).items) {
        delete_target(*item);
      }
      break;
    default: fail(target.span, "cannot delete expression");
  }
}

void Codegen::return_statement(const ast::Return& stmt) {
  bool changes_locals = false;
  for (const Block* block : f_->blocks) {
    if (block->kind == Block::kStarHandler) {
      fail(stmt.span,
           "'break', 'continue' and 'return' cannot appear in an except* block");
    }
    changes_locals |= block->kind == Block::kFinally || block->kind == Block::kHandler;
  }
  Temporaries temporaries(*this);
  Reg value = 0;
  if (stmt.value != nullptr) {
    // A `finally` on the way out may rebind the local that is returned, and the end of a
    // handler unbinds its name.
    value = changes_locals ? expr_push(*stmt.value) : expr(*stmt.value);
    if (f_->scope->kind == ScopeKind::kModule) emit(Op::kSetResult, stmt.span, value);
  }
  std::vector<Block*> left = leave_blocks(0, stmt.span);
  if (stmt.value != nullptr) {
    emit(Op::kReturn, stmt.span, value);
    code().stop();
  } else {
    return_none(stmt.span);
  }
  return_to_blocks(left);
}

void Codegen::raise_statement(const ast::Raise& stmt) {
  Temporaries temporaries(*this);
  if (stmt.exception == nullptr) {
    emit(Op::kRaise, stmt.span);
  } else {
    Reg exception = expr(*stmt.exception);
    if (stmt.cause != nullptr) {
      Reg cause = expr(*stmt.cause);
      emit(Op::kRaise, stmt.span, exception, cause, 2);
    } else {
      emit(Op::kRaise, stmt.span, exception, 0, 1);
    }
  }
  code().stop();
}

void Codegen::assert_statement(const ast::Assert& stmt) {
  Temporaries temporaries(*this);
  Label holds = code().make_label();
  condition(*stmt.test, true, holds);
  Reg error = allocate();
  emit(Op::kLoadAssertionError, stmt.span, error);
  if (stmt.message != nullptr) {
    expr_push(*stmt.message);
    emit(Op::kCall, stmt.span, error, 1);
  }
  emit(Op::kRaise, stmt.test->span, error, 0, 1);
  code().stop();
  code().bind(holds);
}

// -- Imports ----------------------------------------------------------------------------

void Codegen::import_statement(const ast::Import& stmt) {
  for (const ast::ImportItem& item : stmt.items) {
    Temporaries temporaries(*this);
    Reg module = allocate();
    uint16_t how =
        code().narrow_constant(constants_.tuple({Value::integer(0), Value::none()}));
    emit(Op::kImportName, item.span, module, name_constant(item.name), how);
    std::string_view path = item.name->text;
    size_t dot = path.find('.');
    if (item.alias == nullptr) {
      store_name(arena_.intern(path.substr(0, dot)), module, item.span);
      continue;
    }
    // `import a.b.c as d`: down from the package to the module itself.
    while (dot != path.npos) {
      path.remove_prefix(dot + 1);
      dot = path.find('.');
      const Name* part = arena_.intern(path.substr(0, dot));
      emit(Op::kImportFrom, item.span, module, module, name_constant(part));
    }
    store_name(item.alias, module, item.span);
  }
}

void Codegen::import_from(const ast::ImportFrom& stmt) {
  if (stmt.level == 0 && stmt.module != nullptr && stmt.module->text == "__future__")
    return;
  Temporaries temporaries(*this);
  std::vector<Value> names;
  for (const ast::ImportItem& item : stmt.items) {
    names.push_back(Value::object(intern(item.name->text)));
  }
  if (stmt.is_star) names.push_back(Value::object(intern("*")));
  uint16_t how = code().narrow_constant(
      constants_.tuple({Value::integer(stmt.level), constants_.tuple(names)}));
  const Name* from = stmt.module != nullptr ? stmt.module : arena_.intern("");
  Reg module = allocate();
  emit(Op::kImportName, stmt.span, module, name_constant(from), how);
  if (stmt.is_star) {
    emit(Op::kImportStar, stmt.span, module, kNoRegister);
    return;
  }
  Reg value = allocate();
  for (const ast::ImportItem& item : stmt.items) {
    emit(Op::kImportFrom, item.span, value, module, name_constant(item.name));
    store_name(item.alias != nullptr ? item.alias : item.name, value, item.span);
  }
}

void Codegen::if_statement(const ast::If& stmt) {
  Label end = code().make_label();
  for (const ast::IfClause& clause : stmt.clauses) {
    Label next = code().make_label();
    root(*clause.test);
    condition(*clause.test, false, next);
    body(clause.body);
    bool is_last = &clause == &stmt.clauses.back() && stmt.orelse.empty();
    if (!is_last) code().jump(Op::kJump, end, clause.span);
    code().bind(next);
  }
  body(stmt.orelse);
  code().bind(end);
}

}  // namespace scriptling::compiler
