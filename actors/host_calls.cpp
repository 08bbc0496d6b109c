#include "actors/host_calls.h"

#include <algorithm>
#include <caf/all.hpp>
#include <ctime>

#include "actors/allowed_paths.h"
#include "actors/environment.h"
#include "actors/site.h"
#include "interp/lib/lib.h"
#include "interp/lib/sys.h"
#include "interp/ops.h"
#include "interp/thrown.h"

namespace scriptling {

namespace {

constexpr double kForEver = 1e9;  // Seconds.

int64_t nanoseconds(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return int64_t{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

}  // namespace

bool HostCalls::write(Stream stream, std::string_view text) {
  return environment_.services().output.write(stream, text);
}

int64_t HostCalls::now(Clock clock) {
  switch (clock) {
    case Clock::kWall: return nanoseconds(CLOCK_REALTIME);
    case Clock::kMonotonic: return nanoseconds(CLOCK_MONOTONIC);
    case Clock::kProcessCpu: return nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
    default: return nanoseconds(CLOCK_THREAD_CPUTIME_ID);
  }
}

void HostCalls::log(LogLevel level, std::string_view text) {
  environment_.services().log.write(level, environment_.run_name(), text);
}

Value HostCalls::wait_for_output() {
  Ticket ticket = environment_.wait_for_answer(HostOp::kWaitForOutput);
  auto whom = caf::actor_cast<caf::actor>(&environment_);
  environment_.services().output.when_written([whom, ticket] {
    caf::anon_send(whom, HostAnswer{ticket, {}, nullptr, {}});
  });
  return Value::waiting();
}

Value HostCalls::read_input(Vm& vm) {
  Input& input = environment_.services().input;
  std::optional<Datum> line = input.take();
  if (!line) return environment_.wait_for_input();
  try {
    return Value::object(make_str(vm.heap(), line->text()));
  } catch (...) {
    input.put_back(*line);
    throw;
  }
}

std::vector<std::string> HostCalls::import_folders() {
  const ImportPaths& paths = environment_.import_paths();
  return paths ? *paths : std::vector<std::string>();
}

// What the environment began with, unless the script has changed it. Folders that scripts
// may not touch are left out.
ImportPaths HostCalls::import_paths(Vm& vm) const {
  const ImportPaths& first = environment_.import_paths();
  List* list = sys_path(vm);
  if (list == nullptr) return first;
  std::vector<std::string> folders;
  for (uint64_t n = 0; n < list->size; n++) {
    if (is_str(list->items()[n])) folders.emplace_back(text_of(list->items()[n]));
  }
  if (first && folders == *first) return first;
  std::erase_if(folders, [&](const std::string& folder) {
    bool is_known = first && std::count(first->begin(), first->end(), folder) > 0;
    return !is_known && !is_path_allowed(environment_.services().config, folder);
  });
  return std::make_shared<const std::vector<std::string>>(std::move(folders));
}

FoundModule HostCalls::find_module(Vm& vm, std::string_view name) {
  ImportPaths paths = import_paths(vm);
  if (!paths) return {};
  FoundModule found = environment_.services().programs.find(name, *paths);
  if (found.program) environment_.keep_program(found.program);
  return found;
}

Value HostCalls::call(Vm& vm, HostOp op, std::span<const Value> arguments) {
  bool is_last_words = op == HostOp::kWaitForOutput;
  if (!is_last_words && !environment_.may_wait_once_more()) {
    return environment_.wait_for_timer(HostOp::kSleep, kForEver);
  }
  Thrown thrown;
  try {
    return dispatch(vm, op, arguments);
  } catch (const Abandoned&) {
    throw;
  } catch (...) {
    thrown = Thrown::current();
  }
  if (!thrown.is_memory()) {  // Then it is a fault of ours.
    environment_.services().log.error(environment_.run_name(),
                                      std::string("internal error: ") + thrown.what());
  }
  return raise_thrown(vm, thrown);
}

std::string HostCalls::cancel_text() { return environment_.cancel_words(); }

void HostCalls::on_cancelled_raised(Value exception) {
  environment_.keep_cancelled(exception);
}

bool HostCalls::forgo_answer() { return environment_.forgo_answer(); }

Value HostCalls::dispatch(Vm& vm, HostOp op, std::span<const Value> a) {
  Services& services = environment_.services();
  switch (op) {
    case HostOp::kSleep: return environment_.wait_for_timer(op, timeout_of(a[0]));
    case HostOp::kYield: return environment_.wait_for_timer(op, 0);
    case HostOp::kWaitForOutput: return wait_for_output();
    case HostOp::kReadInput: return read_input(vm);
    case HostOp::kServerRunning:
      return Value::boolean(services.site != nullptr && services.site->is_running());
    case HostOp::kStartServer:
      if (services.site == nullptr) {
        return vm.raise(types.runtime_error, "start_server() needs the option --server");
      }
      return services.site->call(environment_, vm, op, a);
    default: break;
  }
  if (op >= HostOp::kHttpRoute) {
    if (services.site == nullptr) return Value::none();
    return services.site->call(environment_, vm, op, a);
  }
  if (op >= HostOp::kKvOpen) return call_kv(vm, op, a);
  if (op >= HostOp::kOpen) return call_sync(vm, op, a);
  return call_task(vm, op, a);
}

std::optional<Datum> HostCalls::send(Vm& vm, Value v, std::string_view what) {
  return to_datum(vm, v, {what, environment_.services().config.message_size},
                  environment_);
}

Value HostCalls::accept(Vm& vm, const Wait& wait, const HostAnswer& answer) {
  if (!answer.status.is_ok()) {
    if (wait.op == HostOp::kBackground) environment_.forget_thread(wait.object);
    if (wait.op == HostOp::kQueueNext &&
        answer.status.kind() == ErrorKind::kQueueClosed) {
      return Value::undefined();
    }
    if (wait.op == HostOp::kKvGet && answer.status.kind() == ErrorKind::kKey) {
      return environment_.kept_default();
    }
    return raise_status(vm, answer.status);
  }
  switch (wait.op) {
    case HostOp::kPromiseWait: return Value::none();
    case HostOp::kLockAcquire: return Value::boolean(true);
    case HostOp::kSharedBeginUpdate: {
      Value current = to_value(vm, answer.value, environment_);
      if (!current.is_error()) environment_.updates()[wait.object] = answer.ticket;
      return current;
    }
    case HostOp::kSharedFinishUpdate: environment_.updates().erase(wait.object); break;
    case HostOp::kPromiseGather:
    case HostOp::kKvKeys:
    case HostOp::kKvGetMany:
    case HostOp::kKvItems: return accept_list(vm, wait, answer);
    default: break;
  }
  return to_value(vm, answer.value, environment_);
}

void HostCalls::give_back(const Wait& wait, const HostAnswer& answer) {
  if (!answer.status.is_ok()) {
    if (wait.op == HostOp::kBackground) environment_.forget_thread(wait.object);
    return;
  }
  Services& services = environment_.services();
  switch (wait.op) {
    case HostOp::kQueueGet:
    case HostOp::kQueueNext:
      environment_.send(services.queues,
                        QueueGiveBack{ObjectId::from_bits(wait.object), answer.value});
      break;
    case HostOp::kLockAcquire:
      environment_.send(
          wait.at, LockRelease{0, ObjectId::from_bits(wait.object), environment_.id()});
      break;
    case HostOp::kSharedBeginUpdate:
      environment_.send(services.shareds, SharedAbortUpdate{0, answer.ticket});
      break;
    case HostOp::kReadInput: services.input.put_back(answer.value); break;
    default: break;
  }
}

}  // namespace scriptling
