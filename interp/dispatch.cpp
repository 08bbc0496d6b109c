// The loop. Rules for whoever changes it:
//
// 1. `frame->pc = pc` (SAVE) before anything that may raise, allocate or call:
// tracebacks,
//    handlers and MemoryExhausted read it.
// 2. Registers never move, so `r` stays good across calls; containers' storage does not.
// 3. An instruction has its whole effect or none: stopping happens only before an
// instruction
//    or at a call whose answer is still to come.
// 4. Only the outermost loop may stop by returning; inner ones are put aside with their
// native
//    stack.

#include <algorithm>
#include <cstring>

#include "interp/binding.h"
#include "interp/cancelled.h"
#include "interp/generator.h"
#include "interp/module.h"
#include "interp/vm_internals.h"

// Computed goto and int overflow builtins are extensions that GCC and Clang share.
#pragma GCC diagnostic ignored "-Wpedantic"

namespace scriptling {

Vm::Exit Vm::dispatch(bool outermost, Value* returned) {
  Start start = Start::kRun;
  for (;;) {
    Thrown thrown;
    try {
      return dispatch_loop(outermost, start, returned);
    } catch (const Abandoned&) {
      throw;
    } catch (...) {
      thrown = Thrown::current();
    }
    raise_thrown(*this, thrown);
    start = Start::kRaise;
  }
}

#define SAVE() (frame->pc = pc)
#define NEXT                                \
  do {                                      \
    i = *pc++;                              \
    goto* table[static_cast<size_t>(i.op)]; \
  } while (0)
#define CASE(name) L_##name:
#define LOAD_FRAME()                                                       \
  do {                                                                     \
    frame = frame_;                                                        \
    pc = frame->pc;                                                        \
    r = frame->registers();                                                \
    k = frame->unit->proto->constants.data();                              \
    caches = frame->unit->caches ? frame->unit->caches->entries : nullptr; \
  } while (0)
#define CHECK(value)                    \
  do {                                  \
    if ((value).is_error()) goto error; \
  } while (0)
// After a jump by `offset` (already done): loops end slices.
#define COUNT_BACKWARD(offset)                      \
  do {                                              \
    if ((offset) < 0 && --budget_ < 0) [[unlikely]] \
      goto preempt;                                 \
  } while (0)

#define BOTH_INT(x, y) ((x).tag == Tag::kInt && (y).tag == Tag::kInt)
#define BOTH_FLOAT(x, y) ((x).tag == Tag::kFloat && (y).tag == Tag::kFloat)

namespace {

// Whether the instruction is a call whose result nobody takes.
bool is_dropped(const Instruction& i) {
  return (i.op == Op::kCall || i.op == Op::kCallMethod) && i.c != 0;
}

// Both numbers in registers as doubles, when one is a float and the other a float or int
// that converts exactly enough for arithmetic (Python converts the int as well).
inline bool as_doubles(const Value& x, const Value& y, double* a, double* b) {
  if (x.tag == Tag::kFloat) {
    *a = x.d;
    if (y.tag == Tag::kFloat) {
      *b = y.d;
      return true;
    }
    if (y.tag == Tag::kInt) {
      *b = static_cast<double>(y.i);
      return true;
    }
    return false;
  }
  if (x.tag == Tag::kInt && y.tag == Tag::kFloat) {
    *a = static_cast<double>(x.i);
    *b = y.d;
    return true;
  }
  return false;
}

inline int64_t floor_div(int64_t a, int64_t b) {
  int64_t q = a / b;
  return q - ((a % b != 0) && ((a < 0) != (b < 0)));
}
inline int64_t floor_mod(int64_t a, int64_t b) {
  int64_t m = a % b;
  return m != 0 && ((m < 0) != (b < 0)) ? m + b : m;
}

// 1, 0, or -1 when it takes more than a look.
inline int quick_truth(const Value& v) {
  switch (v.tag) {
    case Tag::kBool: return v.i != 0;
    case Tag::kNone: return 0;
    case Tag::kInt: return v.i != 0;
    case Tag::kFloat: return v.d != 0;
    case Tag::kObject:
      if (v.o->cls == types.str) return as<Str>(v)->size != 0;
      if (v.o->cls == types.list) return as<List>(v)->size != 0;
      if (v.o->cls == types.dict) return as<Dict>(v)->live != 0;
      return -1;
    default: return -1;
  }
}

// For what is raised between two instructions, where unwind() looks at the last one: a
// jump back to where a `try` begins has left the last one somewhere else.
void blame_beginning_of_try(Frame* frame) {
  uint32_t next = frame->pc_index();
  for (const HandlerRange& handler : frame->unit->proto->handlers) {
    if (handler.start != next) continue;
    frame->pc++;
    return;
  }
}

// Most likely it is where it was before other names came or went.
inline int64_t find_global(const Dict* globals, const CacheEntry& e, const Str* name) {
  const Table* t = globals->table;
  bool stays = e.guard == globals && t != nullptr && e.slot < t->used &&
               t->entries[e.slot].key.o == name;
  return stays ? e.slot : dict_find_index(globals, name);
}

inline bool is_temporary(const Proto& proto, uint16_t reg) {
  return reg >= proto.local_names.size() || proto.local_names[reg] == nullptr;
}

inline bool is_plain_str(const Value& v) {
  return v.is_object() && v.o->cls == types.str;
}

// To compare with zero by `op`. UTF-8 orders as its code points do.
template <CompareOp op>
[[gnu::noinline]] int text_order(const Str* a, const Str* b) {
  if constexpr (op == CompareOp::kEq || op == CompareOp::kNe) {
    return str_equal(a, b) ? 0 : 1;
  } else {
    int order = memcmp(a->data, b->data, std::min(a->size, b->size));
    return order != 0 ? order : (a->size > b->size) - (a->size < b->size);
  }
}

inline Found quick_contains(Vm& vm, Value container, Value v) {
  if (container.is_object() && container.o->cls == types.set && !is_kind(v, Kind::kSet)) {
    return set_contains(vm, as<Set>(container), v);
  }
  if (container.is_object() && container.o->cls == types.dict) {
    return dict_get(vm, as<Dict>(container), v, &v);
  }
  return contains(vm, container, v);
}

}  // namespace

Vm::Exit Vm::dispatch_loop(bool outermost, Start start, Value* returned) {
  static const void* const labels[] = {
#define OPCODE(name, format, meaning) &&L_##name,
#include "interp/opcodes.def"
#undef OPCODE
  };
  static const void* const steps[] = {
#define OPCODE(name, format, meaning) &&L_step,
#include "interp/opcodes.def"
#undef OPCODE
  };
  const void* const* table = step_mode_ ? steps : labels;

  Frame* frame;
  const Instruction* pc;
  Value* r;
  const Value* k;
  CacheEntry* caches;
  Instruction i;
  Value v;
  // Of the call that is being made.
  Value callee;
  Value* args;
  uint32_t count;  // Positional arguments.
  Tuple* keywords;
  uint16_t result;

  LOAD_FRAME();
  if (start == Start::kRaise) goto error_saved;
  if (outermost) {
    if (cancel_requested_) {
      cancel_requested_ = false;
      if (answer_register_ < 0) blame_beginning_of_try(frame);
      answer_register_ = -1;
      raise_cancelled(*this);
      goto error_saved;
    }
    if (answer_register_ >= 0) {
      auto at = static_cast<uint16_t>(answer_register_);
      answer_register_ = -1;
      v = answer_;
      answer_ = Value::undefined();
      if (answer_raises_) {
        raise_value(v);
        goto error_saved;
      }
      r[at] = v;
    }
  }
  if (has_pending()) goto error_saved;
  NEXT;

L_step:
  if (--budget_ < 0) {
    pc--;
    goto preempt;
  }
  goto* labels[static_cast<size_t>(i.op)];

preempt:
  SAVE();
  if (outermost) {
    outcome_ = Outcome::kPreempted;
    return Exit::kStopped;
  }
  if (!poll_slow()) {
    blame_beginning_of_try(frame);
    goto error_saved;
  }
  NEXT;

error:
  SAVE();
error_saved:
  if (!unwind(reraising_)) return Exit::kRaised;
  LOAD_FRAME();
  NEXT;

  // -- Moving values --------------------------------------------------------------------

  CASE(Nop) { NEXT; }
  CASE(Move) {
    r[i.a] = r[i.b];
    NEXT;
  }
  CASE(LoadConst) {
    r[i.a] = k[i.j()];
    NEXT;
  }
  CASE(CheckBound) {
    if (r[i.a].is_undefined()) [[unlikely]] {
      unbound_local(*this, as<Str>(k[i.c]));
      goto error;
    }
    NEXT;
  }
  CASE(DelLocal) {
    if (r[i.a].is_undefined()) {
      unbound_local(*this, as<Str>(k[i.c]));
      goto error;
    }
    r[i.a] = Value::undefined();
    NEXT;
  }
  CASE(Unbind) {
    r[i.a] = Value::undefined();
    NEXT;
  }
  CASE(LoadGlobal) {
    CacheEntry& e = caches[i.c];
    Dict* globals = frame->unit->globals;
    if (e.guard == globals && e.version == globals->version) [[likely]] {
      r[i.a] =
          e.slot == kSlotClassValue ? e.value : globals->table->entries[e.slot].value;
      NEXT;
    }
    Str* name = frame->unit->proto->cache_names[i.c];
    int64_t at = find_global(globals, e, name);
    v = at >= 0 ? globals->table->entries[at].value : builtin(name);
    if (v.is_undefined()) {
      name_error(*this, name);
      goto error;
    }
    if (at < 0 && changed_builtins(*this) != nullptr) [[unlikely]] {
      r[i.a] = v;
      NEXT;
    }
    e = {globals, globals->version, at >= 0 ? static_cast<uint32_t>(at) : kSlotClassValue,
         at >= 0 ? Value::undefined() : v};
    r[i.a] = v;
    NEXT;
  }
  CASE(StoreGlobal) {
    CacheEntry& e = caches[i.c];
    Dict* globals = frame->unit->globals;
    if (e.guard == globals && e.version == globals->version) [[likely]] {
      heap_.touch(globals);
      globals->table->entries[e.slot].value = r[i.a];
      NEXT;
    }
    SAVE();
    Str* name = frame->unit->proto->cache_names[i.c];
    dict_set(heap_, globals, name, r[i.a]);
    int64_t at = find_global(globals, e, name);
    e = {globals, globals->version, static_cast<uint32_t>(at), Value::undefined()};
    NEXT;
  }
  CASE(DelGlobal) {
    Str* name = frame->unit->proto->cache_names[i.c];
    if (!dict_erase(heap_, frame->unit->globals, name)) {
      name_error(*this, name);
      goto error;
    }
    NEXT;
  }
  CASE(LoadName) {
    Str* name = frame->unit->proto->cache_names[i.c];
    if (r[i.b].o->cls != types.dict) [[unlikely]] {  // What a metaclass prepared.
      SAVE();
      v = prepared_name(*this, r[i.b], name);
      CHECK(v);
      r[i.a] = v;
      if (!v.is_undefined()) NEXT;
    }
    Value* found = dict_find(as<Dict>(r[i.b]), name);
    if (found == nullptr) found = dict_find(frame->unit->globals, name);
    v = found ? *found : builtin(name);
    if (v.is_undefined()) {
      name_error(*this, name);
      goto error;
    }
    r[i.a] = v;
    NEXT;
  }
  CASE(StoreName) {
    SAVE();
    Str* name = frame->unit->proto->cache_names[i.c];
    if (r[i.b].o->cls != types.dict) [[unlikely]] {  // What a metaclass prepared.
      if (!set_item(*this, r[i.b], Value::object(name), r[i.a])) goto error;
      NEXT;
    }
    dict_set(heap_, as<Dict>(r[i.b]), name, r[i.a]);
    NEXT;
  }
  CASE(DelName) {
    SAVE();
    Str* name = frame->unit->proto->cache_names[i.c];
    if (r[i.b].o->cls != types.dict) [[unlikely]] {
      if (!delete_prepared_name(*this, r[i.b], name)) goto error;
      NEXT;
    }
    if (!dict_erase(heap_, as<Dict>(r[i.b]), name)) {
      name_error(*this, name);
      goto error;
    }
    NEXT;
  }
  CASE(MakeCell) {
    SAVE();
    auto* cell = heap_.make<Cell>(Kind::kCell, types.cell);
    cell->value = r[i.a];
    r[i.a] = Value::object(cell);
    NEXT;
  }
  CASE(LoadCell) {
    v = as<Cell>(r[i.b])->value;
    if (v.is_undefined()) [[unlikely]] {
      unbound_local(*this, as<Str>(k[i.c]));
      goto error;
    }
    r[i.a] = v;
    NEXT;
  }
  CASE(StoreCell) {
    auto* cell = as<Cell>(r[i.a]);
    heap_.touch(cell);
    cell->value = r[i.b];
    NEXT;
  }
  CASE(DelCell) {
    auto* cell = as<Cell>(r[i.a]);
    if (cell->value.is_undefined()) {
      unbound_local(*this, as<Str>(k[i.c]));
      goto error;
    }
    heap_.touch(cell);
    cell->value = Value::undefined();
    NEXT;
  }
  CASE(LoadFree) {
    v = as<Cell>(frame->closure->items[i.b])->value;
    if (v.is_undefined()) [[unlikely]] {
      unbound_free(*this, as<Str>(k[i.c]));
      goto error;
    }
    r[i.a] = v;
    NEXT;
  }
  CASE(StoreFree) {
    auto* cell = as<Cell>(frame->closure->items[i.b]);
    heap_.touch(cell);
    cell->value = r[i.a];
    NEXT;
  }
  CASE(DelFree) {
    auto* cell = as<Cell>(frame->closure->items[i.b]);
    if (cell->value.is_undefined()) {
      unbound_free(*this, as<Str>(k[i.c]));
      goto error;
    }
    heap_.touch(cell);
    cell->value = Value::undefined();
    NEXT;
  }
  CASE(LoadFreeCell) {
    r[i.a] = frame->closure->items[i.b];
    NEXT;
  }
  CASE(LoadClassFree) {
    Str* name = as<Str>(k[i.c]);
    if (r[0].o->cls != types.dict) [[unlikely]] {
      SAVE();
      v = prepared_name(*this, r[0], name);
      CHECK(v);
      r[i.a] = v;
      if (!v.is_undefined()) NEXT;
    } else if (Value* found = dict_find(as<Dict>(r[0]), name)) {
      r[i.a] = *found;
      NEXT;
    }
    v = as<Cell>(frame->closure->items[i.b])->value;
    if (v.is_undefined()) {
      unbound_free(*this, name);
      goto error;
    }
    r[i.a] = v;
    NEXT;
  }

  // -- Operators ------------------------------------------------------------------------

#define SLOW_BINARY(op)                            \
  SAVE();                                          \
  v = binary(*this, BinaryOp::op, r[i.b], r[i.c]); \
  CHECK(v);                                        \
  r[i.a] = v;                                      \
  NEXT;
#define SLOW_INPLACE(op)                            \
  SAVE();                                           \
  v = inplace(*this, BinaryOp::op, r[i.b], r[i.c]); \
  CHECK(v);                                         \
  r[i.a] = v;                                       \
  NEXT;
#define OVERFLOWING(builtin, symbol)         \
  const Value &x = r[i.b], &y = r[i.c];      \
  if (BOTH_INT(x, y)) {                      \
    int64_t n;                               \
    if (!builtin(x.i, y.i, &n)) [[likely]] { \
      r[i.a] = Value::integer(n);            \
      NEXT;                                  \
    }                                        \
  } else {                                   \
    double a, b;                             \
    if (as_doubles(x, y, &a, &b)) {          \
      r[i.a] = Value::real(a symbol b);      \
      NEXT;                                  \
    }                                        \
  }
#define FLOOR_INT(function)                      \
  const Value &x = r[i.b], &y = r[i.c];          \
  if (BOTH_INT(x, y) && y.i > 0) {               \
    r[i.a] = Value::integer(function(x.i, y.i)); \
    NEXT;                                        \
  }
#define BIT_INT(symbol)                      \
  const Value &x = r[i.b], &y = r[i.c];      \
  if (BOTH_INT(x, y)) {                      \
    r[i.a] = Value::integer(x.i symbol y.i); \
    NEXT;                                    \
  }
#define SHIFT_RIGHT                                        \
  const Value &x = r[i.b], &y = r[i.c];                    \
  if (BOTH_INT(x, y) && y.i >= 0) {                        \
    r[i.a] = Value::integer(x.i >> (y.i > 63 ? 63 : y.i)); \
    NEXT;                                                  \
  }
#define SHIFT_LEFT                                                       \
  const Value &x = r[i.b], &y = r[i.c];                                  \
  if (BOTH_INT(x, y) && y.i >= 0 && y.i < 63) {                          \
    int64_t n = static_cast<int64_t>(static_cast<uint64_t>(x.i) << y.i); \
    if (n >> y.i == x.i) {                                               \
      r[i.a] = Value::integer(n);                                        \
      NEXT;                                                              \
    }                                                                    \
  }
#define DIVIDE                                                                       \
  const Value &x = r[i.b], &y = r[i.c];                                              \
  double a, b;                                                                       \
  if (as_doubles(x, y, &a, &b) && b != 0) {                                          \
    r[i.a] = Value::real(a / b);                                                     \
    NEXT;                                                                            \
  }                                                                                  \
  constexpr int64_t kExact = int64_t{1} << 53;                                       \
  if (BOTH_INT(x, y) && y.i != 0 && x.i < kExact && x.i > -kExact && y.i < kExact && \
      y.i > -kExact) {                                                               \
    r[i.a] = Value::real(static_cast<double>(x.i) / static_cast<double>(y.i));       \
    NEXT;                                                                            \
  }

#define CONCAT_TEXT                                                    \
  if (is_plain_str(x) && is_plain_str(y)) {                            \
    SAVE();                                                            \
    r[i.a] = Value::object(str_concat(heap_, as<Str>(x), as<Str>(y))); \
    NEXT;                                                              \
  }
  CASE(Add){OVERFLOWING(__builtin_add_overflow, +) CONCAT_TEXT SLOW_BINARY(kAdd)} CASE(
      Sub){OVERFLOWING(__builtin_sub_overflow, -) SLOW_BINARY(kSub)} CASE(Mul){
      OVERFLOWING(__builtin_mul_overflow, *)
          SLOW_BINARY(kMul)} CASE(Div){DIVIDE SLOW_BINARY(kDiv)} CASE(FloorDiv){
      FLOOR_INT(floor_div) SLOW_BINARY(kFloorDiv)} CASE(Mod){
      FLOOR_INT(floor_mod) SLOW_BINARY(kMod)} CASE(Pow){SLOW_BINARY(kPow)} CASE(LShift){
      SHIFT_LEFT SLOW_BINARY(kLShift)} CASE(RShift){
      SHIFT_RIGHT SLOW_BINARY(kRShift)} CASE(And){BIT_INT(&) SLOW_BINARY(kAnd)} CASE(Or){
      BIT_INT(|) SLOW_BINARY(kOr)} CASE(Xor){BIT_INT(^) SLOW_BINARY(kXor)} CASE(MatMul){
      SLOW_BINARY(kMatMul)} CASE(IAdd){OVERFLOWING(__builtin_add_overflow, +)
                                           CONCAT_TEXT SLOW_INPLACE(kAdd)} CASE(ISub){
      OVERFLOWING(__builtin_sub_overflow, -) SLOW_INPLACE(kSub)} CASE(IMul){
      OVERFLOWING(__builtin_mul_overflow, *)
          SLOW_INPLACE(kMul)} CASE(IDiv){DIVIDE SLOW_INPLACE(kDiv)} CASE(IFloorDiv){
      FLOOR_INT(floor_div) SLOW_INPLACE(kFloorDiv)} CASE(IMod){
      FLOOR_INT(floor_mod) SLOW_INPLACE(kMod)} CASE(IPow){
      SLOW_INPLACE(kPow)} CASE(ILShift){SHIFT_LEFT SLOW_INPLACE(kLShift)} CASE(IRShift){
      SHIFT_RIGHT SLOW_INPLACE(kRShift)} CASE(IAnd){
      BIT_INT(&) SLOW_INPLACE(kAnd)} CASE(IOr){BIT_INT(|) SLOW_INPLACE(kOr)} CASE(IXor){
      BIT_INT(^) SLOW_INPLACE(kXor)} CASE(IMatMul){SLOW_INPLACE(kMatMul)}
#define IMMEDIATE(builtin, symbol, slow, op)                \
  const Value& x = r[i.b];                                  \
  if (x.tag == Tag::kInt) {                                 \
    int64_t n;                                              \
    if (!builtin(x.i, int64_t{i.sc()}, &n)) [[likely]] {    \
      r[i.a] = Value::integer(n);                           \
      NEXT;                                                 \
    }                                                       \
  } else if (x.tag == Tag::kFloat) {                        \
    r[i.a] = Value::real(x.d symbol i.sc());                \
    NEXT;                                                   \
  }                                                         \
  SAVE();                                                   \
  v = slow(*this, BinaryOp::op, x, Value::integer(i.sc())); \
  CHECK(v);                                                 \
  r[i.a] = v;                                               \
  NEXT;
#define IMMEDIATE_INT(condition, expression, op)              \
  const Value& x = r[i.b];                                    \
  if (x.tag == Tag::kInt && (condition)) {                    \
    r[i.a] = Value::integer(expression);                      \
    NEXT;                                                     \
  }                                                           \
  SAVE();                                                     \
  v = binary(*this, BinaryOp::op, x, Value::integer(i.sc())); \
  CHECK(v);                                                   \
  r[i.a] = v;                                                 \
  NEXT;
  CASE(AddI){IMMEDIATE(__builtin_add_overflow, +, binary, kAdd)} CASE(SubI){
      IMMEDIATE(__builtin_sub_overflow, -, binary, kSub)} CASE(MulI){
      IMMEDIATE(__builtin_mul_overflow, *, binary, kMul)} CASE(FloorDivI){
      IMMEDIATE_INT(i.sc() > 0, floor_div(x.i, i.sc()), kFloorDiv)} CASE(ModI){
      IMMEDIATE_INT(i.sc() > 0, floor_mod(x.i, i.sc()), kMod)} CASE(AndI){
      IMMEDIATE_INT(true, x.i & i.sc(), kAnd)} CASE(IAddI){
      IMMEDIATE(__builtin_add_overflow, +, inplace, kAdd)} CASE(ISubI){
      IMMEDIATE(__builtin_sub_overflow, -, inplace, kSub)}

#define COMPARE(symbol, op)                                                              \
  const Value &x = r[i.b], &y = r[i.c];                                                  \
  if (BOTH_INT(x, y)) {                                                                  \
    r[i.a] = Value::boolean(x.i symbol y.i);                                             \
    NEXT;                                                                                \
  }                                                                                      \
  if (BOTH_FLOAT(x, y)) {                                                                \
    r[i.a] = Value::boolean(x.d symbol y.d);                                             \
    NEXT;                                                                                \
  }                                                                                      \
  if (is_plain_str(x) && is_plain_str(y)) {                                              \
    r[i.a] = Value::boolean(text_order<CompareOp::op>(as<Str>(x), as<Str>(y)) symbol 0); \
    NEXT;                                                                                \
  }                                                                                      \
  SAVE();                                                                                \
  v = compare(*this, CompareOp::op, x, y);                                               \
  CHECK(v);                                                                              \
  r[i.a] = v;                                                                            \
  NEXT;
  CASE(Eq){COMPARE(==, kEq)} CASE(Ne){COMPARE(!=, kNe)} CASE(Lt){COMPARE(<, kLt)} CASE(
      Le){COMPARE(<=, kLe)} CASE(Gt){COMPARE(>, kGt)} CASE(Ge){
      COMPARE(>=, kGe)} CASE(Is) {
    r[i.a] = Value::boolean(r[i.b].is(r[i.c]));
    NEXT;
  }
  CASE(IsNot) {
    r[i.a] = Value::boolean(!r[i.b].is(r[i.c]));
    NEXT;
  }
  CASE(In) {
    SAVE();
    Found found = quick_contains(*this, r[i.c], r[i.b]);
    if (found == Found::kError) goto error;
    r[i.a] = Value::boolean(found == Found::kYes);
    NEXT;
  }
  CASE(NotIn) {
    SAVE();
    Found found = quick_contains(*this, r[i.c], r[i.b]);
    if (found == Found::kError) goto error;
    r[i.a] = Value::boolean(found == Found::kNo);
    NEXT;
  }
  CASE(Not) {
    int t = quick_truth(r[i.b]);
    if (t < 0) [[unlikely]] {
      SAVE();
      t = truth(*this, r[i.b]);
      if (t < 0) goto error;
    }
    r[i.a] = Value::boolean(t == 0);
    NEXT;
  }
  CASE(Neg) {
    const Value& x = r[i.b];
    if (x.tag == Tag::kInt && x.i != INT64_MIN) {
      r[i.a] = Value::integer(-x.i);
      NEXT;
    }
    if (x.tag == Tag::kFloat) {
      r[i.a] = Value::real(-x.d);
      NEXT;
    }
    SAVE();
    v = unary(*this, UnaryOp::kNeg, x);
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(Pos) {
    SAVE();
    v = unary(*this, UnaryOp::kPos, r[i.b]);
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(Invert) {
    SAVE();
    v = unary(*this, UnaryOp::kInvert, r[i.b]);
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }

  // -- Jumps ----------------------------------------------------------------------------

  CASE(Jump) {
    int32_t offset = i.j();
    pc += offset;
    COUNT_BACKWARD(offset);
    NEXT;
  }
#define JUMP_ON(wanted)        \
  int t = quick_truth(r[i.a]); \
  if (t < 0) [[unlikely]] {    \
    SAVE();                    \
    t = truth(*this, r[i.a]);  \
    if (t < 0) goto error;     \
  }                            \
  if ((t != 0) == (wanted)) {  \
    int32_t offset = i.j();    \
    pc += offset;              \
    COUNT_BACKWARD(offset);    \
  }                            \
  NEXT;
  CASE(JumpIf){JUMP_ON(true)} CASE(JumpIfNot){JUMP_ON(false)} CASE(JumpIfNone) {
    if (r[i.a].is_none()) {
      int32_t offset = i.j();
      pc += offset;
      COUNT_BACKWARD(offset);
    }
    NEXT;
  }
  CASE(JumpIfNotNone) {
    if (!r[i.a].is_none()) {
      int32_t offset = i.j();
      pc += offset;
      COUNT_BACKWARD(offset);
    }
    NEXT;
  }
#define JUMP_WHEN(taken)    \
  if (taken) {              \
    int offset = i.sc();    \
    pc += offset;           \
    COUNT_BACKWARD(offset); \
  }                         \
  NEXT;
#define SLOW_COMPARE_JUMP(op, right, wanted)   \
  SAVE();                                      \
  v = compare(*this, CompareOp::op, x, right); \
  CHECK(v);                                    \
  int t = quick_truth(v);                      \
  if (t < 0) {                                 \
    t = truth(*this, v);                       \
    if (t < 0) goto error;                     \
  }                                            \
  JUMP_WHEN((t != 0) == (wanted))
#define COMPARE_JUMP(symbol, op, wanted)                                                \
  const Value &x = r[i.a], &y = r[i.b];                                                 \
  if (BOTH_INT(x, y)) {                                                                 \
    JUMP_WHEN((x.i symbol y.i) == (wanted))                                             \
  }                                                                                     \
  if (BOTH_FLOAT(x, y)) {                                                               \
    JUMP_WHEN((x.d symbol y.d) == (wanted))                                             \
  }                                                                                     \
  if (is_plain_str(x) && is_plain_str(y)) {                                             \
    JUMP_WHEN((text_order<CompareOp::op>(as<Str>(x), as<Str>(y)) symbol 0) == (wanted)) \
  }                                                                                     \
  SLOW_COMPARE_JUMP(op, y, wanted)
#define COMPARE_JUMP_I(symbol, op, wanted)     \
  const Value& x = r[i.a];                     \
  if (x.tag == Tag::kInt) {                    \
    JUMP_WHEN((x.i symbol i.sb()) == (wanted)) \
  }                                            \
  if (x.tag == Tag::kFloat) {                  \
    JUMP_WHEN((x.d symbol i.sb()) == (wanted)) \
  }                                            \
  SLOW_COMPARE_JUMP(op, Value::integer(i.sb()), wanted)
#define COMPARE_JUMPS(name, symbol, op)                                     \
  CASE(JumpIf##name){COMPARE_JUMP(symbol, op, true)} CASE(JumpIfNot##name){ \
      COMPARE_JUMP(symbol, op, false)} CASE(JumpIf##name##I){               \
      COMPARE_JUMP_I(symbol, op, true)} CASE(JumpIfNot##name##I){           \
      COMPARE_JUMP_I(symbol, op, false)}
  COMPARE_JUMPS(Eq, ==, kEq)
  COMPARE_JUMPS(Ne, !=, kNe)
  COMPARE_JUMPS(Lt, <, kLt)
  COMPARE_JUMPS(Le, <=, kLe)
  COMPARE_JUMPS(Gt, >, kGt)
  COMPARE_JUMPS(Ge, >=, kGe)

  // -- Iterating and unpacking ----------------------------------------------------------

  CASE(GetIter) {
    SAVE();
    v = iterate(*this, r[i.b]);
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(ForIter) {
    Value it = r[i.a];
    if (it.is_object() && it.o->kind == Kind::kIterator) {
      auto* iterator = as<Iterator>(it);
      if (iterator->iterator_kind == IteratorKind::kRange) {
        if (iterator->remaining > 0) {
          heap_.touch(iterator);
          iterator->remaining--;
          r[i.b] = Value::integer(iterator->position);
          iterator->position =
              static_cast<int64_t>(static_cast<uint64_t>(iterator->position) +
                                   static_cast<uint64_t>(iterator->step));
          NEXT;
        }
        pc += i.sc();
        NEXT;
      }
      if (iterator->iterator_kind == IteratorKind::kList && iterator->source != nullptr) {
        auto* list = static_cast<List*>(iterator->source);
        if (static_cast<uint64_t>(iterator->position) < list->size) {
          heap_.touch(iterator);
          r[i.b] = list->storage->items[iterator->position++];
          NEXT;
        }
      } else if (iterator->iterator_kind == IteratorKind::kStr &&
                 iterator->source != nullptr) {
        auto* s = static_cast<Str*>(iterator->source);
        if (iterator->step < s->size && s->data[iterator->step] >= 0) {  // ASCII.
          heap_.touch(iterator);
          iterator->position++;
          auto c = static_cast<uint8_t>(s->data[iterator->step++]);
          r[i.b] = Value::object(str_of_code_point(heap_, c));
          NEXT;
        }
      }
    } else if (it.is_object() && it.o->kind == Kind::kGenerator) {
      auto* generator = as<Generator>(it);
      if (generator->generator_kind == GeneratorKind::kGenerator &&
          (generator->state == GeneratorState::kCreated ||
           generator->state == GeneratorState::kSuspended) &&
          depth_ < limits_.recursion) {
        SAVE();
        heap_.touch(generator);
        Frame* inner = generator->frame();
        if (generator->state == GeneratorState::kSuspended) {
          inner->registers()[generator->receiver] = Value::none();
        }
        generator->state = GeneratorState::kRunning;
        generator->outer_handled = handled_;
        if (!generator->handled.is_undefined()) handled_ = generator->handled;
        inner->previous = frame;
        inner->flags = kGeneratorFrame;
        inner->result = i.b;
        frame_ = inner;
        depth_++;
        LOAD_FRAME();
        if (--budget_ < 0) goto preempt;
        NEXT;
      }
    }
    SAVE();
    // A pair that the next instruction takes apart, and nobody else can see, is not made.
    if (pc->op == Op::kUnpack && pc->b == i.b && pc->c == 2 &&
        is_temporary(*frame->unit->proto, i.b)) {
      Value pair[2];
      Found found;
      if (next_pair(*this, it, pair, &found)) {
        if (found == Found::kError) goto error;
        if (found == Found::kNo) {
          pc += i.sc();
          NEXT;
        }
        r[pc->a] = pair[0];
        r[pc->a + 1] = pair[1];
        pc++;
        NEXT;
      }
    }
    v = next(*this, it);
    CHECK(v);
    if (v.is_undefined()) {
      pc += i.sc();
      NEXT;
    }
    r[i.b] = v;
    NEXT;
  }
  CASE(Unpack) {
    if (r[i.b].is_object() && r[i.b].o->cls == types.tuple) {
      auto* tuple = as<Tuple>(r[i.b]);
      if (tuple->size == i.c) [[likely]] {
        for (unsigned n = 0; n < i.c; n++) r[i.a + n] = tuple->items[n];
        NEXT;
      }
    }
    SAVE();
    if (!unpack(*this, r[i.b], &r[i.a], i.c)) goto error;
    NEXT;
  }
  CASE(UnpackEx) {
    SAVE();
    if (!unpack_ex(*this, r[i.b], &r[i.a], i.c >> 8, i.c & 255)) goto error;
    NEXT;
  }

  // -- Attributes and items -------------------------------------------------------------

  CASE(LoadAttr) {
    const Value object = r[i.b];
    CacheEntry& e = caches[i.c];
    if (object.is_object()) {
      if (object.o->kind == Kind::kInstance) {
        auto* instance = as<Instance>(object);
        if (instance->attrs.shape == e.guard && e.guard != nullptr &&
            e.version == object.o->cls->version) [[likely]] {
          if (e.slot < kSlotFirstInClass) [[likely]] {
            r[i.a] = instance->attrs.slots[e.slot];
            NEXT;
          }
          if (e.slot < kSlotFirstSpecial) {
            r[i.a] = cached_in_class(e);
            NEXT;
          }
          callee = as<Property>(e.value)->getter;
          if (is_kind(callee, Kind::kFunction) &&
              as<Function>(callee)->unit->plain_arguments == 1) {
            args = &r[i.b];
            count = 1;
            result = i.a;
            goto call_function;
          }
        }
      } else if (object.o->kind == Kind::kModule) {
        Dict* dict = as<Module>(object)->dict;
        if (e.guard == dict && dict->table != nullptr && e.slot < dict->table->used &&
            dict->table->entries[e.slot].key.o == frame->unit->proto->cache_names[i.c]) {
          r[i.a] = dict->table->entries[e.slot].value;
          NEXT;
        }
      } else if (object.o->kind == Kind::kClass) {
        if (e.guard == object.o && e.version == as<Class>(object)->version) {
          r[i.a] = e.slot == kSlotClassValue ? e.value : cached_in_class(e);
          NEXT;
        }
      }
    }
    SAVE();
    Str* name = frame->unit->proto->cache_names[i.c];
    v = get_attr(*this, object, name);
    CHECK(v);
    cache_load(*this, e, object, name);
    r[i.a] = v;
    NEXT;
  }
  CASE(StoreAttr) {
    const Value object = r[i.a];
    CacheEntry& e = caches[i.c];
    if (is_kind(object, Kind::kInstance)) {
      auto* instance = as<Instance>(object);
      if (instance->attrs.shape == e.guard && e.guard != nullptr &&
          e.version == object.o->cls->version) [[likely]] {
        if (e.value.is_undefined()) {
          heap_.touch(instance);
          instance->attrs.slots[e.slot] = r[i.b];
          NEXT;
        }
        if (e.slot <
            instance->attrs.capacity) {  // The attribute is new: on to the next shape.
          heap_.touch(instance);
          instance->attrs.shape = as<Shape>(e.value);
          instance->attrs.slots[e.slot] = r[i.b];
          NEXT;
        }
      }
    }
    SAVE();
    Str* name = frame->unit->proto->cache_names[i.c];
    Object* before =
        is_kind(object, Kind::kInstance) ? as<Instance>(object)->attrs.shape : nullptr;
    if (!set_attr(*this, object, name, r[i.b])) goto error;
    if (before != nullptr) cache_store(*this, e, object, name, before);
    NEXT;
  }
  CASE(DelAttr) {
    SAVE();
    if (!del_attr(*this, r[i.a], frame->unit->proto->cache_names[i.c])) goto error;
    NEXT;
  }
  CASE(LoadMethod) {
    const Value object = r[i.b];
    CacheEntry& e = caches[i.c];
    if (object.is_object()) {
      if (object.o->kind == Kind::kInstance) {
        auto* instance = as<Instance>(object);
        if (instance->attrs.shape == e.guard && e.guard != nullptr &&
            e.version == object.o->cls->version) [[likely]] {
          if (e.slot == kSlotMethod) {
            r[i.a] = e.value;
            r[i.a + 1] = object;
            NEXT;
          }
          r[i.a] = e.slot >= kSlotFirstInClass ? cached_in_class(e)
                                               : instance->attrs.slots[e.slot];
          r[i.a + 1] = Value::undefined();
          NEXT;
        }
      } else if (e.guard == object.o->cls &&
                 e.slot == kSlotMethod) {  // A built-in type's.
        r[i.a] = e.value;
        r[i.a + 1] = object;
        NEXT;
      } else if (object.o->kind == Kind::kModule) {
        Dict* dict = as<Module>(object)->dict;
        if (e.guard == dict && dict->table != nullptr && e.slot < dict->table->used &&
            dict->table->entries[e.slot].key.o == frame->unit->proto->cache_names[i.c]) {
          r[i.a] = dict->table->entries[e.slot].value;
          r[i.a + 1] = Value::undefined();
          NEXT;
        }
      }
    }
    SAVE();
    Str* name = frame->unit->proto->cache_names[i.c];
    if (!load_method(*this, e, object, name, &r[i.a])) goto error;
    NEXT;
  }
  CASE(LoadSuperAttr) {
    SAVE();
    v = super_attr(*this, &r[i.b], frame->unit->proto->cache_names[i.c], nullptr);
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(LoadSuperMethod) {
    CacheEntry& e = caches[i.c];
    const Value from = r[i.b + 1];
    Value self = r[i.b + 2];
    if (self.is_object() && e.guard == self.o->cls && e.version == self.o->cls->version &&
        r[i.b].is(Value::object(types.super)) && is_class(from) &&
        e.slot == as<Class>(from)->version) {
      r[i.a] = e.value;
      r[i.a + 1] = self;
      NEXT;
    }
    SAVE();
    v = super_attr(*this, &r[i.b], frame->unit->proto->cache_names[i.c], &self);
    CHECK(v);
    if (!self.is_undefined()) cache_super(e, from, self, v);
    r[i.a] = v;
    r[i.a + 1] = self;
    NEXT;
  }
  CASE(GetItem) {
    const Value &x = r[i.b], &y = r[i.c];
    if (x.is_object()) {
      if (x.o->cls == types.list && y.tag == Tag::kInt) {
        auto* list = as<List>(x);
        int64_t at = y.i < 0 ? y.i + static_cast<int64_t>(list->size) : y.i;
        if (static_cast<uint64_t>(at) < list->size) [[likely]] {
          r[i.a] = list->storage->items[at];
          NEXT;
        }
      } else if (x.o->cls == types.dict) {
        SAVE();
        Value found;
        switch (dict_get(*this, as<Dict>(x), y, &found)) {
          case Found::kYes: r[i.a] = found; NEXT;
          case Found::kNo: key_error(r[i.c]); goto error;
          case Found::kError: goto error;
        }
      } else if (x.o->cls == types.tuple && y.tag == Tag::kInt) {
        auto* tuple = as<Tuple>(x);
        int64_t at = y.i < 0 ? y.i + static_cast<int64_t>(tuple->size) : y.i;
        if (static_cast<uint64_t>(at) < tuple->size) [[likely]] {
          r[i.a] = tuple->items[at];
          NEXT;
        }
      } else if (x.o->cls == types.str && y.tag == Tag::kInt && as<Str>(x)->is_ascii()) {
        auto* s = as<Str>(x);
        int64_t at = y.i < 0 ? y.i + int64_t{s->size} : y.i;
        if (static_cast<uint64_t>(at) < s->size) [[likely]] {
          r[i.a] =
              Value::object(str_of_code_point(heap_, static_cast<uint8_t>(s->data[at])));
          NEXT;
        }
      }
    }
    SAVE();
    v = get_item(*this, x, y);
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(GetItemI) {
    const Value& x = r[i.b];
    int64_t at = i.sc();
    if (x.is_object()) {
      if (x.o->cls == types.list) {
        auto* list = as<List>(x);
        if (at < 0) at += static_cast<int64_t>(list->size);
        if (static_cast<uint64_t>(at) < list->size) [[likely]] {
          r[i.a] = list->storage->items[at];
          NEXT;
        }
      } else if (x.o->cls == types.tuple) {
        auto* tuple = as<Tuple>(x);
        if (at < 0) at += static_cast<int64_t>(tuple->size);
        if (static_cast<uint64_t>(at) < tuple->size) [[likely]] {
          r[i.a] = tuple->items[at];
          NEXT;
        }
      }
    }
    SAVE();
    v = get_item(*this, x, Value::integer(i.sc()));
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(SetItem) {
    const Value &x = r[i.a], &y = r[i.b];
    SAVE();
    if (x.is_object()) {
      if (x.o->cls == types.list && y.tag == Tag::kInt) {
        auto* list = as<List>(x);
        int64_t at = y.i < 0 ? y.i + static_cast<int64_t>(list->size) : y.i;
        if (static_cast<uint64_t>(at) < list->size) [[likely]] {
          heap_.touch(list);
          list->storage->items[at] = r[i.c];
          NEXT;
        }
      } else if (x.o->cls == types.dict) {
        if (!dict_set(*this, as<Dict>(x), y, r[i.c])) goto error;
        NEXT;
      }
    }
    if (!set_item(*this, x, y, r[i.c])) goto error;
    NEXT;
  }
  CASE(DelItem) {
    SAVE();
    if (!del_item(*this, r[i.a], r[i.b])) goto error;
    NEXT;
  }
  CASE(BuildSlice) {
    SAVE();
    auto* slice = heap_.make<Slice>(Kind::kSlice, types.slice);
    slice->start = r[i.b];
    slice->stop = r[i.b + 1];
    slice->step = r[i.b + 2];
    r[i.a] = Value::object(slice);
    NEXT;
  }

  // -- Building -------------------------------------------------------------------------

  CASE(BuildList) {
    SAVE();
    r[i.a] = Value::object(make_list(heap_, std::span<const Value>(&r[i.b], i.c)));
    NEXT;
  }
  CASE(BuildTuple) {
    SAVE();
    r[i.a] = Value::object(make_tuple(heap_, std::span<const Value>(&r[i.b], i.c)));
    NEXT;
  }
  CASE(BuildSet) {
    SAVE();
    Set* set = make_set(heap_, Kind::kSet, i.c);
    for (unsigned n = 0; n < i.c; n++) {
      if (set_add(*this, set, r[i.b + n]) == Found::kError) goto error;
    }
    r[i.a] = Value::object(set);
    NEXT;
  }
  CASE(BuildDict) {
    SAVE();
    Dict* dict = make_dict(heap_, i.c);
    for (unsigned n = 0; n < i.c; n++) {
      if (!dict_set(*this, dict, r[i.b + 2 * n], r[i.b + 2 * n + 1])) goto error;
    }
    r[i.a] = Value::object(dict);
    NEXT;
  }
  CASE(BuildString) {
    SAVE();
    v = build_string(*this, &r[i.b], i.c);
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(Format) {
    if ((i.c & 7) == 0 && r[i.b].is_object() && r[i.b].o->cls == types.str) {
      r[i.a] = r[i.b];
      NEXT;
    }
    SAVE();
    v = format_piece(*this, r[i.b], i.c & 3, i.c & 4 ? r[i.b + 1] : Value::undefined());
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(ListAppend) {
    SAVE();
    list_append(heap_, as<List>(r[i.a]), r[i.b]);
    NEXT;
  }
  CASE(ListExtend) {
    SAVE();
    if (!extend_display(*this, as<List>(r[i.a]), r[i.b])) goto error;
    NEXT;
  }
  CASE(ListToTuple) {
    SAVE();
    auto* list = as<List>(r[i.b]);
    r[i.a] = Value::object(make_tuple(
        heap_,
        std::span<const Value>(list->storage ? list->items() : nullptr, list->size)));
    NEXT;
  }
  CASE(StarTuple) {
    SAVE();
    Tuple* items = star_tuple(*this, r[i.c], r[i.b]);
    if (items == nullptr) goto error;
    r[i.a] = Value::object(items);
    NEXT;
  }
  CASE(SetAdd) {
    SAVE();
    if (set_add(*this, as<Set>(r[i.a]), r[i.b]) == Found::kError) goto error;
    NEXT;
  }
  CASE(SetUpdate) {
    SAVE();
    auto* set = as<Set>(r[i.a]);
    for_each(*this, r[i.b],
             [&](Value item) { return set_add(*this, set, item) != Found::kError; });
    if (has_pending()) goto error;
    NEXT;
  }
  CASE(DictPut) {
    SAVE();
    if (!dict_set(*this, as<Dict>(r[i.a]), r[i.b], r[i.c])) goto error;
    NEXT;
  }
  CASE(DictUpdate) {
    SAVE();
    if (!dict_update_display(*this, as<Dict>(r[i.a]), r[i.b])) goto error;
    NEXT;
  }
  CASE(DictMerge) {
    SAVE();
    if (!dict_merge_call(*this, as<Dict>(r[i.a]), r[i.b], r[i.c])) goto error;
    NEXT;
  }

  // -- Calls and definitions ------------------------------------------------------------

  {
    CASE(Call) {
      callee = r[i.a];
      args = &r[i.a + 1];
      count = i.b;
      result = i.a;
      goto call;
    }
    CASE(CallMethod) {
      callee = r[i.a];
      result = i.a;
      if (r[i.a + 1].is_undefined()) {
        args = &r[i.a + 2];
        count = i.b;
      } else {
        args = &r[i.a + 1];
        count = i.b + 1u;
      }
      goto call;
    }
    CASE(CallKw) {
      callee = r[i.a];
      args = &r[i.a + 1];
      keywords = as<Tuple>(k[i.c]);
      count = i.b - static_cast<uint32_t>(keywords->size);
      result = i.a;
      goto call_keywords;
    }
    CASE(CallMethodKw) {
      callee = r[i.a];
      keywords = as<Tuple>(k[i.c]);
      result = i.a;
      if (r[i.a + 1].is_undefined()) {
        args = &r[i.a + 2];
        count = i.b - static_cast<uint32_t>(keywords->size);
      } else {
        args = &r[i.a + 1];
        count = i.b + 1u - static_cast<uint32_t>(keywords->size);
      }
      goto call_keywords;
    }
    CASE(CallEx) {
      SAVE();
      callee = r[i.a];
      result = i.a;
      auto* positional = as<Tuple>(r[i.a + 1]);
      args = positional->items;
      count = static_cast<uint32_t>(positional->size);
      keywords = nullptr;
      if (!r[i.a + 2].is_undefined() && as<Dict>(r[i.a + 2])->live > 0) {
        Tuple* names;
        Tuple* all = join_arguments(*this, {args, count}, as<Dict>(r[i.a + 2]), &names);
        if (all == nullptr) goto error;
        keywords = names;
        r[i.a + 1] = Value::object(all);  // Keeps it alive while it is copied from.
        args = all->items;
      }
      goto call_keywords;
    }

  call:
    if (callee.is_object()) [[likely]] {
      switch (callee.o->kind) {
        case Kind::kFunction: {
        call_function:
          auto* function = as<Function>(callee);
          Unit* unit = function->unit;
          SAVE();
          if (static_cast<int32_t>(count) == unit->plain_arguments) [[likely]] {
            Frame* inner;
            if (depth_ < limits_.recursion && unit->caches != nullptr &&
                stack_end_ - stack_top_ >= unit->frame_size) [[likely]] {
              inner = reinterpret_cast<Frame*>(stack_top_);
              stack_top_ += unit->frame_size;
              inner->pc = unit->proto->code.data();
              inner->unit = unit;
              inner->closure = function->closure;
              inner->previous = frame;
              inner->extra = nullptr;
              inner->register_count =
                  static_cast<uint16_t>(unit->frame_size - sizeof(Frame) / sizeof(Value));
              inner->flags = 0;
              frame_ = inner;
              depth_++;
              Value* to = inner->registers();
              uint32_t n = 0;
              for (; n < count; n++) to[n] = args[n];
              for (; n < inner->register_count; n++) to[n] = Value{};
            } else {
              inner = push_frame(unit, function->closure);
              if (inner == nullptr) goto error;
              for (uint32_t n = 0; n < count; n++) inner->registers()[n] = args[n];
            }
            inner->function = function;
            inner->result = result;
          } else {
            Frame* inner = push_frame(function);
            if (inner == nullptr) goto error;
            if (!bind(function, inner->registers(), args, count, nullptr)) {
              pop_frame(inner);
              goto error;
            }
            inner->result = result;
            if (unit->proto->is_generator || unit->proto->is_coroutine) {
              r[result] = make_generator(function, inner);
              NEXT;
            }
          }
          LOAD_FRAME();
          if (--budget_ < 0) [[unlikely]]
            goto preempt;
          NEXT;
        }
        case Kind::kNative: {
          SAVE();
          auto* native = as<Native>(callee);
          const NativeSignature& signature = *native->signature;
          if (signature.simple && count == signature.positional &&
              native->self.is_undefined() &&
              (native->owner == nullptr || (count > 0 && args->is_object() &&
                                            args->o->cls == native->owner))) [[likely]] {
            v = native->fn(*this, Args{args, count, nullptr, 0, nullptr});
          } else {
            v = call_native_bound(*this, native, args, count, nullptr);
          }
          if (v.tag < Tag::kError) [[likely]] {
            r[result] = v;
            if (--budget_ < 0) [[unlikely]]
              goto preempt;
            NEXT;
          }
          goto called_native;
        }
        case Kind::kBoundMethod: {
          auto* method = as<BoundMethod>(callee);
          if (args == &r[i.a + 1]) {  // The callee's own register takes self.
            callee = method->function;
            args--;
            args[0] = method->self;
            count++;
            goto call;
          }
          break;
        }
        case Kind::kClass: {
          auto* cls = as<Class>(callee);
          // int(x), str(x) and so on are ready when __new__ returns; the register in
          // front of the arguments holds the class already.
          if (cls->has(kImmortal) && args == &r[i.a + 1] && cls->cls == types.type) {
            Value maker = native_new(*this, cls);
            if (!maker.is_undefined()) {
              SAVE();
              v = call_native_bound(*this, as<Native>(maker), args - 1, count + 1,
                                    nullptr);
              goto called_native;
            }
          }
          // A plain class whose __init__ is a script function: its frame runs right here.
          if ((cls->class_flags & kUserClass) && cls->instance_kind == Kind::kInstance &&
              cls->cls == types.type && !(cls->class_flags & kAbstract) &&
              lookup(cls, names.new_).is(plain_new())) {
            Value init = lookup(cls, names.init);
            if (is_kind(init, Kind::kFunction) && args == &r[i.a + 1] &&
                as<Function>(init)->unit->plain_arguments ==
                    static_cast<int32_t>(count + 1)) {
              SAVE();
              auto* function = as<Function>(init);
              Object* object = allocate_instance(*this, cls);
              if (object == nullptr) goto error;
              r[i.a] = Value::object(object);
              Frame* inner = push_frame(function);
              if (inner == nullptr) goto error;
              for (uint32_t n = 0; n <= count; n++) inner->registers()[n] = r[i.a + n];
              inner->result = result;
              inner->flags = kInitFrame;
              LOAD_FRAME();
              if (--budget_ < 0) goto preempt;
              NEXT;
            }
          }
          break;
        }
        case Kind::kInstance: {
          Value function = lookup(callee.o->cls, names.call);
          if (is_kind(function, Kind::kFunction) && args == &r[i.a + 1]) {
            args--;  // The callee's register holds self already.
            count++;
            callee = function;
            goto call_function;
          }
          break;
        }
        default: break;
      }
    }
    keywords = nullptr;

  call_keywords:
    SAVE();
    if (is_kind(callee, Kind::kFunction)) {
      auto* function = as<Function>(callee);
      Frame* inner = push_frame(function);
      if (inner == nullptr) goto error;
      if (!bind(function, inner->registers(), args, count, keywords)) {
        pop_frame(inner);
        goto error;
      }
      inner->result = result;
      const Proto* proto = function->unit->proto;
      if (proto->is_generator || proto->is_coroutine) {
        r[result] = make_generator(function, inner);
        NEXT;
      }
      LOAD_FRAME();
      if (--budget_ < 0) goto preempt;
      NEXT;
    }
    if (is_kind(callee, Kind::kNative)) {
      v = call_native_bound(*this, as<Native>(callee), args, count, keywords);
    } else if (is_kind(callee, Kind::kBoundMethod) &&
               is_kind(as<BoundMethod>(callee)->function, Kind::kNative)) {
      // Bound natives may wait without a stack of their own, like natives.
      auto* method = as<BoundMethod>(callee);
      uint32_t all = count + (keywords ? static_cast<uint32_t>(keywords->size) : 0);
      Tuple* with_self = make_tuple(heap_, all + 1);
      with_self->items[0] = method->self;
      for (uint32_t n = 0; n < all; n++) with_self->items[n + 1] = args[n];
      v = call_native_bound(*this, as<Native>(method->function), with_self->items,
                            count + 1, keywords);
    } else {
      v = call_vector(callee, args, count, keywords);
    }
  called_native:
    if (v.is_error()) goto error;
    if (v.is_waiting()) {
      if (is_dropped(i) && host_.forgo_answer()) {
        v = Value::none();
      } else if (outermost) {
        answer_register_ = result;
        outcome_ = Outcome::kWaiting;
        return Exit::kStopped;
      } else {
        v = wait_for_answer();
        CHECK(v);
      }
    }
    r[result] = v;
    if (--budget_ < 0) goto preempt;
    NEXT;
  }

  CASE(Return) {
    v = r[i.a];
    if (frame->flags == 0) [[likely]] {
      uint16_t result = frame->result;
      auto* at = reinterpret_cast<Value*>(frame);
      if (at != segment_->begin) [[likely]] {
        frame_ = frame->previous;
        depth_--;
        stack_top_ = at;
      } else {
        pop_frame(frame);
      }
      LOAD_FRAME();
      r[result] = v;
      NEXT;
    }
    SAVE();
    uint8_t flags = frame->flags;
    uint16_t result = frame->result;
    if (flags & kClassFrame) {
      v = finish_class(frame, v);
      CHECK(v);
    }
    if ((flags & kInitFrame) && !v.is_none()) {
      type_error("__init__() should return None, not '{}'", class_name(v));
      goto error;
    }
    if (flags & kGeneratorFrame) {
      auto* generator = static_cast<Generator*>(frame->extra);
      generator->state = GeneratorState::kFinished;
      handled_ = generator->outer_handled;
    }
    pop_frame(frame);
    if (flags & kEntryFrame) {
      *returned = v;
      return Exit::kReturned;
    }
    LOAD_FRAME();
    if (flags &
        kGeneratorFrame) {  // Exhausted: the caller stands behind a ForIter or a Send.
      Instruction at = pc[-1];
      if (at.op == Op::kSend) r[at.b] = v;
      pc += at.sc();
    } else if (!(flags & kInitFrame)) {
      r[result] = v;
    }
    NEXT;
  }
  CASE(MakeFunction) {
    SAVE();
    Unit* unit = child_unit(frame->unit, i.b);
    const Proto* proto = unit->proto;
    auto* function = heap_.make<Function>(Kind::kFunction, types.function);
    function->unit = unit;
    function->name = proto->name;
    function->qualname = proto->qualname;
    function->doc = proto->doc.is_undefined() ? Value::none() : proto->doc;
    if (i.c != kNoRegister) {
      if (!r[i.c].is_undefined()) function->defaults = as<Tuple>(r[i.c]);
      if (!r[i.c + 1].is_undefined()) function->kwdefaults = as<Dict>(r[i.c + 1]);
      if (!r[i.c + 2].is_undefined()) function->annotations = as<Dict>(r[i.c + 2]);
    }
    v = Value::object(function);
    if (!proto->captures.empty()) {
      Tuple* cells = make_tuple(heap_, proto->captures.size());
      for (size_t n = 0; n < proto->captures.size(); n++) {
        const Capture& capture = proto->captures[n];
        cells->items[n] = capture.from_register ? r[capture.index]
                                                : frame->closure->items[capture.index];
      }
      function->closure = cells;
    }
    r[i.a] = v;
    NEXT;
  }
  CASE(MakeClass) {
    SAVE();
    v = start_class(frame, i.a);
    CHECK(v);
    LOAD_FRAME();
    NEXT;
  }
  CASE(ImportName) {
    SAVE();
    auto* shape = as<Tuple>(k[i.c]);
    v = import_name(*this, frame->unit->module, as<Str>(k[i.b]), shape->items[0].i,
                    shape->items[1]);
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(ImportFrom) {
    SAVE();
    v = import_from(*this, r[i.b], as<Str>(k[i.c]));
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(ImportStar) {
    SAVE();
    if (!import_star(*this, r[i.a], frame->unit->module,
                     i.b == kNoRegister ? nullptr : as<Dict>(r[i.b]))) {
      goto error;
    }
    NEXT;
  }
  CASE(SetResult) {
    if (frame->unit->module == main_module_) result_ = r[i.a];
    NEXT;
  }
  CASE(SetupAnnotations) {
    SAVE();
    Dict* dict = i.b == kNoRegister ? frame->unit->globals : as<Dict>(r[i.b]);
    Value* found = dict_find(dict, names.annotations);
    if (found != nullptr) {
      r[i.a] = *found;
    } else {
      r[i.a] = Value::object(make_dict(heap_));
      dict_set(heap_, dict, names.annotations, r[i.a]);
    }
    NEXT;
  }

  // -- Exceptions -----------------------------------------------------------------------

  CASE(Raise) {
    SAVE();
    if (i.c == 0) {
      if (handled_.is_undefined() || handled_.is_none()) {
        raise(types.runtime_error, "No active exception to reraise");
        goto error;
      }
      pending_ = handled_;
      reraising_ = true;
      goto error_saved;
    }
    v = make_raised(*this, r[i.a]);
    CHECK(v);
    if (i.c == 2 && !set_cause(*this, as<Exception>(v), r[i.b])) goto error;
    raise_value(v);
    goto error;
  }
  CASE(Reraise) {
    SAVE();
    pending_ = r[i.a];
    reraising_ = true;
    goto error_saved;
  }
  CASE(EnterHandler) {
    r[i.a + 1] = handled_;
    handled_ = r[i.a];
    NEXT;
  }
  CASE(LeaveHandler) {
    handled_ = r[i.a + 1];
    NEXT;
  }
  CASE(JumpIfNotCaught) {
    SAVE();
    int t = exception_matches(*this, r[i.a], r[i.b]);
    if (t < 0) goto error;
    if (t == 0) pc += i.sc();
    NEXT;
  }
  CASE(EnterWith) {
    SAVE();
    if (!enter_with(*this, r[i.b], &r[i.a], false)) goto error;
    NEXT;
  }
  CASE(EnterAsyncWith) {
    SAVE();
    if (!enter_with(*this, r[i.b], &r[i.a], true)) goto error;
    NEXT;
  }
  CASE(ExceptionTriple) {
    auto* exception = as<Exception>(r[i.b]);
    r[i.a] = Value::object(exception->cls);
    r[i.a + 1] = Value::object(exception);
    r[i.a + 2] =
        exception->traceback ? Value::object(exception->traceback) : Value::none();
    NEXT;
  }
  CASE(LoadAssertionError) {
    r[i.a] = Value::object(types.assertion_error);
    NEXT;
  }
  CASE(GroupSplit) {
    SAVE();
    Value rest;
    v = group_split(*this, r[i.b], r[i.c], &rest);
    CHECK(v);
    r[i.a] = v;
    r[i.a + 1] = rest;
    NEXT;
  }
  CASE(GroupJoin) {
    SAVE();
    v = group_join(*this, r[i.b], r[i.c]);
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }

  // -- Generators -----------------------------------------------------------------------

  CASE(Yield) {
    v = r[i.b];
    SAVE();
    auto* generator = static_cast<Generator*>(frame->extra);
    generator->state = GeneratorState::kSuspended;
    generator->receiver = i.a;
    generator->delegate = i.c;
    generator->handled =
        handled_.is(generator->outer_handled) ? Value::undefined() : handled_;
    handled_ = generator->outer_handled;
    generator->outer_handled = Value::undefined();
    uint8_t flags = frame->flags;
    uint16_t result = frame->result;
    frame_ = frame->previous;
    frame->previous = nullptr;
    depth_--;
    if (flags & kEntryFrame) {
      *returned = v;
      return Exit::kReturned;
    }
    LOAD_FRAME();
    r[result] = v;
    NEXT;
  }
  CASE(YieldFromIter) {
    SAVE();
    v = yield_from_iter(*this, r[i.b], false);
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(GetAwaitable) {
    SAVE();
    v = yield_from_iter(*this, r[i.b], true);
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(Send) {
    SAVE();
    Value it = r[i.a];
    if (is_kind(it, Kind::kGenerator)) {
      Resumed resumed = generator_send(*this, as<Generator>(it), r[i.b]);
      CHECK(resumed.value);
      r[i.b] = resumed.value;
      if (resumed.finished) pc += i.sc();
      NEXT;
    }
    Resumed resumed = send_to_iterator(*this, it, r[i.b]);
    CHECK(resumed.value);
    r[i.b] = resumed.value;
    if (resumed.finished) pc += i.sc();
    NEXT;
  }
  CASE(GetAiter) {
    SAVE();
    v = call_method(*this, r[i.b], names.aiter, {});
    CHECK(v);
    if (v.is_undefined()) {
      type_error("'async for' requires an object with __aiter__ method, got {}",
                 class_name(r[i.b]));
      goto error;
    }
    r[i.a] = v;
    NEXT;
  }
  CASE(GetAnext) {
    SAVE();
    v = call_method(*this, r[i.b], names.anext, {});
    CHECK(v);
    if (v.is_undefined()) {
      type_error("'async for' requires an iterator with __anext__ method, got {}",
                 class_name(r[i.b]));
      goto error;
    }
    v = yield_from_iter(*this, v, true);
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(EndAsyncFor) {
    SAVE();
    if (!is_instance(r[i.a], types.stop_async_iteration)) {
      pending_ = r[i.a];
      reraising_ = true;
      goto error_saved;
    }
    pc += i.j();
    NEXT;
  }

  // -- Patterns -------------------------------------------------------------------------

  CASE(MatchSequence) {
    r[i.a] = Value::boolean(matches_sequence(r[i.b]));
    NEXT;
  }
  CASE(MatchMapping) {
    r[i.a] = Value::boolean(matches_mapping(r[i.b]));
    NEXT;
  }
  CASE(MatchKeys) {
    SAVE();
    v = match_keys(*this, r[i.b], as<Tuple>(r[i.c]));
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(MatchRest) {
    SAVE();
    v = match_rest(*this, r[i.b], as<Tuple>(r[i.c]));
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(MatchClass) {
    SAVE();
    v = match_class(*this, r[i.b], r[i.b + 1], as<Tuple>(k[i.c]));
    CHECK(v);
    r[i.a] = v;
    NEXT;
  }
  CASE(GetLen) {
    SAVE();
    int64_t n = length(*this, r[i.b]);
    if (n < 0) goto error;
    r[i.a] = Value::integer(n);
    NEXT;
  }
}

}  // namespace scriptling
