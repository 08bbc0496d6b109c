// scriptling.runtime.kv: key-value stores, and the default one's methods as functions.

#include "interp/lib/handles.h"
#include "interp/lib/lib.h"
#include "interp/lib/runtime_arguments.h"

namespace scriptling {

namespace {

constexpr uint32_t kLongestKey = 4096;

// -- The operations: `a` are the arguments after the store ------------------------------

using Operation = Value (*)(Vm& vm, Value store, const Value* a);

bool check_key(Vm& vm, Value key) {
  if (!check_name(vm, key, "key")) return false;
  if (as<Str>(key)->size <= kLongestKey) return true;
  vm.value_error("key is {} bytes long; {} are allowed", as<Str>(key)->size, kLongestKey);
  return false;
}

Value kv_set(Vm& vm, Value store, const Value* a) {
  if (!check_key(vm, a[0])) return Value::error();
  Value ttl = Value::integer(0);
  if (!a[2].is_undefined() && !a[2].is_none()) {
    auto seconds = to_seconds(vm, a[2], "ttl");
    if (!seconds) return Value::error();
    ttl = Value::real(*seconds);
  }
  return vm.ask(HostOp::kKvSet, {store, a[0], a[1], ttl});
}

Value kv_get(Vm& vm, Value store, const Value* a) {
  if (!check_key(vm, a[0])) return Value::error();
  return vm.ask(HostOp::kKvGet,
                {store, a[0], a[1].is_undefined() ? Value::none() : a[1]});
}

// incr(key, delta=1, *, amount=1)
Value kv_incr(Vm& vm, Value store, const Value* a) {
  if (!check_key(vm, a[0])) return Value::error();
  if (!a[1].is_undefined() && !a[2].is_undefined()) {
    return vm.type_error("incr() got both 'delta' and 'amount'");
  }
  Value delta = !a[1].is_undefined() ? a[1] : a[2];
  if (delta.is_undefined()) delta = Value::integer(1);
  if (!is_int_like(delta)) {
    return vm.type_error("delta must be int, not {}", class_name(delta));
  }
  return vm.ask(HostOp::kKvIncr, {store, a[0], plain_int(delta)});
}

template <HostOp op>
Value kv_by_key(Vm& vm, Value store, const Value* a) {
  return check_key(vm, a[0]) ? vm.ask(op, {store, a[0]}) : Value::error();
}

template <HostOp op>
Value kv_by_pattern(Vm& vm, Value store, const Value* a) {
  Value pattern = a[0];
  if (pattern.is_undefined()) pattern = str_value(vm, "*");
  if (!is_str(pattern)) {
    return vm.type_error("pattern must be str, not {}", class_name(pattern));
  }
  return vm.ask(op, {store, pattern});
}

Value kv_clear(Vm& vm, Value store, const Value*) {
  return vm.ask(HostOp::kKvClear, {store});
}

Value kv_close(Vm& vm, Value store, const Value*) {
  return vm.ask(HostOp::kKvClose, {store});
}

Value kv_compare_and_set(Vm& vm, Value store, const Value* a) {
  if (!check_key(vm, a[0])) return Value::error();
  return vm.ask(HostOp::kKvCompareAndSet, {store, a[0], a[1], a[2]});
}

Value kv_get_many(Vm& vm, Value store, const Value* a) {
  if (is_str(a[0])) return vm.type_error("keys must be a list of str, not str");
  List* keys = list_of(vm, a[0]);
  if (keys == nullptr) return Value::error();
  for (uint64_t n = 0; n < keys->size; n++) {
    if (!check_key(vm, keys->items()[n])) return Value::error();
  }
  return vm.ask(HostOp::kKvGetMany, {store, Value::object(keys)});
}

Value kv_set_many(Vm& vm, Value store, const Value* a) {
  if (!is_kind(a[0], Kind::kDict)) {
    return vm.type_error("set_many() argument must be dict, not {}", class_name(a[0]));
  }
  uint32_t position = 0;
  for (TableEntry* e; table_next(as<Dict>(a[0])->table, &position, &e);) {
    if (!check_key(vm, e->key)) return Value::error();
  }
  return vm.ask(HostOp::kKvSetMany, {store, a[0]});
}

// -- As methods, and as functions on the default store ----------------------------------

template <Operation operation>
Value as_method(Vm& vm, const Args& args) {
  return operation(vm, args[0], args.fixed + 1);
}

// One handle for each environment; it may be asked for without the module, when one of
// its functions was sent from elsewhere.
Value default_store(Vm& vm) {
  static const char key = 0;
  if (Value* known = vm.library_slot(&key); !known->is_undefined()) return *known;
  Value store = vm.await(HostOp::kKvDefault, {});
  if (!store.is_error()) *vm.library_slot(&key) = store;
  return store;
}

template <Operation operation>
Value as_function(Vm& vm, const Args& args) {
  Value store = default_store(vm);
  return store.is_error() ? store : operation(vm, store, args.fixed);
}

Value kv_open(Vm& vm, const Args& args) {
  if (!check_name(vm, args[0], "open() name")) return Value::error();
  return vm.ask(HostOp::kKvOpen, {args[0]});
}

Value kv_store_new(Vm& vm, const Args&) {
  return vm.type_error("cannot create 'KVStore' instances: use open(name)");
}

constexpr NativeBinding kMethod = NativeBinding::kMethod;

constexpr NativeDef kMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", kv_store_new, nullptr,
     NativeBinding::kStaticMethod},
    {"clear(self)", as_method<kv_clear>, "Remove all keys.", kMethod},
    {"close(self)", as_method<kv_close>,
     "Flush and close a named store; the next open() reopens it.", kMethod},
    {"compare_and_set(self, key, expected, value)", as_method<kv_compare_and_set>,
     "Store the value if the key has the expected one; returns whether it had.", kMethod},
    {"delete(self, key)", as_method<kv_by_key<HostOp::kKvDelete>>,
     "Remove a key, if it is there.", kMethod},
    {"exists(self, key)", as_method<kv_by_key<HostOp::kKvExists>>,
     "Whether the key is there and has not expired.", kMethod},
    {"get(self, key, default=None)", as_method<kv_get>, "A copy of the value.", kMethod},
    {"get_many(self, keys)", as_method<kv_get_many>,
     "A dict of those keys that are there.", kMethod},
    {"incr(self, key, delta=1, *, amount=1)", as_method<kv_incr>,
     "Add to an integer, 0 when it is missing; returns the new value.", kMethod},
    {"items(self, pattern='*')", as_method<kv_by_pattern<HostOp::kKvItems>>,
     "Keys that match, with their values: a sorted list of pairs.", kMethod},
    {"keys(self, pattern='*')", as_method<kv_by_pattern<HostOp::kKvKeys>>,
     "A sorted list of the keys that match: * ? [a-c] [^a-c] and \\ to escape.", kMethod},
    {"set(self, key, value, ttl=0)", as_method<kv_set>,
     "Store a copy of the value, for `ttl` seconds or, with 0, for ever.", kMethod},
    {"set_many(self, dict)", as_method<kv_set_many>,
     "Store all of it in one transaction.", kMethod},
    {"ttl(self, key)", as_method<kv_by_key<HostOp::kKvTtl>>,
     "Whole seconds left; -1 without expiry, -2 without such a key.", kMethod},
};

