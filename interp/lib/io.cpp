// io.StringIO and io.BytesIO: what is done with them all day. io.py has the rest.

#include <algorithm>

#include "interp/lib/lib.h"
#include "interp/lib/memory_file.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;

bool is_initialized(Vm& vm, const MemoryFile* file) {
  if (!file->data.is_undefined()) return true;
  vm.value_error("I/O operation on uninitialized object");
  return false;
}

// -- What both have ---------------------------------------------------------------------

template <class Text>
Value file_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], Text::cls());
  return cls == nullptr ? Value::error() : Value::object(allocate_instance(vm, cls));
}

template <class Text>
bool check_open(Vm& vm, const MemoryFile* file) {
  if (!is_initialized(vm, file)) return false;
  if (!file->is_closed) return true;
  vm.raise_text(types.value_error, Text::kClosed);
  return false;
}

// The file, which is open; null: pending.
template <class Text>
MemoryFile* open_file(Vm& vm, const Args& args) {
  MemoryFile* file = memory_file_of(args[0]);
  return check_open<Text>(vm, file) ? file : nullptr;
}

// A size to read: None and negative ones stand for all there is. False: pending.
bool size_argument(Vm& vm, Value v, int64_t* size) {
  *size = -1;
  if (v.is_undefined() || v.is_none()) return true;
  if (!is_int_like(v) && vm.lookup(class_of(v), names.index).is_undefined()) {
    vm.type_error("argument should be integer or None, not '{}'", class_name(v));
    return false;
  }
  auto index = to_index(vm, v);
  if (index) *size = *index;
  return index.has_value();
}

template <class Text>
Value file_check_open(Vm& vm, const Args& args) {
  return from_bool(open_file<Text>(vm, args) != nullptr);
}

template <class Text>
Value file_able(Vm& vm, const Args& args) {
  return open_file<Text>(vm, args) == nullptr ? Value::error() : Value::boolean(true);
}

template <class Text>
Value file_closed(Vm& vm, const Args& args) {
  MemoryFile* file = memory_file_of(args[0]);
  return is_initialized(vm, file) ? Value::boolean(file->is_closed) : Value::error();
}

template <class Text>
Value file_tell(Vm& vm, const Args& args) {
  MemoryFile* file = open_file<Text>(vm, args);
  return file == nullptr ? Value::error() : Value::integer(file->position);
}

template <class Text>
Value file_getvalue(Vm& vm, const Args& args) {
  MemoryFile* file = open_file<Text>(vm, args);
  if (file == nullptr) return Value::error();
  return Text::piece(vm, file, 0, memory_file_length(file));
}

template <class Text>
Value file_read(Vm& vm, const Args& args) {
  MemoryFile* file = memory_file_of(args[0]);
  int64_t size;
  if (!check_open<Text>(vm, file) || !size_argument(vm, args[1], &size)) {
    return Value::error();
  }
  int64_t left = std::max<int64_t>(0, memory_file_length(file) - file->position);
  if (size < 0 || size > left) size = left;
  int64_t from = left == 0 ? 0 : file->position;
  vm.heap().touch(file);
  file->position += size;
  return Text::piece(vm, file, from, from + size);
}

// The next line, or the first `size` of it; empty at the end.
template <class Text>
Value take_line(Vm& vm, MemoryFile* file, int64_t size = -1) {
  int64_t from = file->position;
  if (from >= memory_file_length(file)) return Text::piece(vm, file, 0, 0);
  int64_t end = memory_file_end_of_line(file, from);
  if (size >= 0) end = std::min(end, from + size);
  vm.heap().touch(file);
  file->position = end;
  return Text::piece(vm, file, from, end);
}

template <class Text>
Value file_readline(Vm& vm, const Args& args) {
  MemoryFile* file = memory_file_of(args[0]);
  int64_t size;
  if (!check_open<Text>(vm, file) || !size_argument(vm, args[1], &size)) {
    return Value::error();
  }
  return take_line<Text>(vm, file, size);
}

