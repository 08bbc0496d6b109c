#include "interp/vm.h"

#include <algorithm>
#include <csetjmp>
#include <cstdlib>

#include "interp/cancelled.h"
#include "interp/generator.h"
#include "interp/journal.h"
#include "interp/module.h"
#include "interp/native_stack.h"
#include "interp/protocol.h"
#include "interp/thrown.h"
#include "interp/vm_internals.h"

namespace scriptling {

namespace {
constexpr size_t kFirstSegment = 32;  // Values: a small task needs no more.
constexpr size_t kLargestSegment = 16384;
constexpr uint32_t kLastMethodCache = 512;
}  // namespace

Vm::Vm(Host& host, std::shared_ptr<const ModuleRegistry> modules, Limits limits)
    : host_(host),
      registry_(std::move(modules)),
      limits_(limits),
      heap_(this, std::max(limits.memory, Limits::kLeastMemory)) {
  init_core();
  modules_ = make_dict(heap_);
  spare_memory_error_ = make_exception(types.memory_error, {});
}

Vm::~Vm() {
  abandon_natives();
  release();
}

// -- Driving ----------------------------------------------------------------------------

void Vm::start_main(std::shared_ptr<const Program> program, std::string_view file) {
  keep(program);
  start_program_ = std::move(program);
  main_module_ = make_module(names.main, make_dict(heap_));
  dict_set(heap_, modules_, names.main, Value::object(main_module_));
  if (!file.empty()) {
    dict_set(heap_, main_module_->dict, names.file, Value::object(make_str(heap_, file)));
  }
  under_way_ = false;
}

void Vm::start_call(Value function, std::span<const Value> args, Dict* keywords) {
  start_function_ = function;
  start_args_ = Value::object(make_tuple(heap_, args));
  start_keywords_ = keywords ? Value::object(keywords) : Value::undefined();
  start_program_ = nullptr;
  start_import_ = nullptr;
  under_way_ = false;
}

void Vm::start_import_call(std::string_view module, std::string_view function,
                           std::span<const Value> args, Dict* keywords) {
  start_call(Value::undefined(), args, keywords);
  start_import_.reset(new Import{std::string(module), std::string(function)});
}

Outcome Vm::run(int64_t budget) {
  budget_ = budget;
  try {
    if (stack_ == nullptr) stack_ = NativeStack::borrow();
    running_ = true;
    stack_->run([](void* vm) { static_cast<Vm*>(vm)->run_on_stack(); }, this);
  } catch (...) {
    // No memory for a stack, or for a frame's last words: the frames stay as they are.
    heap_.allow_collecting(false);
    under_way_ = false;
    frame_ = nullptr;
    depth_ = native_depth_ = 0;
    memory_error();
    exception_ = take_pending();
    outcome_ = Outcome::kRaised;
  }
  running_ = false;
  if (stack_ != nullptr && !stack_->is_busy()) {
    NativeStack::give_back(stack_);
    stack_ = nullptr;
    if (heap_.has_retired() && !has_native_aside()) heap_.free_retired();
  }
  return outcome_;
}

// Whether a green thread was put aside within a native.
bool Vm::has_native_aside() const {
  return std::any_of(strands_.begin(), strands_.end(), [](const Strand* strand) {
    return strand->aside_.stack_ != nullptr;
  });
}

// Natives that were put aside hold C++ objects: they are left by an exception, which runs
// nothing of the script.
void Vm::abandon_natives() {
  if (stack_ == nullptr || !stack_->is_busy()) return;
  bool was_running = std::exchange(running_, true);
  abandoned_ = true;
  try {
    stack_->run(nullptr, nullptr);
  } catch (...) {  // Or what a native has made of it.
  }
  abandoned_ = false;
  running_ = was_running;
}

void Vm::run_on_stack() {
  heap_.allow_collecting(true);
  heap_.collect_if_due();
  Value returned;
  Exit exit = Exit::kRaised;
  bool begun = under_way_;
  if (!begun) {
    under_way_ = true;
    answer_register_ = -1;
    result_ = Value::none();
    exception_ = Value::undefined();
    clear_pending();
    attempt(*this, [this] { begin(); });
  }
  if (heap_.has_finalizable()) run_finalizers();
  if (frame_ != nullptr) {
    exit = dispatch(true, &returned);
  } else if (!has_pending()) {
    exit = Exit::kReturned;
    returned = result_;
  }
  heap_.allow_collecting(false);
  if (exit == Exit::kStopped) return;
  under_way_ = false;
  depth_ = 0;
  if (exit == Exit::kReturned) {
    if (start_program_ == nullptr) result_ = returned;
    outcome_ = Outcome::kFinished;
  } else {
    exception_ = take_pending();
    outcome_ = Outcome::kRaised;
  }
}

// Puts the first frame in place, so that a task that waits needs no native stack. What is
// no script function is called right here.
void Vm::begin() {
  if (start_program_ != nullptr) {
    Unit* unit = make_unit(start_program_->main(), main_module_);
    if (start_program_->module_doc != nullptr) {
      dict_set(heap_, main_module_->dict, names.doc,
               Value::object(start_program_->module_doc));
    }
    Frame* frame = push_frame(unit, nullptr);
    if (frame != nullptr) frame->flags |= kEntryFrame;
    return;
  }
  Value function = start_function_;
  if (function.is_undefined()) {
    Value module = import_module(start_import_->module);
    if (module.is_error()) return;
    Str* name = attr_name(*this, make_str(heap_, start_import_->function));
    function = get_attr(*this, module, name);
    if (function.is_error()) return;
  }
  auto* args = as<Tuple>(start_args_);
  Dict* keywords = start_keywords_.is_object() ? as<Dict>(start_keywords_) : nullptr;
  if (is_kind(function, Kind::kFunction) && keywords == nullptr) {
    auto* f = as<Function>(function);
    if (!f->unit->proto->is_generator && !f->unit->proto->is_coroutine) {
      Frame* frame = push_frame(f);
      if (frame == nullptr) return;
      if (bind(f, frame->registers(), args->items, static_cast<uint32_t>(args->size),
               nullptr)) {
        frame->flags |= kEntryFrame;
      } else {
        pop_frame(frame);
      }
      return;
    }
  }
  Value v = call_dict(function, {args->items, args->size}, keywords);
  if (!v.is_error()) result_ = v;
}

namespace {

// Nothing else refers to them, and making the list may collect.
List* list_of(Heap& heap, const std::vector<Object*>& objects) {
  RootVector roots(heap);
  for (Object* o : objects) roots.push_back(Value::object(o));
  return make_list(heap, {roots.data(), roots.size()});
}

}  // namespace

// Calls __del__ of what the last collection found dead, between two slices. What it
// raises is logged, as Python prints it, and ignored.
void Vm::run_finalizers() {
  Value kept[] = {pending_, handled_, answer_, result_};
  bool answer_raises = answer_raises_;
  int32_t answer_register = answer_register_;
  answer_register_ = -1;
  clear_pending();
  attempt(*this, [this] {
    List* dying = list_of(heap_, heap_.take_finalizable());
    for (uint64_t n = 0; n < dying->size; n++) {
      Value object = dying->items()[n];
      if (call_method(*this, object, names.del, {}).is_error()) {
        host_.log(LogLevel::kWarning,
                  "Exception ignored in __del__: " + exception_text(take_pending()));
      }
    }
  });
  pending_ = kept[0];
  handled_ = kept[1];
  answer_ = kept[2];
  result_ = kept[3];
  answer_raises_ = answer_raises;
  answer_register_ = answer_register;
}

void Vm::resume(Value answer) {
  answer_ = answer;
  answer_raises_ = false;
}

void Vm::resume_raising(Value exception) {
  answer_ = exception;
  answer_raises_ = true;
}

void Vm::keep_image() {
  forget_run();
  journal_ = std::make_unique<Journal>(*this);
  journal_->watch();
  image_slots_ = library_slots_;
}

bool Vm::restore_image() {
  forget_run();
  library_slots_ = image_slots_;
  return journal_->restore();
}

// Values of the last run keep nothing alive.
void Vm::forget_run() {
  for (Value* v : {&pending_, &handled_, &answer_, &exception_, &start_function_,
                   &start_args_, &start_keywords_}) {
    *v = Value::undefined();
  }
  result_ = Value::none();
}

// -- Suspension -------------------------------------------------------------------------

void Vm::suspend_here(Outcome outcome) {
  outcome_ = outcome;
  heap_.allow_collecting(false);
  // A native that keeps C++ exceptions to itself comes here again.
  if (!abandoned_) stack_->leave();
  if (abandoned_) {
    budget_ = 0;
    throw Abandoned{};
  }
  heap_.allow_collecting(true);
}

bool Vm::poll_slow() {
  if (!running_) {  // A host called a native outside run(): it can't be put aside.
    budget_ = 100000;
    return true;
  }
  if (!cancel_requested_) suspend_here(Outcome::kPreempted);
  if (cancel_requested_) {
    raise_cancelled(*this);
    cancel_requested_ = false;
    return false;
  }
  return true;
}

Value Vm::wait_for_answer() {
  if (!running_) return raise(types.runtime_error, "cannot wait here");
  suspend_here(Outcome::kWaiting);
  Value answer = answer_;
  answer_ = Value::undefined();
  if (answer_raises_) return raise_value(answer);
  return answer;
}

Value Vm::ask(HostOp op, std::initializer_list<Value> args) {
  return host_.call(*this, op, {args.begin(), args.size()});
}

Value Vm::await(HostOp op, std::initializer_list<Value> args) {
  Value answer = ask(op, args);
  return answer.is_waiting() ? wait_for_answer() : answer;
}

// Outside of run() natives stand on the thread's own stack.
bool Vm::check_native_depth() {
  bool has_room = running_ ? stack_->has_room() : NativeStack::thread_has_room();
  if (has_room) [[likely]]
    return true;
  raise(types.recursion_error, "maximum recursion depth exceeded");
  return false;
}

// -- The register stack -----------------------------------------------------------------

Value* Vm::allocate_stack(size_t values) {
  if (stack_top_ != nullptr && static_cast<size_t>(stack_end_ - stack_top_) >= values) {
    Value* at = stack_top_;
    stack_top_ += values;
    return at;
  }
  Segment* next = segment_ ? segment_->next : nullptr;
  if (next != nullptr && static_cast<size_t>(next->end - next->begin) < values) {
    std::free(next);
    segment_->next = next = nullptr;
  }
  if (next == nullptr) {
    size_t size = kFirstSegment;
    if (segment_ != nullptr) {
      size = 4 * static_cast<size_t>(segment_->end - segment_->begin);
    }
    if (size > kLargestSegment) size = kLargestSegment;
    if (size < values) size = values;
    size_t bytes = sizeof(Segment) + size * sizeof(Value);
    heap_.reserve(bytes);
    next = static_cast<Segment*>(std::malloc(bytes));
    if (next == nullptr) throw MemoryExhausted{};
    next->begin = reinterpret_cast<Value*>(next + 1);
    next->end = next->begin + size;
    next->previous = segment_;
    next->next = nullptr;
    if (segment_ != nullptr) segment_->next = next;
  }
  segment_ = next;
  stack_top_ = segment_->begin + values;
  stack_end_ = segment_->end;
  return segment_->begin;
}

void Vm::pop_frame(Frame* frame) {
  frame_ = frame->previous;
  depth_--;
  if (frame->flags & kGeneratorFrame) return;
  auto* at = reinterpret_cast<Value*>(frame);
  if (at == segment_->begin && segment_->previous != nullptr) {
    // Keep one segment ahead, so that a loop of calls across the border stays cheap.
    if (segment_->next != nullptr) {
      std::free(segment_->next);
      segment_->next = nullptr;
    }
    segment_ = segment_->previous;
    stack_end_ = segment_->end;
    // The top is behind the topmost frame of this segment that lies on the stack.
    Frame* f = frame_;
    while (f != nullptr && (f->flags & kGeneratorFrame)) f = f->previous;
    stack_top_ = f ? f->registers() + f->register_count : segment_->begin;
    return;
  }
  stack_top_ = at;
}

// -- Roots ------------------------------------------------------------------------------

void Vm::trace_roots(Tracer& tracer) {
  trace(tracer);
  for (Strand* strand : strands_) strand->aside_.trace(tracer);
  tracer.visit(modules_);
  tracer.visit(main_module_);
  tracer.visit(spare_memory_error_);
  for (auto* slots : {&library_slots_, &image_slots_}) {
    for (auto& [key, value] : *slots) tracer.visit(value);
  }
  if (journal_) journal_->trace(tracer);
}

#if defined(__clang__) || defined(__GNUC__)
__attribute__((noinline))
#endif
void Vm::scan_stacks(Heap& heap, Tracer& tracer) {
  for (Strand* strand : strands_) {
    NativeStack* stack = strand->aside_.stack_;
    if (stack != nullptr) heap.scan_words(stack->low_water(), stack->top(), tracer);
  }
  if (!running_ && stack_ != nullptr) {
    heap.scan_words(stack_->low_water(), stack_->top(), tracer);
  }
  const void* top = running_ ? stack_->top() : host_stack_;
  if (top == nullptr) return;
  // Callee-saved registers may hold the only pointer to something: setjmp puts them on
  // the stack, where the scan finds them. (It may mangle some, but those are the frame
  // pointers.)
  std::jmp_buf registers;
  setjmp(registers);
  __builtin_unwind_init();
  heap.scan_words(__builtin_frame_address(0), top, tracer);
  heap.scan_words(&registers, &registers + 1, tracer);
}

void Vm::after_marking(Heap&) {
  // Entries may name what is about to be freed.
  method_cache_.reset();
}

// -- Modules and programs ---------------------------------------------------------------

void Vm::keep(std::shared_ptr<const Program> program) {
  for (auto& p : programs_) {
    if (p == program) return;
  }
  programs_.push_back(std::move(program));
}

Module* Vm::make_module(Str* name, Dict* dict) {
  auto* module = heap_.make<Module>(Kind::kModule, types.module);
  module->name = name;
  module->dict = dict;
  if (!dict->has(kImmortal)) {
    dict_set(heap_, dict, names.name, Value::object(name));
    dict_set(heap_, dict, names.doc, Value::none());
  }
  return module;
}

const Dict* changed_builtins(const Vm& vm) {
  static Str* const key = intern("builtins");
  Value* module = dict_find(const_cast<Vm&>(vm).modules(), key);
  if (module == nullptr || !is_kind(*module, Kind::kModule)) return nullptr;
  Dict* dict = as<Module>(*module)->dict;
  return dict->has(kImmortal) ? nullptr : dict;
}

Value Vm::builtin(const Str* name) const {
  const Dict* changed = changed_builtins(*this);
  Value* v = dict_find(changed == nullptr ? builtins_dict() : changed, name);
  return v ? *v : Value::undefined();
}

Unit* Vm::make_unit(const Proto* proto, Module* module) {
  auto* unit = heap_.make<Unit>(Kind::kUnit, types.code);
  unit->proto = proto;
  unit->module = module;
  unit->globals = module->dict;
  bool plain = proto->is_simple() && !proto->is_generator && !proto->is_coroutine;
  unit->plain_arguments = plain ? proto->positional : -1;
  unit->frame_size =
      static_cast<uint32_t>(sizeof(Frame) / sizeof(Value)) + proto->register_count;
  return unit;
}

Unit* Vm::child_unit(Unit* parent, uint32_t index) {
  if (parent->children == nullptr) {
    parent->children = heap_.make_array(parent->proto->children.size());
  }
  Value& slot = parent->children->items[index];
  if (slot.is_undefined()) {
    slot = Value::object(make_unit(parent->proto->children[index], parent->module));
  }
  return as<Unit>(slot);
}

Value* Vm::library_slot(const void* key) {
  for (auto& [k, value] : library_slots_) {
    if (k == key) return &value;
  }
  library_slots_.emplace_back(key, Value::undefined());
  return &library_slots_.back().second;
}

// -- Classes ----------------------------------------------------------------------------

Vm::MethodCacheEntry& Vm::method_cache_entry(const Class* cls, const Str* name) {
  if (!method_cache_) {
    method_cache_ = std::make_unique<MethodCacheEntry[]>(method_cache_size_);
  }
  size_t hash = (reinterpret_cast<uintptr_t>(cls) >> 4) ^
                (reinterpret_cast<uintptr_t>(name) >> 4) * 31;
  return method_cache_[hash & (method_cache_size_ - 1)];
}

Value Vm::lookup(Class* cls, Str* name) {
  MethodCacheEntry* entry = &method_cache_entry(cls, name);
  if (entry->cls == cls && entry->name == name && entry->version == cls->version) {
    return entry->value;
  }
  Value found;
  for (uint64_t n = 0; n < cls->mro->size; n++) {
    auto* base = as<Class>(cls->mro->items[n]);
    if (Value* v = dict_find(base->dict, name)) {
      found = *v;
      break;
    }
  }
  if (found.is_undefined() || !is_plain_value(found)) {
    bool is_too_small = entry->cls != nullptr && method_cache_size_ < kLastMethodCache &&
                        ++method_cache_losses_ > method_cache_size_;
    if (is_too_small) {
      method_cache_.reset();
      method_cache_size_ *= 2;
      method_cache_losses_ = 0;
      entry = &method_cache_entry(cls, name);
    }
    *entry = {cls, name, cls->version, found};
  }
  return found;
}

}  // namespace scriptling
