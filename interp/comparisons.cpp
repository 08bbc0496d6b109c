// Comparisons, truth and hashes.

#include <cstring>

#include "interp/complex.h"
#include "interp/hash.h"
#include "interp/protocol.h"
#include "interp/types/arguments.h"
#include "interp/types/big_range.h"
#include "interp/types/memoryview.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

bool is_set(const Value& v) {
  return is_kind(v, Kind::kSet) || is_kind(v, Kind::kFrozenSet);
}
bool is_equality(CompareOp op) { return op == CompareOp::kEq || op == CompareOp::kNe; }

CompareOp swapped(CompareOp op) {
  switch (op) {
    case CompareOp::kLt: return CompareOp::kGt;
    case CompareOp::kLe: return CompareOp::kGe;
    case CompareOp::kGt: return CompareOp::kLt;
    case CompareOp::kGe: return CompareOp::kLe;
    default: return op;
  }
}

Str* dunder(CompareOp op) {
  Str* const all[] = {names.eq, names.ne, names.lt, names.le, names.gt, names.ge};
  return all[static_cast<size_t>(op)];
}

const char* symbol(CompareOp op) {
  static constexpr const char* kSymbols[] = {"==", "!=", "<", "<=", ">", ">="};
  return kSymbols[static_cast<size_t>(op)];
}

Value equality(CompareOp op, bool equal) {
  return Value::boolean(equal == (op == CompareOp::kEq));
}

Value found_equal(CompareOp op, Found found) {
  return found == Found::kError ? Value::error() : equality(op, found == Found::kYes);
}

// UTF-8 orders as its code points do.
Value compare_bytes(CompareOp op, std::string_view a, std::string_view b) {
  if (is_equality(op)) return equality(op, a == b);
  return Value::boolean(compare_plain(op, a.compare(b), 0));
}

Value compare_slices(Vm& vm, CompareOp op, Slice* a, Slice* b) {
  Tuple* left = make_tuple(vm.heap(), {a->start, a->stop, a->step});
  Tuple* right = make_tuple(vm.heap(), {b->start, b->stop, b->step});
  return sequence_compare(vm, op, left, right);
}

// Objects whose equality is neither identity nor that of a container.
bool small_objects_equal(const Object* a, const Object* b) {
  if (a->kind != b->kind) return false;
  if (a->kind == Kind::kBoundMethod) {
    auto* x = static_cast<const BoundMethod*>(a);
    auto* y = static_cast<const BoundMethod*>(b);
    return x->self.is(y->self) && x->function.is(y->function);
  }
  if (a->kind == Kind::kNative) {
    auto* x = static_cast<const Native*>(a);
    auto* y = static_cast<const Native*>(b);
    return x->fn == y->fn && x->signature == y->signature && x->self.is(y->self);
  }
  if (a->kind == Kind::kHandle) {
    auto* x = static_cast<const Handle*>(a);
    auto* y = static_cast<const Handle*>(b);
    return x->handle_kind == y->handle_kind && x->id == y->id;
  }
  return false;
}

// type(x) == "INTEGER"
bool is_class_and_name(const Value& a, const Value& b) {
  return is_class(a) && is_str(b) && class_has_upper_name(as<Class>(a), text_of(b));
}

