#include "interp/lib/field_binding.h"

#include <algorithm>
#include <string>
#include <vector>

#include "interp/types/arguments.h"

namespace scriptling {

namespace {

struct Fields {
  std::string_view function;
  const Tuple* names;
  uint64_t positional;
  const Tuple* defaults;

  uint64_t size() const { return names->size; }
  bool is_required(uint64_t n) const { return defaults->items[n].is_not_implemented(); }
  int64_t find(std::string_view name) const {
    for (uint64_t n = 0; n < size(); n++) {
      if (text_of(names->items[n]) == name) return static_cast<int64_t>(n);
    }
    return -1;
  }
};

const char* plural(uint64_t n) { return n == 1 ? "" : "s"; }

// The numbers count `self`.
Value too_many(Vm& vm, const Fields& fields, uint64_t given, uint64_t by_keyword) {
  uint64_t required = 0;
  while (required < fields.positional && fields.is_required(required)) required++;
  std::string takes = std::to_string(fields.positional + 1);
  if (required < fields.positional) {
    takes = fmt::format("from {} to {}", required + 1, fields.positional + 1);
  }
  std::string keywords;
  if (by_keyword > 0) {
    keywords = fmt::format(" positional arguments (and {} keyword-only argument{})",
                           by_keyword, plural(by_keyword));
  }
  return vm.type_error("{}() takes {} positional argument{} but {}{} were given",
                       fields.function, takes, plural(fields.positional + 1), given + 1,
                       keywords);
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (size_t n = 0; n < names.size(); n++) {
    if (n > 0 && names.size() > 2) out += ",";
    if (n > 0) out += n + 1 == names.size() ? " and " : " ";
    out += "'" + names[n] + "'";
  }
  return out;
}

// What was neither given nor has a default between `from` and `to`. False: pending.
bool check_given(Vm& vm, const Fields& fields, const Tuple* values, uint64_t from,
                 uint64_t to, const char* kind) {
  std::vector<std::string> missing;
  for (uint64_t n = from; n < to; n++) {
    if (values->items[n].is_undefined()) {
      missing.emplace_back(text_of(fields.names->items[n]));
    }
  }
  if (missing.empty()) return true;
  vm.type_error("{}() missing {} required {} argument{}: {}", fields.function,
                missing.size(), kind, plural(missing.size()), listed(missing));
  return false;
}

// Those that were given by name, behind the first `given`. False: pending.
bool take_keywords(Vm& vm, const Fields& fields, const Dict* keywords, uint64_t given,
                   Tuple* values) {
  uint32_t position = 0;
  for (TableEntry* e; table_next(keywords->table, &position, &e);) {
    int64_t at = fields.find(text_of(e->key));
    if (at < 0) {
      vm.type_error("{}() got an unexpected keyword argument '{}'", fields.function,
                    text_of(e->key));
      return false;
    }
    if (static_cast<uint64_t>(at) < given) {
      vm.type_error("{}() got multiple values for argument '{}'", fields.function,
                    text_of(e->key));
      return false;
    }
    values->items[at] = e->value;
  }
  return true;
}

}  // namespace

Value bind_fields(Vm& vm, const Args& args) {
  Fields fields{text_of(args[0]), as<Tuple>(args[1]), static_cast<uint64_t>(args[2].i),
                as<Tuple>(args[3])};
  auto* given = as<Tuple>(args[4]);
  auto* keywords = as<Dict>(args[5]);
  if (keywords->live == 0 && given->size == fields.size() &&
      fields.positional == fields.size()) {
    return args[4];
  }
  uint64_t in_place = std::min(given->size, fields.positional);
  Tuple* values = make_tuple(vm.heap(), fields.size());
  // Undefined is what is missing: NotImplemented may be given like any value.
  std::transform(
      fields.defaults->items, fields.defaults->items + fields.size(), values->items,
      [](const Value& v) { return v.is_not_implemented() ? Value::undefined() : v; });
  std::copy_n(given->items, in_place, values->items);
  if (!take_keywords(vm, fields, keywords, in_place, values)) return Value::error();
  // All that was given by name and is a field has no place among the first `in_place`.
  if (given->size > in_place) return too_many(vm, fields, given->size, keywords->live);
  if (!check_given(vm, fields, values, 0, fields.positional, "positional") ||
      !check_given(vm, fields, values, fields.positional, fields.size(),
                   "keyword-only")) {
    return Value::error();
  }
  return Value::object(values);
}

}  // namespace scriptling
