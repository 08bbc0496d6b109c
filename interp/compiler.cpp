#include "interp/compiler.h"

#include "interp/compiler_codegen.h"
#include "interp/parser.h"
#include "interp/types.h"

namespace scriptling {

CompileResult compile(std::shared_ptr<const Source> source, CompileOptions options) {
  init_core();
  CompileResult result;
  Arena arena;
  ParseResult parsed = parse(*source, arena);
  if (parsed.error) {
    result.error = std::move(parsed.error);
    result.is_incomplete = parsed.is_incomplete;
    return result;
  }
  bool is_script = options.mode == CompileOptions::Mode::kScript;
  auto program = std::make_shared<Program>();
  program->source = std::move(source);
  try {
    compiler::ScopeTree scopes(*parsed.module, arena, is_script);
    compiler::Codegen codegen(
        *program, arena, scopes,
        is_script ? compiler::ResultOf::kLastExpression : compiler::ResultOf::kNothing);
    codegen.module(*parsed.module);
    result.program = std::move(program);
  } catch (compiler::CompileError& error) {
    result.error = std::move(error.diagnostic);
  }
  return result;
}

}  // namespace scriptling