Value compare_objects(Vm& vm, CompareOp op, Value a, Value b) {
  if (is_kind(a, Kind::kMappingProxy)) a = Value::object(as<MappingProxy>(a)->dict);
  if (is_kind(b, Kind::kMappingProxy)) b = Value::object(as<MappingProxy>(b)->dict);
  Kind kind = a.o->kind;
  bool same = kind == b.o->kind;
  if (is_set(a) && is_set(b)) return set_compare(vm, op, as<Set>(a), as<Set>(b));
  if (kind == Kind::kDictView || b.o->kind == Kind::kDictView) {
    return view_compare(vm, op, a, b);
  }
  if (same && kind == Kind::kSlice)
    return compare_slices(vm, op, as<Slice>(a), as<Slice>(b));
  if (!is_equality(op)) return Value::not_implemented();
  if (is_complex(a) || is_complex(b)) return complex_compare(op, a, b);
  if (same && kind == Kind::kDict) {
    return found_equal(op, dict_equal(vm, as<Dict>(a), as<Dict>(b)));
  }
  if (same && kind == Kind::kRange) {
    return equality(op, ranges_equal(as<Range>(a), as<Range>(b)));
  }
  if (is_class_and_name(a, b) || is_class_and_name(b, a) ||
      small_objects_equal(a.o, b.o)) {
    return equality(op, true);
  }
  return Value::not_implemented();
}

bool is_objects_own(const Value& method) {
  return is_kind(method, Kind::kNative) && as<Native>(method)->owner == types.object;
}

Value inverted(Vm& vm, Value v) {
  if (v.is_error() || v.is_not_implemented()) return v;
  int answer = truth(vm, v);
  return answer < 0 ? Value::error() : Value::boolean(answer == 0);
}

// What a's class says about `a op b`.
Value half(Vm& vm, CompareOp op, Value a, Value b) {
  if (is_core(a)) {
    return int_defers(a, b) ? Value::not_implemented() : core_compare(vm, op, a, b);
  }
  Value method = vm.lookup(class_of(a), dunder(op));
  if (is_objects_own(method)) {
    if (class_of(a)->layout != types.object) {
      Value v = core_compare(vm, op, a, b);
      if (!v.is_not_implemented()) return v;
    }
    if (op == CompareOp::kNe) return inverted(vm, half(vm, CompareOp::kEq, a, b));
    return op == CompareOp::kEq && a.is(b) ? Value::boolean(true)
                                           : Value::not_implemented();
  }
  Value v = call_method(vm, a, dunder(op), {b});
  return v.is_undefined() ? Value::not_implemented() : v;
}

Value dispatch_compare(Vm& vm, CompareOp op, Value a, Value b) {
  Class* left = class_of(a);
  Class* right = class_of(b);
  bool right_first = left != right && is_subclass(right, left);
  if (right_first) {
    Value v = half(vm, swapped(op), b, a);
    if (!v.is_not_implemented()) return v;
  }
  Value v = half(vm, op, a, b);
  if (!v.is_not_implemented() || right_first) return v;
  return half(vm, swapped(op), b, a);
}

// What __hash__ returned, made to fit.
int64_t reduce_hash(Value v) {
  v = plain_int(v);
  int64_t hash = v.is_int() ? v.i : number_hash(v);
  return hash == -1 ? -2 : hash;
}

bool unhashable_type(Vm& vm, Value v) {
  vm.type_error("unhashable type: '{}'", type_name(v));
  return false;
}

// A str subclass that keeps str's hash.
bool hashes_as_str(Vm& vm, Value v) {
  return is_core(v) ||
         vm.lookup(v.o->cls, names.hash).is(vm.lookup(types.str, names.hash));
}

bool hash_method(Vm& vm, Value self, uintptr_t function, int64_t* hash) {
  int64_t own = self.is_object() ? identity_hash(self.o) : 0;
  *hash = own ^ static_cast<int64_t>(function >> 4);
  return true;
}

int truth_by_length(Vm& vm, Value v) {
  Value size = call_method(vm, v, names.len, {});
  if (size.is_undefined()) return 1;
  if (size.is_error()) return -1;
  auto n = to_index_clamped(vm, size);
  if (!n) return -1;
  if (*n == INT64_MAX) {
    vm.raise(types.overflow_error, "cannot fit 'int' into an index-sized integer");
    return -1;
  }
  if (*n < 0) {
    vm.value_error("__len__() should return >= 0");
    return -1;
  }
  return *n != 0;
}

