// Tells ThreadSanitizer what CAF's own synchronisation orders.
//
// Debian's libcaf_core is built without instrumentation, so the sanitizer cannot see that
// a message happens before its handler, or one slice of an actor before the next, and
// would report every message as a race. The functions below stand in front of CAF's, say
// which address orders what, and go on to the original. They never hide a race between
// two actors that share memory without a message between them.
//
// Linked into the programs of the tsan preset only. Any thread.
#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <caf/all.hpp>

namespace {

// The library's function of that mangled name, behind ours.
template <class F>
F original(const char* name) {
  return reinterpret_cast<F>(dlsym(RTLD_NEXT, name));
}

void release(const volatile void* address) { __tsan_release(const_cast<void*>(address)); }

void acquire(const volatile void* address) { __tsan_acquire(const_cast<void*>(address)); }

}  // namespace

// The nodes of CAF's own job queues are guarded by spin locks that the sanitizer cannot
// see.
extern "C" const char* __tsan_default_suppressions() {
  return "race:caf::detail::double_ended_queue\n"
         "race:caf::scheduler::coordinator*::enqueue\n"
         "race:caf::scheduler::coordinator*::stop\n"
         "race:caf::scheduler::worker*::exec_later\n";
}

namespace caf {

// A message is sent before it is handled.
void scheduled_actor::enqueue(mailbox_element_ptr message, execution_unit* worker) {
  static auto next =
      original<void (*)(scheduled_actor*, mailbox_element_ptr, execution_unit*)>(
          "_ZN3caf15scheduled_actor7enqueueESt10unique_ptrINS_15mailbox_elementENS_"
          "6detail8disposer"
          "EEPNS_14execution_unitE");
  release(this);
  next(this, std::move(message), worker);
}

void blocking_actor::enqueue(mailbox_element_ptr message, execution_unit* worker) {
  static auto next =
      original<void (*)(blocking_actor*, mailbox_element_ptr, execution_unit*)>(
          "_ZN3caf14blocking_actor7enqueueESt10unique_ptrINS_15mailbox_elementENS_"
          "6detail8disposer"
          "EEPNS_14execution_unitE");
  release(this);
  next(this, std::move(message), worker);
}

mailbox_element_ptr blocking_actor::dequeue() {
  static auto next = original<mailbox_element_ptr (*)(blocking_actor*)>(
      "_ZN3caf14blocking_actor7dequeueEv");
  auto message = next(this);
  acquire(this);
  return message;
}

intrusive::task_result blocking_actor::mailbox_visitor::operator()(
    mailbox_element& message) {
  static auto next =
      original<intrusive::task_result (*)(mailbox_visitor*, mailbox_element&)>(
          "_ZN3caf14blocking_actor15mailbox_visitorclERNS_15mailbox_elementE");
  acquire(self);
  return next(this, message);
}

// An actor is made before it runs, on whatever worker that may be.
void scheduled_actor::launch(execution_unit* worker, bool lazy, bool hide) {
  static auto next = original<void (*)(scheduled_actor*, execution_unit*, bool, bool)>(
      "_ZN3caf15scheduled_actor6launchEPNS_14execution_unitEbb");
  release(this);
  next(this, worker, lazy, hide);
}

// Each turn of an actor follows its last one. The edge is drawn at each message, because
// another worker may take the actor over before resume() has returned on this one.
resumable::resume_result scheduled_actor::resume(execution_unit* worker, size_t budget) {
  static auto next =
      original<resume_result (*)(scheduled_actor*, execution_unit*, size_t)>(
          "_ZN3caf15scheduled_actor6resumeEPNS_14execution_unitEm");
  acquire(this);
  return next(this, worker, budget);
}

bool scheduled_actor::activate(execution_unit* worker) {
  static auto next = original<bool (*)(scheduled_actor*, execution_unit*)>(
      "_ZN3caf15scheduled_actor8activateEPNS_14execution_unitE");
  acquire(this);
  bool alive = next(this, worker);
  release(this);
  return alive;
}

scheduled_actor::activation_result scheduled_actor::reactivate(mailbox_element& message) {
  static auto next = original<activation_result (*)(scheduled_actor*, mailbox_element&)>(
      "_ZN3caf15scheduled_actor10reactivateERNS_15mailbox_elementE");
  acquire(this);
  auto result = next(this, message);
  release(this);
  return result;
}

// Counting down here, in code that the sanitizer sees, orders the end of an object after
// every use of it.
void ref_counted::deref() const noexcept {
  if (rc_.fetch_sub(1, std::memory_order_acq_rel) == 1) request_deletion(true);
}

void intrusive_ptr_release_weak(actor_control_block* block) {
  if (block->weak_refs.fetch_sub(1, std::memory_order_acq_rel) == 1)
    block->block_dtor(block);
}

void intrusive_ptr_release(actor_control_block* block) {
  if (block->strong_refs.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
  block->data_dtor(block->get());
  intrusive_ptr_release_weak(block);
}

}  // namespace caf
