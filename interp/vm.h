// A Vm is one environment: a heap, the imported modules, and a program that runs in
// slices.
//
// It never sleeps or waits. When a script asks for something only the world can give, the
// Vm stops with Outcome::kWaiting, frames intact, and whoever drives it answers with
// resume(). A slice also ends when its budget is used up (kPreempted). Stopping between
// any two instructions is safe; the tests run every script with a slice of one to keep it
// so.
//
// Script calls push frames on the environment's own register stack, not on the native
// one. A native that calls back into a script runs a second dispatch loop on top of
// itself; each slice therefore runs on a borrowed stack (native_stack.h), which goes back
// to its pool at the end of the slice unless such a native is in the middle of something.
//
// One thread at a time, though not always the same one. Values belong to this Vm's heap
// and die with it.
#pragma once

#include <fmt/core.h>

#include <atomic>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "interp/frame.h"
#include "interp/heap.h"
#include "interp/host.h"
#include "interp/native.h"
#include "interp/object.h"
#include "interp/program.h"
#include "interp/types.h"

namespace scriptling {

class Journal;
class NativeStack;
struct Resumed;        // generator.h
class ModuleRegistry;  // module.h

struct Limits {
  // No environment can be made with less memory.
  static constexpr size_t kLeastMemory = 64 << 10;

  size_t memory = size_t{512} << 20;  // Bytes of heap; MemoryError beyond.
  int recursion = 1000;               // Nested script calls; RecursionError beyond.
};

enum class Outcome : uint8_t {
  kFinished,   // result() is the value.
  kRaised,     // exception() escaped.
  kWaiting,    // For resume() or resume_raising().
  kPreempted,  // The budget is used up: run() again.
};

// What is left of a slice. The Vm counts down; another thread may end the slice early, in
// which case that may have to be said again: the count itself costs no atomic operation.
class Budget {
 public:
  Budget& operator=(int64_t left) {
    left_.store(left, std::memory_order_relaxed);
    return *this;
  }
  int64_t operator-=(int64_t cost) {
    int64_t left = left_.load(std::memory_order_relaxed) - cost;
    left_.store(left, std::memory_order_relaxed);
    return left;
  }
  int64_t operator--() { return *this -= 1; }

 private:
  std::atomic<int64_t> left_ = 0;
};

// Where one thread of a script stands: its frames, the native stack beneath them, and
// what it was begun with. A Vm runs one at a time.
struct Execution {
  struct Segment;

  bool cancel_requested_ = false;
  int depth_ = 0;         // Nested script calls.
  int native_depth_ = 0;  // Nested dispatch loops.
  Frame* frame_ = nullptr;
  Value* stack_top_ = nullptr;
  Value* stack_end_ = nullptr;
  Segment* segment_ = nullptr;
  Value pending_;  // Undefined: none.
  Value handled_;  // Undefined: none.
  Value answer_;   // Of the host call, until taken.
  Value result_;
  Value exception_;
  Outcome outcome_ = Outcome::kFinished;
  bool answer_raises_ = false;
  bool under_way_ = false;
  // The outermost loop stopped at a call whose answer goes into this register.
  int32_t answer_register_ = -1;
  bool reraising_ =
      false;  // The pending exception has this frame in its traceback already.
  NativeStack* stack_ = nullptr;

  // What to begin with.
  Value start_function_;
  Value start_args_;      // Tuple
  Value start_keywords_;  // Dict or undefined
  struct Import {
    std::string module, function;
  };
  std::unique_ptr<Import> start_import_;  // Instead of a function.
  std::shared_ptr<const Program> start_program_;

  // Gives back all that is not on the heap. Requires: no native was put aside in it.
  void release();
  void trace(Tracer& tracer) const;
};

// While one lives the host may make values between two slices: a collection may happen,
// and finds what lies on this thread's stack from here down. What the host holds
// elsewhere needs a RootVector, as ever.
class HostScope {
 public:
  [[gnu::always_inline]] explicit HostScope(Vm& vm);
  ~HostScope();
  HostScope(const HostScope&) = delete;
  HostScope& operator=(const HostScope&) = delete;

 private:
  Vm& vm_;
  const void* previous_;
};

// A green thread: an execution beside the Vm's own, in the same environment.
//
// It must not outlive its Vm, and dies while it is put aside.
class Strand {
 public:
  explicit Strand(Vm& vm);
  ~Strand();
  Strand(const Strand&) = delete;
  Strand& operator=(const Strand&) = delete;

  // As those of the Vm, for this thread. They allocate nothing: a slice may be under way.
  // `keywords` may be null.
  void start_call(Value function, Tuple* args, Dict* keywords);
  void start_import_call(std::string_view module, std::string_view function, Tuple* args,
                         Dict* keywords);

 private:
  friend class Vm;
  Vm& vm_;
  Execution aside_;
};

class Vm final : public RootSource, private Execution {
 public:
  // The host and the registry of native modules must outlive the Vm.
  Vm(Host& host, std::shared_ptr<const ModuleRegistry> modules, Limits limits = {});
  ~Vm() override;
  Vm(const Vm&) = delete;
  Vm& operator=(const Vm&) = delete;

