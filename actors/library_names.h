// LibraryNames finds what library modules made when they were imported: each environment
// has the same things under the same names. What a script has put there since, it has
// not.
//
// One thread at a time: its Vm's. Good until scripts run.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "interp/vm.h"

namespace scriptling {

// Where something is: in a module, behind names with dots between them.
struct PlaceInLibrary {
  const Str* module;
  std::string path;
};

class LibraryNames {
 public:
  explicit LibraryNames(Vm& vm) : vm_(vm) {}

  // Functions, classes and objects; what is plain data is nobody's in particular.
  std::optional<PlaceInLibrary> find(const Object* o);

 private:
  std::optional<PlaceInLibrary> find_code(const Module* home, std::string_view path,
                                          const Object* o) const;
  const Module* home_of(const Class* cls) const;
  void list_modules();
  void list_class(const Module* home, const Class* cls);

  Vm& vm_;
  bool are_listed_ = false;
  std::unordered_map<const Object*, PlaceInLibrary> listed_;
};

// What stands at `path` below `module`, without the wrapping of static and class methods;
// no script code runs. Undefined: nothing.
Value find_path(const Module* module, std::string_view path);

}  // namespace scriptling
