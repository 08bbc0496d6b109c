// Module operator: Python's operators as functions. The callables that pick attributes or
// items are in operator_getters.cpp.

#include "interp/lib/lib.h"
#include "interp/lib/operator_module.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

template <BinaryOp op>
Value apply(Vm& vm, const Args& args) {
  return binary(vm, op, args[0], args[1]);
}
template <BinaryOp op>
Value apply_inplace(Vm& vm, const Args& args) {
  return inplace(vm, op, args[0], args[1]);
}
template <CompareOp op>
Value apply_compare(Vm& vm, const Args& args) {
  return compare(vm, op, args[0], args[1]);
}
template <UnaryOp op>
Value apply_unary(Vm& vm, const Args& args) {
  return unary(vm, op, args[0]);
}

Value operator_abs(Vm& vm, const Args& args) {
  static Str* const name = intern("abs");
  return vm.call(vm.builtin(name), {args[0]});
}

Value operator_call(Vm& vm, const Args& args) {
  return vm.call_dict(args[0], {args.rest, args.rest_count}, args.keywords);
}

bool is_sequence(Vm& vm, Value v) {
  return !vm.lookup(class_of(v), names.getitem).is_undefined();
}

Value operator_concat(Vm& vm, const Args& args) {
  if (!is_sequence(vm, args[0])) {
    return vm.type_error("'{}' object can't be concatenated", class_name(args[0]));
  }
  return binary(vm, BinaryOp::kAdd, args[0], args[1]);
}
Value operator_iconcat(Vm& vm, const Args& args) {
  if (!is_sequence(vm, args[0])) {
    return vm.type_error("'{}' object can't be concatenated", class_name(args[0]));
  }
  return inplace(vm, BinaryOp::kAdd, args[0], args[1]);
}

Value operator_contains(Vm& vm, const Args& args) {
  return from_found(contains(vm, args[0], args[1]));
}

// How many items equal `wanted`; with `stop_at_first`, where the first of them is.
Value search(Vm& vm, const Args& args, bool stop_at_first) {
  int64_t seen = 0, count = 0;
  Value it = iterate_saying(vm, args[0], "argument of type '{}' is not iterable",
                            class_name(args[0]));
  if (it.is_error()) return it;
  bool ended = for_each(vm, it, [&](Value item) {
    Found same = equals(vm, item, args[1]);
    if (same == Found::kError || (same == Found::kYes && stop_at_first)) return false;
    seen++;
    count += same == Found::kYes;
    return true;
  });
  if (vm.has_pending()) return Value::error();
  if (!stop_at_first) return Value::integer(count);
  return ended ? vm.value_error("sequence.index(x): x not in sequence")
               : Value::integer(seen);
}
Value operator_count_of(Vm& vm, const Args& args) { return search(vm, args, false); }
Value operator_index_of(Vm& vm, const Args& args) { return search(vm, args, true); }

Value operator_delitem(Vm& vm, const Args& args) {
  return from_bool(del_item(vm, args[0], args[1]));
}
Value operator_getitem(Vm& vm, const Args& args) {
  return get_item(vm, args[0], args[1]);
}
Value operator_setitem(Vm& vm, const Args& args) {
  return from_bool(set_item(vm, args[0], args[1], args[2]));
}

Value operator_index(Vm& vm, const Args& args) { return to_int(vm, args[0]); }

Value operator_is(Vm&, const Args& args) { return Value::boolean(args[0].is(args[1])); }
Value operator_is_not(Vm&, const Args& args) {
  return Value::boolean(!args[0].is(args[1]));
}

Value from_truth(int answer, bool wanted) {
  return answer < 0 ? Value::error() : Value::boolean((answer > 0) == wanted);
}
Value operator_not(Vm& vm, const Args& args) {
  return from_truth(truth(vm, args[0]), false);
}
Value operator_truth(Vm& vm, const Args& args) {
  return from_truth(truth(vm, args[0]), true);
}

Value operator_length_hint(Vm& vm, const Args& args) {
  if (args.given(1) && !is_int_like(args[1])) {
    return vm.type_error("'{}' object cannot be interpreted as an integer",
                         class_name(args[1]));
  }
  if (!vm.lookup(class_of(args[0]), names.len).is_undefined()) {
    int64_t n = length(vm, args[0]);
    if (n >= 0) return Value::integer(n);
    if (!vm.pending_is(types.type_error)) return Value::error();
    vm.clear_pending();
  }
  return length_hint(vm, args[0], args.given(1) ? args[1] : Value::integer(0));
}