  // -- Driving --------------------------------------------------------------------------

  // What run() will do next. Requires: nothing is under way.
  void start_main(std::shared_ptr<const Program> program, std::string_view file);
  void start_call(Value function, std::span<const Value> args, Dict* keywords = nullptr);
  // Imports the module and calls its function: "library.function".
  void start_import_call(std::string_view module, std::string_view function,
                         std::span<const Value> args, Dict* keywords = nullptr);

  // Runs until the budget (back-edges and calls; in step mode, instructions) is used up,
  // the script must wait, or it ends.
  Outcome run(int64_t budget);

  // Any thread, while run() is under way: the slice ends at the next back-edge, call or
  // poll. It may have to be called again.
  void hurry() { budget_ = -1; }

  // Answers the pending host call. Requires: the last Outcome was kWaiting.
  void resume(Value answer);
  void resume_raising(Value exception);
  // Raises Cancelled in the script at its next instruction. When it is waiting, the
  // driver answers with resume_raising(make_exception(types.cancelled, ...)) instead.
  void cancel() { cancel_requested_ = true; }

  // What natives hold that were put aside is destroyed; they never go on. Nothing may be
  // run afterwards but the destructor, which does the same.
  void abandon_natives();

  // Goes on with what was put aside in `strand`, and puts there what was under way.
  // Between two slices only.
  void exchange(Strand& strand) {
    std::swap(static_cast<Execution&>(*this), strand.aside_);
  }

  // The state of the modules to come back to is this one. Requires: nothing is under way.
  void keep_image();
  // Puts everything back to how it was at keep_image(). False: that can't be done (a
  // generator or a library's object was used up), and this Vm must not serve again.
  bool restore_image();

  Value result() const { return result_; }
  Value exception() const { return exception_; }
  // "Traceback (most recent call last): ..." with source lines and carets, as Python
  // prints it.
  std::string traceback_text(Value exception);
  // "ValueError: text", the last line of it.
  std::string exception_text(Value exception);

  // -- For natives ----------------------------------------------------------------------

  Heap& heap() { return heap_; }
  Host& host() { return host_; }
  const Limits& limits() const { return limits_; }
  void set_recursion_limit(int limit) { limits_.recursion = limit; }

  // Calls anything callable; may suspend. Error: an exception is pending.
  Value call(Value callable, std::span<const Value> args);
  Value call(Value callable, std::initializer_list<Value> args) {
    return call(callable, std::span<const Value>(args.begin(), args.size()));
  }
  // The last `names->size` of `args` are keyword arguments.
  Value call_keywords(Value callable, std::span<const Value> args, Tuple* names);
  // f(*args, **keywords); `keywords` may be null.
  Value call_dict(Value callable, std::span<const Value> args, Dict* keywords);

  // Host calls. `return vm.ask(...)` makes the host's answer the native's own result and
  // needs no stack while it waits. await() is for natives that go on afterwards.
  Value ask(HostOp op, std::initializer_list<Value> args);
  Value await(HostOp op, std::initializer_list<Value> args);
  // For natives that loop: every thousand steps or so. False: an exception is pending
  // (Cancelled). May suspend.
  bool poll(int64_t cost = 1) { return (budget_ -= cost) >= 0 || poll_slow(); }
  // True when calling deeper on the native stack is safe; else RecursionError is pending.
  bool check_native_depth();

  // Raising. All return Value::error().
  template <class... A>
  Value raise(Class* cls, fmt::format_string<A...> format, A&&... args) {
    return raise_text(cls, fmt::format(format, std::forward<A>(args)...));
  }
  template <class... A>
  Value type_error(fmt::format_string<A...> format, A&&... args) {
    return raise_text(types.type_error, fmt::format(format, std::forward<A>(args)...));
  }
  template <class... A>
  Value value_error(fmt::format_string<A...> format, A&&... args) {
    return raise_text(types.value_error, fmt::format(format, std::forward<A>(args)...));
  }
  Value raise_text(Class* cls, std::string_view text);
  Value raise_with(Class* cls,
                   std::initializer_list<Value> args);  // The exception's args.
  Value raise_value(Value exception);
  // The same, where `handled` (or undefined) is what was being handled.
  Value raise_into(Value exception, Value handled);
  Value key_error(Value key);
  Value memory_error();

  bool has_pending() const { return !pending_.is_undefined(); }
  Value pending() const { return pending_; }
  bool pending_is(const Class* cls) const { return is_instance(pending_, cls); }
  Value take_pending();
  void clear_pending() { pending_ = Value::undefined(); }
  // The exception that is being handled (sys.exc_info), or undefined.
  Value handled() const { return handled_; }
  Exception* make_exception(Class* cls, std::initializer_list<Value> args);
  Exception* make_exception_text(Class* cls, std::string_view text);

  // type.__call__ for `with_class` = (class, args...): the last `names->size` are
  // keywords.
  Value instantiate(Class* cls, Tuple* with_class, uint32_t positional, Tuple* names);

  // -- Modules --------------------------------------------------------------------------

