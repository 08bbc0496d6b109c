// Executions: the Vm's own, and those of green threads that are put aside.

#include <algorithm>
#include <cstdlib>

#include "interp/liveness.h"
#include "interp/native_stack.h"
#include "interp/vm_internals.h"

namespace scriptling {

Strand::Strand(Vm& vm) : vm_(vm) { vm.strands_.push_back(this); }

Strand::~Strand() {
  if (aside_.stack_ != nullptr && aside_.stack_->is_busy()) {
    vm_.exchange(*this);
    vm_.abandon_natives();
    vm_.exchange(*this);
  }
  std::erase(vm_.strands_, this);
  aside_.release();
}

void Strand::start_call(Value function, Tuple* args, Dict* keywords) {
  aside_.start_function_ = function;
  aside_.start_args_ = Value::object(args);
  aside_.start_keywords_ = keywords ? Value::object(keywords) : Value::undefined();
}

void Strand::start_import_call(std::string_view module, std::string_view function,
                               Tuple* args, Dict* keywords) {
  start_call(Value::undefined(), args, keywords);
  aside_.start_import_.reset(
      new Execution::Import{std::string(module), std::string(function)});
}

void Execution::release() {
  if (stack_ != nullptr) NativeStack::give_back(stack_);
  if (segment_ != nullptr && segment_->next != nullptr) std::free(segment_->next);
  while (segment_ != nullptr) {
    Segment* previous = segment_->previous;
    std::free(segment_);
    segment_ = previous;
  }
}

void Execution::trace(Tracer& tracer) const {
  const Frame* callee = nullptr;
  for (Frame* f = frame_; f != nullptr; f = f->previous) {
    tracer.visit(f->unit);
    tracer.visit(f->function);
    tracer.visit(f->closure);
    tracer.visit(f->extra);
    trace_registers(f, callee, tracer);
    callee = f;
  }
  if (!tracer.certain_only()) tracer.visit(answer_);
  for (const Value& v : {pending_, handled_, result_, exception_, start_function_,
                         start_args_, start_keywords_}) {
    tracer.visit(v);
  }
}

}  // namespace scriptling
