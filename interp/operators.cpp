// Binary, in-place and unary operators.

#include "interp/format.h"
#include "interp/protocol.h"
#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

struct OperatorNames {
  Str* CoreNames::*plain;
  Str* CoreNames::*reflected;
  Str* CoreNames::*inplace;
  const char* symbol;
};

// In the order of BinaryOp.
constexpr OperatorNames kOperators[] = {
    {&CoreNames::add, &CoreNames::radd, &CoreNames::iadd, "+"},
    {&CoreNames::sub, &CoreNames::rsub, &CoreNames::isub, "-"},
    {&CoreNames::mul, &CoreNames::rmul, &CoreNames::imul, "*"},
    {&CoreNames::truediv, &CoreNames::rtruediv, &CoreNames::itruediv, "/"},
    {&CoreNames::floordiv, &CoreNames::rfloordiv, &CoreNames::ifloordiv, "//"},
    {&CoreNames::mod, &CoreNames::rmod, &CoreNames::imod, "%"},
    {&CoreNames::pow, &CoreNames::rpow, &CoreNames::ipow, "**"},
    {&CoreNames::lshift, &CoreNames::rlshift, &CoreNames::ilshift, "<<"},
    {&CoreNames::rshift, &CoreNames::rrshift, &CoreNames::irshift, ">>"},
    {&CoreNames::and_, &CoreNames::rand, &CoreNames::iand, "&"},
    {&CoreNames::or_, &CoreNames::ror, &CoreNames::ior, "|"},
    {&CoreNames::xor_, &CoreNames::rxor, &CoreNames::ixor, "^"},
    {&CoreNames::matmul, &CoreNames::rmatmul, &CoreNames::imatmul, "@"},
};

const OperatorNames& names_of(BinaryOp op) { return kOperators[static_cast<size_t>(op)]; }

bool is_set(const Value& v) {
  return is_kind(v, Kind::kSet) || is_kind(v, Kind::kFrozenSet);
}

bool is_sequence(const Value& v) {
  return is_str(v) || is_kind(v, Kind::kList) || is_kind(v, Kind::kTuple) ||
         is_bytes_like(v);
}

bool is_set_like_view(const Value& v) {
  return is_kind(v, Kind::kDictView) &&
         as<DictView>(v)->view != IteratorKind::kDictValues;
}

Value concat_bytes(Vm& vm, Value a, Value b) {
  std::string_view left = bytes_view(a), right = bytes_view(b);
  if (left.size() + right.size() > UINT32_MAX) return vm.memory_error();
  if (is_kind(a, Kind::kBytes)) {
    vm.heap().reserve(left.size() + right.size());
    std::string joined(left);
    joined.append(right);
    return Value::object(make_bytes(vm.heap(), joined));
  }
  std::string copy(right);
  ByteArray* out = make_bytearray(vm.heap(), left);
  bytearray_append(vm.heap(), out, copy);
  return Value::object(out);
}

Value concat(Vm& vm, Value a, Value b) {
  if (is_str(a) && is_str(b)) {
    auto* left = as<Str>(a);
    auto* right = as<Str>(b);
    if (uint64_t{left->size} + right->size > UINT32_MAX) return vm.memory_error();
    return Value::object(str_concat(vm.heap(), left, right));
  }
  if (is_kind(a, Kind::kList) && is_kind(b, Kind::kList)) {
    return list_concat(vm, as<List>(a), as<List>(b));
  }
  if (is_kind(a, Kind::kTuple) && is_kind(b, Kind::kTuple)) {
    return tuple_concat(vm, as<Tuple>(a), as<Tuple>(b));
  }
  if (is_bytes_like(a) && is_bytes_like(b)) return concat_bytes(vm, a, b);
  return Value::not_implemented();
}

Value repeat(Vm& vm, Value sequence, Value n) {
  int64_t count;
  bool is_count;
  if (!repeat_count(vm, n, &count, &is_count)) return Value::error();
  if (!is_count) return Value::not_implemented();
  switch (sequence.o->kind) {
    case Kind::kStr: return str_repeat(vm, as<Str>(sequence), count);
    case Kind::kList: return list_repeat(vm, as<List>(sequence), count);
    case Kind::kTuple: return tuple_repeat(vm, as<Tuple>(sequence), count);
    default: return bytes_repeat(vm, sequence.o, count);
  }
}

