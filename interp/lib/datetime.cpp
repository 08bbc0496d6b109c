// What datetime.py leaves to the time module's parser.

#include "interp/lib/lib.h"
#include "interp/lib/time_fields.h"
#include "interp/types/arguments.h"
#include "interp/vm_internals.h"

namespace scriptling {

namespace {

// _strptime(text, format): year, month, day, hour, minute, second, microsecond, and the
// offset in microseconds and the zone's name, or None.
Value strptime(Vm& vm, const Args& args) {
  Str* text = to_str_arg(vm, args[0], "strptime() argument 1");
  Str* format = text == nullptr ? text : to_str_arg(vm, args[1], "strptime() argument 2");
  ParsedTime t;
  if (format == nullptr || !parse_time(vm, text->view(), format->view(), &t)) {
    return Value::error();
  }
  Value offset = t.has_offset ? Value::integer(t.offset * 1000000 + t.offset_microsecond)
                              : Value::none();
  Value zone = t.zone.empty() ? Value::none() : str_value(vm, t.zone);
  return Value::object(make_tuple(
      vm.heap(),
      {Value::integer(t.year), Value::integer(t.month), Value::integer(t.day),
       Value::integer(t.hour), Value::integer(t.minute), Value::integer(t.second),
       Value::integer(t.microsecond), offset, zone}));
}

constexpr NativeDef kFunctions[] = {
    {"_strptime(text, format, /)", strptime},
};

}  // namespace

const ModuleDef& datetime_module() {
  static const ModuleDef def{
      "datetime", kFunctions,
      [](ModuleBuilder& module) { module.add("_field", field_property_class()); },
      "Dates and times."};
  return def;
}

}  // namespace scriptling
