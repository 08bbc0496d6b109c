#include "actors/program_cache.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "interp/compiler.h"

namespace scriptling {

namespace {

LoadedProgram compile_text(std::string text, std::string name,
                           CompileOptions::Mode mode) {
  auto source = std::make_shared<const Source>(std::move(text), std::move(name));
  CompileResult compiled = compile(source, {mode});
  LoadedProgram loaded;
  loaded.program = std::move(compiled.program);
  if (compiled.error) {
    loaded.error = render(*compiled.error, *source);
    loaded.error_class = compiled.error->error_class;
    loaded.source = std::move(source);
    loaded.diagnostic = std::move(compiled.error);
  }
  return loaded;
}

bool is_file(const std::string& path, struct stat* info) {
  return stat(path.c_str(), info) == 0 && S_ISREG(info->st_mode);
}

bool is_folder(const std::string& path) {
  struct stat info {};
  return stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

std::string in_folder(const std::string& folder, std::string_view name) {
  std::string path = folder.empty() ? "." : folder;
  path += '/';
  path += name;
  return path;
}

}  // namespace

bool read_file(const std::string& path, std::string* text) {
  int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  text->clear();
  char buffer[16384];
  ssize_t n;
  while ((n = read(file, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR)) {
    if (n > 0) text->append(buffer, static_cast<size_t>(n));
  }
  int problem = errno;
  close(file);
  errno = problem;
  return n == 0;
}

LoadedProgram compile_script(std::string text, std::string name) {
  return compile_text(std::move(text), std::move(name), CompileOptions::Mode::kScript);
}

ProgramCache::Version ProgramCache::version_of(const struct stat& info) {
  return {info.st_mtim.tv_sec, info.st_mtim.tv_nsec, info.st_size, info.st_ino};
}

LoadedProgram ProgramCache::load(const std::string& path) {
  struct stat info {};
  Version version;
  if (is_file(path, &info)) {
    version = version_of(info);
    std::lock_guard lock(mutex_);
    auto found = entries_.find(path);
    if (found != entries_.end() && found->second.version == version)
      return found->second.loaded;
  }
  std::string text;
  if (!read_file(path, &text)) {
    return {nullptr, fmt::format("cannot read '{}': {}", path, std::strerror(errno)),
            "ImportError", nullptr, std::nullopt};
  }
  LoadedProgram loaded =
      compile_text(std::move(text), path, CompileOptions::Mode::kModule);
  std::lock_guard lock(mutex_);
  Entry& entry = entries_[path];
  if (entry.loaded.program == nullptr || entry.version != version) {
    entry = {version, std::move(loaded)};
  }
  return entry.loaded;
}

FoundModule ProgramCache::find(std::string_view name,
                               std::span<const std::string> folders) {
  std::string relative(name);
  std::replace(relative.begin(), relative.end(), '.', '/');
  FoundModule found;
  std::string bare_folder;
  for (const std::string& folder : folders) {
    std::string path = in_folder(folder, relative);
    struct stat info {};
    std::string file = path + "/__init__.py";
    if (is_file(file, &info)) {
      found.kind = FoundModule::Kind::kPackage;
      found.path = path;
    } else if (file = path + ".py"; is_file(file, &info)) {
      found.kind = FoundModule::Kind::kProgram;
    } else {
      if (bare_folder.empty() && is_folder(path)) bare_folder = path;
      continue;
    }
    LoadedProgram loaded = load(file);
    found.file = file;
    found.program = std::move(loaded.program);
    if (found.program == nullptr) {
      found.kind = FoundModule::Kind::kFailed;
      found.error = std::move(loaded.error);
      found.source = std::move(loaded.source);
      found.diagnostic = std::move(loaded.diagnostic);
    }
    return found;
  }
  if (!bare_folder.empty()) {
    found.kind = FoundModule::Kind::kNamespace;
    found.path = bare_folder;
  }
  return found;
}

}  // namespace scriptling
