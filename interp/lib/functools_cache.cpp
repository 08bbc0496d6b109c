// What functools.lru_cache makes of a function.

#include "interp/lib/functools_module.h"
#include "interp/protocol.h"
#include "interp/table.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;

// The results by their arguments, in the order of their last use.
struct LruCache : Object {
  Value function;
  Value results_dict;
  int64_t capacity;  // -1: without limit.
  int64_t hits, misses;
  bool typed;

  Dict* results() const { return as<Dict>(results_dict); }
};

LruCache* cache_of(const Args& args) { return static_cast<LruCache*>(args[0].o); }

constexpr TypeSlots kSlots{
    .size = sizeof(LruCache), .values = 2, .attributes = true, .undo = Undo::kBytes};

Value cache_new(Vm& vm, const Args& args) {
  auto capacity = args.has(2) ? to_index(vm, args[2]) : -1;
  int typed = truth(vm, args[3]);
  if (!capacity || typed < 0) return Value::error();
  auto* cache = static_cast<LruCache*>(allocate_instance(vm, lru_cache_class()));
  cache->function = args[1];
  cache->results_dict = Value::object(make_dict(vm.heap()));
  cache->capacity = args.has(2) && *capacity < 0 ? 0 : *capacity;
  cache->typed = typed > 0;
  return Value::object(cache);
}

// A lone int or text is its own key; else a tuple of the positional arguments, a mark
// that is no argument (the cache's own class), the keywords, and with `typed` all their
// classes.
Value key_for(Vm& vm, const LruCache* cache, const Args& args) {
  bool has_keywords = args.keywords != nullptr && args.keywords->live > 0;
  if (!cache->typed && !has_keywords && args.rest_count == 1) {
    Class* cls = class_of(args.rest[0]);
    if (cls == types.int_ || cls == types.str) return args.rest[0];
  }
  Heap& heap = vm.heap();
  List* parts = make_list(heap, std::span<const Value>(args.rest, args.rest_count));
  uint32_t position = 0;
  if (has_keywords) {
    list_append(heap, parts, Value::object(lru_cache_class()));
    for (TableEntry* e; table_next(args.keywords->table, &position, &e);) {
      list_append(heap, parts, e->key);
      list_append(heap, parts, e->value);
    }
  }
  uint64_t count = parts->size;
  for (uint64_t n = 0; cache->typed && n < count; n++) {
    list_append(heap, parts, Value::object(class_of(parts->items()[n])));
  }
  Tuple* key = tuple_of(vm, Value::object(parts));
  return key == nullptr ? Value::error() : Value::object(key);
}

Value cache_call(Vm& vm, const Args& args) {
  LruCache* cache = cache_of(args);
  std::span<const Value> rest(args.rest, args.rest_count);
  vm.heap().touch(cache);
  if (cache->capacity == 0) {
    cache->misses++;
    return vm.call_dict(cache->function, rest, args.keywords);
  }
  Value key = key_for(vm, cache, args);
  if (key.is_error()) return key;
  Dict* results = cache->results();
  uint64_t hash;
  int64_t place = table_find(vm, results, key, &hash);
  if (place == kFailed) return Value::error();
  if (place != kMissing) {
    cache->hits++;
    Value known = results->table->entries[place].value;
    if (cache->capacity > 0) {
      dict_move(vm.heap(), results, static_cast<uint32_t>(place), Side::kBack);
    }
    return known;
  }
  cache->misses++;
  Value result = vm.call_dict(cache->function, rest, args.keywords);
  if (result.is_error() || !dict_set(vm, cache->results(), key, result))
    return Value::error();
  if (cache->capacity > 0 && cache->results()->live > cache->capacity) {
    dict_erase_at(vm.heap(), cache->results(), cache->results()->table->first);
  }
  return result;
}

// (hits, misses, maxsize, currsize)
Value cache_numbers(Vm& vm, const Args& args) {
  LruCache* cache = cache_of(args);
  Value capacity = cache->capacity < 0 ? Value::none() : Value::integer(cache->capacity);
  return Value::object(
      make_tuple(vm.heap(), {Value::integer(cache->hits), Value::integer(cache->misses),
                             capacity, Value::integer(cache->results()->live)}));
}

Value cache_clear(Vm& vm, const Args& args) {
  LruCache* cache = cache_of(args);
  vm.heap().touch(cache);
  cache->hits = cache->misses = 0;
  dict_clear(vm.heap(), cache->results());
  return Value::none();
}

Value cache_get(Vm& vm, const Args& args) {
  if (args[1].is_none()) return args[0];
  return make_bound_method(vm, args[0], args[1]);
}

constexpr NativeDef kMethods[] = {
    {"__new__(cls, function, maxsize, typed, /)", cache_new, nullptr,
     NativeBinding::kStaticMethod},
    {"__call__(self, /, *args, **kwargs)", cache_call, nullptr, kMethod},
    {"__get__(self, instance, owner=None, /)", cache_get, nullptr, kMethod},
    {"__copy__(self, /)", return_self, nullptr, kMethod},
    {"__deepcopy__(self, memo, /)", return_self, nullptr, kMethod},
    {"_numbers(self, /)", cache_numbers, nullptr, kMethod},
    {"cache_clear(self, /)", cache_clear, "Forget all results.", kMethod},
};

}  // namespace

Class* lru_cache_class() {
  static Class* const cls =
      make_class("functools._lru_cache_wrapper", types.object, Kind::kNativeObject,
                 kMethods, &kSlots, "A function that remembers its results.");
  return cls;
}

}  // namespace scriptling
