#include "interp/lib/library_source.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>

#include "interp/compiler.h"

namespace scriptling {

namespace {

std::shared_ptr<const Program> compile_library(const LibrarySource& library) {
  std::string file = "<library " + std::string(library.name) + ">";
  auto source = std::make_shared<const Source>(std::string(library.text), file);
  CompileResult compiled = compile(source, {CompileOptions::Mode::kModule});
  if (compiled.error) throw std::logic_error(render(*compiled.error, *source));
  return compiled.program;
}

}  // namespace

std::shared_ptr<const Program> library_program(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string_view, std::shared_ptr<const Program>> compiled;
  std::span<const LibrarySource> all = library_sources();
  auto found = std::ranges::find(all, name, &LibrarySource::name);
  if (found == all.end()) return nullptr;
  std::lock_guard lock(mutex);
  std::shared_ptr<const Program>& program = compiled[found->name];
  if (program == nullptr) program = compile_library(*found);
  return program;
}

}  // namespace scriptling
