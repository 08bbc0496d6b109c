// The sys module.

#include "interp/lib/sys.h"

#include <cfloat>

#include "interp/immortal.h"
#include "interp/lib/lib.h"
#include "interp/lib/struct_sequence.h"
#include "interp/lib/version.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

// -- Functions --------------------------------------------------------------------------

Value sys_exit(Vm& vm, const Args& args) {
  if (!args.given(0)) return vm.raise_with(types.system_exit, {});
  return vm.raise_with(types.system_exit, {args[0]});
}

Value sys_getrecursionlimit(Vm& vm, const Args&) {
  return Value::integer(vm.limits().recursion);
}

// Frames take memory, which has a limit of its own.
constexpr int64_t kMostRecursion = 1'000'000;

Value sys_setrecursionlimit(Vm& vm, const Args& args) {
  auto limit = to_index_clamped(vm, args[0]);
  if (!limit) return Value::error();
  if (*limit < 1)
    return vm.value_error("recursion limit must be greater or equal than 1");
  vm.set_recursion_limit(
      static_cast<int>(*limit < kMostRecursion ? *limit : kMostRecursion));
  return Value::none();
}

Value sys_exc_info(Vm& vm, const Args&) {
  Value handled = vm.handled();
  Value none = Value::none();
  if (!is_exception(handled))
    return Value::object(make_tuple(vm.heap(), {none, none, none}));
  auto* e = as<Exception>(handled);
  Value traceback = e->traceback ? Value::object(e->traceback) : none;
  return Value::object(
      make_tuple(vm.heap(), {Value::object(e->cls), handled, traceback}));
}

Value sys_exception(Vm& vm, const Args&) {
  return is_exception(vm.handled()) ? vm.handled() : Value::none();
}

// Near what CPython says; of library objects, what they take here.
int64_t size_of(Value v) {
  constexpr int64_t kWord = 8;
  if (v.is_int_or_bool()) return 28;
  if (v.is_float()) return 24;
  if (!v.is_object()) return 16;
  auto count = [](uint64_t n) { return static_cast<int64_t>(n); };
  switch (v.o->kind) {
    case Kind::kComplex: return 32;
    case Kind::kStr: return (as<Str>(v)->is_ascii() ? 49 : 73) + count(as<Str>(v)->size);
    case Kind::kBytes: return 33 + count(as<Bytes>(v)->size);
    case Kind::kByteArray: return 57 + count(as<ByteArray>(v)->size);
    case Kind::kTuple: return 40 + kWord * count(as<Tuple>(v)->size);
    case Kind::kList: {
      Array* storage = as<List>(v)->storage;
      return 56 + kWord * count(storage ? storage->capacity : 0);
    }
    case Kind::kDict: {
      Table* table = as<Dict>(v)->table;
      return 64 + 3 * kWord * count(table ? table->capacity : 0);
    }
    case Kind::kSet:
    case Kind::kFrozenSet: {
      Table* table = as<Set>(v)->table;
      return 216 + 2 * kWord * count(table ? table->capacity : 0);
    }
    default: return v.o->has(kImmortal) ? 64 : count(Heap::size_of(v.o));
  }
}

Value sys_getsizeof(Vm& vm, const Args& args) {
  static Str* const sizeof_name = intern("__sizeof__");
  if (class_of(args[0])->class_flags & kUserClass) {
    Value own = vm.lookup(class_of(args[0]), sizeof_name);
    if (is_kind(own, Kind::kFunction)) return vm.call(own, {args[0]});
  }
  return Value::integer(size_of(args[0]));
}

// Equal strings become one, in this environment.
Value sys_intern(Vm& vm, const Args& args) {
  static const char key = 0;
  if (!is_str(args[0]) || args[0].o->cls != types.str) {
    return vm.type_error("intern() argument must be str, not {}", class_name(args[0]));
  }
  Value known = *vm.library_slot(&key);
  if (known.is_undefined()) {
    known = Value::object(make_dict(vm.heap()));
    *vm.library_slot(&key) = known;
  }
  auto* text = attr_name(vm, as<Str>(args[0]));
  if (Value* same = dict_find(as<Dict>(known), text)) return *same;
  dict_set(vm.heap(), as<Dict>(known), text, Value::object(text));
  return Value::object(text);
}

Value sys_encoding(Vm&, const Args&) { return Value::object(intern("utf-8")); }

Value sys_get_int_max_str_digits(Vm& vm, const Args&) {
  return Value::integer(int_max_str_digits(vm));
}

Value sys_set_int_max_str_digits(Vm& vm, const Args& args) {
  constexpr int64_t kLeast = 640;
  auto digits = to_index(vm, args[0]);
  if (!digits) return Value::error();
  if (*digits != 0 && *digits < kLeast) {
    return vm.value_error("maxdigits must be 0 or larger than {}", kLeast);
  }
  set_int_max_str_digits(vm, *digits);
  return Value::none();
}

