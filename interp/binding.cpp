#include "interp/binding.h"

#include <algorithm>

#include "interp/containers.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

constexpr uint32_t kInlineParameters = 10;

// Not initialised: a call pays for the parameters it has.
struct Parameters {
  Parameters() {}
  union {
    Value values[kInlineParameters];
  };
};

// Wording the errors. Signatures with a '/' are those that CPython has in C, with C's
// words; the others speak as Python functions do.
struct BindingErrors {
  Vm& vm;
  const Native* native;
  const NativeSignature& sig;

  bool is_method() const {
    return native->owner != nullptr || !native->self.is_undefined();
  }
  bool is_constructor() const { return sig.name == "__new__" || sig.name == "__init__"; }
  // Parameters that the caller did not write down: self, and the class of __new__.
  uint32_t hidden() const { return is_method() || sig.name == "__new__" ? 1 : 0; }
  // Constructors are called by the name of their class.
  std::string_view short_name() const {
    if (!is_constructor()) return sig.name;
    std::string_view name = native->qualname->view();
    return name.substr(0, name.rfind('.'));
  }
  bool speaks_c() const { return sig.positional_only > 0; }
  bool only_positional() const {
    return sig.positional_only == sig.parameters.size() && !sig.has_kwargs;
  }
  // Searches between `start` and `end` have other words for wrong counts than the rest of
  // those that take no keywords, for C parses them otherwise.
  bool is_search() const { return speaks_c() && sig.parameters.back().name == "end"; }
  static const char* plural(uint32_t n) { return n == 1 ? "" : "s"; }
  // Whether `sig` is what C calls METH_O or METH_NOARGS: its errors name the class.
  bool is_plain_c() const {
    return speaks_c() && sig.simple && sig.positional_only == sig.positional &&
           sig.required_positional == sig.positional && sig.positional - hidden() <= 1;
  }

  Value plain_c_count(uint32_t given) {
    std::string_view name = native->qualname->view();
    if (is_constructor()) {
      uint32_t wanted = sig.positional - hidden();
      return vm.type_error("{} expected {} argument{}, got {}", short_name(), wanted,
                           plural(wanted), given);
    }
    if (sig.positional - hidden() == 0) {
      return vm.type_error("{}() takes no arguments ({} given)", name, given);
    }
    return vm.type_error("{}() takes exactly one argument ({} given)", name, given);
  }

  Value too_many(uint32_t given) {
    uint32_t most = sig.positional - hidden();
    uint32_t least = sig.required_positional - hidden();
    given -= hidden();
    if (is_plain_c()) return plain_c_count(given);
    if (speaks_c() && sig.positional_only == sig.parameters.size() && !is_search()) {
      return vm.type_error("{} expected {}{} argument{}, got {}", short_name(),
                           least == most ? "" : "at most ", most, plural(most), given);
    }
    if (speaks_c()) {
      const char* what = sig.parameters.size() > sig.positional ? "positional " : "";
      if (most == 0)
        return vm.type_error("{}() takes no {}arguments", short_name(), what);
      return vm.type_error("{}() takes {} {} {}argument{} ({} given)", short_name(),
                           least == most ? "exactly" : "at most", most, what,
                           plural(most), given);
    }
    // As a Python function counts: self included.
    given += hidden();
    uint32_t all = sig.positional;
    if (sig.required_positional == all) {
      return vm.type_error("{}() takes {} positional argument{} but {} {} given",
                           display_name(), all, plural(all), given,
                           given == 1 ? "was" : "were");
    }
    return vm.type_error(
        "{}() takes from {} to {} positional arguments but {} were given", display_name(),
        sig.required_positional, all, given);
  }

  std::string_view display_name() const {
    return is_constructor() ? short_name() : native->qualname->view();
  }

  Value missing(const Value* fixed, uint32_t given) {
    uint32_t least = sig.required_positional - hidden();
    uint32_t most = sig.positional - hidden();
    given -= std::min(given, hidden());
    if (is_plain_c()) return plain_c_count(given);
    if (speaks_c() && only_positional() && !is_search()) {
      bool exact = least == most && !sig.has_varargs;
      return vm.type_error("{} expected {}{} argument{}, got {}", short_name(),
                           exact ? "" : "at least ", least, plural(least), given);
    }
    uint32_t count = 0;
    uint32_t first = 0;
    for (uint32_t n = 0; n < sig.parameters.size(); n++) {
      if (!sig.parameters[n].required || !fixed[n].is_undefined()) continue;
      if (count++ == 0) first = n;
    }
    if (speaks_c() && first < sig.positional_only) {
      return vm.type_error("{}() takes at least {} {}argument{} ({} given)", short_name(),
                           least, only_positional() ? "" : "positional ", plural(least),
                           given);
    }
    if (speaks_c()) {
      return vm.type_error("{}() missing required argument '{}' (pos {})", short_name(),
                           sig.parameters[first].name, first + 1 - hidden());
    }
    return vm.type_error("{}() missing {} required {} argument{}: {}", display_name(),
                         count, first < sig.positional ? "positional" : "keyword-only",
                         plural(count), missing_names(fixed, first));
  }

  // 'a', 'b', and 'c'
  std::string missing_names(const Value* fixed, uint32_t first) {
    std::vector<std::string> found;
    uint32_t end = first < sig.positional ? sig.positional
                                          : static_cast<uint32_t>(sig.parameters.size());
    for (uint32_t n = first; n < end; n++) {
      if (sig.parameters[n].required && fixed[n].is_undefined()) {
        found.push_back("'" + sig.parameters[n].name + "'");
      }
    }
    std::string text;
    for (size_t n = 0; n < found.size(); n++) {
      if (n > 0) {
        bool last = n + 1 == found.size();
        text += !last ? ", " : found.size() == 2 ? " and " : ", and ";
      }
      text += found[n];
    }
    return text;
  }

