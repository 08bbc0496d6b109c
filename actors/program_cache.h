// A ProgramCache compiles each source file once for the process, and again when the file
// has changed; and it finds the file that an import means.
//
// Any thread. Files are read and compiled by the thread that asks; two that ask for one
// new file at the same moment may both compile it, and then share the result of the
// first.
#pragma once

#include <sys/stat.h>

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "interp/host.h"
#include "interp/program.h"

namespace scriptling {

struct LoadedProgram {
  std::shared_ptr<const Program> program;  // Null: `error` says why.
  std::string error;                       // As shown to people, the last line included.
  std::string error_class;                 // "SyntaxError", "OSError"
  // Of what does not compile:
  std::shared_ptr<const Source> source;
  std::optional<Diagnostic> diagnostic;
};

// A whole script as the command sees it: from a file, a pipe or the command line. A
// module has no value and may not `return`.
LoadedProgram compile_script(std::string text, std::string name);

class ProgramCache {
 public:
  ProgramCache() = default;
  ProgramCache(const ProgramCache&) = delete;
  ProgramCache& operator=(const ProgramCache&) = delete;

  // The module in that file.
  LoadedProgram load(const std::string& path);

  // What `import name` (dotted, absolute) means with these folders, the first that has
  // it.
  FoundModule find(std::string_view name, std::span<const std::string> folders);

 private:
  struct Version {
    int64_t seconds = 0, nanoseconds = 0, size = 0;
    uint64_t inode = 0;
    bool operator==(const Version&) const = default;
  };
  struct Entry {
    Version version;
    LoadedProgram loaded;
  };

  static Version version_of(const struct stat& info);

  std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
};

// The whole file; false: errno says why.
bool read_file(const std::string& path, std::string* text);

}  // namespace scriptling