constexpr NativeDef kFunctions[] = {
    {"clear()", as_function<kv_clear>, "Remove all keys of the default store."},
    {"delete(key)", as_function<kv_by_key<HostOp::kKvDelete>>,
     "Remove a key of the default store, if it is there."},
    {"exists(key)", as_function<kv_by_key<HostOp::kKvExists>>,
     "Whether the key is in the default store."},
    {"get(key, default=None)", as_function<kv_get>,
     "A copy of a value of the default store."},
    {"incr(key, delta=1, *, amount=1)", as_function<kv_incr>,
     "Add to an integer of the default store."},
    {"keys(pattern='*')", as_function<kv_by_pattern<HostOp::kKvKeys>>,
     "The keys of the default store that match."},
    {"open(name)", kv_open,
     "Open a store: ':memory:NAME' in memory, or the path of a file."},
    {"set(key, value, ttl=0)", as_function<kv_set>,
     "Store a value in the default store."},
    {"ttl(key)", as_function<kv_by_key<HostOp::kKvTtl>>,
     "Whole seconds that a key of the default store has left."},
};

void build(ModuleBuilder& module) {
  module.add("KVStore", handle_class(HandleKind::kKvStore));
}

bool on_import(Vm& vm, Module* module) {
  Value store = default_store(vm);
  if (store.is_error()) return false;
  module_set(vm, module, intern("default"), store);
  return true;
}

}  // namespace

HandleMethods kv_store_methods() { return {kMethods, "A key-value store."}; }

const ModuleDef& runtime_kv_module() {
  static const ModuleDef def{"scriptling.runtime.kv", kFunctions, build,
                             "Key-value stores.", on_import};
  return def;
}

}  // namespace scriptling