// A dict or the dict behind a proxy; else null.
Dict* mapping_of(const Value& v) {
  if (is_kind(v, Kind::kDict)) return as<Dict>(v);
  return is_kind(v, Kind::kMappingProxy) ? as<MappingProxy>(v)->dict : nullptr;
}

Value or_values(Vm& vm, Value a, Value b) {
  Dict* left = mapping_of(a);
  Dict* right = mapping_of(b);
  if (left != nullptr && right != nullptr) {
    Dict* out = dict_copy(vm.heap(), left);
    return dict_update(vm, out, Value::object(right)) ? Value::object(out)
                                                      : Value::error();
  }
  return make_union(vm, a, b);
}

Value binary_error(Vm& vm, BinaryOp op, Value a, Value b, bool is_inplace) {
  if (op == BinaryOp::kAdd && is_sequence(a)) {
    if (is_bytes_like(a)) {
      return vm.type_error("can't concat {} to {}", type_name(b), type_name(a));
    }
    std::string_view kind = is_str(a)                 ? "str"
                            : is_kind(a, Kind::kList) ? "list"
                                                      : "tuple";
    return vm.type_error("can only concatenate {} (not \"{}\") to {}", kind, type_name(b),
                         kind);
  }
  if (op == BinaryOp::kMul &&
      (is_sequence(a) || (is_sequence(b) && (!is_inplace || is_core(a))))) {
    return vm.type_error("can't multiply sequence by non-int of type '{}'",
                         type_name(is_sequence(a) ? b : a));
  }
  std::string symbol = names_of(op).symbol;
  if (is_inplace) {
    symbol += "=";
  } else if (op == BinaryOp::kPow) {
    symbol += " or pow()";
  }
  return vm.type_error("unsupported operand type(s) for {}: '{}' and '{}'", symbol,
                       type_name(a), type_name(b));
}

// A sequence whose class has no form of its own for `*`: repeating it is no operator of
// numbers.
bool is_repeated(Vm& vm, BinaryOp op, Value v) {
  if (op != BinaryOp::kMul || !is_sequence(v)) return false;
  const auto& form = names_of(op);
  return is_core(v) ||
         !(is_kind(vm.lookup(class_of(v), names.*form.plain), Kind::kFunction) ||
           is_kind(vm.lookup(class_of(v), names.*form.reflected), Kind::kFunction));
}

// The left operand's own operator.
Value left_half(Vm& vm, BinaryOp op, Value a, Value b) {
  if (!is_core(a) && !is_repeated(vm, op, a)) {
    Value v = call_method(vm, a, names.*names_of(op).plain, {b});
    return v.is_undefined() ? Value::not_implemented() : v;
  }
  // int * list is the list's __rmul__, which a subclass may override.
  if (is_number(a)) {
    if (!is_number(b) || int_defers(a, b)) return Value::not_implemented();
    return number_binary(vm, op, a, b);
  }
  return core_binary(vm, op, a, b);
}

Value right_half(Vm& vm, BinaryOp op, Value a, Value b) {
  if (is_repeated(vm, op, b)) return core_binary(vm, op, a, b);
  Value v = call_method(vm, b, names.*names_of(op).reflected, {a});
  return v.is_undefined() ? Value::not_implemented() : v;
}

// sequence + b or sequence * b, where b has a reflected form of its own: joining and
// repeating are no operators of numbers and come last.
bool right_goes_first(Vm& vm, BinaryOp op, Value a, Value b) {
  if ((op != BinaryOp::kMul && op != BinaryOp::kAdd) || !is_sequence(a)) return false;
  return is_kind(vm.lookup(class_of(a), names.*names_of(op).plain), Kind::kNative) &&
         is_kind(vm.lookup(class_of(b), names.*names_of(op).reflected), Kind::kFunction);
}

