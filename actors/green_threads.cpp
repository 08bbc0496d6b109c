// Green threads of an environment: functions that run in turn with its script, on the
// same heap, and switch only where any slice ends.
//
// For the rest of the runtime a ThreadActor stands for each: it keeps the promise and is
// the one that is cancelled. Here is the part that must be near the Vm.
#include <caf/all.hpp>

#include "actors/environment_parts.h"
#include "interp/ops.h"

namespace scriptling {

// -- Turns ------------------------------------------------------------------------------

Environment::Turn::Turn(Environment& environment, GreenThread& thread)
    : environment_(environment), thread_(thread) {
  environment_.exchange(thread_);
  environment_.green_ = &thread_;
}

Environment::Turn::~Turn() {
  environment_.green_ = nullptr;
  environment_.exchange(thread_);
  environment_.after_turn(thread_);
}

void Environment::exchange(GreenThread& thread) {
  std::swap(now_, thread.aside);
  vm_->exchange(thread.strand);
}

void Environment::after_turn(GreenThread& thread) {
  if (!thread.is_over) return;
  OwnerId id = thread.aside.id;
  extras_->threads.erase(id);
  if (extras_->threads.empty() && extras_->is_left) on_threads_ended();
}

Environment::GreenThread* Environment::find_thread(OwnerId thread) const {
  if (!extras_ || extras_->threads.empty()) return nullptr;
  auto found = extras_->threads.find(thread);
  return found == extras_->threads.end() ? nullptr : found->second.get();
}

bool Environment::has_threads() const { return extras_ && !extras_->threads.empty(); }

// -- Beginning --------------------------------------------------------------------------

void Environment::add_thread(std::shared_ptr<RunSpec> spec, Value function, Value args,
                             Value keywords) {
  OwnerId id = spec->id;
  auto thread = std::make_unique<GreenThread>(*vm_, std::move(spec));
  thread->aside.id = id;
  thread->aside.name = thread->spec->name;
  const RunSpec& what = *thread->spec;
  Dict* named = as<Dict>(keywords)->live > 0 ? as<Dict>(keywords) : nullptr;
  if (function.is_undefined()) {
    thread->strand.start_import_call(what.module, what.function, as<Tuple>(args), named);
  } else {
    thread->strand.start_call(function, as<Tuple>(args), named);
  }
  extras().threads.emplace(id, std::move(thread));
}

void Environment::forget_thread(OwnerId thread) {
  if (has_threads()) extras_->threads.erase(thread);
}

void Environment::begin_thread(const BeginThread& message) {
  auto actor = caf::actor_cast<caf::actor>(current_sender());
  if (find_thread(message.thread) == nullptr) {
    auto reason = cancel_text(CancelReason::kOwnerEnded);
    send(actor,
         ThreadEnded{{Finished::How::kCancelled, {}, make_failure("Cancelled", reason)}});
    return;
  }
  in_turn(message.thread, [&] {
    green_->promise = actor;
    if (green_->spec->timeout > 0) set_deadline(green_->spec->timeout);
    go();
  });
}

// -- Ending -----------------------------------------------------------------------------

void Environment::cancel_thread(const CancelThread& message) {
  GreenThread* found = find_thread(message.thread);
  if (found == nullptr) return;  // It has ended meanwhile.
  if (found->promise) {
    in_turn(message.thread, [&] { cancel(message.reason); });
  } else {
    found->is_over = true;  // It never began.
    after_turn(*found);
  }
}

void Environment::cancel_threads(CancelReason reason) {
  std::vector<OwnerId> all;
  for (const auto& [id, thread] : extras_->threads) all.push_back(id);
  for (OwnerId id : all) cancel_thread({id, reason});
}

void Environment::leave_to_threads() {
  stop_timers();
  give_back_held();
  extras_->is_left = true;
}

void Environment::on_thread_state() {
  if (!green_->spec->status) return;
  TaskStatus& status = *green_->spec->status;
  status.cpu = now_.busy;
  status.state = is_waiting() ? TaskState::kWaiting : TaskState::kRunning;
}

void Environment::on_thread_stopped(Outcome outcome) {
  if (green_->is_describing) {
    end_thread({how_it_failed(*green_->failure), {}, green_->failure});
  } else if (outcome == Outcome::kRaised) {
    describe_thread(vm_->exception());
  } else {
    Result<Datum> value = try_to_datum(
        vm_->result(),
        {"result", services_->config.message_size, "whoever waits for this task"}, *this);
    if (value.is_ok()) {
      end_thread({Finished::How::kReturned, std::move(*value), nullptr});
    } else {
      end_thread({Finished::How::kRaised, {}, make_failure(value.status())});
    }
  }
}

void Environment::describe_thread(Value exception) {
  green_->failure = make_failure(class_of(exception)->name->view(), "");
  green_->is_describing = true;
  keep_default(exception);
  start_prepare();
  go();
}

Value Environment::prepare_thread() {
  green_->failure = read_failure(*vm_, kept_default(), *this);
  return Value::none();
}

void Environment::end_thread(Finished finished) {
  stop_timers();
  services_->timers.cancel(now_.wait.timer);
  if (Ticket ticket = now_.wait.ticket; now_.wait.at) {
    extras_->orphans.emplace(ticket, std::exchange(now_.wait, Wait{}));
  }
  give_back_held();
  now_.extras.reset();
  green_->is_over = true;
  send(green_->promise, ThreadEnded{std::move(finished)});
}

void Environment::end_threads() {
  if (!extras_) return;
  for (auto& [id, thread] : extras_->threads) {
    if (!thread->promise) continue;  // Its actor will ask in vain.
    services_->timers.cancel(thread->aside.deadline);
    services_->timers.cancel(thread->aside.grace);
    services_->timers.cancel(thread->aside.again);
    services_->timers.cancel(thread->aside.wait.timer);
    if (thread->aside.wait.at) {
      send(thread->aside.wait.at, Withdraw{thread->aside.wait.ticket});
    }
    auto reason = cancel_text(CancelReason::kOwnerEnded);
    send(thread->promise,
         ThreadEnded{{Finished::How::kCancelled, {}, make_failure("Cancelled", reason)}});
  }
  extras_->threads.clear();
}

}  // namespace scriptling
