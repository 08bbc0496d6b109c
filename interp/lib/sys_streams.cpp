// The three standard streams: file-like objects that all environments share, with nothing
// in them. What was read of a line and not used waits in the environment.

#include "interp/immortal.h"
#include "interp/lib/sys.h"
#include "interp/types/arguments.h"
#include "interp/types/codec.h"

namespace scriptling {

namespace {

struct StreamObject : Object {
  StandardStream stream;
};

StandardStream stream_of(const Args& args) {
  return static_cast<StreamObject*>(args[0].o)->stream;
}

constexpr const char* kNames[] = {"<stdin>", "<stdout>", "<stderr>"};

// -- Writing ----------------------------------------------------------------------------

bool check_writable(Vm& vm, const Args& args) {
  if (stream_of(args) != StandardStream::kIn) return true;
  vm.raise(types.os_error, "not writable");
  return false;
}

bool write_text(Vm& vm, StandardStream stream, Value text) {
  if (!is_str(text)) {
    vm.type_error("write() argument must be str, not {}", class_name(text));
    return false;
  }
  if (stream == StandardStream::kErr) {
    return print_text(vm, Stream::kErr, escape_surrogates(text_of(text)));
  }
  return check_encodable(vm, as<Str>(text)) &&
         print_text(vm, Stream::kOut, text_of(text));
}

Value stream_write(Vm& vm, const Args& args) {
  if (!check_writable(vm, args) || !write_text(vm, stream_of(args), args[1])) {
    return Value::error();
  }
  return Value::integer(as<Str>(args[1])->length);
}

Value stream_writelines(Vm& vm, const Args& args) {
  if (!check_writable(vm, args)) return Value::error();
  StandardStream stream = stream_of(args);
  for_each(vm, args[1], [&](Value line) { return write_text(vm, stream, line); });
  return vm.has_pending() ? Value::error() : Value::none();
}

Value stream_flush(Vm& vm, const Args& args) {
  if (stream_of(args) == StandardStream::kIn) return Value::none();
  return vm.await(HostOp::kWaitForOutput, {});
}

// -- Reading ----------------------------------------------------------------------------

// The rest of a line of which a part was read.
Value* leftover(Vm& vm) {
  static const char key = 0;
  return vm.library_slot(&key);
}

bool check_readable(Vm& vm, const Args& args) {
  if (stream_of(args) == StandardStream::kIn) return true;
  vm.raise(types.os_error, "not readable");
  return false;
}

// A line with its end, '' at the end of the input. Error: pending.
Value take_line(Vm& vm) {
  Value rest = *leftover(vm);
  if (is_str(rest)) {
    *leftover(vm) = Value::undefined();
    return rest;
  }
  return vm.await(HostOp::kReadInput, {});
}

// At most `size` code points of a line; what is left of it waits.
Value limited(Vm& vm, Value line, int64_t size) {
  auto* s = as<Str>(line);
  if (size < 0 || size >= s->length) return line;
  auto cut = static_cast<uint32_t>(size);
  *leftover(vm) = Value::object(str_slice(vm.heap(), s, cut, s->length));
  return Value::object(str_slice(vm.heap(), s, 0, cut));
}

// size=-1 or None: no limit. False: pending.
bool size_argument(Vm& vm, Value v, int64_t* size) {
  *size = -1;
  if (v.is_undefined() || v.is_none()) return true;
  auto given = to_index_clamped(vm, v);
  if (!given) return false;
  *size = *given;
  return true;
}

Value stream_readline(Vm& vm, const Args& args) {
  int64_t size;
  if (!check_readable(vm, args) || !size_argument(vm, args[1], &size))
    return Value::error();
  Value line = take_line(vm);
  return line.is_error() ? line : limited(vm, line, size);
}

Value stream_read(Vm& vm, const Args& args) {
  int64_t size;
  if (!check_readable(vm, args) || !size_argument(vm, args[1], &size))
    return Value::error();
  std::string text;
  int64_t length = 0;
  while (size < 0 || length < size) {
    Value line = take_line(vm);
    if (line.is_error()) return line;
    if (as<Str>(line)->size == 0) break;
    if (size >= 0) line = limited(vm, line, size - length);
    length += as<Str>(line)->length;
    if (text.size() + as<Str>(line)->size > text.capacity()) {
      vm.heap().reserve(text.size() * 2);
    }
    text += text_of(line);
  }
  return str_value(vm, text);
}

Value stream_next(Vm& vm, Object* self) {
  if (static_cast<StreamObject*>(self)->stream != StandardStream::kIn) {
    return vm.raise(types.os_error, "not readable");
  }
  Value line = take_line(vm);
  if (line.is_error() || as<Str>(line)->size > 0) return line;
  return Value::undefined();
}

Value stream_dunder_next(Vm& vm, const Args& args) {
  Value line = stream_next(vm, args[0].o);
  return line.is_undefined() ? vm.raise_with(types.stop_iteration, {}) : line;
}

Value stream_readlines(Vm& vm, const Args& args) {
  if (!check_readable(vm, args)) return Value::error();
  List* lines = make_list(vm.heap());
  for (;;) {
    Value line = stream_next(vm, args[0].o);
    if (line.is_error()) return line;
    if (line.is_undefined()) return Value::object(lines);
    list_append(vm.heap(), lines, line);
  }
}

// -- What files have besides ------------------------------------------------------------

Value stream_no(Vm&, const Args&) { return Value::boolean(false); }
Value stream_enter(Vm&, const Args& args) { return args[0]; }
Value stream_exit(Vm&, const Args&) { return Value::none(); }

Value stream_readable(Vm&, const Args& args) {
  return Value::boolean(stream_of(args) == StandardStream::kIn);
}
Value stream_writable(Vm&, const Args& args) {
  return Value::boolean(stream_of(args) != StandardStream::kIn);
}
Value stream_fileno(Vm&, const Args& args) {
  return Value::integer(static_cast<int64_t>(stream_of(args)));
}
Value stream_name(Vm&, const Args& args) {
  return Value::object(intern(kNames[static_cast<size_t>(stream_of(args))]));
}
Value stream_mode(Vm&, const Args& args) {
  return Value::object(intern(stream_of(args) == StandardStream::kIn ? "r" : "w"));
}
Value stream_encoding(Vm&, const Args&) { return Value::object(intern("utf-8")); }
Value stream_errors(Vm&, const Args&) { return Value::object(intern("strict")); }

Value stream_repr(Vm& vm, const Args& args) {
  return str_value(
      vm, fmt::format("<_io.TextIOWrapper name='{}' mode='{}' encoding='utf-8'>",
                      text_of(stream_name(vm, args)), text_of(stream_mode(vm, args))));
}

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kGetter = NativeBinding::kGetter;

constexpr NativeDef kMethods[] = {
    {"__enter__(self, /)", stream_enter, nullptr, kMethod},
    {"__exit__(self, type, value, traceback, /)", stream_exit, nullptr, kMethod},
    {"__iter__(self, /)", return_self, nullptr, kMethod},
    {"__next__(self, /)", stream_dunder_next, nullptr, kMethod},
    {"__repr__(self, /)", stream_repr, nullptr, kMethod},
    {"closed(self)", stream_no, nullptr, kGetter},
    {"encoding(self)", stream_encoding, nullptr, kGetter},
    {"errors(self)", stream_errors, nullptr, kGetter},
    {"fileno(self, /)", stream_fileno, "Return the underlying file descriptor.", kMethod},
    {"flush(self, /)", stream_flush, "Does nothing: writing is at once.", kMethod},
    {"isatty(self, /)", stream_no, "Return whether this is a terminal.", kMethod},
    {"mode(self)", stream_mode, nullptr, kGetter},
    {"name(self)", stream_name, nullptr, kGetter},
    {"read(self, size=-1, /)", stream_read, "Read at most size characters.", kMethod},
    {"readable(self, /)", stream_readable, "Return whether it can be read.", kMethod},
    {"readline(self, size=-1, /)", stream_readline, "Read until newline or the end.",
     kMethod},
    {"readlines(self, hint=-1, /)", stream_readlines, "Return a list of lines.", kMethod},
    {"writable(self, /)", stream_writable, "Return whether it can be written.", kMethod},
    {"write(self, text, /)", stream_write, "Write text; returns how many characters.",
     kMethod},
    {"writelines(self, lines, /)", stream_writelines, "Write several texts.", kMethod},
};
constexpr TypeSlots kSlots{stream_next, nullptr, nullptr};

Value make_stream(StandardStream stream) {
  init_core();
  static Class* const cls =
      make_class("_io.TextIOWrapper", types.object, Kind::kNativeObject, kMethods,
                 &kSlots, "A stream of text.");
  auto* object = ImmortalMaker().make<StreamObject>(Kind::kNativeObject, cls);
  object->stream = stream;
  return Value::object(object);
}

}  // namespace

bool check_encodable(Vm& vm, Str* text) {
  if (text->is_ascii() || !has_surrogates(text->view())) return true;
  return encode_str(vm, text, {}) != nullptr;
}

Value standard_stream(StandardStream stream) {
  static const Value all[] = {make_stream(StandardStream::kIn),
                              make_stream(StandardStream::kOut),
                              make_stream(StandardStream::kErr)};
  return all[static_cast<size_t>(stream)];
}

}  // namespace scriptling