Value dispatch_binary(Vm& vm, BinaryOp op, Value a, Value b) {
  Class* left = class_of(a);
  Class* right = class_of(b);
  bool right_tried = left == right;
  if (!right_tried && is_subclass(right, left)) {
    Str* name = names.*names_of(op).reflected;
    Value own = vm.lookup(right, name);
    if (!own.is_undefined() && !own.is(vm.lookup(left, name))) {
      Value v = right_half(vm, op, a, b);
      if (!v.is_not_implemented()) return v;
      right_tried = true;
    }
  }
  if (!right_tried && right_goes_first(vm, op, a, b)) {
    Value v = right_half(vm, op, a, b);
    if (!v.is_not_implemented()) return v;
    right_tried = true;
  }
  Value v = left_half(vm, op, a, b);
  if (!v.is_not_implemented() || right_tried) return v;
  return right_half(vm, op, a, b);
}

Value binary_or_not(Vm& vm, BinaryOp op, Value a, Value b) {
  if (is_core(a) && is_core(b)) return core_binary(vm, op, a, b);
  return dispatch_binary(vm, op, a, b);
}

bool has_inplace_forms(const Value& v) {
  if (!v.is_object()) return false;
  switch (v.o->kind) {
    case Kind::kList:
    case Kind::kDict:
    case Kind::kSet:
    case Kind::kByteArray: return true;
    default: return !is_core(v);
  }
}

}  // namespace

Value core_binary(Vm& vm, BinaryOp op, Value a, Value b) {
  if (is_number(a) && is_number(b)) return number_binary(vm, op, a, b);
  switch (op) {
    case BinaryOp::kAdd: return concat(vm, a, b);
    case BinaryOp::kMul:
      if (is_sequence(a)) return repeat(vm, a, b);
      if (is_sequence(b)) return repeat(vm, b, a);
      break;
    case BinaryOp::kMod:
      if (is_str(a)) return str_percent_format(vm, as<Str>(a), b);
      if (is_bytes_like(a)) return bytes_percent_format(vm, a, b);
      break;
    case BinaryOp::kSub:
    case BinaryOp::kAnd:
    case BinaryOp::kOr:
    case BinaryOp::kXor:
      if (is_set(a) && is_set(b)) return set_binary(vm, op, as<Set>(a), as<Set>(b));
      if (is_set_like_view(a) || (is_set_like_view(b) && is_set(a))) {
        return view_binary(vm, op, a, b);
      }
      if (op == BinaryOp::kOr) return or_values(vm, a, b);
      break;
    default: break;
  }
  return Value::not_implemented();
}

Value binary(Vm& vm, BinaryOp op, Value a, Value b) {
  Value v = binary_or_not(vm, op, a, b);
  return v.is_not_implemented() ? binary_error(vm, op, a, b, false) : v;
}

Value inplace(Vm& vm, BinaryOp op, Value a, Value b) {
  bool extends_list = op == BinaryOp::kAdd && a.is_object() && a.o->cls == types.list;
  if (extends_list && b.is_object() && b.o->cls == types.list) {
    return extend_list(vm, as<List>(a), b) ? a : Value::error();
  }
  if (has_inplace_forms(a)) {
    Value v = Value::not_implemented();
    bool is_own =
        !is_kind(vm.lookup(class_of(a), names.*names_of(op).inplace), Kind::kNative);
    if (!is_own && !is_core(b) && right_goes_first(vm, op, a, b)) {
      v = right_half(vm, op, a, b);
    }
    if (!is_own && v.is_not_implemented() && op == BinaryOp::kMul && is_sequence(a) &&
        !is_repeated(vm, op, a)) {
      v = binary_or_not(vm, op, a, b);
    }
    if (!v.is_not_implemented()) return v;
    v = call_method(vm, a, names.*names_of(op).inplace, {b});
    if (!v.is_undefined() && !v.is_not_implemented()) return v;
  }
  Value v = binary_or_not(vm, op, a, b);
  return v.is_not_implemented() ? binary_error(vm, op, a, b, true) : v;
}

Value unary(Vm& vm, UnaryOp op, Value a) {
  static constexpr const char* kSymbols[] = {"-", "+", "~"};
  Value v = Value::not_implemented();
  if (is_core(a)) {
    if (is_number(a)) v = number_unary(vm, op, a);
  } else {
    Str* const dunders[] = {names.neg, names.pos, names.invert};
    v = call_method(vm, a, dunders[static_cast<size_t>(op)], {});
  }
  if (!v.is_not_implemented() && !v.is_undefined()) return v;
  return vm.type_error("bad operand type for unary {}: '{}'",
                       kSymbols[static_cast<size_t>(op)], type_name(a));
}

}  // namespace scriptling