constexpr NativeDef kFunctions[] = {
    {"exc_info()", sys_exc_info,
     "Return (type, value, traceback) of what is being handled."},
    {"exception()", sys_exception, "Return the exception that is being handled."},
    {"exit(status=None, /)", sys_exit, "Exit by raising SystemExit(status)."},
    {"get_int_max_str_digits()", sys_get_int_max_str_digits,
     "Return the limit on the digits of ints in text."},
    {"getdefaultencoding()", sys_encoding, "Return the encoding of str.encode()."},
    {"getfilesystemencoding()", sys_encoding, "Return the encoding of file names."},
    {"getrecursionlimit()", sys_getrecursionlimit, "Return how deep calls may nest."},
    {"getsizeof(object, default=0)", sys_getsizeof,
     "Return about how many bytes it takes."},
    {"intern(string, /)", sys_intern,
     "Return the one string that stands for all equal ones."},
    {"set_int_max_str_digits(maxdigits)", sys_set_int_max_str_digits,
     "Set the limit on the digits of ints in text; 0: none."},
    {"setrecursionlimit(limit, /)", sys_setrecursionlimit,
     "Set how deep calls may nest."},
};

// -- Named tuples -----------------------------------------------------------------------

constexpr const char* kVersionFields[] = {"major", "minor", "micro", "releaselevel",
                                          "serial"};
constexpr const char* kFloatFields[] = {"max",     "max_exp",    "max_10_exp", "min",
                                        "min_exp", "min_10_exp", "dig",        "mant_dig",
                                        "epsilon", "radix",      "rounds"};

Value version_repr(Vm& vm, const Args& args) {
  return from_str(
      struct_repr(vm, "sys.version_info", kVersionFields, as<Tuple>(args[0])));
}
Value float_info_repr(Vm& vm, const Args& args) {
  return from_str(struct_repr(vm, "sys.float_info", kFloatFields, as<Tuple>(args[0])));
}

constexpr NativeDef kVersionMethods[] = {
    {"__repr__(self, /)", version_repr, nullptr, NativeBinding::kMethod},
    struct_field<0>("major(self)"),
    struct_field<1>("minor(self)"),
    struct_field<2>("micro(self)"),
    struct_field<3>("releaselevel(self)"),
    struct_field<4>("serial(self)"),
};
constexpr NativeDef kFloatMethods[] = {
    {"__repr__(self, /)", float_info_repr, nullptr, NativeBinding::kMethod},
    struct_field<0>("max(self)"),
    struct_field<1>("max_exp(self)"),
    struct_field<2>("max_10_exp(self)"),
    struct_field<3>("min(self)"),
    struct_field<4>("min_exp(self)"),
    struct_field<5>("min_10_exp(self)"),
    struct_field<6>("dig(self)"),
    struct_field<7>("mant_dig(self)"),
    struct_field<8>("epsilon(self)"),
    struct_field<9>("radix(self)"),
    struct_field<10>("rounds(self)"),
};

Value immortal_struct(const char* name, std::span<const NativeDef> methods,
                      std::span<const Value> items) {
  Class* cls = make_class(name, types.tuple, Kind::kTuple, methods);
  cls->class_flags |= kFinal;
  ImmortalMaker maker;
  auto* tuple = maker.make<Tuple>(Kind::kTuple, cls, items.size() * sizeof(Value));
  tuple->size = items.size();
  for (size_t n = 0; n < items.size(); n++) tuple->items[n] = items[n];
  return Value::object(tuple);
}

// The Python that the language is.
Value language_version() {
  Value items[] = {Value::integer(3), Value::integer(11), Value::integer(0),
                   Value::object(intern("final")), Value::integer(0)};
  static const Value version =
      immortal_struct("sys.version_info", kVersionMethods, items);
  return version;
}
constexpr int64_t kHexVersion = 0x030b00f0;

Value float_info() {
  Value items[] = {Value::real(DBL_MAX),
                   Value::integer(DBL_MAX_EXP),
                   Value::integer(DBL_MAX_10_EXP),
                   Value::real(DBL_MIN),
                   Value::integer(DBL_MIN_EXP),
                   Value::integer(DBL_MIN_10_EXP),
                   Value::integer(DBL_DIG),
                   Value::integer(DBL_MANT_DIG),
                   Value::real(DBL_EPSILON),
                   Value::integer(FLT_RADIX),
                   Value::integer(1)};
  return immortal_struct("sys.float_info", kFloatMethods, items);
}

