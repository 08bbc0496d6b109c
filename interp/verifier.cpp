#include "interp/verifier.h"

#include "interp/operands.h"

namespace scriptling {

namespace {

class Verifier {
 public:
  explicit Verifier(const Proto& proto) : proto_(proto) {}

  std::optional<std::string> run() {
    if (proto_.code.empty()) complain(0, "no code");
    if (proto_.spans.size() != proto_.code.size())
      complain(0, "spans do not fit the code");
    if (proto_.parameter_count() > proto_.register_count) complain(0, "lost parameters");
    if (proto_.local_names.size() > proto_.register_count) complain(0, "lost locals");
    if (proto_.captures.size() > proto_.free_names.size()) complain(0, "odd captures");
    for (size_t pc = 0; pc < proto_.code.size() && !error_; ++pc) instruction(pc);
    if (!error_) ends();
    for (const HandlerRange& range : proto_.handlers) handler(range);
    return error_;
  }

 private:
  void complain(size_t pc, const std::string& what) {
    if (error_) return;
    error_ =
        std::string(proto_.qualname->view()) + ": " + std::to_string(pc) + ": " + what;
  }

  void instruction(size_t pc) {
    const Instruction& i = proto_.code[pc];
    if (static_cast<size_t>(i.op) >= kOpCount) return complain(pc, "unknown instruction");
    if (i.op == Op::kNop) return complain(pc, "Nop left over");
    Operands operands = operands_of(i.op);
    Extent extent = extent_of(i);
    operand(pc, operands.a, i.a, extent.a);
    operand(pc, operands.b, i.b, extent.b);
    operand(pc, operands.c, i.c, extent.c);
    if (operands.c == Operand::kJump || operands.c == Operand::kLongJump) {
      int64_t target = jump_target(i, pc, operands.c);
      if (target < 0 || target >= static_cast<int64_t>(proto_.code.size())) {
        complain(pc, "jump to nowhere");
      }
    }
    if (operands.c == Operand::kLongConstant &&
        static_cast<size_t>(i.j()) >= proto_.constants.size()) {
      complain(pc, "no such constant");
    }
    if (i.op == Op::kYield && i.c != kNoRegister) delegation(pc);
  }

  // A delegating Yield has its Send in front and the jump back to it behind.
  void delegation(size_t pc) {
    const Instruction& i = proto_.code[pc];
    bool ok = pc > 0 && pc + 2 < proto_.code.size() &&
              proto_.code[pc - 1].op == Op::kSend && proto_.code[pc - 1].a == i.c &&
              proto_.code[pc - 1].sc() == 2 && proto_.code[pc + 1].op == Op::kJump &&
              proto_.code[pc + 1].j() == -3 && i.a == i.b && proto_.code[pc - 1].b == i.b;
    if (!ok) complain(pc, "odd delegation");
  }

  void operand(size_t pc, Operand kind, uint16_t value, uint32_t count) {
    switch (kind) {
      case Operand::kOptional:
        if (value == kNoRegister) return;
        [[fallthrough]];
      case Operand::kRead:
      case Operand::kWritten:
        if (uint32_t{value} + count > proto_.register_count)
          complain(pc, "no such register");
        break;
      case Operand::kConstant:
        if (value >= proto_.constants.size()) complain(pc, "no such constant");
        break;
      case Operand::kCache:
        if (value >= proto_.cache_names.size()) complain(pc, "no such cache");
        break;
      case Operand::kFree:
        if (value >= proto_.free_names.size()) complain(pc, "no such cell");
        break;
      case Operand::kChild:
        if (value >= proto_.children.size()) return complain(pc, "no such child");
        captures(pc, *proto_.children[value]);
        break;
      default: break;
    }
  }

  void captures(size_t pc, const Proto& child) {
    for (const Capture& capture : child.captures) {
      size_t limit =
          capture.from_register ? proto_.register_count : proto_.free_names.size();
      if (capture.index >= limit) complain(pc, "capture of nothing");
    }
    if (child.captures.size() != child.free_names.size()) complain(pc, "odd captures");
  }

  void ends() {
    const Instruction& last = proto_.code.back();
    bool ok = last.op == Op::kReturn || last.op == Op::kRaise ||
              last.op == Op::kReraise || last.op == Op::kJump ||
              last.op == Op::kEndAsyncFor;
    if (!ok) complain(proto_.code.size() - 1, "runs off the end");
    // EndAsyncFor does not come back when it does not jump.
  }

  void handler(const HandlerRange& range) {
    if (range.start >= range.end || range.end > proto_.code.size() ||
        range.target >= proto_.code.size() || range.exception >= proto_.register_count) {
      complain(range.start, "odd handler");
    }
    for (const HandlerRange& inner : proto_.handlers) {
      if (&inner == &range) break;
      // An earlier one may not surround this one.
      bool surrounds = inner.start <= range.start && range.end <= inner.end &&
                       (inner.start < range.start || range.end < inner.end);
      if (surrounds) complain(range.start, "outer handler in front of an inner one");
    }
  }

  const Proto& proto_;
  std::optional<std::string> error_;
};

}  // namespace

std::optional<std::string> verify(const Program& program) {
  for (const auto& proto : program.protos) {
    if (auto error = Verifier(*proto).run()) return error;
  }
  return std::nullopt;
}

}  // namespace scriptling
