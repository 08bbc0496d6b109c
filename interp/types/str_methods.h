// What the files that define the methods of str share.
//
// One thread at a time.
#pragma once

#include <algorithm>

#include "interp/ops.h"
#include "interp/types/arguments.h"
#include "interp/types/text_search.h"

namespace scriptling {

inline Str* self_str(const Args& args) { return as<Str>(args[0]); }

// A part of `source` as a string of its own. Requires: `piece` lies in it.
inline Value str_piece(Vm& vm, const Str* source, std::string_view piece) {
  if (piece.size() == source->size && source->cls == types.str) {
    return Value::object(source);
  }
  if (piece.empty()) return Value::object(names.empty);
  if (!source->is_ascii()) return Value::object(make_str(vm.heap(), piece));
  if (piece.size() == 1) {
    return Value::object(str_of_code_point(vm.heap(), static_cast<uint8_t>(piece[0])));
  }
  return Value::object(make_str(vm.heap(), piece, static_cast<uint32_t>(piece.size())));
}

// The string itself, or an equal plain one of an instance of a subclass.
inline Value plain_str(Vm& vm, const Str* s) {
  if (s->cls == types.str) return Value::object(s);
  return Value::object(make_str(vm.heap(), s->view(), s->length));
}

// Plain ASCII of `size` bytes to be filled in.
inline Str* ascii_str(Vm& vm, size_t size, char** data) {
  return make_str_uninitialized(vm.heap(), size, size, data);
}

// Each defines some of the methods.
void define_str_search();
void define_str_split();
void define_str_case();
void define_str_layout();
void define_str_codec();

}  // namespace scriptling
