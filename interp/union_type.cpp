// int | str: what isinstance() takes and annotations show.

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

void add_members(Vm& vm, List* list, Value v) {
  if (is_union(v)) {
    Tuple* members = union_args(v);
    for (uint64_t n = 0; n < members->size; n++) add_members(vm, list, members->items[n]);
    return;
  }
  if (v.is_none()) v = Value::object(types.none);
  for (uint64_t n = 0; n < list->size; n++) {
    if (list->items()[n].is(v)) return;
  }
  list_append(vm.heap(), list, v);
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

Value union_eq(Vm&, const Args& args) {
  if (!is_union(args[1])) return Value::not_implemented();
  Tuple* a = union_args(args[0]);
  Tuple* b = union_args(args[1]);
  uint64_t common = 0;
  for (uint64_t n = 0; n < a->size; n++) {
    for (uint64_t m = 0; m < b->size; m++) common += a->items[n].is(b->items[m]);
  }
  return Value::boolean(a->size == b->size && common == a->size);
}

Value union_hash(Vm&, const Args& args) {
  Tuple* members = union_args(args[0]);
  int64_t hash = 0;  // Whatever the order.
  for (uint64_t n = 0; n < members->size; n++) hash ^= identity_hash(members->items[n].o);
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
  List* list = make_list(vm.heap());
  add_members(vm, list, a);
  add_members(vm, list, b);
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