int core_truth(Vm& vm, const Value& v) {
  switch (v.o->kind) {
    case Kind::kStr: return as<Str>(v)->size != 0;
    case Kind::kBytes: return as<Bytes>(v)->size != 0;
    case Kind::kComplex: return as<Complex>(v)->real != 0 || as<Complex>(v)->imag != 0;
    case Kind::kByteArray: return as<ByteArray>(v)->size != 0;
    case Kind::kMemoryView: {
      int64_t n = memoryview_length(vm, as<MemoryView>(v));
      return n < 0 ? -1 : n != 0;
    }
    case Kind::kList: return as<List>(v)->size != 0;
    case Kind::kTuple: return as<Tuple>(v)->size != 0;
    case Kind::kDict: return as<Dict>(v)->live != 0;
    case Kind::kSet:
    case Kind::kFrozenSet: return as<Set>(v)->live != 0;
    case Kind::kRange: return int_sign(range_count(as<Range>(v))) != 0;
    case Kind::kDictView: return as<DictView>(v)->dict->live != 0;
    case Kind::kMappingProxy: return as<MappingProxy>(v)->dict->live != 0;
    default: return 1;
  }
}

}  // namespace

Value core_compare(Vm& vm, CompareOp op, Value a, Value b) {
  if (is_number(a) && is_number(b)) return Value::boolean(number_compare(op, a, b));
  if (a.is_object() && b.is_object()) {
    Kind kind = a.o->kind;
    if (kind == b.o->kind) {
      if (kind == Kind::kStr) return compare_bytes(op, text_of(a), text_of(b));
      if (kind == Kind::kList || kind == Kind::kTuple) {
        return sequence_compare(vm, op, a.o, b.o);
      }
    }
    if (is_byte_string(a) && is_byte_string(b)) {
      return compare_bytes(op, bytes_view(a), bytes_view(b));
    }
    if (kind == Kind::kMemoryView || b.o->kind == Kind::kMemoryView) {
      return memoryview_compare(vm, op, a, b);
    }
    return compare_objects(vm, op, a, b);
  }
  return is_complex(a) || is_complex(b) ? complex_compare(op, a, b)
                                        : Value::not_implemented();
}

Value compare(Vm& vm, CompareOp op, Value a, Value b) {
  if (a.is_int() && b.is_int()) return Value::boolean(compare_plain(op, a.i, b.i));
  bool plain = is_core(a) && is_core(b);
  Value v = plain ? core_compare(vm, op, a, b) : dispatch_compare(vm, op, a, b);
  if (!v.is_not_implemented()) return v;
  if (is_equality(op)) return equality(op, a.is(b));
  return vm.type_error("'{}' not supported between instances of '{}' and '{}'",
                       symbol(op), type_name(a), type_name(b));
}

Found equals(Vm& vm, Value a, Value b) {
  if (a.is(b)) return Found::kYes;
  if (a.tag == b.tag && (a.is_int() || a.is_none() || a.is_bool())) return Found::kNo;
  if (a.is_object() && b.is_object() && a.o->cls == types.str && b.o->cls == types.str) {
    return str_equal(as<Str>(a), as<Str>(b)) ? Found::kYes : Found::kNo;
  }
  Value v = compare(vm, CompareOp::kEq, a, b);
  if (v.is_bool()) return v.is_true() ? Found::kYes : Found::kNo;
  if (v.is_error()) return Found::kError;
  int answer = truth(vm, v);
  return answer < 0 ? Found::kError : answer ? Found::kYes : Found::kNo;
}

int less_than(Vm& vm, Value a, Value b) {
  if (a.is_int() && b.is_int()) return a.i < b.i;
  Value v = compare(vm, CompareOp::kLt, a, b);
  return v.is_error() ? -1 : truth(vm, v);
}

