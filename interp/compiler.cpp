#include "interp/compiler.h"

#include "interp/compiler_codegen.h"
#include "interp/native_stack.h"
#include "interp/parser.h"
#include "interp/types.h"

namespace scriptling {

namespace {

struct Job {
  std::shared_ptr<const Source> source;
  CompileOptions options;
  CompileResult result;
};

void compile_job(Job& job, const NativeStack& stack) {
  Arena arena;
  ParseResult parsed = parse(*job.source, arena);
  if (parsed.error) {
    job.result.error = std::move(parsed.error);
    job.result.is_incomplete = parsed.is_incomplete;
    return;
  }
  bool is_script = job.options.mode == CompileOptions::Mode::kScript;
  auto program = std::make_shared<Program>();
  program->source = std::move(job.source);
  try {
    compiler::ScopeTree scopes(*parsed.module, arena, stack, is_script);
    compiler::Codegen codegen(
        *program, arena, stack, scopes,
        is_script ? compiler::ResultOf::kLastExpression : compiler::ResultOf::kNothing);
    codegen.module(*parsed.module);
    job.result.program = std::move(program);
  } catch (compiler::CompileError& error) {
    job.result.error = std::move(error.diagnostic);
  }
}

}  // namespace

// On a stack of its own: a script that compiles text may have used up most of its own,
// and how deep a text nests is for strangers to choose.
CompileResult compile(std::shared_ptr<const Source> source, CompileOptions options) {
  init_core();
  Job job{std::move(source), options, {}};
  on_native_stack([&job](NativeStack& stack) { compile_job(job, stack); });
  return std::move(job.result);
}

}  // namespace scriptling
