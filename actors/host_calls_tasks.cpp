// Host calls of scriptling.runtime: runs, tasks and promises.
#include <fmt/core.h>
#include <caf/all.hpp>

#include "actors/environment.h"
#include "actors/host_calls.h"
#include "actors/run_actor.h"
#include "actors/snapshot.h"
#include "interp/lib/lib.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

// How a callable is named in logs: a function by its name.
std::string handler_name(const Value& handler) {
  if (is_str(handler)) return text_argument(handler);
  if (is_kind(handler, Kind::kFunction)) {
    return std::string(as<Function>(handler)->qualname->view());
  }
  if (is_kind(handler, Kind::kNative))
    return std::string(as<Native>(handler)->name->view());
  return class_name(handler);
}

Restart restart_of(std::string_view text) {
  if (text == "always") return Restart::kAlways;
  return text == "never" ? Restart::kNever : Restart::kOnFailure;
}

}  // namespace

bool HostCalls::fill_spec(Vm& vm, RunSpec& spec, Value args, Value keywords) {
  spec.has_keywords = as<Dict>(keywords)->live > 0;
  if (spec.has_keywords) {
    // Together, for what is in both.
    Value both = Value::object(make_tuple(vm.heap(), {args, keywords}));
    Result<Datum> sent = try_to_datum(
        both, {"arguments", environment_.services().config.message_size}, environment_);
    if (!sent.is_ok()) {
      bool is_either = !send(vm, args, "args") || !send(vm, keywords, "kwargs");
      if (!is_either) raise_status(vm, sent.status());
      return false;
    }
    spec.args = std::move(*sent);
  } else if (as<Tuple>(args)->size > 0) {
    std::optional<Datum> sent = send(vm, args, "args");
    if (!sent) return false;
    spec.args = std::move(*sent);
  }
  spec.root = environment_.root();
  spec.starter = environment_.address();
  spec.import_paths = import_paths(vm);
  return true;
}

Value HostCalls::run(Vm& vm, std::span<const Value> a) {
  Services& services = environment_.services();
  auto spec = std::make_shared<RunSpec>();
  spec->kind = RunKind::kRun;
  spec->handler = handler_name(a[0]);
  if (!fill_spec(vm, *spec, a[1], a[2])) return Value::error();
  spec->snapshot =
      Snapshot::take(vm, a[0], Snapshot::Globals::kReferred, services.config.message_size,
                     environment_, environment_.programs());
  if (!spec->snapshot) return Value::error();
  OwnerId id = spec->id = services.next_id();
  spec->name = fmt::format("{}-{}", spec->handler, id);
  caf::actor run = spawn_run(environment_.services_ptr(), std::move(spec));
  environment_.send(
      services.supervisor,
      Launched{id, environment_.root(), caf::actor_cast<caf::strong_actor_ptr>(run)});
  return environment_.make_promise(vm, id, "",
                                   std::make_shared<const PromiseAnchor>(std::move(run)));
}

// name, handler, args, kwargs; of background also shared; of supervise restart, timeout,
// every.
Value HostCalls::background(Vm& vm, HostOp op, std::span<const Value> a) {
  auto spec = std::make_shared<RunSpec>();
  spec->kind = RunKind::kTask;
  spec->name = text_argument(a[0]);
  spec->handler = handler_name(a[1]);
  spec->timeout = environment_.services().config.timeout;
  if (is_str(a[1])) {
    size_t dot = spec->handler.rfind('.');
    spec->module = spec->handler.substr(0, dot);
    spec->function = spec->handler.substr(dot + 1);
  }
  if (op == HostOp::kBackground && a[4].i != 0) return share(vm, std::move(spec), a);
  if (!fill_spec(vm, *spec, a[2], a[3])) return Value::error();
  if (!is_str(a[1])) {
    spec->snapshot = Snapshot::take(vm, a[1], Snapshot::Globals::kCodeOnly,
                                    environment_.services().config.message_size,
                                    environment_, environment_.programs());
    if (!spec->snapshot) return Value::error();
  }
  if (op == HostOp::kSupervise) {
    spec->is_supervised = true;
    spec->restart = restart_of(as<Str>(a[4])->view());
    if (!a[5].is_none()) spec->timeout = timeout_of(a[5]);
    if (!a[6].is_none()) spec->every = timeout_of(a[6]);
  }
  return environment_.wait_for(op, 0, environment_.services().supervisor,
                               StartTask{environment_.next_ticket(), std::move(spec)});
}

// A green thread: the function and its arguments are here already.
Value HostCalls::share(Vm& vm, std::shared_ptr<RunSpec> spec, std::span<const Value> a) {
  Environment& e = environment_;
  if (!e.takes_threads()) {
    return vm.raise(types.runtime_error,
                    "task '{}': shared=True is not possible here: this environment ends "
                    "with its request",
                    spec->name);
  }
  OwnerId id = spec->id = e.services().next_id();
  spec->root = e.root();
  spec->host = e.address();
  spec->is_shared = true;
  e.add_thread(spec, is_str(a[1]) ? Value::undefined() : a[1], a[2], a[3]);
  return e.wait_for(HostOp::kBackground, id, e.services().supervisor,
                    StartTask{e.next_ticket(), std::move(spec)});
}

Value HostCalls::call_task(Vm& vm, HostOp op, std::span<const Value> a) {
  Environment& e = environment_;
  bool begins =
      op == HostOp::kRun || op == HostOp::kBackground || op == HostOp::kSupervise;
  if (begins && e.services().is_closed(e.root())) {
    return vm.raise(types.cancelled, "{}",
                    scriptling::cancel_text(CancelReason::kStopping));
  }
  switch (op) {
    case HostOp::kRun: return run(vm, a);
    case HostOp::kBackground:
    case HostOp::kSupervise: return background(vm, op, a);
    case HostOp::kTasks:
      return e.wait_for(op, 0, e.services().supervisor, ListTasks{e.next_ticket()});
    case HostOp::kPromiseGather:
    case HostOp::kPromiseRace: {
      std::vector<uint64_t> ids;
      auto* all = as<Tuple>(a[0]);
      for (uint64_t n = 0; n < all->size; n++) ids.push_back(handle_id(all->items[n]));
      for (uint64_t id : ids) {
        if (id == e.id())
          return vm.raise(types.runtime_error, "a call cannot wait for itself");
        if (e.promise(id) == nullptr) {
          return vm.raise(types.runtime_error, "this promise is unknown here");
        }
      }
      return e.wait_for_promises(op, ids);
    }
    default: break;
  }
  uint64_t id = handle_id(a[0]);
  const caf::actor* promise = e.promise(id);
  if (promise == nullptr)
    return vm.raise(types.runtime_error, "this promise is unknown here");
  Ticket ticket = e.next_ticket();
  switch (op) {
    case HostOp::kPromiseGet:
    case HostOp::kPromiseWait:
      if (id == e.id())
        return vm.raise(types.runtime_error, "a call cannot wait for itself");
      return e.wait_for(op, id, *promise, PromiseGet{ticket, timeout_of(a[1]), e.id()});
    case HostOp::kPromiseDone: return e.wait_for(op, id, *promise, PromiseDone{ticket});
    case HostOp::kPromiseCancel:
      return e.wait_for(op, id, *promise, Cancel{ticket, CancelReason::kCancelled});
    default: return vm.raise(types.system_error, "unknown host call");
  }
}

}  // namespace scriptling
