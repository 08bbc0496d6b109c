#include "cli/commands.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "interp/compiler.h"
#include "interp/disassembler.h"
#include "state/kv_sqlite.h"

namespace scriptling {

namespace {

CompileResult check(const std::shared_ptr<const Source>& source) {
  return compile(source);
}

void print(std::FILE* file, const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), file);
}

}  // namespace

int lint(const Source& source, const Options& options) {
  auto shared = std::make_shared<const Source>(source);
  CompileResult result = check(shared);
  if (options.lints_as_json) {
    nlohmann::json errors = nlohmann::json::array();
    if (result.error) {
      Position at = shared->position(result.error->span.start);
      errors.push_back({{"line", at.line},
                        {"column", at.column},
                        {"class", result.error->error_class},
                        {"message", result.error->message}});
    }
    auto replace = nlohmann::json::error_handler_t::replace;
    nlohmann::json report = {{"file", shared->name()}, {"errors", errors}};
    print(stdout, report.dump(-1, ' ', false, replace) + "\n");
  } else if (result.error) {
    print(stderr, render(*result.error, *shared));
  }
  return result.error ? 1 : 0;
}

int disassemble_file(const std::string& path) {
  auto source = std::make_shared<const Source>(source_from_file(path));
  CompileResult result = check(source);
  if (result.error) {
    print(stderr, render(*result.error, *source));
    return 1;
  }
  print(stdout, disassemble(*result.program));
  return 0;
}

int check_store(const std::string& path) {
  Result<uint64_t> keys = KvSqlite::check(path);
  if (!keys.is_ok()) {
    print(stdout, std::string(keys.status().message()) + "\n");
    return 1;
  }
  print(stdout, "store '" + path + "' is sound; keys: " + std::to_string(*keys) + "\n");
  return 0;
}

int list_libraries(const ModuleRegistry& modules) {
  for (const std::string& name : modules.names()) print(stdout, name + "\n");
  return 0;
}

}  // namespace scriptling
