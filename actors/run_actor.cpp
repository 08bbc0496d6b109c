#include "actors/run_actor.h"

#include <caf/all.hpp>

#include "actors/snapshot.h"
#include "interp/lib/sys.h"
#include "interp/ops.h"

namespace scriptling {

RunActor::RunActor(caf::actor_config& config, ServicesPtr services,
                   std::shared_ptr<RunSpec> spec)
    : Environment(config, std::move(services), spec->id, spec->name, spec->import_paths),
      spec_(std::move(spec)),
      ending_(new Ending{spec_->kind, std::move(spec_->handler),
                         std::move(spec_->before_end), std::move(spec_->on_end),
                         spec_->starter}),
      is_main_(spec_->kind == RunKind::kMain),
      status_(spec_->status),
      promise_(*this, this->services()) {
  set_root(spec_->root);
}

// Nobody holds its promise any more.
RunActor::~RunActor() { forget_result(); }

void RunActor::forget_result() {
  if (unheard_ && promise_.is_unheard()) {
    services().log.write_failure(LogLevel::kError, run_name(), unheard_->handler,
                                 *unheard_->failure,
                                 "failed, and nobody has asked for its result");
  }
  unheard_ = nullptr;
  failure_ = nullptr;
  promise_.forget();
}

caf::behavior RunActor::make_behavior() {
  if (!spec_->is_held) begin();
  return behavior_with(
      [this](const TimeUp& time) {
        if (!on_time_up(time.ticket)) promise_.on_time_up(time.ticket);
      },
      [this](const PromiseGet& ask) {
        promise_.on_get(ask);
        if (!promise_.is_settled() && ask.timeout != 0) {
          pass_on(new_probe(ask));
        }
      },
      [this](const PromiseDone& ask) { promise_.on_done(ask); },
      [this](const Forget&) { forget_result(); },
      [this](const Withdraw& ask) { promise_.on_withdraw(ask.ticket); },
      [this](const Cancel& message) {
        bool was_alive = on_cancel(message);
        if (message.ticket == 0) return;
        send(caf::actor_cast<caf::actor>(current_sender()),
             HostAnswer{message.ticket, {}, nullptr, Datum::boolean(was_alive)});
      },
      [this](const Begin&) {
        if (spec_ && spec_->is_held) begin();
      });
}

// -- Beginning --------------------------------------------------------------------------

void RunActor::begin() {
  spec_->is_held = false;
  make_vm();
  if (spec_->timeout > 0) set_deadline(spec_->timeout);
  try {
    HostTurn turn(*this);
    if (spec_->program) {
      keep_program(spec_->program);
      set_sys();
      vm()->start_main(spec_->program, spec_->file);
      spec_ = nullptr;
    } else {
      stage_ = Stage::kPreparing;
      start_prepare();
    }
  } catch (const MemoryExhausted&) {
    on_broken(make_failure("MemoryError", ""));
    return;
  }
  // A call is short more often than not, and its caller waits; a main script may quit,
  // which an actor cannot do before it has a behavior.
  is_main_ ? go() : go_now();
}

void RunActor::set_sys() {
  Heap& heap = vm()->heap();
  List* argv = make_list(heap, spec_->arguments.size() + 1);
  auto add = [&](const std::string& text) {
    list_append(heap, argv, Value::object(make_str_lossy(heap, text)));
  };
  add(spec_->file.empty() ? spec_->name : spec_->file);
  for (const std::string& text : spec_->arguments) add(text);
  set_sys_argv(*vm(), argv);
}

Value RunActor::prepare() {
  if (stage_ == Stage::kPreparing) return make_call();
  failure_ = is_main_ ? describe_failure(*vm(), kept_default())
                      : read_failure(*vm(), kept_default(), *this);
  return Value::none();
}

// What can't be found is said to be missing from this task.
Value RunActor::import_handler() {
  Vm& vm = *this->vm();
  Value module = vm.import_module(spec_->module);
  if (module.is_error() && !vm.pending_is(types.module_not_found_error)) return module;
  Value function;
  if (!module.is_error()) {
    function = get_attr(vm, module, attr_name(vm, make_str(vm.heap(), spec_->function)));
    if (!function.is_error() || !vm.pending_is(types.attribute_error)) return function;
  }
  Value missing = vm.take_pending();
  Str* why = to_str(vm, missing);
  if (why == nullptr) return Value::error();
  return vm.raise(class_of(missing), "{} '{}': handler '{}': {}",
                  spec_->kind == RunKind::kTask ? "task" : "run", spec_->name,
                  ending_->handler, why->view());
}

// A tuple of the function, its arguments and its keyword arguments.
Value RunActor::make_call() {
  Vm& vm = *this->vm();
  Value function;
  if (spec_->snapshot) {
    for (const auto& program : spec_->snapshot->programs()) keep_program(program);
    function = spec_->snapshot->restore(vm, *this);
  } else {
    function = import_handler();
  }
  if (function.is_error()) return function;
  Value args = to_value(vm, spec_->args, *this);
  if (!spec_->has_keywords) {
    return Value::object(make_tuple(vm.heap(), {function, args, Value::none()}));
  }
  auto* both = as<Tuple>(args);
  return Value::object(make_tuple(vm.heap(), {function, both->items[0], both->items[1]}));
}

void RunActor::on_prepared() {
  stage_ = Stage::kRunning;
  auto* parts = as<Tuple>(vm()->result());
  Value function = parts->items[0];
  std::span<const Value> args;
  if (is_kind(parts->items[1], Kind::kTuple)) {
    auto* tuple = as<Tuple>(parts->items[1]);
    args = {tuple->items, tuple->size};
  }
  Dict* keywords = nullptr;
  if (is_kind(parts->items[2], Kind::kDict) && as<Dict>(parts->items[2])->live > 0) {
    keywords = as<Dict>(parts->items[2]);
  }
  try {
    HostTurn turn(*this);
    vm()->start_call(function, args, keywords);
  } catch (const MemoryExhausted&) {
    on_broken(make_failure("MemoryError", ""));
    return;
  }
  spec_ = nullptr;
  go_now();
}

// -- Ending -----------------------------------------------------------------------------

void RunActor::on_stopped(Outcome outcome) {
  if (stage_ == Stage::kDescribing) {
    on_broken(std::move(failure_));
  } else if (outcome == Outcome::kRaised) {
    describe(vm()->exception());
  } else if (stage_ == Stage::kPreparing) {
    on_prepared();
  } else if (!is_ready_to_end()) {
    describe(vm()->take_pending());
  } else {
    Result<Datum> value =
        try_to_datum(vm()->result(), {"result", services().config.message_size}, *this);
    if (value.is_ok()) {
      end({Finished::How::kReturned, std::move(*value), nullptr});
    } else if (ending_->kind == RunKind::kMain) {
      end({});
    } else {
      end({Finished::How::kRaised, {}, make_failure(value.status())});
    }
  }
}

bool RunActor::is_ready_to_end() {
  if (!ending_->before_end) return true;
  try {
    return !ending_->before_end(*this, *vm()).is_error();
  } catch (const MemoryExhausted&) {
    vm()->memory_error();
    return false;
  }
}

// If putting it into words fails, its class must do.
void RunActor::describe(Value exception) {
  failure_ = make_failure(class_of(exception)->name->view(), "");
  stage_ = Stage::kDescribing;
  keep_default(exception);
  start_prepare();
  go();
}

void RunActor::on_broken(FailurePtr failure) {
  Finished::How how = how_it_failed(*failure);
  end({how, {}, std::move(failure)});
}

void RunActor::end(Finished finished) {
  std::unique_ptr<Ending> ending = std::exchange(ending_, nullptr);
  if (!ending) return;
  spec_ = nullptr;
  if (has_threads()) {
    leave_to_threads();
    if (!is_main_) cancel_threads(CancelReason::kOwnerEnded);
  } else {
    drop_vm();
  }
  if (ending->kind == RunKind::kTask) finished = as_task(std::move(finished));
  if (status_) status_->state = state_after(finished);
  tell(*ending, finished);
  // The supervisor first: whoever is answered below may use the name again at once.
  send(services().supervisor, Ended{id(), finished.error_text()});
  tell_starter(ending->starter, finished.value);
  promise_.settle(finished.value, finished.failure);
  if (ending->on_end) ending->on_end(std::move(finished));
  if (is_main_ && vm() == nullptr) quit();
}

void RunActor::tell_starter(const caf::actor_addr& starter, const Datum& value) {
  constexpr uint64_t kSmall = 32 << 10;
  uint64_t bytes = value.memory_in_bytes();
  if (bytes < kSmall) return;
  if (auto whom = caf::actor_cast<caf::actor>(starter))
    send(whom, ResultHeld{id(), bytes});
}

void RunActor::on_threads_ended() {
  drop_vm();
  if (is_main_) quit();
}

void RunActor::tell(const Ending& ending, const Finished& finished) {
  if (state_after(finished) != TaskState::kFailed) return;
  if (ending.kind == RunKind::kTask) {
    services().log.write_failure(LogLevel::kError, run_name(), ending.handler,
                                 *finished.failure);
  } else if (ending.kind == RunKind::kRun && !ending.on_end) {
    unheard_.reset(new Unheard{ending.handler, finished.failure});
  }
}

bool RunActor::on_cancel(const Cancel& message) {
  if (!ending_) return false;
  if (spec_ && spec_->is_held) {  // It never began.
    FailurePtr failure = make_failure("Cancelled", cancel_text(message.reason));
    end({Finished::How::kCancelled, {}, std::move(failure)});
    return true;
  }
  return cancel(message.reason);
}

void RunActor::on_state_changed() {
  if (!status_) return;
  status_->cpu = busy();
  status_->state = is_waiting() ? TaskState::kWaiting : TaskState::kRunning;
}

caf::actor spawn_run(const ServicesPtr& services, std::shared_ptr<RunSpec> spec) {
  return services->system.spawn<RunActor>(services, std::move(spec));
}

}  // namespace scriptling
