// Traceback objects as scripts walk them. A Traceback holds all its frames; tb_next is a
// shorter one.

#include "interp/exception_fields.h"
#include "interp/protocol.h"

namespace scriptling {

namespace {

constexpr NativeBinding kGetter = NativeBinding::kGetter;

struct FrameInfo : Object {
  const Proto* proto;
  uint32_t pc;
};

Class* frame_class = nullptr;  // Set once, by init_core().

// The outermost frame, which stands last.
const TracebackEntry& outermost(const Args& args) {
  auto* t = as<Traceback>(args[0]);
  return t->entries[t->count - 1];
}

Value line_of(const Proto* proto, uint32_t pc) {
  if (pc >= proto->spans.size()) return Value::integer(proto->first_line);
  return Value::integer(proto->program->source->line(proto->spans[pc].start));
}

Value tb_lineno(Vm&, const Args& args) {
  if (as<Traceback>(args[0])->count == 0) return Value::none();
  return line_of(outermost(args).proto, outermost(args).pc);
}

Value tb_lasti(Vm&, const Args& args) {
  if (as<Traceback>(args[0])->count == 0) return Value::integer(-1);
  return Value::integer(outermost(args).pc);
}

Value tb_next(Vm& vm, const Args& args) {
  auto* t = as<Traceback>(args[0]);
  if (t->count <= 1) return Value::none();
  uint32_t count = t->count - 1;
  auto* shorter = vm.heap().make<Traceback>(Kind::kTraceback, types.traceback,
                                            count * sizeof(TracebackEntry));
  shorter->count = shorter->capacity = count;
  std::copy(t->entries, t->entries + count, shorter->entries);
  return Value::object(shorter);
}

Value tb_frame(Vm& vm, const Args& args) {
  if (as<Traceback>(args[0])->count == 0) return Value::none();
  auto* frame = vm.heap().make<FrameInfo>(Kind::kNativeObject, frame_class);
  frame->proto = outermost(args).proto;
  frame->pc = outermost(args).pc;
  return Value::object(frame);
}

Value frame_lineno(Vm&, const Args& args) {
  auto* frame = as<FrameInfo>(args[0]);
  return line_of(frame->proto, frame->pc);
}

Value frame_code(Vm& vm, const Args& args) {
  auto* unit = vm.heap().make<Unit>(Kind::kUnit, types.code);
  unit->proto = as<FrameInfo>(args[0])->proto;
  return Value::object(unit);
}

Value frame_back(Vm&, const Args&) { return Value::none(); }
Value frame_names(Vm& vm, const Args&) { return Value::object(make_dict(vm.heap())); }

constexpr NativeDef kTraceback[] = {
    {"tb_lineno(self)", tb_lineno, nullptr, kGetter},
    {"tb_lasti(self)", tb_lasti, nullptr, kGetter},
    {"tb_next(self)", tb_next, nullptr, kGetter},
    {"tb_frame(self)", tb_frame, nullptr, kGetter},
};

// The frame is over: its variables are gone.
constexpr NativeDef kFrame[] = {
    {"f_lineno(self)", frame_lineno, nullptr, kGetter},
    {"f_code(self)", frame_code, nullptr, kGetter},
    {"f_back(self)", frame_back, nullptr, kGetter},
    {"f_globals(self)", frame_names, nullptr, kGetter},
    {"f_locals(self)", frame_names, nullptr, kGetter},
};

}  // namespace

void define_tracebacks() {
  add_methods(types.traceback, kTraceback);
  frame_class = make_class("frame", types.object, Kind::kNativeObject, kFrame);
}

}  // namespace scriptling
