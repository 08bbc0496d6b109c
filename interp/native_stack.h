// A stack that a Vm borrows for one slice, so that a native which must wait can be left
// in the middle and gone on with later, perhaps on another thread.
//
// Stacks have no guard page (the kernel allows too few mappings); natives that recurse
// ask has_room() first, through Vm::check_native_depth.
//
// One thread at a time.
#pragma once

#include <cstddef>
#include <memory>

namespace scriptling {

class NativeStack {
 public:
  // From this thread's pool, or a new one.
  static NativeStack* borrow();
  // Requires: idle.
  static void give_back(NativeStack* stack);

  // Runs `job(context)` on this stack until it returns or calls leave(); goes on with the
  // suspended one when there is one.
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

  // Destroys a stack whose suspended job will never go on; nothing on it is unwound.
  static void discard(NativeStack* stack);

 private:
  NativeStack();
  ~NativeStack();
  NativeStack(const NativeStack&) = delete;

  void note_low_water();

  struct Context;
  std::unique_ptr<Context> context_;
  char* bottom_ = nullptr;
  char* top_ = nullptr;
  void* suspended_at_ = nullptr;
  bool busy_ = false;
  void (*job_)(void*) = nullptr;
  void* job_context_ = nullptr;
};

}  // namespace scriptling
