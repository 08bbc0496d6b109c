#include "actors/allowed_paths.h"

#include <algorithm>
#include <filesystem>

namespace scriptling {

namespace {

std::filesystem::path resolved(const std::string& path) {
  std::error_code problem;
  auto absolute = std::filesystem::absolute(path, problem);
  auto real = std::filesystem::weakly_canonical(absolute, problem);
  return problem ? absolute.lexically_normal() : real;
}

bool is_below(const std::filesystem::path& path, std::filesystem::path folder) {
  if (!folder.has_filename()) folder = folder.parent_path();  // "a/" is "a".
  auto [end, rest] =
      std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

}  // namespace

bool is_path_allowed(const Config& config, const std::string& path) {
  if (!config.allowed_paths) return true;
  std::filesystem::path real = resolved(path);
  return std::any_of(
      config.allowed_paths->begin(), config.allowed_paths->end(),
      [&](const std::string& folder) { return is_below(real, resolved(folder)); });
}

std::string real_path(const std::string& path) { return resolved(path).string(); }

}  // namespace scriptling
