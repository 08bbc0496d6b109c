// int | str: what isinstance() takes and annotations show.

#include <algorithm>
#include <unordered_set>

#include "interp/class_parts.h"
#include "interp/protocol.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

struct Union : Object {
  Tuple* members;
};

void trace_union(Object* o, Tracer& tracer) {
  tracer.visit(static_cast<Union*>(o)->members);
}

constexpr TypeSlots kSlots{nullptr, trace_union, nullptr};
Class* union_class = nullptr;  // Set once, by init_core().

bool may_be_member(const Value& v) {
  return is_class(v) || v.is_none() || is_union(v) || is_generic_alias(v);
}

// Members of a union, each once: classes by identity, aliases by equality.
class Members {
 public:
  Members(Vm& vm, List* list) : vm_(vm), list_(list) {}

  // False: pending.
  bool add_all(Value v) {
    if (!is_union(v)) return add(v);
    Tuple* members = union_args(v);
    for (uint64_t n = 0; n < members->size; n++) {
      if (!add(members->items[n])) return false;
    }
    return true;
  }

  Found has(Value v) {
    if (!is_generic_alias(v)) return seen_.contains(v.o) ? Found::kYes : Found::kNo;
    for (uint64_t n : aliases_) {
      Found found = equals(vm_, list_->items()[n], v);
      if (found != Found::kNo) return found;
    }
    return Found::kNo;
  }

 private:
  bool add(Value v) {
    if (v.is_none()) v = Value::object(types.none);
    Found found = has(v);
    if (found != Found::kNo) return found == Found::kYes;
    if (is_generic_alias(v)) {
      aliases_.push_back(list_->size);
    } else {
      seen_.insert(v.o);
    }
    list_append(vm_.heap(), list_, v);
    return true;
  }

  Vm& vm_;
  List* list_;
  std::unordered_set<const Object*> seen_;
  std::vector<uint64_t> aliases_;  // Where they are in the list.
};

// What most unions are built by, one class after the other.
Value union_with(Vm& vm, Value united, Value cls) {
  const Tuple* members = union_args(united);
  for (uint64_t n = 0; n < members->size; n++) {
    if (members->items[n].is(cls)) return united;
  }
  Tuple* more = make_tuple(vm.heap(), members->size + 1);
  std::copy_n(members->items, members->size, more->items);
  more->items[members->size] = cls;
  return make_union_of(vm, more);
}

Value union_repr(Vm& vm, const Args& args) {
  Tuple* members = union_args(args[0]);
  std::string out;
  for (uint64_t n = 0; n < members->size; n++) {
    if (n > 0) out += " | ";
    Value member = members->items[n];
    if (member.is(Value::object(types.none))) {
      out += "None";
    } else if (is_class(member)) {
      out += qualified_class_name(as<Class>(member));
    } else {
      Str* text = repr(vm, member);
      if (text == nullptr) return Value::error();
      out += text->view();
    }
  }
  return str_value(vm, out);
}

Value union_or(Vm& vm, const Args& args) { return make_union(vm, args[0], args[1]); }
Value union_ror(Vm& vm, const Args& args) { return make_union(vm, args[1], args[0]); }

Value union_eq(Vm& vm, const Args& args) {
  if (!is_union(args[1])) return Value::not_implemented();
  Tuple* b = union_args(args[1]);
  if (union_args(args[0])->size != b->size) return Value::boolean(false);
  Members members(vm, make_list(vm.heap()));
  if (!members.add_all(args[0])) return Value::error();
  for (uint64_t n = 0; n < b->size; n++) {
    Found found = members.has(b->items[n]);
    if (found != Found::kYes) return from_found(found);
  }
  return Value::boolean(true);
}

Value union_hash(Vm& vm, const Args& args) {
  Tuple* members = union_args(args[0]);
  int64_t hash = 0;  // Whatever the order.
  for (uint64_t n = 0; n < members->size; n++) {
    int64_t one;
    if (!hash_value(vm, members->items[n], &one)) return Value::error();
    hash ^= one;
  }
  return Value::integer(hash);
}

Value union_get_args(Vm&, const Args& args) { return Value::object(union_args(args[0])); }

constexpr NativeDef kMethods[] = {
    {"__repr__(self, /)", union_repr, "Return repr(self).", NativeBinding::kMethod},
    {"__or__(self, value, /)", union_or, "Return self|value.", NativeBinding::kMethod},
    {"__ror__(self, value, /)", union_ror, "Return value|self.", NativeBinding::kMethod},
    {"__eq__(self, value, /)", union_eq, "Return self==value.", NativeBinding::kMethod},
    {"__hash__(self, /)", union_hash, "Return hash(self).", NativeBinding::kMethod},
    {"__args__(self)", union_get_args, nullptr, NativeBinding::kGetter},
};

}  // namespace

bool is_union(const Value& v) {
  return is_kind(v, Kind::kNativeObject) && v.o->cls == union_class;
}

Tuple* union_args(const Value& v) { return as<Union>(v)->members; }

Value make_union(Vm& vm, Value a, Value b) {
  if (!may_be_member(a) || !may_be_member(b) || (a.is_none() && b.is_none())) {
    return Value::not_implemented();
  }
  if (is_union(a) && is_class(b)) return union_with(vm, a, b);
  List* list = make_list(vm.heap());
  Members members(vm, list);
  if (!members.add_all(a) || !members.add_all(b)) return Value::error();
  if (list->size == 1) return list->items()[0];
  return make_union_of(
      vm, make_tuple(vm.heap(), std::span<const Value>(list->items(), list->size)));
}

Value make_union_of(Vm& vm, Tuple* members) {
  auto* made = vm.heap().make<Union>(Kind::kNativeObject, union_class);
  made->members = members;
  return Value::object(made);
}

void define_union_type() {
  union_class =
      make_class("types.UnionType", types.object, Kind::kNativeObject, kMethods, &kSlots);
}

}  // namespace scriptling