  // The module, imported now if need be. Error: pending. May suspend.
  Value import_module(std::string_view name);
  Dict* modules() { return modules_; }  // sys.modules
  const ModuleRegistry& registry() const { return *registry_; }
  Module* main_module() { return main_module_; }
  Module* make_module(Str* name, Dict* dict);
  // Builtins by name, shared; undefined when there is none.
  Value builtin(const Str* name) const;
  // The topmost script frame, for locals(), globals(), super(), warnings. May be null.
  Frame* frame() { return frame_; }
  Frame* skip_to_script_frame() { return frame_; }

  Unit* make_unit(const Proto* proto, Module* module);
  Unit* child_unit(Unit* parent, uint32_t index);
  // Keeps a program's code and constants alive as long as this Vm.
  void keep(std::shared_ptr<const Program> program);

  // What belongs to one library module in one environment, found by the address of a key
  // that the module owns. Null until set.
  Value* library_slot(const void* key);

  // -- Classes --------------------------------------------------------------------------

  // A version no class of this Vm had before.
  uint32_t next_version() { return ++last_version_; }
  // Attribute of the class or its bases, without binding; undefined when there is none.
  // Cached.
  Value lookup(Class* cls, Str* name);

  // -- Test modes -----------------------------------------------------------------------

  void set_step_mode(bool on) { step_mode_ = on; }

  // -- RootSource -----------------------------------------------------------------------

  void trace_roots(Tracer& tracer) override;
  void scan_stacks(Heap& heap, Tracer& tracer) override;
  void after_marking(Heap& heap) override;

 private:
  friend class Strand;
  friend class HostScope;
  friend Resumed generator_run(Vm& vm, Generator* generator, Value sent, Value exception);

  // The dispatch loop; returns when the entry frame returned, an exception left it, or
  // (in the outermost one only) when the slice ended.
  enum class Exit : uint8_t { kReturned, kRaised, kStopped };
  Exit dispatch(bool outermost, Value* returned);
  enum class Start : uint8_t { kRun, kRaise };
  Exit dispatch_loop(bool outermost, Start start, Value* returned);
  // Finds the handler of the pending exception. False: it left the entry frame.
  bool unwind(bool again);
  Value run_module_body(Module* module, std::shared_ptr<const Program> program);
  void run_on_stack();
  bool has_native_aside() const;
  void forget_run();
  void run_finalizers();
  void begin();
  bool poll_slow();
  // Leaves the native stack in the middle; comes back when run() is called again.
  void suspend_here(Outcome outcome);
  Value wait_for_answer();

  // Calls.
  Value call_vector(Value callable, Value* args, uint32_t positional, Tuple* names);
  Value call_class(Class* cls, Value* args, uint32_t positional, Tuple* names);
  Frame* push_frame(Function* function);
  Frame* push_frame(Unit* unit, Tuple* closure);
  void pop_frame(Frame* frame);
  bool bind(Function* function, Value* registers, Value* args, uint32_t positional,
            Tuple* names);
  Value* allocate_stack(size_t values);
  // Moves the topmost frame into a new generator.
  Value make_generator(Function* function, Frame* frame);
  Value run_frame(Frame* frame);
  void add_traceback(Frame* frame);
  Value finish_class(Frame* frame, Value cell);
  Value start_class(Frame* caller, uint16_t at);

  Host& host_;
  std::shared_ptr<const ModuleRegistry> registry_;
  Limits limits_;
  Heap heap_;

  // Execution.
  Budget budget_;
  bool step_mode_ = false;
  bool running_ = false;
  bool abandoned_ = false;            // abandon_natives() is under way.
  const void* host_stack_ = nullptr;  // Where that of the outermost HostScope begins.
  std::vector<Strand*> strands_;
  std::unique_ptr<Journal> journal_;

  // Modules and programs.
  Dict* modules_ = nullptr;
  Module* main_module_ = nullptr;
  std::vector<std::shared_ptr<const Program>> programs_;
  Exception* spare_memory_error_ = nullptr;  // For when there is no memory for another.
  std::vector<std::pair<const void*, Value>> library_slots_;
  std::vector<std::pair<const void*, Value>>
      image_slots_;  // As they were at keep_image().

  // Classes.
  uint32_t last_version_ = 1;
  struct MethodCacheEntry;
  MethodCacheEntry& method_cache_entry(const Class* cls, const Str* name);
  std::unique_ptr<MethodCacheEntry[]> method_cache_;
  uint32_t method_cache_size_ = 16;   // A power of two; grows where entries get lost.
  uint32_t method_cache_losses_ = 0;  // Since it grew.
};

// A slice knows its stack already.
inline HostScope::HostScope(Vm& vm) : vm_(vm), previous_(vm.host_stack_) {
  if (vm.running_ || previous_ != nullptr) return;
  vm.host_stack_ = __builtin_frame_address(0);
  vm.heap_.allow_collecting(true);
}

inline HostScope::~HostScope() {
  if (vm_.host_stack_ == previous_) return;
  vm_.host_stack_ = previous_;
  vm_.heap_.allow_collecting(false);
}

}  // namespace scriptling