  Value unexpected(const Str* keyword) {
    if (only_positional() && speaks_c()) return no_keywords();
    if (speaks_c()) {
      return vm.type_error("'{}' is an invalid keyword argument for {}()",
                           keyword->view(), short_name());
    }
    for (uint32_t n = 0; n < sig.positional_only; n++) {
      if (!str_equal(sig.parameters[n].interned, keyword)) continue;
      return vm.type_error(
          "{}() got some positional-only arguments passed as keyword arguments: '{}'",
          display_name(), keyword->view());
    }
    return vm.type_error("{}() got an unexpected keyword argument '{}'", display_name(),
                         keyword->view());
  }

  Value no_keywords() {
    return vm.type_error("{}() takes no keyword arguments", display_name());
  }

  Value given_twice(uint32_t parameter) {
    const std::string& name = sig.parameters[parameter].name;
    if (speaks_c()) {
      return vm.type_error("argument for {}() given by name ('{}') and position ({})",
                           short_name(), name, parameter + 1 - hidden());
    }
    return vm.type_error("{}() got multiple values for argument '{}'", display_name(),
                         name);
  }
};

// Puts keyword argument `name` where it belongs. False: pending.
bool bind_keyword(BindingErrors& errors, Args& bound, Str* name, Value v) {
  const NativeSignature& sig = errors.sig;
  for (uint32_t n = sig.positional_only; n < sig.parameters.size(); n++) {
    if (!str_equal(sig.parameters[n].interned, name)) continue;
    if (!bound.fixed[n].is_undefined()) {
      errors.given_twice(n);
      return false;
    }
    bound.fixed[n] = v;
    return true;
  }
  if (!sig.has_kwargs) {
    errors.unexpected(name);
    return false;
  }
  Heap& heap = errors.vm.heap();
  if (bound.keywords == nullptr) bound.keywords = make_dict(heap);
  dict_set(heap, bound.keywords, name, v);
  return true;
}

// `fixed` has room for all parameters, all undefined.
Value bind_into(Vm& vm, Native* native, Value* fixed, Value* args, uint32_t positional,
                Tuple* names) {
  const NativeSignature& sig = *native->signature;
  BindingErrors errors{vm, native, sig};
  Args bound;
  bound.fixed = fixed;
  bound.count = static_cast<uint32_t>(sig.parameters.size());
  uint32_t taken = 0;
  if (names != nullptr && names->size > 0 && errors.speaks_c() &&
      errors.only_positional()) {
    return errors.no_keywords();
  }
  if (!native->self.is_undefined()) {
    if (sig.positional == 0) return errors.too_many(positional + 1);
    fixed[0] = native->self;
    taken = 1;
  }
  uint32_t direct = std::min(positional, sig.positional - taken);
  std::copy_n(args, direct, fixed + taken);
  if (positional > direct) {
    if (!sig.has_varargs) return errors.too_many(positional + taken);
    bound.rest = args + direct;
    bound.rest_count = positional - direct;
  }
  if (names != nullptr) {
    for (uint64_t n = 0; n < names->size; n++) {
      if (!bind_keyword(errors, bound, as<Str>(names->items[n]), args[positional + n])) {
        return Value::error();
      }
    }
  }
  for (uint32_t n = 0; n < bound.count; n++) {
    if (fixed[n].is_undefined() && sig.parameters[n].required) {
      return errors.missing(fixed, direct + taken);
    }
  }
  return native->fn(vm, bound);
}

bool check_receiver(Vm& vm, Native* native, const Value* args, uint32_t positional) {
  if (positional == 0) {
    vm.type_error("unbound method {}() needs an argument", native->qualname->view());
    return false;
  }
  Class* cls = class_of(args[0]);
  if (cls == native->owner || is_subclass(cls, native->owner)) return true;
  vm.type_error("descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                native->name->view(), native->owner->name->view(), cls->name->view());
  return false;
}

}  // namespace

Value call_native_bound(Vm& vm, Native* native, Value* args, uint32_t positional,
                        Tuple* names) {
  const NativeSignature& sig = *native->signature;
  if (native->self.is_undefined()) {
    if (native->owner != nullptr && !check_receiver(vm, native, args, positional)) {
      return Value::error();
    }
    if (names == nullptr && sig.simple && positional == sig.positional) {
      return native->fn(vm, Args{args, positional, nullptr, 0, nullptr});
    }
  }
  size_t total = sig.parameters.size();
  if (total > kInlineParameters) {
    Array* array = vm.heap().make_array(total);
    return bind_into(vm, native, array->items, args, positional, names);
  }
  Parameters fixed;
  if (names == nullptr && sig.simple && native->self.is_undefined() &&
      positional >= sig.required_positional && positional <= total) {
    std::copy_n(args, positional, fixed.values);
    std::fill(fixed.values + positional, fixed.values + total, Value::undefined());
    return native->fn(
        vm, Args{fixed.values, static_cast<uint32_t>(total), nullptr, 0, nullptr});
  }
  std::fill_n(fixed.values, total, Value::undefined());
  return bind_into(vm, native, fixed.values, args, positional, names);
}

}  // namespace scriptling