// A subclass may have a readline() of its own.
template <class Text>
Value asked_line(Vm& vm, Value self, Value method) {
  Value line = vm.call(method, {self});
  if (line.is_error() || Text::is_piece(line)) return line;
  return vm.raise(types.os_error, "readline() should have returned a {} object, not '{}'",
                  Text::kPiece, class_name(line));
}

template <class Text>
Value file_next(Vm& vm, const Args& args) {
  static Str* const readline = intern("readline");
  MemoryFile* file = open_file<Text>(vm, args);
  if (file == nullptr) return Value::error();
  Value method = vm.lookup(file->cls, readline);
  bool is_own =
      is_kind(method, Kind::kNative) && as<Native>(method)->fn == file_readline<Text>;
  Value line = is_own ? take_line<Text>(vm, file) : asked_line<Text>(vm, args[0], method);
  if (line.is_error() || !Text::is_empty(line)) return line;
  return vm.raise_with(types.stop_iteration, {});
}

template <class Text>
Value file_itself(Vm& vm, const Args& args) {
  return open_file<Text>(vm, args) == nullptr ? Value::error() : args[0];
}

template <class Text>
Value file_writelines(Vm& vm, const Args& args) {
  static Str* const write = intern("write");
  if (open_file<Text>(vm, args) == nullptr) return Value::error();
  Value method = get_attr(vm, args[0], write);
  if (method.is_error()) return method;
  for_each(vm, args[1], [&](Value line) { return !vm.call(method, {line}).is_error(); });
  return vm.has_pending() ? Value::error() : Value::none();
}

// -- StringIO ---------------------------------------------------------------------------

struct TextFile {
  static constexpr const char* kClosed = "I/O operation on closed file";
  static constexpr const char* kPiece = "str";
  static Class* cls();
  static bool is_piece(Value v) { return is_str(v); }
  static bool is_empty(Value v) { return as<Str>(v)->size == 0; }
  static Value piece(Vm& vm, const MemoryFile* file, int64_t from, int64_t to) {
    return memory_file_text(vm, file, from, to);
  }
};

bool newline_argument(Vm& vm, Value v, Newline* newline) {
  struct Known {
    std::string_view text;
    Newline newline;
  };
  constexpr Known kKnown[] = {{"", Newline::kKept},
                              {"\n", Newline::kLf},
                              {"\r", Newline::kCr},
                              {"\r\n", Newline::kCrLf}};
  if (v.is_undefined() || v.is_none()) {
    *newline = v.is_none() ? Newline::kUniversal : Newline::kLf;
    return true;
  }
  if (!is_str(v)) {
    vm.type_error("newline must be str or None, not {}", class_name(v));
    return false;
  }
  for (const Known& known : kKnown) {
    if (known.text != text_of(v)) continue;
    *newline = known.newline;
    return true;
  }
  Str* shown = repr(vm, v);
  if (shown != nullptr) vm.value_error("illegal newline value: {}", shown->view());
  return false;
}

Value text_init(Vm& vm, const Args& args) {
  MemoryFile* file = memory_file_of(args[0]);
  Newline newline;
  if (!newline_argument(vm, args[2], &newline)) return Value::error();
  if (args.has(1) && !is_str(args[1])) {
    return vm.type_error("initial_value must be str or None, not {}",
                         class_name(args[1]));
  }
  memory_file_begin(vm, file, newline);
  if (args.has(1)) memory_file_write(vm, file, as<Str>(args[1]));
  file->position = 0;
  return Value::none();
}

Value text_write(Vm& vm, const Args& args) {
  MemoryFile* file = open_file<TextFile>(vm, args);
  if (file == nullptr) return Value::error();
  if (!is_str(args[1])) {
    return vm.type_error("string argument expected, got '{}'", class_name(args[1]));
  }
  memory_file_write(vm, file, as<Str>(args[1]));
  return Value::integer(as<Str>(args[1])->length);
}

// Adds text as it stands, whatever its ends of lines.
Value text_take(Vm& vm, const Args& args) {
  MemoryFile* file = open_file<TextFile>(vm, args);
  if (file == nullptr) return Value::error();
  memory_file_put(vm, file, text_of(args[1]), as<Str>(args[1])->length);
  file->position = 0;
  return Value::none();
}

