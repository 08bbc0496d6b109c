#include "actors/problem.h"

#include "interp/thrown.h"

namespace scriptling {

namespace {
// Made while there is memory for it.
const FailurePtr kOutOfMemory = make_failure("MemoryError", "");
}  // namespace

FailurePtr problem_of_exception(Log& log, std::string_view who) noexcept {
  Thrown thrown = Thrown::current();
  if (thrown.is_memory()) return kOutOfMemory;
  try {
    std::string text = std::string("internal error: ") + thrown.what();
    log.error(who, text);
    return make_failure("SystemError", std::move(text));
  } catch (...) {  // No memory for the words.
    return kOutOfMemory;
  }
}

}  // namespace scriptling
