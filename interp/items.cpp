// Subscripts, membership and length.

#include "interp/protocol.h"
#include "interp/types/memoryview.h"
#include "interp/types/storage.h"
#include "interp/types/text_search.h"

namespace scriptling {

namespace {

Value class_item(Vm& vm, Class* cls, Value key) {
  Value hook = class_get_attr(vm, cls, names.class_getitem);
  if (hook.is_error()) return hook;
  if (hook.is_undefined()) {
    if (cls != types.type) {
      return vm.type_error("type '{}' is not subscriptable", cls->name->view());
    }
    return make_generic_alias(vm, Value::object(cls), key);
  }
  if (is_core(cls)) return make_generic_alias(vm, Value::object(cls), key);
  return vm.call(hook, {key});
}

Value core_get_item(Vm& vm, Value container, Value key) {
  if (container.is_object()) {
    Object* o = container.o;
    switch (o->kind) {
      case Kind::kList: return list_get_item(vm, as<List>(container), key);
      case Kind::kDict: return dict_get_item(vm, as<Dict>(container), key);
      case Kind::kTuple: return tuple_get_item(vm, as<Tuple>(container), key);
      case Kind::kStr: return str_get_item(vm, as<Str>(container), key);
      case Kind::kBytes:
      case Kind::kByteArray: return bytes_get_item(vm, o, key);
      case Kind::kMemoryView:
        return memoryview_get_item(vm, as<MemoryView>(container), key);
      case Kind::kRange: return range_get_item(vm, as<Range>(container), key);
      case Kind::kMappingProxy:
        return dict_get_item(vm, as<MappingProxy>(container)->dict, key);
      case Kind::kClass: return class_item(vm, as<Class>(container), key);
      default: break;
    }
  }
  return vm.type_error("'{}' object is not subscriptable", type_name(container));
}

bool has_method(Vm& vm, Value v, Str* name) {
  return !is_core(v) && !vm.lookup(class_of(v), name).is_undefined();
}

// A class that defines only one of __setitem__ and __delitem__ lacks the other one.
bool missing_method(Vm& vm, Str* name) {
  vm.raise_text(types.attribute_error, name->view());
  return false;
}

bool not_assignable(Vm& vm, Value container) {
  if (has_method(vm, container, names.delitem)) return missing_method(vm, names.setitem);
  vm.type_error("'{}' object does not support item assignment", type_name(container));
  return false;
}

bool not_deletable(Vm& vm, Value container, Value key) {
  if (has_method(vm, container, names.setitem)) return missing_method(vm, names.delitem);
  bool is_index = is_int_like(key) || has_method(vm, key, names.index);
  bool has_items = is_index && (!is_core(container) || is_iterable(vm, container));
  vm.type_error("'{}' object {} support item deletion", type_name(container),
                has_items ? "doesn't" : "does not");
  return false;
}

Found set_has(Vm& vm, Set* set, Value v) {
  // A set stands for the frozenset that equals it.
  if (is_kind(v, Kind::kSet)) {
    v = Value::object(set_copy(vm.heap(), as<Set>(v), Kind::kFrozenSet));
  }
  return set_contains(vm, set, v);
}

Found str_has(Vm& vm, Str* s, Value v) {
  if (!is_str(v)) {
    vm.type_error("'in <string>' requires string as left operand, not {}", type_name(v));
    return Found::kError;
  }
  return find_bytes(s->view(), text_of(v)) == kNotFound ? Found::kNo : Found::kYes;
}

Found search(Vm& vm, Value container, Value v) {
  Value it = iterate_saying(vm, container, "argument of type '{}' is not iterable",
                            type_name(container));
  if (it.is_error()) return Found::kError;
  Found answer = Found::kNo;
  bool ended = for_each(vm, it, [&](Value item) {
    answer = equals(vm, item, v);
    return answer == Found::kNo;
  });
  if (!ended && vm.has_pending()) return Found::kError;
  return answer;
}

Found core_contains(Vm& vm, Value container, Value v) {
  if (container.is_object()) {
    Object* o = container.o;
    switch (o->kind) {
      case Kind::kStr: return str_has(vm, as<Str>(container), v);
      case Kind::kList:
      case Kind::kTuple: return sequence_contains(vm, o, v);
      case Kind::kDict: return dict_get(vm, as<Dict>(container), v, &v);
      case Kind::kSet:
      case Kind::kFrozenSet: return set_has(vm, as<Set>(container), v);
      case Kind::kRange: return range_contains(vm, as<Range>(container), v);
      case Kind::kBytes:
      case Kind::kByteArray: return bytes_contains(vm, o, v);
      case Kind::kDictView: return view_contains(vm, as<DictView>(container), v);
      case Kind::kMappingProxy:
        return dict_get(vm, as<MappingProxy>(container)->dict, v, &v);
      default: break;
    }
  }
  return search(vm, container, v);
}

int64_t core_length(const Value& v) {
  if (!v.is_object()) return -1;
  switch (v.o->kind) {
    case Kind::kStr: return as<Str>(v)->length;
    case Kind::kBytes: return as<Bytes>(v)->size;
    case Kind::kByteArray: return as<ByteArray>(v)->size;
    case Kind::kList: return static_cast<int64_t>(as<List>(v)->size);
    case Kind::kTuple: return static_cast<int64_t>(as<Tuple>(v)->size);
    case Kind::kDict: return as<Dict>(v)->live;
    case Kind::kSet:
    case Kind::kFrozenSet: return as<Set>(v)->live;
    case Kind::kDictView: return as<DictView>(v)->dict->live;
    case Kind::kMappingProxy: return as<MappingProxy>(v)->dict->live;
    default: return -1;
  }
}

}  // namespace

Value get_item(Vm& vm, Value container, Value key) {
  if (is_core(container)) return core_get_item(vm, container, key);
  Value v = call_method(vm, container, names.getitem, {key});
  return v.is_undefined() ? core_get_item(vm, container, key) : v;
}

bool set_item(Vm& vm, Value container, Value key, Value v) {
  if (!is_core(container)) {
    Value done = call_method(vm, container, names.setitem, {key, v});
    if (done.is_undefined()) return not_assignable(vm, container);
    return !done.is_error();
  }
  if (!container.is_object()) return not_assignable(vm, container);
  switch (container.o->kind) {
    case Kind::kList: return list_set_item(vm, as<List>(container), key, v);
    case Kind::kDict: return dict_set(vm, as<Dict>(container), key, v);
    case Kind::kByteArray:
      return bytearray_set_item(vm, as<ByteArray>(container), key, v);
    case Kind::kMemoryView:
      return memoryview_set_item(vm, as<MemoryView>(container), key, v);
    default: return not_assignable(vm, container);
  }
}

bool del_item(Vm& vm, Value container, Value key) {
  if (!is_core(container)) {
    Value done = call_method(vm, container, names.delitem, {key});
    if (done.is_undefined()) return not_deletable(vm, container, key);
    return !done.is_error();
  }
  if (!container.is_object()) return not_deletable(vm, container, key);
  switch (container.o->kind) {
    case Kind::kList: return list_del_item(vm, as<List>(container), key);
    case Kind::kByteArray: return bytearray_del_item(vm, as<ByteArray>(container), key);
    case Kind::kMemoryView: return memoryview_del_item(vm, as<MemoryView>(container));
    case Kind::kDict: {
      Found found = dict_pop(vm, as<Dict>(container), key, nullptr);
      if (found == Found::kNo) vm.key_error(key);
      return found == Found::kYes;
    }
    default: return not_deletable(vm, container, key);
  }
}

Found contains(Vm& vm, Value container, Value v) {
  if (is_core(container)) return core_contains(vm, container, v);
  Value method = vm.lookup(class_of(container), names.contains);
  if (method.is_undefined()) return search(vm, container, v);
  if (method.is_none()) {
    vm.type_error("'{}' object is not a container", type_name(container));
    return Found::kError;
  }
  Value answer = call_method(vm, container, names.contains, {v});
  int found = answer.is_error() ? -1 : truth(vm, answer);
  return static_cast<Found>(found);
}

int64_t length(Vm& vm, Value v) {
  if (is_core(v)) {
    if (is_kind(v, Kind::kRange)) return range_length(vm, as<Range>(v));
    if (is_kind(v, Kind::kMemoryView)) return memoryview_length(vm, as<MemoryView>(v));
    int64_t n = core_length(v);
    if (n < 0) vm.type_error("object of type '{}' has no len()", type_name(v));
    return n;
  }
  Value size = call_method(vm, v, names.len, {});
  if (size.is_error()) return -1;
  if (size.is_undefined()) {
    vm.type_error("object of type '{}' has no len()", type_name(v));
    return -1;
  }
  auto n = to_index_clamped(vm, size);
  if (!n) return -1;
  if (*n == INT64_MAX) {
    vm.raise(types.overflow_error, "cannot fit 'int' into an index-sized integer");
    return -1;
  }
  if (*n < 0) vm.value_error("__len__() should return >= 0");
  return *n < 0 ? -1 : *n;
}

}  // namespace scriptling
