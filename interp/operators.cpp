// Binary, in-place and unary operators.

#include "interp/complex.h"
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
         is_byte_string(v);
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

Value concat_error(Vm& vm, Value a, Value b) {
  if (is_bytes_like(a)) {
    return vm.type_error("can't concat {} to {}", type_name(b), type_name(a));
  }
  std::string_view kind = is_str(a) ? "str" : is_kind(a, Kind::kList) ? "list" : "tuple";
  return vm.type_error("can only concatenate {} (not \"{}\") to {}", kind, type_name(b),
                       kind);
}

// Joins two sequences of a kind; NotImplemented when they are not.
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
  if (is_byte_string(a) && is_bytes_like(b)) return concat_bytes(vm, a, b);
  return Value::not_implemented();
}

Value concat_or_raise(Vm& vm, Value a, Value b) {
  Value v = concat(vm, a, b);
  return v.is_not_implemented() ? concat_error(vm, a, b) : v;
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

Value repeat_error(Vm& vm, Value n) {
  return vm.type_error("can't multiply sequence by non-int of type '{}'", type_name(n));
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

// -- Sequences --------------------------------------------------------------------------

// Joining and repeating are no operators of numbers in Python: they come last, when the
// forms of both operands have been asked. A class below a sequence that defines __add__
// or __mul__ has a form like a number's instead.

bool is_own_form(Vm& vm, Value v, Str* name) {
  Value form = vm.lookup(class_of(v), name);
  return !form.is_undefined() && !is_kind(form, Kind::kNative);
}

// Whether `sequence + b` joins when no form wants to do it.
bool joins(Vm& vm, Value v) {
  return is_sequence(v) && (is_core(v) || !is_own_form(vm, v, names.add));
}

bool repeats(Vm& vm, Value v) {
  return is_sequence(v) && (is_core(v) || !(is_own_form(vm, v, names.mul) ||
                                            is_own_form(vm, v, names.rmul)));
}

bool is_sequence_operator(BinaryOp op) {
  return op == BinaryOp::kAdd || op == BinaryOp::kMul;
}

// Even one behind a sequence in the line of bases counts.
bool has_base_with_form(Value v, Str* name) {
  const Tuple* mro = class_of(v)->mro;
  for (uint64_t n = 0; n < mro->size; n++) {
    Value* form = dict_find(as<Class>(mro->items[n])->dict, name);
    if (form != nullptr && !is_kind(*form, Kind::kNative)) return true;
  }
  return false;
}

// Whether `op` of `v` is to be asked for as that of a number is.
bool has_number_form(Vm& vm, BinaryOp op, Value v) {
  if (!is_sequence_operator(op) || !is_sequence(v)) return true;
  if (is_core(v)) return false;
  const auto& form = names_of(op);
  return has_base_with_form(v, names.*form.plain) ||
         has_base_with_form(v, names.*form.reflected);
}

// What Python's protocols of mappings and sequences know, even if it does not repeat.
bool has_sequence_slots(const Value& v) {
  if (!is_core(v)) return true;
  if (!v.is_object()) return false;
  switch (v.o->kind) {
    case Kind::kDict:
    case Kind::kDictView:
    case Kind::kMappingProxy:
    case Kind::kMemoryView:
    case Kind::kSet:
    case Kind::kFrozenSet:
    case Kind::kRange: return true;
    default: return is_sequence(v);
  }
}

// a + b or a * b when no form did it: NotImplemented when neither joins nor repeats.
Value sequence_binary(Vm& vm, BinaryOp op, Value a, Value b, bool is_inplace) {
  if (op == BinaryOp::kAdd && joins(vm, a)) {
    return concat_or_raise(vm, a, b);
  }
  if (op != BinaryOp::kMul) return Value::not_implemented();
  if (!repeats(vm, a)) {
    if (!repeats(vm, b) || (is_inplace && has_sequence_slots(a))) {
      return Value::not_implemented();
    }
    std::swap(a, b);
  }
  Value v = repeat(vm, a, b);
  return v.is_not_implemented() ? repeat_error(vm, b) : v;
}

// -- Dispatch ---------------------------------------------------------------------------

Value binary_error(Vm& vm, BinaryOp op, Value a, Value b, bool is_inplace) {
  std::string symbol = names_of(op).symbol;
  if (is_inplace) {
    symbol += "=";
  } else if (op == BinaryOp::kPow) {
    symbol += " or pow()";
  }
  return vm.type_error("unsupported operand type(s) for {}: '{}' and '{}'", symbol,
                       type_name(a), type_name(b));
}

// The left operand's own operator.
Value left_half(Vm& vm, BinaryOp op, Value a, Value b) {
  if (!has_number_form(vm, op, a)) return Value::not_implemented();
  if (!is_core(a)) {
    Value v = call_method(vm, a, names.*names_of(op).plain, {b});
    return v.is_undefined() ? Value::not_implemented() : v;
  }
  if (is_number(a)) {
    if (!is_number(b) || int_defers(a, b)) return Value::not_implemented();
    return number_binary(vm, op, a, b);
  }
  return core_binary(vm, op, a, b);
}

Value right_half(Vm& vm, BinaryOp op, Value a, Value b) {
  if (!has_number_form(vm, op, b)) return Value::not_implemented();
  Value v = call_method(vm, b, names.*names_of(op).reflected, {a});
  return v.is_undefined() ? Value::not_implemented() : v;
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
  Value v = left_half(vm, op, a, b);
  if (!v.is_not_implemented() || right_tried) return v;
  return right_half(vm, op, a, b);
}

// By the operands' forms: NotImplemented when none of them does it.
Value by_forms(Vm& vm, BinaryOp op, Value a, Value b) {
  if (is_core(a) && is_core(b)) {
    return has_number_form(vm, op, a) && has_number_form(vm, op, b)
               ? core_binary(vm, op, a, b)
               : Value::not_implemented();
  }
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

Value call_inplace(Vm& vm, BinaryOp op, Value a, Value b) {
  Value v = call_method(vm, a, names.*names_of(op).inplace, {b});
  return v.is_undefined() ? Value::not_implemented() : v;
}

// Whether `a += b` or `a *= b` extends or repeats a sequence only when no form does it.
// CPython asks subclasses for their inherited += first.
bool inplace_comes_last(Vm& vm, BinaryOp op, Value a) {
  if (!is_sequence_operator(op) || !is_sequence(a)) return false;
  if (is_core(a)) return true;
  return op == BinaryOp::kMul && !is_own_form(vm, a, names.imul);
}

Value change_sequence(Vm& vm, BinaryOp op, Value a, Value b) {
  if (op == BinaryOp::kAdd) return call_inplace(vm, op, a, b);
  // A sequence that repeats in place says of what is no int what `*` would.
  int64_t count;
  bool is_count;
  if (vm.lookup(class_of(a), names.imul).is_undefined()) return Value::not_implemented();
  if (!repeat_count(vm, b, &count, &is_count)) return Value::error();
  return is_count ? call_inplace(vm, op, a, Value::integer(count)) : repeat_error(vm, b);
}

}  // namespace

Value core_binary(Vm& vm, BinaryOp op, Value a, Value b) {
  if (is_number(a) && is_number(b)) return number_binary(vm, op, a, b);
  switch (op) {
    case BinaryOp::kMod:
      if (is_str(a)) return str_percent_format(vm, as<Str>(a), b);
      if (is_byte_string(a)) return bytes_percent_format(vm, a, b);
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
  return complex_binary(vm, op, a, b);
}

Value binary(Vm& vm, BinaryOp op, Value a, Value b) {
  Value v = by_forms(vm, op, a, b);
  if (v.is_not_implemented()) v = sequence_binary(vm, op, a, b, false);
  return v.is_not_implemented() ? binary_error(vm, op, a, b, false) : v;
}

Value inplace(Vm& vm, BinaryOp op, Value a, Value b) {
  bool extends_list = op == BinaryOp::kAdd && a.is_object() && a.o->cls == types.list;
  if (extends_list && b.is_object() && b.o->cls == types.list) {
    return extend_list(vm, as<List>(a), b) ? a : Value::error();
  }
  bool has_form = has_inplace_forms(a);
  bool comes_last = has_form && inplace_comes_last(vm, op, a);
  Value v =
      has_form && !comes_last ? call_inplace(vm, op, a, b) : Value::not_implemented();
  if (v.is_not_implemented()) v = by_forms(vm, op, a, b);
  if (v.is_not_implemented() && comes_last) v = change_sequence(vm, op, a, b);
  if (v.is_not_implemented()) v = sequence_binary(vm, op, a, b, true);
  return v.is_not_implemented() ? binary_error(vm, op, a, b, true) : v;
}

Value sequence_add(Vm& vm, const Args& args) {
  return concat_or_raise(vm, args[0], args[1]);
}

Value unary(Vm& vm, UnaryOp op, Value a) {
  static constexpr const char* kSymbols[] = {"-", "+", "~"};
  if (!is_core(a)) {
    Str* const dunders[] = {names.neg, names.pos, names.invert};
    Value v = call_method(vm, a, dunders[static_cast<size_t>(op)], {});
    if (!v.is_undefined()) return v;  // NotImplemented too: nobody else is asked.
  } else if (is_number(a) || is_complex(a)) {
    Value v = is_number(a) ? number_unary(vm, op, a) : complex_unary(vm, op, a);
    if (!v.is_not_implemented()) return v;
  }
  return vm.type_error("bad operand type for unary {}: '{}'",
                       kSymbols[static_cast<size_t>(op)], type_name(a));
}

}  // namespace scriptling