int truth(Vm& vm, Value v) {
  switch (v.tag) {
    case Tag::kBool:
    case Tag::kInt: return v.i != 0;
    case Tag::kNone: return 0;
    case Tag::kFloat: return v.d != 0;
    case Tag::kObject: break;
    default: return 1;
  }
  if (is_core(v)) return core_truth(vm, v);
  Value answer = call_method(vm, v, names.bool_, {});
  if (answer.is_undefined()) return truth_by_length(vm, v);
  if (answer.is_error()) return -1;
  if (answer.is_bool()) return answer.is_true();
  vm.type_error("__bool__ should return bool, returned {}", type_name(answer));
  return -1;
}

int64_t identity_hash(const Object* o) {
  return static_cast<int64_t>(reinterpret_cast<uintptr_t>(o) >> 4);
}

bool core_hash(Vm& vm, Value v, int64_t* hash) {
  if (is_number(v)) {
    *hash = number_hash(v);
    return true;
  }
  if (!v.is_object()) {
    *hash = 0xfca86420 + static_cast<int64_t>(v.tag);
    return true;
  }
  switch (v.o->kind) {
    case Kind::kStr: *hash = visible_hash_bytes(text_of(v)); return true;
    case Kind::kBytes: *hash = visible_hash_bytes(bytes_view(v)); return true;
    case Kind::kComplex: *hash = complex_hash(plain_complex(v)); return true;
    case Kind::kMemoryView: return memoryview_hash(vm, as<MemoryView>(v), hash);
    case Kind::kTuple: return tuple_hash(vm, as<Tuple>(v), hash);
    case Kind::kFrozenSet: {
      bool ok = true;
      *hash = frozenset_hash(vm, as<Set>(v), &ok);
      return ok;
    }
    case Kind::kRange: return range_hash(vm, as<Range>(v), hash);
    case Kind::kBoundMethod: {
      auto* m = as<BoundMethod>(v);
      return hash_method(vm, m->self, reinterpret_cast<uintptr_t>(m->function.o), hash);
    }
    case Kind::kNative: {
      auto* n = as<Native>(v);
      return hash_method(vm, n->self, reinterpret_cast<uintptr_t>(n->signature), hash);
    }
    case Kind::kHandle: *hash = static_cast<int64_t>(as<Handle>(v)->id); return true;
    case Kind::kList:
    case Kind::kDict:
    case Kind::kSet:
    case Kind::kByteArray:
    case Kind::kSlice:
    case Kind::kMappingProxy: return unhashable_type(vm, v);
    case Kind::kDictView:
      if (as<DictView>(v)->view != IteratorKind::kDictValues)
        return unhashable_type(vm, v);
      break;
    default: break;
  }
  *hash = identity_hash(v.o);
  return true;
}

bool hash_value(Vm& vm, Value v, int64_t* hash) {
  if (is_core(v)) return core_hash(vm, v, hash);
  Value method = vm.lookup(class_of(v), names.hash);
  if (method.is_none() || method.is_undefined()) return unhashable_type(vm, v);
  if (is_objects_own(method)) return core_hash(vm, v, hash);
  Value answer = call_method(vm, v, names.hash, {});
  if (answer.is_error()) return false;
  if (!is_int_like(answer)) {
    vm.type_error("__hash__ method should return an integer");
    return false;
  }
  *hash = reduce_hash(answer);
  return true;
}

bool table_hash(Vm& vm, Value v, uint64_t* hash) {
  if (v.is_int()) {
    *hash = hash_small_int(v.i);
    return true;
  }
  if (is_str(v) && hashes_as_str(vm, v)) {
    *hash = str_hash(as<Str>(v));
    return true;
  }
  int64_t visible;
  if (!hash_value(vm, v, &visible)) return false;
  if (is_str(v) && visible == visible_hash_bytes(text_of(v))) {
    *hash = str_hash(as<Str>(v));  // __hash__ is overridden, to no effect.
    return true;
  }
  *hash = hash_u64(static_cast<uint64_t>(visible));
  return true;
}

}  // namespace scriptling
