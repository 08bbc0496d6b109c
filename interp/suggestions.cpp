#include "interp/suggestions.h"

#include <algorithm>
#include <vector>

#include "interp/exception_fields.h"
#include "interp/module.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

// Python's own figures: more names than that are not looked at, longer ones have no
// cousins, and a difference of case is half a change.
constexpr size_t kMostNames = 750;
constexpr size_t kLongestName = 40;
constexpr size_t kChange = 2;
constexpr size_t kChangeOfCase = 1;

size_t cost_of_replacing(char a, char b) {
  if (a == b) return 0;
  auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
  };
  return lower(a) == lower(b) ? kChangeOfCase : kChange;
}

void drop_common_ends(std::string_view& a, std::string_view& b) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
}

// The cost of the cheapest changes that make `a` into `b`; more than `most` is not told
// apart.
size_t distance(std::string_view a, std::string_view b, size_t most) {
  drop_common_ends(a, b);
  if (a.empty() || b.empty()) return (a.size() + b.size()) * kChange;
  if (a.size() > kLongestName || b.size() > kLongestName) return most + 1;
  std::vector<size_t> row(b.size() + 1);
  for (size_t n = 0; n < row.size(); n++) row[n] = n * kChange;
  for (size_t i = 0; i < a.size(); i++) {
    size_t diagonal = row[0];
    size_t cheapest = row[0] = (i + 1) * kChange;
    for (size_t j = 0; j < b.size(); j++) {
      size_t replaced = diagonal + cost_of_replacing(a[i], b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min(replaced, std::min(row[j], row[j + 1]) + kChange);
      cheapest = std::min(cheapest, row[j + 1]);
    }
    if (cheapest > most) return most + 1;
  }
  return row.back();
}

// The candidate closest to a name; the first of several.
class Search {
 public:
  explicit Search(std::string_view name) : name_(name) {}

  void offer(Value candidate) {
    if (is_str(candidate)) candidates_.push_back(text_of(candidate));
  }
  void offer_keys(const Dict* dict) {
    uint32_t position = 0;
    for (TableEntry* e; table_next(dict->table, &position, &e);) offer(e->key);
  }

  // Empty: none is close. Forgets the candidates.
  std::string_view closest() {
    std::string_view found;
    size_t least = SIZE_MAX;
    if (candidates_.size() >= kMostNames) candidates_.clear();
    for (std::string_view candidate : candidates_) {
      if (candidate == name_) continue;
      // A third of the letters may need a change.
      size_t most = (name_.size() + candidate.size() + 3) * kChange / 6;
      size_t cost = distance(name_, candidate, std::min(most, least - 1));
      if (cost > most || cost >= least) continue;
      found = candidate;
      least = cost;
    }
    candidates_.clear();
    return found;
  }

 private:
  std::string_view name_;
  std::vector<std::string_view> candidates_;
};

// The module whose code `program` is.
Module* module_of(Vm& vm, const Program* program) {
  uint32_t position = 0;
  for (TableEntry* e; table_next(vm.modules()->table, &position, &e);) {
    if (!is_kind(e->value, Kind::kModule)) continue;
    Value* file = dict_find(as<Module>(e->value)->dict, names.file);
    if (file != nullptr && is_str(*file) && text_of(*file) == program->source->name()) {
      return as<Module>(e->value);
    }
  }
  return vm.main_module();
}

std::string similar_variable(Vm& vm, const Exception* e, Search& search) {
  auto* traceback = static_cast<const Traceback*>(e->traceback);
  if (traceback == nullptr || traceback->count == 0) return {};
  const Proto* innermost = traceback->entries[0].proto;
  for (Str* name : innermost->local_names) {
    if (name != nullptr) search.offer(Value::object(name));
  }
  std::string_view found = search.closest();
  if (found.empty()) {
    if (Module* module = module_of(vm, innermost->program))
      search.offer_keys(module->dict);
    found = search.closest();
  }
  if (found.empty()) {
    search.offer_keys(builtins_dict());
    found = search.closest();
  }
  return std::string(found);
}

std::string similar_attribute(Vm& vm, Value object, Search& search) {
  if (object.is_undefined()) return {};
  Value listed = call_method(vm, object, names.dir, {});
  List* list = listed.is_error() || listed.is_undefined() ? nullptr : list_of(vm, listed);
  if (list == nullptr) {
    if (vm.has_pending()) vm.clear_pending();
    return {};
  }
  for (uint64_t n = 0; n < list->size; n++) search.offer(list->items()[n]);
  if (is_kind(object, Kind::kDict)) search.offer_keys(as<Dict>(object));  // d.name
  return std::string(search.closest());
}

std::string similar_name(Vm& vm, Exception* e) {
  bool is_import = e->cls == types.import_error;
  Value name = exception_field(e, is_import ? "name_from" : "name");
  if (!is_str(name)) return {};
  Search search(text_of(name));
  if (e->cls == types.name_error) return similar_variable(vm, e, search);
  if (e->cls == types.attribute_error) {
    return similar_attribute(vm, exception_field(e, "obj"), search);
  }
  Value module = exception_field(e, "name");
  Value* found =
      is_import && is_str(module) ? dict_find(vm.modules(), as<Str>(module)) : nullptr;
  return found == nullptr ? std::string() : similar_attribute(vm, *found, search);
}

}  // namespace

std::string suggestion_for(Vm& vm, Exception* exception) {
  std::string name;
  try {
    name = similar_name(vm, exception);
  } catch (...) {
    // An error that is told when memory is short goes without.
  }
  return name.empty() ? name : ". Did you mean: '" + name + "'?";
}

}  // namespace scriptling
