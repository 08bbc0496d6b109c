#include "interp/liveness.h"

#include <vector>

#include "interp/operands.h"

namespace scriptling {

namespace {

bool within(uint16_t reg, uint16_t first, uint32_t count) {
  return reg >= first && reg < uint32_t{first} + count;
}

// What is marked as written and read before that.
bool takes_operands_from_a(Op op) {
  switch (op) {
    case Op::kCall:
    case Op::kCallKw:
    case Op::kCallMethod:
    case Op::kCallMethodKw:
    case Op::kCallEx:
    case Op::kMakeClass:
    case Op::kMakeCell: return true;
    default: return false;
  }
}

// Follows the code from one place on, as far as it goes without meeting the register.
class Search {
 public:
  Search(const Proto& proto, uint16_t reg)
      : proto_(proto), reg_(reg), seen_(proto.code.size()) {}

  bool is_read_from(size_t start) {
    go_to(start);
    while (!pending_.empty()) {
      size_t pc = pending_.back();
      pending_.pop_back();
      if (reads(proto_.code[pc])) return true;
      follow(pc);
    }
    return false;
  }

 private:
  void go_to(size_t pc) {
    if (pc >= seen_.size() || seen_[pc]) return;
    seen_[pc] = true;
    pending_.push_back(pc);
  }

  bool reads(const Instruction& i) const {
    Operands operands = operands_of(i.op);
    Extent extent = extent_of(i);
    auto reads_operand = [&](Operand kind, uint16_t first, uint32_t count) {
      bool is_read =
          kind == Operand::kRead || (kind == Operand::kOptional && first != kNoRegister);
      return is_read && within(reg_, first, count);
    };
    if (reads_operand(operands.a, i.a, extent.a) ||
        reads_operand(operands.b, i.b, extent.b) ||
        reads_operand(operands.c, i.c, extent.c)) {
      return true;
    }
    if (operands.b == Operand::kChild && captured_by(*proto_.children[i.b])) return true;
    return takes_operands_from_a(i.op) && within(reg_, i.a, extent.a);
  }

  bool captured_by(const Proto& child) const {
    for (const Capture& capture : child.captures) {
      if (capture.from_register && capture.index == reg_) return true;
    }
    return false;
  }

  bool writes(const Instruction& i) const {
    Operands operands = operands_of(i.op);
    Extent extent = extent_of(i);
    if (takes_operands_from_a(i.op)) return reg_ == i.a;
    return (operands.a == Operand::kWritten && within(reg_, i.a, extent.a)) ||
           (operands.b == Operand::kWritten && within(reg_, i.b, extent.b));
  }

  void follow(size_t pc) {
    const Instruction& i = proto_.code[pc];
    for (const HandlerRange& range : proto_.handlers) {
      bool covers = range.start <= pc && pc < range.end;
      if (covers && range.exception != reg_) go_to(range.target);
    }
    Operands operands = operands_of(i.op);
    if (operands.c == Operand::kJump || operands.c == Operand::kLongJump) {
      // Where an iteration ends, its target keeps the value it had.
      bool kept = i.op == Op::kForIter || !writes(i);
      if (kept) go_to(static_cast<size_t>(jump_target(i, pc, operands.c)));
    }
    bool goes_on = i.op != Op::kJump && i.op != Op::kReturn && i.op != Op::kRaise &&
                   i.op != Op::kReraise;
    if (goes_on && !writes(i)) go_to(pc + 1);
  }

  const Proto& proto_;
  uint16_t reg_;
  std::vector<bool> seen_;
  std::vector<size_t> pending_;
};

// The instruction under way counts as still to come, with what it reads; not a call of
// `callee`, which has taken its arguments over.
bool may_be_read(const Frame* frame, const Frame* callee, uint16_t reg) {
  if (frame->unit == nullptr) return true;
  const Proto& proto = *frame->unit->proto;
  if (reg < proto.local_names.size() && proto.local_names[reg] != nullptr) return true;
  size_t pc = frame->pc_index();
  bool is_native = callee == nullptr || (callee->flags & kEntryFrame) != 0;
  if (!is_native && reg == callee->result) return false;
  Search search(proto, reg);
  return search.is_read_from(is_native && pc > 0 ? pc - 1 : pc);
}

}  // namespace

void trace_registers(Frame* frame, const Frame* callee, Tracer& tracer) {
  if (!tracer.certain_only()) {
    tracer.visit(frame->registers(), frame->register_count);
    return;
  }
  for (uint16_t reg = 0; reg < frame->register_count; reg++) {
    const Value& v = frame->registers()[reg];
    if (v.is_object() && may_be_read(frame, callee, reg)) tracer.visit(v);
  }
}

}  // namespace scriptling