Value text_seek(Vm& vm, const Args& args) {
  MemoryFile* file = memory_file_of(args[0]);
  if (!check_open<TextFile>(vm, file)) return Value::error();
  auto offset = to_index(vm, args[1]);
  std::optional<int64_t> whence = 0;
  if (offset && args.given(2)) whence = to_c_int(vm, args[2]);
  if (!offset || !whence) return Value::error();
  if (*whence < 0 || *whence > 2) {
    return vm.value_error("Invalid whence ({}, should be 0, 1 or 2)", *whence);
  }
  if (*whence == 0 && *offset < 0) {
    return vm.value_error("Negative seek position {}", *offset);
  }
  if (*whence != 0 && *offset != 0) {
    return vm.raise(types.os_error, "Can't do nonzero cur-relative seeks");
  }
  vm.heap().touch(file);
  if (*whence == 0) file->position = *offset;
  if (*whence == 2) file->position = memory_file_length(file);
  return Value::integer(file->position);
}

Value text_truncate(Vm& vm, const Args& args) {
  MemoryFile* file = memory_file_of(args[0]);
  if (!check_open<TextFile>(vm, file)) return Value::error();
  std::optional<int64_t> size = file->position;
  if (args.has(1)) size = to_index(vm, args[1]);
  if (!size) return Value::error();
  if (*size < 0) return vm.value_error("Negative size value {}", *size);
  memory_file_cut(vm, file, *size);
  return Value::integer(*size);
}

Value text_close(Vm& vm, const Args& args) {
  MemoryFile* file = memory_file_of(args[0]);
  vm.heap().touch(file);
  file->is_closed = true;
  file->data = Value::object(make_bytearray(vm.heap(), {}));
  return Value::none();
}

// (the text, newline as it was given, the position), for copies.
Value text_state(Vm& vm, const Args& args) {
  constexpr const char* kTexts[] = {"\n", nullptr, "", "\r", "\r\n"};
  MemoryFile* file = open_file<TextFile>(vm, args);
  if (file == nullptr) return Value::error();
  const char* text = kTexts[static_cast<int>(file->newline)];
  return Value::object(
      make_tuple(vm.heap(), {memory_file_text(vm, file, 0, memory_file_length(file)),
                             text == nullptr ? Value::none() : str_value(vm, text),
                             Value::integer(file->position)}));
}

constexpr NativeDef kTextMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", file_new<TextFile>, nullptr,
     NativeBinding::kStaticMethod},
    {"__init__(self, initial_value='', newline='\\n')", text_init, nullptr, kMethod},
    {"__iter__(self, /)", file_itself<TextFile>, nullptr, kMethod},
    {"__enter__(self, /)", file_itself<TextFile>, nullptr, kMethod},
    {"__next__(self, /)", file_next<TextFile>, nullptr, kMethod},
    {"_check_open(self, /)", file_check_open<TextFile>, nullptr, kMethod},
    {"_state(self, /)", text_state, nullptr, kMethod},
    {"_take(self, text, /)", text_take, nullptr, kMethod},
    {"close(self, /)", text_close, nullptr, kMethod},
    {"closed(self)", file_closed<TextFile>, nullptr, NativeBinding::kGetter},
    {"getvalue(self, /)", file_getvalue<TextFile>, "All of the text.", kMethod},
    {"read(self, size=-1, /)", file_read<TextFile>, "The next `size` code points.",
     kMethod},
    {"readable(self, /)", file_able<TextFile>, nullptr, kMethod},
    {"readline(self, size=-1, /)", file_readline<TextFile>,
     "The rest of the line, its end included.", kMethod},
    {"seek(self, pos, whence=0, /)", text_seek, "Move to a position.", kMethod},
    {"seekable(self, /)", file_able<TextFile>, nullptr, kMethod},
    {"tell(self, /)", file_tell<TextFile>, "The position.", kMethod},
    {"truncate(self, pos=None, /)", text_truncate, "Drop what is behind the position.",
     kMethod},
    {"writable(self, /)", file_able<TextFile>, nullptr, kMethod},
    {"write(self, s, /)", text_write, "Write text at the position.", kMethod},
    {"writelines(self, lines, /)", file_writelines<TextFile>, nullptr, kMethod},
};