// Each operator by its name and by its method's.
#define BOTH(name, parameters, fn, doc) \
  {name parameters, fn, doc}, { "__" name "__" parameters, fn, doc }
#define BINARY(name, op)                                                 \
  BOTH(name, "(a, b, /)", apply<BinaryOp::op>, "Same as a operator b."), \
      BOTH("i" name, "(a, b, /)", apply_inplace<BinaryOp::op>, "Same as a operator= b.")
#define COMPARE(name, op) \
  BOTH(name, "(a, b, /)", apply_compare<CompareOp::op>, "Same as a operator b.")

constexpr NativeDef kFunctions[] = {
    BINARY("add", kAdd),
    BINARY("floordiv", kFloorDiv),
    BINARY("lshift", kLShift),
    BINARY("matmul", kMatMul),
    BINARY("mod", kMod),
    BINARY("mul", kMul),
    BINARY("pow", kPow),
    BINARY("rshift", kRShift),
    BINARY("sub", kSub),
    BINARY("truediv", kDiv),
    BINARY("xor", kXor),
    {"and_(a, b, /)", apply<BinaryOp::kAnd>, "Same as a & b."},
    {"__and__(a, b, /)", apply<BinaryOp::kAnd>, "Same as a & b."},
    {"or_(a, b, /)", apply<BinaryOp::kOr>, "Same as a | b."},
    {"__or__(a, b, /)", apply<BinaryOp::kOr>, "Same as a | b."},
    BOTH("iand", "(a, b, /)", apply_inplace<BinaryOp::kAnd>, "Same as a &= b."),
    BOTH("ior", "(a, b, /)", apply_inplace<BinaryOp::kOr>, "Same as a |= b."),
    COMPARE("eq", kEq),
    COMPARE("ge", kGe),
    COMPARE("gt", kGt),
    COMPARE("le", kLe),
    COMPARE("lt", kLt),
    COMPARE("ne", kNe),
    BOTH("inv", "(a, /)", apply_unary<UnaryOp::kInvert>, "Same as ~a."),
    BOTH("invert", "(a, /)", apply_unary<UnaryOp::kInvert>, "Same as ~a."),
    BOTH("neg", "(a, /)", apply_unary<UnaryOp::kNeg>, "Same as -a."),
    BOTH("pos", "(a, /)", apply_unary<UnaryOp::kPos>, "Same as +a."),
    BOTH("abs", "(a, /)", operator_abs, "Same as abs(a)."),
    BOTH("call", "(obj, /, *args, **kwargs)", operator_call,
         "Same as obj(*args, **kwargs)."),
    BOTH("concat", "(a, b, /)", operator_concat, "Same as a + b, for sequences."),
    BOTH("iconcat", "(a, b, /)", operator_iconcat, "Same as a += b, for sequences."),
    BOTH("contains", "(a, b, /)", operator_contains, "Same as b in a."),
    {"countOf(a, b, /)", operator_count_of, "How many items of a equal b."},
    BOTH("delitem", "(a, b, /)", operator_delitem, "Same as del a[b]."),
    BOTH("getitem", "(a, b, /)", operator_getitem, "Same as a[b]."),
    BOTH("setitem", "(a, b, c, /)", operator_setitem, "Same as a[b] = c."),
    BOTH("index", "(a, /)", operator_index, "Same as a.__index__()."),
    {"indexOf(a, b, /)", operator_index_of,
     "Where the first item of a is that equals b."},
    {"is_(a, b, /)", operator_is, "Same as a is b."},
    {"is_not(a, b, /)", operator_is_not, "Same as a is not b."},
    {"length_hint(obj, default=0, /)", operator_length_hint,
     "How many items obj is likely to give."},
    {"not_(a, /)", operator_not, "Same as not a."},
    {"__not__(a, /)", operator_not, "Same as not a."},
    {"truth(a, /)", operator_truth, "Same as bool(a)."},
};

#undef BOTH
#undef BINARY
#undef COMPARE

void build(ModuleBuilder& module) {
  module.add("attrgetter", attrgetter_class());
  module.add("itemgetter", itemgetter_class());
  module.add("methodcaller", methodcaller_class());
}

}  // namespace

const ModuleDef& operator_module() {
  static const ModuleDef def{"operator", kFunctions, build,
                             "Python's operators as functions."};
  return def;
}

}  // namespace scriptling
