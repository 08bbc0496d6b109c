#include "failing.h"

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

struct State {
  bool armed = false;
  scriptling::failing::How how = scriptling::failing::How::kOnce;
  uint64_t nth = 0;
  uint64_t count = 0;
};
thread_local State state;

bool must_fail() {
  if (!state.armed) return false;
  state.count++;
  return state.how == scriptling::failing::How::kOnce
             ? state.count == state.nth
             : state.nth != 0 && state.count >= state.nth;
}

}  // namespace

namespace scriptling::failing {

void arm(uint64_t nth, How how) { state = {true, how, nth, 0}; }

uint64_t disarm() {
  state.armed = false;
  return state.count;
}

}  // namespace scriptling::failing

// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming)
extern "C" {

void* __real_malloc(size_t size);
void* __real_calloc(size_t count, size_t size);
void* __real_realloc(void* old, size_t size);

void* __wrap_malloc(size_t size) { return must_fail() ? nullptr : __real_malloc(size); }
void* __wrap_calloc(size_t count, size_t size) {
  return must_fail() ? nullptr : __real_calloc(count, size);
}
void* __wrap_realloc(void* old, size_t size) {
  return must_fail() ? nullptr : __real_realloc(old, size);
}

}  // extern "C"
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)

void* operator new(size_t size) {
  void* memory = must_fail() ? nullptr : __real_malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }
