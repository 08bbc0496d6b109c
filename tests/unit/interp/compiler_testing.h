// What the compiler's tests share: from source text to the text of its code, verified.
//
// One thread at a time.
#pragma once

#include <catch2/catch.hpp>

#include <memory>
#include <string>

#include "interp/compiler.h"
#include "interp/disassembler.h"
#include "interp/verifier.h"

namespace scriptling {

inline CompileResult compile_text(const std::string& text, CompileOptions options = {}) {
  return compile(std::make_shared<const Source>(text, "test.py"), options);
}

// Requires that `text` compiles to code that is sound.
inline std::shared_ptr<const Program> sound(const std::string& text) {
  CompileResult result = compile_text(text);
  INFO((result.error ? result.error->message : ""));
  REQUIRE(result.program != nullptr);
  CHECK(verify(*result.program).value_or("") == "");
  return result.program;
}

// Raw strings begin with a line break, which belongs neither to the source nor to the
// code.
inline std::string without_first_break(const std::string& text) {
  return text.empty() || text[0] != '\n' ? text : text.substr(1);
}

// All of a script's code.
inline std::string script(const std::string& text) {
  return "\n" + disassemble(*sound(without_first_break(text)));
}

// All functions but the script itself.
inline std::string functions(const std::string& text) {
  std::string out;
  auto program = sound(without_first_break(text));
  for (const auto& proto : program->protos) {
    if (proto.get() != program->main()) out += "\n" + disassemble(*proto);
  }
  return out;
}

// "line:column: message", of a module.
inline std::string refusal(const std::string& text) {
  CompileOptions options;
  options.mode = CompileOptions::Mode::kModule;
  CompileResult result = compile_text(text, options);
  if (!result.error) return "accepted";
  Source source(text, "test.py");
  Position at = source.position(result.error->span.start);
  return std::to_string(at.line) + ":" + std::to_string(at.column) + ": " +
         result.error->message;
}

}  // namespace scriptling
