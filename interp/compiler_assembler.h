// Puts one function's instructions together: labels, jumps of any length, protected
// ranges, constants, and what is known about each place (can it be reached, which
// variables are surely bound there).
//
// Instructions that cannot be reached are dropped as they come. What is known flows along
// jumps: a label knows of a variable only what all ways to it know.
//
// One thread at a time.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "interp/program.h"

namespace scriptling::compiler {

using Reg = uint16_t;

// The registers that surely hold a value.
class BoundSet {
 public:
  bool has(Reg r) const {
    return r / 64 < words_.size() && (words_[r / 64] >> (r % 64) & 1);
  }
  void add(Reg r) {
    if (r / 64 >= words_.size()) words_.resize(r / 64 + 1);
    words_[r / 64] |= uint64_t{1} << (r % 64);
  }
  void remove(Reg r) {
    if (r / 64 < words_.size()) words_[r / 64] &= ~(uint64_t{1} << (r % 64));
  }
  void intersect(const BoundSet& other) {
    if (words_.size() > other.words_.size()) words_.resize(other.words_.size());
    for (size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }

 private:
  std::vector<uint64_t> words_;
};

struct Label {
  uint32_t id;
};

// Instructions under the protection of one handler. Ways out of a `try` leave the range
// for the clean-up they run on their way: suspend() and resume().
struct Region {
  Label target{};
  Reg exception = 0;
  BoundSet bound;  // At the start: what the handler may count on.
  std::vector<std::pair<uint32_t, uint32_t>> ranges;
  std::optional<uint32_t> open;
};

class Assembler {
 public:
  bool reachable() const { return reachable_; }
  BoundSet& bound() { return bound_; }
  size_t size() const { return code_.size(); }

  void emit(Op op, Span span, uint16_t a = 0, uint16_t b = 0, uint16_t c = 0);
  void load_constant(Reg dst, Value constant, Span span);
  // `op` may be any jump; a and b as its format has them.
  void jump(Op op, Label target, Span span, uint16_t a = 0, uint16_t b = 0);
  // Nobody takes the result of the call just emitted.
  void drop_result();
  // Ends the way: what follows is reached only by a label.
  void stop() { reachable_ = false; }

  Label make_label();
  // Whether a jump to it was emitted.
  bool is_used(Label label) const { return labels_[label.id].reached; }
  void bind(Label label);

  void open(Region& region, Reg exception);
  void suspend(Region& region);
  void resume(Region& region);
  // Ends the region, whose ranges are now complete. Regions are closed innermost first.
  void close(Region& region);
  // Starts the handler's code; unreachable when nothing was protected.
  void bind_handler(Region& region);

  // The number of a constant that stands in operand c (names and tuples).
  uint16_t narrow_constant(Value constant);
  // A cache for an `op`, never one that another kind of instruction uses too.
  uint16_t cache(Str* name, Op op);

  // Fills in code, spans, constants, cache names and handlers.
  void finish(Proto& proto);

 private:
  struct Pending {
    Instruction instruction;
    Span span;
    int32_t label = -1;
  };
  struct LabelState {
    int64_t position = -1;
    bool reached = false;
    BoundSet bound;
  };
  struct ConstantKey {
    Tag tag;
    int64_t bits;
    auto operator<=>(const ConstantKey&) const = default;
  };
  struct PendingHandler {
    uint32_t start, end;
    Label target;
    Reg exception;
  };

  uint32_t target_of(const Pending& p) const {
    return static_cast<uint32_t>(labels_[static_cast<size_t>(p.label)].position);
  }
  void thread_jumps();
  void invert_jumps();
  void drop_unreachable();
  void drop_empty_jumps();
  void place(Proto& proto);

  std::vector<Pending> code_;
  std::vector<LabelState> labels_;
  std::vector<PendingHandler> handlers_;
  bool reachable_ = true;
  BoundSet bound_;
  std::vector<Value> wide_, narrow_;
  std::map<ConstantKey, uint32_t> wide_index_, narrow_index_;
  std::vector<Str*> cache_names_;
  std::map<std::pair<Op, Str*>, uint16_t> shared_caches_;
};

// A jump whose target is in j (a 32-bit offset); the others have 16 bits.
bool has_long_offset(Op op);
bool is_jump(Op op);
// The jump that is taken exactly when `op` is not; nothing when there is none.
std::optional<Op> inverse(Op op);

}  // namespace scriptling::compiler
