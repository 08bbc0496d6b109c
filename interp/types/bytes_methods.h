// What the files that define the methods of bytes and bytearray share.
//
// One thread at a time. Views into a bytearray are only good until a script runs.
#pragma once

#include <algorithm>

#include "interp/ops.h"
#include "interp/types/arguments.h"
#include "interp/types/text_search.h"

namespace scriptling {

inline std::string_view self_bytes(const Args& args) { return bytes_view(args[0]); }

// New bytes or a new bytearray, as `like` is one.
inline Value bytes_like(Vm& vm, Value like, std::string_view data) {
  return is_kind(like, Kind::kByteArray) ? Value::object(make_bytearray(vm.heap(), data))
                                         : Value::object(make_bytes(vm.heap(), data));
}

// All of `self`: bytes themselves, a copy of a bytearray.
inline Value same_bytes(Vm& vm, Value self) {
  return self.o->cls == types.bytes ? self : bytes_like(vm, self, bytes_view(self));
}

// TypeError "a bytes-like object is required, not 'str'".
bool require_bytes(Vm& vm, Value v);
// An int from 0 to 255 by __index__; `what` begins the ValueError: "byte" or "bytes".
std::optional<uint8_t> to_byte(Vm& vm, Value v, const char* what = "byte");
// What bytes(source) holds, for anything but a str: false when an exception is pending.
bool bytes_from(Vm& vm, Value source, Class* cls, std::string* out);
// Whether views of it forbid other sizes: BufferError. One that nothing refers to any
// more does not count, but a collection has to find that out.
bool bytearray_is_fixed(Vm& vm, ByteArray* array);
// Makes `data` the contents of a bytearray; adds to them. False: pending, because of
// views.
bool bytearray_assign(Vm& vm, ByteArray* array, std::string_view data);
bool bytearray_extend(Vm& vm, ByteArray* array, std::string_view data);
// bytes.hex of a bytes-like object; the arguments may be undefined.
Value bytes_hex_text(Vm& vm, Value self, Value sep, Value bytes_per_sep);
// The bytes that arguments of bytes(...) or bytearray(...) ask for: args[1..3].
bool bytes_arguments(Vm& vm, const Args& args, Class* cls, std::string* out);

// Add methods to one of the two classes.
void define_bytes_search(Class* cls);
void define_bytes_text(Class* cls);
void define_bytearray();

}  // namespace scriptling
