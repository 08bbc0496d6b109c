// interp's Host made real: each host call becomes a message to whoever can answer it, and
// each answer a value.
//
// One thread at a time: its environment's.
#pragma once

#include <span>
#include <string_view>

#include "actors/messages.h"
#include "interp/cancelled.h"
#include "interp/host.h"
#include "interp/object.h"

namespace scriptling {

class Environment;
struct Wait;

class HostCalls final : public Host, public CancelHost {
 public:
  explicit HostCalls(Environment& environment) : environment_(environment) {}

  bool write(Stream stream, std::string_view text) override;
  int64_t now(Clock clock) override;
  void log(LogLevel level, std::string_view text) override;
  std::vector<std::string> import_folders() override;
  FoundModule find_module(Vm& vm, std::string_view name) override;
  Value call(Vm& vm, HostOp op, std::span<const Value> arguments) override;
  bool forgo_answer() override;
  std::string cancel_text() override;
  void on_cancelled_raised(Value exception) override;

  Environment& environment() { return environment_; }

  // The script's value for the answer to `wait`, which is no failure. Error: pending.
  // Outside a slice; may throw MemoryExhausted.
  Value accept(Vm& vm, const Wait& wait, const HostAnswer& answer);
  // Undoes what was answered too late to be of use.
  void give_back(const Wait& wait, const HostAnswer& answer);

 private:
  Value dispatch(Vm& vm, HostOp op, std::span<const Value> a);
  Value call_task(Vm& vm, HostOp op, std::span<const Value> a);  // host_calls_tasks.cpp
  Value call_sync(Vm& vm, HostOp op, std::span<const Value> a);  // host_calls_sync.cpp
  Value call_kv(Vm& vm, HostOp op, std::span<const Value> a);    // host_calls_kv.cpp

  Value open(Vm& vm, std::span<const Value> a);
  Value delete_name(std::span<const Value> a);
  Value run(Vm& vm, std::span<const Value> a);
  Value background(Vm& vm, HostOp op, std::span<const Value> a);
  Value share(Vm& vm, std::shared_ptr<RunSpec> spec, std::span<const Value> a);
  Value wait_for_output();
  Value read_input(Vm& vm);
  std::shared_ptr<const std::vector<std::string>> import_paths(Vm& vm) const;
  bool fill_spec(Vm& vm, RunSpec& spec, Value args, Value keywords);
  Value accept_list(Vm& vm, const Wait& wait, const HostAnswer& answer);
  std::optional<Datum> send(Vm& vm, Value v, std::string_view what);

  Environment& environment_;
};

// -- What host calls get as arguments, checked by the library already -------------------

inline uint64_t handle_id(const Value& v) { return as<Handle>(v)->id; }
// -1 for None.
inline double timeout_of(const Value& v) {
  return v.is_none() ? -1.0 : v.is_float() ? v.d : static_cast<double>(v.i);
}
inline std::string text_argument(const Value& v) {
  return std::string(as<Str>(v)->view());
}

}  // namespace scriptling
