// What a C++ exception becomes in the script that was running: no memory is a
// MemoryError, anything else a fault of ours, a SystemError.
//
// One thread at a time.
#pragma once

#include "interp/vm.h"

namespace scriptling {

// Thrown in natives that were put aside and will never go on, so that what they hold is
// destroyed. Nobody makes a script's exception of it.
struct Abandoned {};

// A C++ exception, kept until its catch block is left: what follows may suspend, and
// nothing may suspend inside one.
class Thrown {
 public:
  Thrown() = default;
  // Requires: in a catch block.
  static Thrown current() noexcept;
  bool is_memory() const { return is_memory_; }
  // What it says of itself, as far as there is room.
  const char* what() const { return what_; }

 private:
  bool is_memory_ = false;
  char what_[200] = "";
};

// Returns error.
Value raise_thrown(Vm& vm, const Thrown& thrown);

// Does `step`, and makes what it throws the pending exception: then the answer, if there
// is one, is error.
template <class Step>
auto attempt(Vm& vm, Step step) -> decltype(step()) {
  Thrown thrown;
  try {
    return step();
  } catch (const Abandoned&) {
    throw;
  } catch (...) {
    thrown = Thrown::current();
  }
  return static_cast<decltype(step())>(raise_thrown(vm, thrown));
}

}  // namespace scriptling
