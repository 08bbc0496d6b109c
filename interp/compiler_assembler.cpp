#include "interp/compiler_assembler.h"

#include "interp/compiler_limits.h"
#include "interp/scope.h"

namespace scriptling::compiler {

namespace {

Op offset(Op op, int by) { return static_cast<Op>(static_cast<int>(op) + by); }
bool between(Op op, Op first, Op last) { return first <= op && op <= last; }
bool is_on_attribute(Op op) { return between(op, Op::kLoadAttr, Op::kLoadSuperMethod); }

// Never goes on to the next instruction.
bool ends_way(Op op) {
  return op == Op::kJump || op == Op::kReturn || op == Op::kRaise || op == Op::kReraise ||
         op == Op::kEndAsyncFor;
}

constexpr int kInverseDistance =
    static_cast<int>(Op::kJumpIfNotEq) - static_cast<int>(Op::kJumpIfEq);

}  // namespace

bool has_long_offset(Op op) {
  return between(op, Op::kJump, Op::kJumpIfNotNone) || op == Op::kEndAsyncFor;
}

bool is_jump(Op op) {
  return between(op, Op::kJump, Op::kJumpIfNotGeI) || op == Op::kForIter ||
         op == Op::kJumpIfNotCaught || op == Op::kSend || op == Op::kEndAsyncFor;
}

std::optional<Op> inverse(Op op) {
  switch (op) {
    case Op::kJumpIf: return Op::kJumpIfNot;
    case Op::kJumpIfNot: return Op::kJumpIf;
    case Op::kJumpIfNone: return Op::kJumpIfNotNone;
    case Op::kJumpIfNotNone: return Op::kJumpIfNone;
    default: break;
  }
  if (between(op, Op::kJumpIfEq, Op::kJumpIfGe) ||
      between(op, Op::kJumpIfEqI, Op::kJumpIfGeI)) {
    return offset(op, kInverseDistance);
  }
  if (between(op, Op::kJumpIfNotEq, Op::kJumpIfNotGe) ||
      between(op, Op::kJumpIfNotEqI, Op::kJumpIfNotGeI)) {
    return offset(op, -kInverseDistance);
  }
  return std::nullopt;
}

// -- While code is being made -----------------------------------------------------------

void Assembler::emit(Op op, Span span, uint16_t a, uint16_t b, uint16_t c) {
  if (!reachable_) return;
  if (code_.size() >= kMaxInstructions) fail(span, "function is too large");
  code_.push_back({Instruction{op, a, b, c}, span});
}

void Assembler::drop_result() {
  if (!reachable_) return;
  Instruction& last = code_.back().instruction;
  if (last.op == Op::kCall || last.op == Op::kCallMethod) last.c = 1;
}

void Assembler::load_constant(Reg dst, Value constant, Span span) {
  if (!reachable_) return;
  auto [it, is_new] = wide_index_.try_emplace({constant.tag, constant.i},
                                              static_cast<uint32_t>(wide_.size()));
  if (is_new) wide_.push_back(constant);
  Instruction load{Op::kLoadConst, dst, 0, 0};
  load.set_j(static_cast<int32_t>(it->second));
  emit(load.op, span, load.a, load.b, load.c);
}

void Assembler::jump(Op op, Label target, Span span, uint16_t a, uint16_t b) {
  if (!reachable_) return;
  LabelState& label = labels_[target.id];
  if (label.position < 0) {
    if (label.reached) {
      label.bound.intersect(bound_);
    } else {
      label.bound = bound_;
    }
  }
  label.reached = true;
  emit(op, span, a, b);
  code_.back().label = static_cast<int32_t>(target.id);
  if (op == Op::kJump) reachable_ = false;
}

Label Assembler::make_label() {
  labels_.emplace_back();
  return {static_cast<uint32_t>(labels_.size() - 1)};
}

void Assembler::bind(Label label) {
  LabelState& state = labels_[label.id];
  state.position = static_cast<int64_t>(code_.size());
  if (!state.reached) return;
  if (reachable_) {
    bound_.intersect(state.bound);
  } else {
    bound_ = state.bound;
  }
  reachable_ = true;
}

void Assembler::open(Region& region, Reg exception) {
  region.target = make_label();
  region.exception = exception;
  region.bound = bound_;
  region.open = static_cast<uint32_t>(code_.size());
}

void Assembler::suspend(Region& region) {
  if (!region.open) return;
  auto here = static_cast<uint32_t>(code_.size());
  if (*region.open < here) region.ranges.emplace_back(*region.open, here);
  region.open.reset();
}

void Assembler::resume(Region& region) {
  region.open = static_cast<uint32_t>(code_.size());
}

void Assembler::close(Region& region) {
  suspend(region);
  for (auto [start, end] : region.ranges) {
    handlers_.push_back({start, end, region.target, region.exception});
  }
}

void Assembler::bind_handler(Region& region) {
  LabelState& state = labels_[region.target.id];
  state.position = static_cast<int64_t>(code_.size());
  state.reached = !region.ranges.empty();
  reachable_ = state.reached;
  bound_ = region.bound;
}

uint16_t Assembler::narrow_constant(Value constant) {
  auto [it, is_new] = narrow_index_.try_emplace({constant.tag, constant.i},
                                                static_cast<uint32_t>(narrow_.size()));
  if (is_new) narrow_.push_back(constant);
  if (it->second >= kMaxOperand) fail({}, "too many names and constants in one function");
  return static_cast<uint16_t>(it->second);
}

uint16_t Assembler::cache(Str* name, Op op) {
  // Past that many, instructions on the same attribute share.
  constexpr size_t kMaxOwnCaches = 40000;
  if (is_on_attribute(op) && cache_names_.size() < kMaxOwnCaches) {
    cache_names_.push_back(name);
    return static_cast<uint16_t>(cache_names_.size() - 1);
  }
  auto [it, is_new] =
      shared_caches_.try_emplace({op, name}, static_cast<uint16_t>(cache_names_.size()));
  if (is_new) {
    if (cache_names_.size() >= kMaxOperand) fail({}, "too many names in one function");
    cache_names_.push_back(name);
  }
  return it->second;
}

// -- Putting it together ----------------------------------------------------------------

void Assembler::finish(Proto& proto) {
  thread_jumps();
  drop_unreachable();
  invert_jumps();
  drop_empty_jumps();
  place(proto);
  proto.constants = narrow_;
  proto.constants.insert(proto.constants.end(), wide_.begin(), wide_.end());
  proto.cache_names = cache_names_;
}

// A jump to a jump goes where that one goes; a jump to a return returns.
void Assembler::thread_jumps() {
  for (Pending& p : code_) {
    // The shape of a delegation (Send, Yield, Jump back) is the Vm's to rely on.
    if (p.label < 0 || p.instruction.op == Op::kSend) continue;
    if (p.instruction.op == Op::kJump && &p != code_.data() &&
        (&p)[-1].instruction.op == Op::kYield) {
      continue;
    }
    for (int hops = 0; hops < 8; ++hops) {
      uint32_t at = target_of(p);
      if (at >= code_.size()) break;
      const Pending& next = code_[at];
      if (next.instruction.op != Op::kJump || next.label < 0 || next.label == p.label)
        break;
      p.label = next.label;
    }
    uint32_t at = target_of(p);
    if (p.instruction.op == Op::kJump && at < code_.size() &&
        code_[at].instruction.op == Op::kReturn) {
      p.instruction = code_[at].instruction;
      p.span = code_[at].span;
      p.label = -1;
    }
  }
}

// Threading leaves jumps behind that nobody comes to any more.
void Assembler::drop_unreachable() {
  std::vector<bool> seen(code_.size());
  std::vector<uint32_t> starts{0};
  for (const PendingHandler& h : handlers_) {
    starts.push_back(static_cast<uint32_t>(labels_[h.target.id].position));
  }
  while (!starts.empty()) {
    uint32_t at = starts.back();
    starts.pop_back();
    while (at < code_.size() && !seen[at]) {
      seen[at] = true;
      const Pending& p = code_[at];
      if (p.label >= 0) starts.push_back(target_of(p));
      if (ends_way(p.instruction.op)) break;
      ++at;
    }
  }
  for (size_t i = 0; i < code_.size(); ++i) {
    if (!seen[i]) code_[i] = {Instruction{Op::kNop, 0, 0, 0}, code_[i].span};
  }
}

// `if x goto A; goto B; A:` becomes `if not x goto B; A:`.
void Assembler::invert_jumps() {
  std::vector<bool> is_target(code_.size() + 2);
  for (const Pending& p : code_) {
    if (p.label >= 0) is_target[target_of(p)] = true;
  }
  for (const PendingHandler& h : handlers_) {
    is_target[static_cast<size_t>(labels_[h.target.id].position)] = true;
  }
  for (size_t i = 0; i + 1 < code_.size(); ++i) {
    Pending& p = code_[i];
    Pending& next = code_[i + 1];
    if (p.label < 0 || target_of(p) != i + 2 || next.instruction.op != Op::kJump ||
        next.label < 0 || is_target[i + 1]) {
      continue;
    }
    std::optional<Op> inverted = inverse(p.instruction.op);
    if (!inverted) continue;
    p.instruction.op = *inverted;
    p.label = next.label;
    next.instruction = Instruction{Op::kNop, 0, 0, 0};
    next.label = -1;
  }
}

// Jumps to what follows anyway become Nops, which place() leaves out.
void Assembler::drop_empty_jumps() {
  for (size_t i = code_.size(); i-- > 0;) {
    Pending& p = code_[i];
    if (p.label < 0 || p.instruction.op != Op::kJump) continue;
    size_t next = i + 1;
    uint32_t target = target_of(p);
    while (next < target && code_[next].instruction.op == Op::kNop) ++next;
    if (next != target) continue;
    p.instruction = Instruction{Op::kNop, 0, 0, 0};
    p.label = -1;
  }
}

// Lays the code out. A jump with 16 bits for its offset that has to go further is written
// as one over an unconditional jump, which moves everything behind it: repeat until all
// fit.
void Assembler::place(Proto& proto) {
  std::vector<bool> is_long(code_.size());
  std::vector<uint32_t> position(code_.size() + 1);
  auto size_of = [&](size_t i) -> uint32_t {
    Op op = code_[i].instruction.op;
    if (op == Op::kNop) return 0;
    if (!is_long[i]) return 1;
    return inverse(op) ? 2 : 3;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = 0; i < code_.size(); ++i) position[i + 1] = position[i] + size_of(i);
    for (size_t i = 0; i < code_.size(); ++i) {
      const Pending& p = code_[i];
      if (p.label < 0 || is_long[i] || has_long_offset(p.instruction.op)) continue;
      int64_t distance = int64_t{position[target_of(p)]} - position[i] - 1;
      // Some room, since a long form shifts where the offset counts from.
      if (distance >= -32760 && distance <= 32760) continue;
      is_long[i] = changed = true;
    }
  }
  proto.code.reserve(position.back());
  proto.spans.reserve(position.back());
  auto put = [&](Instruction instruction, Span span) {
    proto.code.push_back(instruction);
    proto.spans.push_back(span);
  };
  auto put_jump = [&](uint32_t target, Span span) {
    Instruction jump{Op::kJump, 0, 0, 0};
    jump.set_j(static_cast<int32_t>(int64_t{target} - int64_t(proto.code.size()) - 1));
    put(jump, span);
  };
  for (size_t i = 0; i < code_.size(); ++i) {
    Instruction instruction = code_[i].instruction;
    if (instruction.op == Op::kNop) continue;
    if (instruction.op == Op::kLoadConst) {
      instruction.set_j(instruction.j() + static_cast<int32_t>(narrow_.size()));
    }
    if (code_[i].label < 0) {
      put(instruction, code_[i].span);
      continue;
    }
    uint32_t target = position[target_of(code_[i])];
    int64_t distance = int64_t{target} - position[i] - 1;
    if (has_long_offset(instruction.op)) {
      instruction.set_j(static_cast<int32_t>(distance));
      put(instruction, code_[i].span);
    } else if (!is_long[i]) {
      instruction.c = static_cast<uint16_t>(static_cast<int16_t>(distance));
      put(instruction, code_[i].span);
    } else if (std::optional<Op> inverted = inverse(instruction.op)) {
      instruction.op = *inverted;
      instruction.c = 1;
      put(instruction, code_[i].span);
      put_jump(target, code_[i].span);
    } else {
      instruction.c = 1;
      put(instruction, code_[i].span);
      put(Instruction{Op::kJump, 0, 1, 0}, code_[i].span);
      put_jump(target, code_[i].span);
    }
  }
  for (const PendingHandler& h : handlers_) {
    HandlerRange range{position[h.start], position[h.end],
                       position[static_cast<size_t>(labels_[h.target.id].position)],
                       h.exception};
    if (range.start < range.end) proto.handlers.push_back(range);
  }
}

}  // namespace scriptling::compiler