// -- BytesIO ----------------------------------------------------------------------------

struct ByteFile {
  static constexpr const char* kClosed = "I/O operation on closed file.";
  static constexpr const char* kPiece = "bytes";
  static Class* cls();
  static bool is_piece(Value v) { return is_kind(v, Kind::kBytes); }
  static bool is_empty(Value v) { return as<Bytes>(v)->size == 0; }
  static Value piece(Vm& vm, const MemoryFile* file, int64_t from, int64_t to) {
    return Value::object(make_bytes(
        vm.heap(),
        bytes_view(file->data)
            .substr(static_cast<size_t>(from), static_cast<size_t>(to - from))));
  }
};

// The file, open and not lent by getbuffer(); null: pending.
MemoryFile* writable_file(Vm& vm, const Args& args) {
  MemoryFile* file = open_file<ByteFile>(vm, args);
  if (file == nullptr) return nullptr;
  return bytearray_is_fixed(vm, as<ByteArray>(file->data)) ? nullptr : file;
}

Value bytes_init(Vm& vm, const Args& args) {
  MemoryFile* file = memory_file_of(args[0]);
  std::string data;
  if (args.has(1) && !is_bytes_like(args[1])) {
    if (!is_kind(args[1], Kind::kMemoryView)) {
      return vm.type_error("a bytes-like object is required, not '{}'",
                           class_name(args[1]));
    }
    if (!bytes_from(vm, args[1], types.bytes, &data)) return Value::error();
  }
  if (!file->data.is_undefined() && !file->is_closed &&
      bytearray_is_fixed(vm, as<ByteArray>(file->data))) {
    return Value::error();
  }
  memory_file_begin(vm, file, Newline::kLf);
  std::string_view given =
      args.has(1) && is_bytes_like(args[1]) ? bytes_view(args[1]) : data;
  bytearray_append(vm.heap(), as<ByteArray>(file->data), given);
  return Value::none();
}

Value bytes_write(Vm& vm, const Args& args) {
  std::string data;
  std::string_view given;
  if (is_bytes_like(args[1])) {
    given = bytes_view(args[1]);
  } else if (is_kind(args[1], Kind::kMemoryView)) {
    if (!bytes_from(vm, args[1], types.bytes, &data)) return Value::error();
    given = data;
  } else {
    return vm.type_error("a bytes-like object is required, not '{}'",
                         class_name(args[1]));
  }
  MemoryFile* file = writable_file(vm, args);
  if (file == nullptr) return Value::error();
  if (!given.empty()) memory_file_put(vm, file, given, given.size());
  return Value::integer(static_cast<int64_t>(given.size()));
}

Value bytes_getbuffer(Vm& vm, const Args& args) {
  MemoryFile* file = open_file<ByteFile>(vm, args);
  return file == nullptr ? Value::error() : memoryview_of(vm, file->data);
}

Value bytes_seek(Vm& vm, const Args& args) {
  MemoryFile* file = memory_file_of(args[0]);
  if (!check_open<ByteFile>(vm, file)) return Value::error();
  auto offset = to_index(vm, args[1]);
  std::optional<int64_t> whence = 0;
  if (offset && args.given(2)) whence = to_c_int(vm, args[2]);
  if (!offset || !whence) return Value::error();
  if (*whence < 0 || *whence > 2) {
    return vm.value_error("invalid whence ({}, should be 0, 1 or 2)", *whence);
  }
  if (*whence == 0 && *offset < 0) {
    return vm.value_error("negative seek value {}", *offset);
  }
  int64_t from = *whence == 0   ? 0
                 : *whence == 1 ? file->position
                                : memory_file_length(file);
  if (*offset > INT64_MAX - from) {
    return vm.raise_text(types.overflow_error, "new position too large");
  }
  vm.heap().touch(file);
  file->position = std::max<int64_t>(0, from + *offset);
  return Value::integer(file->position);
}

