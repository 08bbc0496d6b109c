// A stack that a Vm borrows for one slice, so that a native which must wait can be left
// in the middle and gone on with later, perhaps on another thread.
//
// Stacks have no guard page (the kernel allows too few mappings): every chain of natives
// that recurses asks first, through Vm::check_native_depth or has_room()
// (tests/tools/check_recursion.py).
//
// One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>

namespace scriptling {

class NativeStack {
 public:
  // From this thread's pool, or a new one; throws std::bad_alloc.
  static NativeStack* borrow();
  // Requires: idle.
  static void give_back(NativeStack* stack) noexcept;

  // Runs `job(context)` on this stack until it returns or calls leave(); goes on with the
  // suspended one when there is one. What the job throws comes out of here.
  void run(void (*job)(void*), void* context);
  // From inside the job: back to run()'s caller; returns when run() is called again.
  void leave();
  // A job was left in the middle.
  bool is_busy() const { return busy_; }

  // The highest address of the stack: where scanning ends.
  const void* top() const { return top_; }
  // Where the suspended job's part begins. Requires: busy.
  const void* low_water() const { return suspended_at_; }
  bool has_room() const;
  // The lowest address that natives on this stack should reach.
  uintptr_t limit() const;
  // The same question for the stack that the calling thread was born with.
  static bool thread_has_room();

  // Requires: idle.
  static void discard(NativeStack* stack);

 private:
  NativeStack();
  ~NativeStack();
  NativeStack(const NativeStack&) = delete;

  void do_job();
  void note_low_water();

  struct Context;
  std::unique_ptr<Context> context_;
  char* bottom_ = nullptr;
  char* top_ = nullptr;
  void* suspended_at_ = nullptr;
  bool busy_ = false;
  void (*job_)(void*) = nullptr;
  void* job_context_ = nullptr;
  std::exception_ptr thrown_;  // By the job, on its way out of run().
};

// Runs `job(stack)`, which never leaves in the middle, on a borrowed stack: for what
// recurses as deeply as strangers choose.
template <class Job>
void on_native_stack(Job job) {
  struct Loan {
    NativeStack* stack = NativeStack::borrow();
    ~Loan() { NativeStack::give_back(stack); }
  } loan;
  struct Context {
    Job& job;
    NativeStack& stack;
  } context{job, *loan.stack};
  loan.stack->run(
      [](void* c) {
        auto* context = static_cast<Context*>(c);
        context->job(context->stack);
      },
      &context);
}

}  // namespace scriptling
