#include "interp/lib/datetime.h"

#include "interp/immortal.h"
#include "interp/lib/lib.h"
#include "interp/protocol.h"
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

void build(ModuleBuilder& module) {
  module.add("date", date_class());
  module.add("datetime", datetime_class());
  module.add("time", time_class());
  module.add("timedelta", timedelta_class());
  module.add("timezone", timezone_class());
  module.add("tzinfo", tzinfo_class());
  module.add("UTC", zone_utc());
}

}  // namespace

const ModuleDef& datetime_module() {
  static const ModuleDef def{"datetime", kFunctions, build, "Dates and times."};
  return def;
}

Value call_datetime_py(Vm& vm, const char* function, const Args& args) {
  Value module = vm.import_module("datetime");
  if (module.is_error()) return module;
  Value callable = get_attr(vm, module, intern(function));
  if (callable.is_error()) return callable;
  uint32_t given = 0;
  while (given < args.count && args.given(given)) given++;
  return vm.call(callable, std::span<const Value>(args.fixed, given));
}

void add_date_field(Class* cls, const NativeDef& def) {
  ImmortalMaker maker;
  auto* property = maker.make<Property>(Kind::kProperty, field_property_class());
  Native* getter = make_native(def, cls);
  property->getter = Value::object(getter);
  property->setter = property->deleter = property->doc = Value::none();
  Value v = Value::object(property);
  maker.set(cls->dict, getter->name, v);
  cls->class_flags |= flags_for_attribute(getter->name, v);
}

Object* make_date_constant(Class* cls, size_t size) {
  ImmortalMaker maker;
  Object* o = maker.make<Object>(Kind::kNativeObject, cls, size - sizeof(Object));
  return o;
}

void add_date_constant(Class* cls, const char* name, Object* o) {
  ImmortalMaker().set(cls->dict, intern(name), Value::object(o));
}

}  // namespace scriptling