// sys.implementation: an object with attributes only.
Value implementation_name(Vm&, const Args&) {
  return Value::object(intern("scriptling"));
}
Value implementation_version(Vm&, const Args&) { return language_version(); }
Value implementation_hexversion(Vm&, const Args&) { return Value::integer(kHexVersion); }
Value implementation_cache_tag(Vm&, const Args&) { return Value::none(); }

constexpr NativeDef kImplementationMethods[] = {
    {"cache_tag(self)", implementation_cache_tag, nullptr, NativeBinding::kGetter},
    {"hexversion(self)", implementation_hexversion, nullptr, NativeBinding::kGetter},
    {"name(self)", implementation_name, nullptr, NativeBinding::kGetter},
    {"version(self)", implementation_version, nullptr, NativeBinding::kGetter},
};

Value implementation() {
  Class* cls = make_class("sys.implementation", types.object, Kind::kNativeObject,
                          kImplementationMethods);
  return Value::object(ImmortalMaker().make<Object>(Kind::kNativeObject, cls));
}

#if defined(__APPLE__)
constexpr const char kPlatform[] = "darwin";
#elif defined(_WIN32)
constexpr const char kPlatform[] = "win32";
#else
constexpr const char kPlatform[] = "linux";
#endif

void build(ModuleBuilder& module) {
  module.add("platform", kPlatform);
  module.add("path_sep", kPlatform[0] == 'w' ? "\\" : "/");
  module.add("byteorder", __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "little" : "big");
  module.add("maxsize", Value::integer(INT64_MAX));
  module.add("maxunicode", Value::integer(0x10ffff));
  module.add("version", "3.11.0 (Scriptling " + std::string(kVersion) + ")");
  module.add("version_info", language_version());
  module.add("hexversion", Value::integer(kHexVersion));
  module.add("float_info", float_info());
  module.add("implementation", implementation());
  module.add("executable", "scriptling");
  for (const char* name : {"stdin", "__stdin__"}) {
    module.add(name, standard_stream(StandardStream::kIn));
  }
  for (const char* name : {"stdout", "__stdout__"}) {
    module.add(name, standard_stream(StandardStream::kOut));
  }
  for (const char* name : {"stderr", "__stderr__"}) {
    module.add(name, standard_stream(StandardStream::kErr));
  }
}

// -- What belongs to one environment ----------------------------------------------------

const char kArgvKey = 0;

Module* imported_sys(Vm& vm) {
  Value* module = dict_find(vm.modules(), "sys");
  return module && is_kind(*module, Kind::kModule) ? as<Module>(*module) : nullptr;
}

bool on_import(Vm& vm, Module* module) {
  Value argv = *vm.library_slot(&kArgvKey);
  if (argv.is_undefined()) {
    Value script = Value::object(names.empty);
    argv = Value::object(make_list(vm.heap(), std::span(&script, 1)));
  }
  List* path = make_list(vm.heap());
  for (const std::string& folder : vm.host().import_folders()) {
    list_append(vm.heap(), path, Value::object(make_str_lossy(vm.heap(), folder)));
  }
  module_set(vm, module, intern("argv"), argv);
  module_set(vm, module, intern("path"), Value::object(path));
  module_set(vm, module, intern("modules"), Value::object(vm.modules()));
  // Nobody needs it to be there before somebody can look.
  return !vm.import_module("builtins").is_error();
}

}  // namespace

void set_sys_argv(Vm& vm, List* argv) {
  *vm.library_slot(&kArgvKey) = Value::object(argv);
  Module* module = imported_sys(vm);
  if (module != nullptr) module_set(vm, module, intern("argv"), Value::object(argv));
}

List* sys_path(Vm& vm) {
  Module* module = imported_sys(vm);
  static Str* const name = intern("path");
  Value* path = module == nullptr ? nullptr : dict_find(module->dict, name);
  return path != nullptr && is_kind(*path, Kind::kList) ? as<List>(*path) : nullptr;
}

bool print_text(Vm& vm, Stream stream, std::string_view text, bool is_flushed) {
  bool has_room = vm.host().write(stream, text);
  if (has_room && !is_flushed) return true;
  return !vm.await(HostOp::kWaitForOutput, {}).is_error();
}

Value replaced_stdout(Vm& vm) {
  Module* module = imported_sys(vm);
  if (module == nullptr) return Value::undefined();
  static Str* const name = intern("stdout");
  Value* v = dict_find(module->dict, name);
  if (v == nullptr || v->is(standard_stream(StandardStream::kOut)))
    return Value::undefined();
  return *v;
}

const ModuleDef& sys_module() {
  static const ModuleDef def{"sys", kFunctions, build,
                             "The environment that a script runs in.", on_import};
  return def;
}

}  // namespace scriptling
