// Any bytes through lexer, parser, compiler and verifier: a program or a diagnostic. What
// compiles is sound and can be written out.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "interp/disassembler.h"
#include "interp/interp.h"
#include "interp/verifier.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace scriptling;
  init_core();
  std::string text(reinterpret_cast<const char*>(data), size);
  for (auto mode : {CompileOptions::Mode::kScript, CompileOptions::Mode::kModule}) {
    CompileResult result = compile(std::make_shared<Source>(text, "fuzz.py"), {mode});
    if (result.program == nullptr) {
      if (!result.error) abort();
      continue;
    }
    if (auto wrong = verify(*result.program)) {
      fprintf(stderr, "unsound: %s\n", wrong->c_str());
      abort();
    }
    if (disassemble(*result.program).empty()) abort();
  }
  return 0;
}
