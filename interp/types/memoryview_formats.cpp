// The items of memoryviews as Python values.
#include <cstring>

#include "interp/types/arguments.h"
#include "interp/types/memoryview.h"

namespace scriptling {

namespace {

bool is_signed(char format) { return strchr("bhilqn", format) != nullptr; }

bool invalid(Vm& vm, Class* error, const char* what, char format) {
  vm.raise(error, "memoryview: invalid {} for format '{}'", what, format);
  return false;
}

// In the words of memoryviews: what the conversion of an item said.
bool conversion_failed(Vm& vm, char format) {
  if (vm.pending_is(types.type_error)) {
    vm.clear_pending();
    return invalid(vm, types.type_error, "type", format);
  }
  if (vm.pending_is(types.overflow_error) || vm.pending_is(types.value_error)) {
    vm.clear_pending();
    return invalid(vm, types.value_error, "value", format);
  }
  return false;
}

bool pack_bytes(Vm& vm, Value v, PackedItem* item) {
  if (!is_kind(v, Kind::kBytes)) return invalid(vm, types.type_error, "type", 'c');
  if (as<Bytes>(v)->size != 1) return invalid(vm, types.value_error, "value", 'c');
  item->data[0] = as<Bytes>(v)->view()[0];
  return true;
}

bool pack_float(Vm& vm, char format, Value v, PackedItem* item) {
  auto d = to_double(vm, v);
  if (!d) return conversion_failed(vm, format);
  auto single = static_cast<float>(*d);
  if (format == 'd') memcpy(item->data, &*d, sizeof *d);
  if (format == 'f') memcpy(item->data, &single, sizeof single);
  return true;
}

bool pack_int(Vm& vm, char format, Value v, PackedItem* item) {
  Value i = to_int(vm, v);
  if (i.is_error()) return conversion_failed(vm, format);
  std::string data;
  if (!int_to_bytes(plain_int(i), format_size(format), is_signed(format), &data)) {
    return invalid(vm, types.value_error, "value", format);
  }
  memcpy(item->data, data.data(), data.size());
  return true;
}

}  // namespace

uint8_t format_size(char format) {
  switch (format) {
    case 'B':
    case 'b':
    case 'c':
    case '?': return 1;
    case 'h':
    case 'H': return sizeof(short);
    case 'i':
    case 'I': return sizeof(int);
    case 'f': return sizeof(float);
    case 'l':
    case 'L':
    case 'q':
    case 'Q':
    case 'n':
    case 'N':
    case 'P':
    case 'd': return 8;
    default: return 0;
  }
}

Value unpack_item(Vm& vm, char format, const char* from) {
  switch (format) {
    case 'B': return Value::integer(static_cast<uint8_t>(*from));
    case 'c': return Value::object(make_bytes(vm.heap(), {from, 1}));
    case '?': return Value::boolean(*from != 0);
    case 'f': {
      float f;
      memcpy(&f, from, sizeof f);
      return Value::real(static_cast<double>(f));
    }
    case 'd': {
      double d;
      memcpy(&d, from, sizeof d);
      return Value::real(d);
    }
    default:
      return int_from_bytes(vm.heap(), {from, format_size(format)}, is_signed(format));
  }
}

bool pack_item(Vm& vm, char format, Value v, PackedItem* item) {
  if (format == 'c') return pack_bytes(vm, v, item);
  if (format == 'f' || format == 'd') return pack_float(vm, format, v, item);
  if (format != '?') return pack_int(vm, format, v, item);
  int answer = truth(vm, v);
  item->data[0] = static_cast<char>(answer);
  return answer >= 0;
}

bool items_equal(Vm& vm, char format_a, const char* a, char format_b, const char* b) {
  bool same = format_a == format_b;
  if (same && is_compared_by_bytes(format_a)) {
    return memcmp(a, b, format_size(format_a)) == 0;
  }
  if (format_a == 'c' || format_b == 'c') return false;
  return number_compare(CompareOp::kEq, unpack_item(vm, format_a, a),
                        unpack_item(vm, format_b, b));
}

}  // namespace scriptling