Value bytes_truncate(Vm& vm, const Args& args) {
  MemoryFile* file = writable_file(vm, args);
  if (file == nullptr) return Value::error();
  std::optional<int64_t> size = file->position;
  if (args.has(1)) size = to_index(vm, args[1]);
  if (!size) return Value::error();
  if (*size < 0) return vm.value_error("negative size value {}", *size);
  memory_file_cut(vm, file, *size);
  return Value::integer(*size);
}

Value bytes_close(Vm& vm, const Args& args) {
  MemoryFile* file = memory_file_of(args[0]);
  if (file->is_closed) return Value::none();
  if (writable_file(vm, args) == nullptr) return Value::error();
  return text_close(vm, args);
}

Value bytes_state(Vm& vm, const Args& args) {
  MemoryFile* file = open_file<ByteFile>(vm, args);
  if (file == nullptr) return Value::error();
  return Value::object(
      make_tuple(vm.heap(), {ByteFile::piece(vm, file, 0, memory_file_length(file)),
                             Value::integer(file->position)}));
}

constexpr NativeDef kByteMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", file_new<ByteFile>, nullptr,
     NativeBinding::kStaticMethod},
    {"__init__(self, initial_bytes=b'')", bytes_init, nullptr, kMethod},
    {"__iter__(self, /)", file_itself<ByteFile>, nullptr, kMethod},
    {"__enter__(self, /)", file_itself<ByteFile>, nullptr, kMethod},
    {"__next__(self, /)", file_next<ByteFile>, nullptr, kMethod},
    {"_check_open(self, /)", file_check_open<ByteFile>, nullptr, kMethod},
    {"_state(self, /)", bytes_state, nullptr, kMethod},
    {"close(self, /)", bytes_close, nullptr, kMethod},
    {"closed(self)", file_closed<ByteFile>, nullptr, NativeBinding::kGetter},
    {"getbuffer(self, /)", bytes_getbuffer, "A view of the bytes themselves.", kMethod},
    {"getvalue(self, /)", file_getvalue<ByteFile>, "All of the bytes.", kMethod},
    {"read(self, size=-1, /)", file_read<ByteFile>, "The next `size` bytes.", kMethod},
    {"read1(self, size=-1, /)", file_read<ByteFile>, "The next `size` bytes.", kMethod},
    {"readable(self, /)", file_able<ByteFile>, nullptr, kMethod},
    {"readline(self, size=-1, /)", file_readline<ByteFile>,
     "The rest of the line, its end included.", kMethod},
    {"seek(self, pos, whence=0, /)", bytes_seek, "Move to a position.", kMethod},
    {"seekable(self, /)", file_able<ByteFile>, nullptr, kMethod},
    {"tell(self, /)", file_tell<ByteFile>, "The position.", kMethod},
    {"truncate(self, size=None, /)", bytes_truncate, "Drop what is behind the position.",
     kMethod},
    {"writable(self, /)", file_able<ByteFile>, nullptr, kMethod},
    {"write(self, b, /)", bytes_write, "Write bytes at the position.", kMethod},
    {"writelines(self, lines, /)", file_writelines<ByteFile>, nullptr, kMethod},
};

constexpr TypeSlots kSlots{.size = sizeof(MemoryFile), .values = 1, .undo = Undo::kBytes};

Class* TextFile::cls() {
  static Class* const cls = make_class("io._TextMemory", types.object,
                                       Kind::kNativeObject, kTextMethods, &kSlots);
  return cls;
}

Class* ByteFile::cls() {
  static Class* const cls = make_class("io._ByteMemory", types.object,
                                       Kind::kNativeObject, kByteMethods, &kSlots);
  return cls;
}

}  // namespace

const ModuleDef& io_module() {
  static const ModuleDef def{"io",
                             {},
                             [](ModuleBuilder& module) {
                               module.add("_TextMemory", TextFile::cls());
                               module.add("_ByteMemory", ByteFile::cls());
                             },
                             "Files that are in memory."};
  return def;
}

}  // namespace scriptling
