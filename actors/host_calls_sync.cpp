// Host calls of scriptling.runtime.sync.
#include <caf/all.hpp>

#include "actors/environment.h"
#include "actors/host_calls.h"
#include "interp/lib/lib.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

ObjectId object_of(const Value& handle) { return ObjectId::from_bits(handle_id(handle)); }

}  // namespace

Value HostCalls::open(Vm& vm, std::span<const Value> a) {
  Environment& e = environment_;
  Services& s = e.services();
  auto kind = static_cast<HandleKind>(a[0].i);
  std::string name = text_argument(a[1]);
  Ticket ticket = e.next_ticket();
  constexpr HostOp kOp = HostOp::kOpen;
  switch (kind) {
    case HandleKind::kAtomic:
      return e.wait_for(kOp, 0, s.atomics, AtomicOpen{ticket, std::move(name), a[2].i});
    case HandleKind::kShared: {
      std::optional<Datum> initial = send(vm, a[2], "initial");
      if (!initial) return Value::error();
      return e.wait_for(kOp, 0, s.shareds,
                        SharedOpen{ticket, std::move(name), std::move(*initial)});
    }
    case HandleKind::kWaitGroup:
      return e.wait_for(kOp, 0, s.wait_groups, WaitGroupOpen{ticket, std::move(name)});
    case HandleKind::kQueue:
      return e.wait_for(
          kOp, 0, s.queues,
          QueueOpen{ticket, std::move(name), static_cast<uint64_t>(a[3].i)});
    case HandleKind::kLock:
      return e.wait_for(kOp, 0, s.locks, LockOpen{ticket, std::move(name), 1});
    default:
      return e.wait_for(kOp, 0, s.semaphores, LockOpen{ticket, std::move(name), a[3].i});
  }
}

Value HostCalls::delete_name(std::span<const Value> a) {
  Services& s = environment_.services();
  const caf::actor* at = nullptr;
  switch (static_cast<HandleKind>(a[0].i)) {
    case HandleKind::kAtomic: at = &s.atomics; break;
    case HandleKind::kShared: at = &s.shareds; break;
    case HandleKind::kWaitGroup: at = &s.wait_groups; break;
    case HandleKind::kQueue: at = &s.queues; break;
    case HandleKind::kLock: at = &s.locks; break;
    default: at = &s.semaphores; break;
  }
  return environment_.wait_for(
      HostOp::kDelete, 0, *at,
      DeleteName{environment_.next_ticket(), text_argument(a[1])});
}

Value HostCalls::call_sync(Vm& vm, HostOp op, std::span<const Value> a) {
  if (op == HostOp::kOpen) return open(vm, a);
  if (op == HostOp::kDelete) return delete_name(a);
  Environment& e = environment_;
  Services& s = e.services();
  Ticket ticket = e.next_ticket();
  uint64_t handle = handle_id(a[0]);
  ObjectId id = object_of(a[0]);
  bool is_lock = as<Handle>(a[0])->handle_kind == HandleKind::kLock;
  switch (op) {
    case HostOp::kAtomicAdd: return e.wait_for_add(handle, ticket, a[1].i);
    case HostOp::kAtomicGet:
      return e.wait_for(op, handle, s.atomics, AtomicGet{ticket, id});
    case HostOp::kAtomicSet:
      return e.wait_for(op, handle, s.atomics, AtomicSet{ticket, id, a[1].i});
    case HostOp::kAtomicCompareAndSet:
      return e.wait_for(op, handle, s.atomics,
                        AtomicCompareAndSet{ticket, id, a[1].i, a[2].i});
    case HostOp::kSharedGet:
      return e.wait_for(op, handle, s.shareds, SharedGet{ticket, id});
    case HostOp::kSharedBeginUpdate:
      e.uses_locks();
      return e.wait_for(op, handle, s.shareds, SharedBeginUpdate{ticket, id, e.id()});
    case HostOp::kSharedAbortUpdate: {
      auto update = e.updates().extract(handle);
      Ticket held = update.empty() ? 0 : update.mapped();
      return e.wait_for(op, handle, s.shareds, SharedAbortUpdate{ticket, held});
    }
    case HostOp::kSharedSet:
    case HostOp::kSharedFinishUpdate: {
      std::optional<Datum> value = send(vm, a[1], "value");
      if (!value) return Value::error();
      if (op == HostOp::kSharedSet) {
        return e.wait_for(op, handle, s.shareds,
                          SharedSet{ticket, id, e.id(), std::move(*value)});
      }
      return e.wait_for(
          op, handle, s.shareds,
          SharedFinishUpdate{ticket, id, e.updates()[handle], std::move(*value)});
    }
    case HostOp::kWaitGroupAdd:
      return e.wait_for(op, handle, s.wait_groups, WaitGroupAdd{ticket, id, a[1].i});
    case HostOp::kWaitGroupWait:
      return e.wait_for(op, handle, s.wait_groups,
                        WaitGroupWait{ticket, id, timeout_of(a[1])});
    case HostOp::kQueuePut: {
      std::optional<Datum> item = send(vm, a[1], "item");
      if (!item) return Value::error();
      return e.wait_for(op, handle, s.queues,
                        QueuePut{ticket, id, std::move(*item), timeout_of(a[2])});
    }
    case HostOp::kQueueGet:
      return e.wait_for(op, handle, s.queues, QueueGet{ticket, id, timeout_of(a[1])});
    case HostOp::kQueueNext:
      return e.wait_for(op, handle, s.queues, QueueGet{ticket, id, -1});
    case HostOp::kQueueSize:
      return e.wait_for(op, handle, s.queues, QueueSize{ticket, id});
    case HostOp::kQueueClose:
      return e.wait_for(op, handle, s.queues, QueueClose{ticket, id});
    case HostOp::kLockAcquire:
      e.uses_locks();
      return e.wait_for(op, handle, is_lock ? s.locks : s.semaphores,
                        LockAcquire{ticket, id, e.id(), timeout_of(a[1])});
    case HostOp::kLockRelease:
      return e.wait_for(op, handle, is_lock ? s.locks : s.semaphores,
                        LockRelease{ticket, id, e.id()});
    default: return vm.raise(types.system_error, "unknown host call");
  }
}

}  // namespace scriptling
