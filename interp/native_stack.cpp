#include "interp/native_stack.h"

#include <pthread.h>
#include <sys/mman.h>

#include <array>
#include <boost/context/fiber.hpp>
#include <boost/context/preallocated.hpp>
#include <new>
#include <utility>

#include "interp/sanitizers.h"
#ifdef SCRIPTLING_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif
#ifdef SCRIPTLING_TSAN
#include <sanitizer/tsan_interface.h>
#endif

namespace scriptling {

namespace {

namespace context = boost::context;

// Room for about as many nested callbacks as Python allows before it raises
// RecursionError; only what was touched takes memory. Sanitizers make frames several
// times as large.
#if defined(SCRIPTLING_ASAN) || defined(SCRIPTLING_TSAN) || !defined(NDEBUG)
constexpr size_t kStackSize = 12288 * 1024;
constexpr size_t kReserve = 192 * 1024;
#else
constexpr size_t kStackSize = 1024 * 1024;
constexpr size_t kReserve = 48 * 1024;
#endif
constexpr size_t kPooled = 8;

// The mapping belongs to the NativeStack; the fiber only stands on it.
struct NoAllocator {
  using traits_type = context::stack_traits;
  context::stack_context allocate() { return {}; }
  void deallocate(context::stack_context&) noexcept {}
};

}  // namespace

struct NativeStack::Context {
  context::fiber inside;   // The job's side, while it does not run.
  context::fiber outside;  // The runner's side, while the job runs.
#ifdef SCRIPTLING_ASAN
  void* fake_stack_outside = nullptr;
  void* fake_stack_inside = nullptr;
  const void* outside_bottom = nullptr;
  size_t outside_size = 0;
#endif
#ifdef SCRIPTLING_TSAN
  void* tsan_inside = nullptr;
  void* tsan_outside = nullptr;
#endif
};

NativeStack::NativeStack() : context_(std::make_unique<Context>()) {
  void* memory = mmap(nullptr, kStackSize, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  bottom_ = static_cast<char*>(memory);
  top_ = bottom_ + kStackSize;
#ifdef SCRIPTLING_TSAN
  context_->tsan_inside = __tsan_create_fiber(0);
#endif
  context::stack_context layout;
  layout.sp = top_;
  layout.size = kStackSize;
  context_->inside =
      context::fiber{std::allocator_arg, context::preallocated{top_, kStackSize, layout},
                     NoAllocator{}, [this](context::fiber&& outside) {
#ifdef SCRIPTLING_ASAN
                       __sanitizer_finish_switch_fiber(context_->fake_stack_inside,
                                                       &context_->outside_bottom,
                                                       &context_->outside_size);
#endif
                       context_->outside = std::move(outside);
                       for (;;) {  // One job after another; the fiber itself never ends.
                         do_job();
                         leave();
                       }
                       return std::move(context_->outside);
                     }};
}

void NativeStack::do_job() {
  try {
    job_(job_context_);
  } catch (...) {
    thrown_ = std::current_exception();
  }
  busy_ = false;
}

NativeStack::~NativeStack() {
  // The fiber stands in its loop, where nothing is to be unwound.
  new (&context_->inside) context::fiber();
#ifdef SCRIPTLING_TSAN
  __tsan_destroy_fiber(context_->tsan_inside);
#endif
#ifdef SCRIPTLING_ASAN
  __asan_unpoison_memory_region(bottom_, kStackSize);
#endif
  munmap(bottom_, kStackSize);
}

namespace {

struct Pool {
  std::array<NativeStack*, kPooled> idle{};
  size_t count = 0;
  ~Pool() {
    while (count > 0) NativeStack::discard(idle[--count]);
  }
};

// Only its address of the moment is used, never across a switch.
Pool& pool() {
  thread_local Pool p;
  return p;
}

}  // namespace

NativeStack* NativeStack::borrow() {
  Pool& p = pool();
  return p.count > 0 ? p.idle[--p.count] : new NativeStack();
}

void NativeStack::give_back(NativeStack* stack) noexcept {
  Pool& p = pool();
  if (p.count < kPooled) {
    p.idle[p.count++] = stack;
  } else {
    discard(stack);
  }
}

void NativeStack::discard(NativeStack* stack) { delete stack; }

void NativeStack::run(void (*job)(void*), void* job_context) {
  if (!busy_) {
    job_ = job;
    job_context_ = job_context;
    busy_ = true;
  }
#ifdef SCRIPTLING_TSAN
  context_->tsan_outside = __tsan_get_current_fiber();
  __tsan_switch_to_fiber(context_->tsan_inside, 0);
#endif
#ifdef SCRIPTLING_ASAN
  __sanitizer_start_switch_fiber(&context_->fake_stack_outside, bottom_, kStackSize);
#endif
  context_->inside = std::move(context_->inside).resume();
#ifdef SCRIPTLING_ASAN
  __sanitizer_finish_switch_fiber(context_->fake_stack_outside, nullptr, nullptr);
#endif
  if (thrown_ != nullptr) [[unlikely]]
    std::rethrow_exception(std::exchange(thrown_, nullptr));
}

// Its own frame lies below all of the caller's, the registers that leave() saves
// included.
__attribute__((noinline)) void NativeStack::note_low_water() {
  suspended_at_ = __builtin_frame_address(0);
}

void NativeStack::leave() {
  // Registers may hold the only pointer to something: they are saved to where low_water()
  // tells a scan to begin.
  __builtin_unwind_init();
  note_low_water();
#ifdef SCRIPTLING_TSAN
  __tsan_switch_to_fiber(context_->tsan_outside, 0);
#endif
#ifdef SCRIPTLING_ASAN
  __sanitizer_start_switch_fiber(&context_->fake_stack_inside, context_->outside_bottom,
                                 context_->outside_size);
#endif
  context_->outside = std::move(context_->outside).resume();
#ifdef SCRIPTLING_ASAN
  __sanitizer_finish_switch_fiber(context_->fake_stack_inside, &context_->outside_bottom,
                                  &context_->outside_size);
#endif
}

namespace {

uintptr_t here() { return reinterpret_cast<uintptr_t>(__builtin_frame_address(0)); }

// What the system says of this thread's stack; nothing is known: no limit.
uintptr_t thread_limit() {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
  void* bottom = nullptr;
  size_t size = 0;
  bool known = pthread_attr_getstack(&attributes, &bottom, &size) == 0;
  pthread_attr_destroy(&attributes);
  return known && size > kReserve ? reinterpret_cast<uintptr_t>(bottom) + kReserve : 0;
}

}  // namespace

uintptr_t NativeStack::limit() const {
  return reinterpret_cast<uintptr_t>(bottom_) + kReserve;
}

bool NativeStack::has_room() const { return here() >= limit(); }

bool NativeStack::thread_has_room() {
  thread_local const uintptr_t limit = thread_limit();
  return here() >= limit;
}

}  // namespace scriptling
