// datetime.timedelta, tzinfo and timezone.

#include <cmath>

#include "interp/immortal.h"
#include "interp/lib/datetime.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kGetter = NativeBinding::kGetter;
constexpr int64_t kMostDays = 999'999'999;

constexpr TypeSlots kSpanSlots{
    .size = sizeof(TimeSpan), .values = 1, .undo = Undo::kBytes};
constexpr TypeSlots kZoneSlots{
    .size = sizeof(TimeZone), .values = 2, .undo = Undo::kBytes};

int64_t floor_divide(int128 a, int64_t b, int64_t* rest) {
  int128 quotient = a / b;
  if (a % b < 0) quotient--;
  *rest = static_cast<int64_t>(a - quotient * b);
  return static_cast<int64_t>(quotient);
}

void fill_span(TimeSpan* span, int64_t days, int64_t rest) {
  span->days = Value::integer(days);
  span->seconds = static_cast<int32_t>(rest / kSecondMicros);
  span->microseconds = static_cast<int32_t>(rest % kSecondMicros);
}

Value too_long(Vm& vm) {
  return vm.raise(types.overflow_error, "Python int too large to convert to C int");
}

// -- Making timedeltas ------------------------------------------------------------------

// Adds numbers of several units. Parts of a microsecond are put together as floats and
// rounded at the end, half to even.
class SpanSum {
 public:
  explicit SpanSum(Vm& vm) : vm_(vm) {}

  bool add(Value v, int64_t unit, const char* name) {
    if (v.is_int_or_bool()) return add_whole(int128{v.i} * unit);
    if (is_int_like(v)) return add_big(plain_int(v), unit);
    if (is_number(v)) return add_float(plain_float(v), unit);
    vm_.type_error("unsupported type for timedelta {} component: {}", name,
                   class_name(v));
    return false;
  }

  Value span(Class* cls) {
    if (rest_ != 0) total_ += rounded_rest();
    return make_span(vm_, cls, total_);
  }

 private:
  // What is far beyond every timedelta stays there and cannot overflow.
  static constexpr int128 kFar = int128{1} << 90;

  bool add_whole(int128 micros) {
    total_ += micros;
    if (total_ < kFar && total_ > -kFar) return true;
    too_long(vm_);
    return false;
  }

  bool add_big(Value v, int64_t unit) {
    if (v.is_int()) return add_whole(int128{v.i} * unit);
    // Only of microseconds is so large a number not too much.
    Value halves = number_divmod(vm_, v, Value::integer(int64_t{1} << 62));
    if (halves.is_error()) return false;
    Value high = as<Tuple>(halves)->items[0];
    Value low = as<Tuple>(halves)->items[1];
    if (!high.is_int() || std::abs(high.i) > 1000) {
      too_long(vm_);
      return false;
    }
    return add_whole(((int128{high.i} << 62) + low.i) * unit);
  }

  bool add_float(double value, int64_t unit) {
    if (std::isnan(value)) {
      vm_.value_error("cannot convert float NaN to integer");
      return false;
    }
    if (std::isinf(value)) {
      vm_.raise_text(types.overflow_error, "cannot convert float infinity to integer");
      return false;
    }
    double whole;
    double part = std::modf(value, &whole);
    if (std::fabs(whole) > 1e20) {
      too_long(vm_);
      return false;
    }
    if (!add_whole(static_cast<int128>(whole) * unit)) return false;
    double micros;
    rest_ += std::modf(part * static_cast<double>(unit), &micros);
    return add_whole(static_cast<int128>(micros));
  }

  int128 rounded_rest() const {
    double whole = std::round(rest_);
    if (std::fabs(whole - rest_) == 0.5) {
      // Half-way: the sum is to be even.
      double odd = static_cast<double>(total_ & 1);
      whole = 2.0 * std::round((rest_ + odd) * 0.5) - odd;
    }
    return static_cast<int128>(whole);
  }

  Vm& vm_;
  int128 total_ = 0;
  double rest_ = 0;
};

Value span_new(Vm& vm, const Args& args) {
  struct Part {
    size_t argument;
    int64_t unit;
    const char* name;
  };
  constexpr Part kParts[] = {{3, 1, "microseconds"},
                             {4, 1000, "milliseconds"},
                             {2, kSecondMicros, "seconds"},
                             {5, 60 * kSecondMicros, "minutes"},
                             {6, 3600 * kSecondMicros, "hours"},
                             {1, kDayMicros, "days"},
                             {7, 7 * kDayMicros, "weeks"}};
  Class* cls = new_class(vm, args[0], timedelta_class());
  if (cls == nullptr) return Value::error();
  SpanSum sum(vm);
  for (const Part& part : kParts) {
    Value v = args[part.argument];
    if (!v.is_undefined() && !sum.add(v, part.unit, part.name)) return Value::error();
  }
  return sum.span(cls);
}

// -- What timedeltas do -----------------------------------------------------------------

Value span_days(Vm&, const Args& args) { return span_of(args[0])->days; }
Value span_seconds(Vm&, const Args& args) {
  return Value::integer(span_of(args[0])->seconds);
}
Value span_microseconds(Vm&, const Args& args) {
  return Value::integer(span_of(args[0])->microseconds);
}

// All of it in microseconds, as an int.
Value total_int(Vm& vm, const TimeSpan* span) {
  int128 total = span_total(span);
  if (total >= INT64_MIN && total <= INT64_MAX) {
    return Value::integer(static_cast<int64_t>(total));
  }
  Value days = number_binary(vm, BinaryOp::kMul, span->days, Value::integer(kDayMicros));
  if (days.is_error()) return days;
  int64_t rest = span->seconds * kSecondMicros + span->microseconds;
  return number_binary(vm, BinaryOp::kAdd, days, Value::integer(rest));
}

Value span_total_int(Vm& vm, const Args& args) { return total_int(vm, span_of(args[0])); }

Value span_total_seconds(Vm& vm, const Args& args) {
  Value total = total_int(vm, span_of(args[0]));
  if (total.is_error()) return total;
  return number_binary(vm, BinaryOp::kDiv, total, Value::integer(kSecondMicros));
}

// timedelta of a total, which may be any int.
Value span_from_total(Vm& vm, const Args& args) {
  SpanSum sum(vm);
  return sum.add(args[0], 1, "microseconds") ? sum.span(timedelta_class())
                                             : Value::error();
}

enum class Order : uint8_t { kStraight, kReversed };

template <int sign, Order order>
Value span_sum(Vm& vm, const Args& args) {
  if (!is_span(args[1])) return Value::not_implemented();
  int128 a = span_total(span_of(args[0]));
  int128 b = span_total(span_of(args[1]));
  if (order == Order::kReversed) std::swap(a, b);
  return make_span(vm, timedelta_class(), a + sign * b);
}

Value span_neg(Vm& vm, const Args& args) {
  return make_span(vm, timedelta_class(), -span_total(span_of(args[0])));
}
Value span_pos(Vm& vm, const Args& args) {
  if (args[0].o->cls == timedelta_class()) return args[0];
  return make_span(vm, timedelta_class(), span_total(span_of(args[0])));
}
Value span_abs(Vm& vm, const Args& args) {
  return span_of(args[0])->days.i < 0 ? span_neg(vm, args) : span_pos(vm, args);
}

Value span_mul(Vm& vm, const Args& args) {
  bool is_small = args[1].is_int_or_bool() && std::abs(args[1].i) < int64_t{1} << 40;
  if (!is_small) return call_datetime_py(vm, "_timedelta_mul", args);
  return make_span(vm, timedelta_class(), span_total(span_of(args[0])) * args[1].i);
}

template <CompareOp op>
Value span_compare(Vm&, const Args& args) {
  if (!is_span(args[1])) return Value::not_implemented();
  return Value::boolean(
      compare_plain(op, span_total(span_of(args[0])), span_total(span_of(args[1]))));
}

Value span_hash(Vm& vm, const Args& args) {
  TimeSpan* span = span_of(args[0]);
  Tuple* parts = make_tuple(vm.heap(), {span->days, Value::integer(span->seconds),
                                        Value::integer(span->microseconds)});
  int64_t hash;
  return hash_value(vm, Value::object(parts), &hash) ? Value::integer(hash)
                                                     : Value::error();
}

Value span_bool(Vm&, const Args& args) {
  return Value::boolean(span_total(span_of(args[0])) != 0);
}

Value itself(Vm&, const Args& args) { return args[0]; }

constexpr NativeDef kSpanMethods[] = {
    {"__new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, "
     "hours=0, "
     "weeks=0)",
     span_new, nullptr, NativeBinding::kStaticMethod},
    {"__abs__(self, /)", span_abs, nullptr, kMethod},
    {"__add__(self, value, /)", span_sum<1, Order::kStraight>, nullptr, kMethod},
    {"__bool__(self, /)", span_bool, nullptr, kMethod},
    {"__copy__(self, /)", itself, nullptr, kMethod},
    {"__deepcopy__(self, memo, /)", itself, nullptr, kMethod},
    {"__divmod__(self, value, /)", in_python<"_timedelta_divmod">, nullptr, kMethod},
    {"__eq__(self, value, /)", span_compare<CompareOp::kEq>, nullptr, kMethod},
    {"__floordiv__(self, value, /)", in_python<"_timedelta_floordiv">, nullptr, kMethod},
    {"__ge__(self, value, /)", span_compare<CompareOp::kGe>, nullptr, kMethod},
    {"__gt__(self, value, /)", span_compare<CompareOp::kGt>, nullptr, kMethod},
    {"__hash__(self, /)", span_hash, nullptr, kMethod},
    {"__le__(self, value, /)", span_compare<CompareOp::kLe>, nullptr, kMethod},
    {"__lt__(self, value, /)", span_compare<CompareOp::kLt>, nullptr, kMethod},
    {"__mod__(self, value, /)", in_python<"_timedelta_mod">, nullptr, kMethod},
    {"__mul__(self, value, /)", span_mul, nullptr, kMethod},
    {"__ne__(self, value, /)", span_compare<CompareOp::kNe>, nullptr, kMethod},
    {"__neg__(self, /)", span_neg, nullptr, kMethod},
    {"__pos__(self, /)", span_pos, nullptr, kMethod},
    {"__radd__(self, value, /)", span_sum<1, Order::kStraight>, nullptr, kMethod},
    {"__repr__(self, /)", in_python<"_timedelta_repr">, nullptr, kMethod},
    {"__rmul__(self, value, /)", span_mul, nullptr, kMethod},
    {"__rsub__(self, value, /)", span_sum<-1, Order::kReversed>, nullptr, kMethod},
    {"__str__(self, /)", in_python<"_timedelta_str">, nullptr, kMethod},
    {"__sub__(self, value, /)", span_sum<-1, Order::kStraight>, nullptr, kMethod},
    {"__truediv__(self, value, /)", in_python<"_timedelta_truediv">, nullptr, kMethod},
    {"_of(total, /)", span_from_total, nullptr, NativeBinding::kStaticMethod},
    {"_total(self, /)", span_total_int, nullptr, kMethod},
    {"days(self)", span_days, "Number of days.", kGetter},
    {"microseconds(self)", span_microseconds, "From 0 to 999999.", kGetter},
    {"seconds(self)", span_seconds, "From 0 to 86399.", kGetter},
    {"total_seconds(self, /)", span_total_seconds, "All of it in seconds.", kMethod},
};

// -- Zones ------------------------------------------------------------------------------

TimeZone* self_zone(const Args& args) { return zone_of(args[0]); }

Value tzinfo_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], tzinfo_class());
  if (cls == nullptr) return Value::error();
  auto* zone = static_cast<TimeZone*>(allocate_instance(vm, cls));
  zone->offset = zone->name = Value::none();
  return Value::object(zone);
}

template <FunctionName name>
Value left_to_subclass(Vm& vm, const Args&) {
  return vm.raise(types.not_implemented_error, "a tzinfo subclass must implement {}()",
                  name.text);
}

constexpr NativeDef kTzinfoMethods[] = {
    {"__new__(cls, /, *args, **kwargs)", tzinfo_new, nullptr,
     NativeBinding::kStaticMethod},
    {"dst(self, dt, /)", left_to_subclass<"dst">, nullptr, kMethod},
    {"fromutc(self, dt, /)", in_python<"_tzinfo_fromutc">, nullptr, kMethod},
    {"tzname(self, dt, /)", left_to_subclass<"tzname">, nullptr, kMethod},
    {"utcoffset(self, dt, /)", left_to_subclass<"utcoffset">, nullptr, kMethod},
};

Value zone_new(Vm& vm, const Args& args) {
  Class* cls = new_class(vm, args[0], timezone_class());
  if (cls == nullptr) return Value::error();
  if (!is_span(args[1])) {
    return vm.type_error("timezone() argument 1 must be datetime.timedelta, not {}",
                         argument_type(args[1]));
  }
  if (args.given(2) && !is_str(args[2])) {
    return vm.type_error("timezone() argument 2 must be str, not {}",
                         argument_type(args[2]));
  }
  return make_zone(vm, cls, args[1], args.given(2) ? args[2] : Value::none());
}

// What the method of a timezone may be given.
bool check_moment(Vm& vm, Value v, const char* method) {
  if (v.is_none() || is_datetime(v)) return true;
  vm.type_error("{}(dt) argument must be a datetime instance or None, not {}", method,
                class_name(v));
  return false;
}

Value zone_utcoffset(Vm& vm, const Args& args) {
  return check_moment(vm, args[1], "utcoffset") ? self_zone(args)->offset
                                                : Value::error();
}

Value name_of(Vm& vm, const TimeZone* zone) {
  if (!zone->name.is_none()) return zone->name;
  std::string text = "UTC";
  auto offset = static_cast<int64_t>(span_total(span_of(zone->offset)));
  if (offset != 0) append_offset(&text, offset, ":");
  return str_value(vm, text);
}

Value zone_tzname(Vm& vm, const Args& args) {
  return check_moment(vm, args[1], "tzname") ? name_of(vm, self_zone(args))
                                             : Value::error();
}
Value zone_dst(Vm& vm, const Args& args) {
  return check_moment(vm, args[1], "dst") ? Value::none() : Value::error();
}
Value zone_str(Vm& vm, const Args& args) { return name_of(vm, self_zone(args)); }

Value zone_fromutc(Vm& vm, const Args& args) {
  if (!is_datetime(args[1])) {
    return vm.type_error("fromutc() argument must be a datetime instance, not {}",
                         class_name(args[1]));
  }
  Value zone = moment_of(args[1])->zone;
  if (!zone.is_object() || zone.o != args[0].o) {
    return vm.value_error("fromutc: dt.tzinfo is not self");
  }
  return binary(vm, BinaryOp::kAdd, args[1], self_zone(args)->offset);
}

bool is_timezone(Value v) {
  return is_kind(v, Kind::kNativeObject) && is_subclass(v.o->cls, timezone_class());
}

template <CompareOp op>
Value zone_compare(Vm&, const Args& args) {
  if (!is_timezone(args[1])) return Value::not_implemented();
  auto total = [](Value v) { return span_total(span_of(zone_of(v)->offset)); };
  return Value::boolean(compare_plain(op, total(args[0]), total(args[1])));
}

Value zone_hash(Vm& vm, const Args& args) {
  int64_t hash;
  return hash_value(vm, self_zone(args)->offset, &hash) ? Value::integer(hash)
                                                        : Value::error();
}

constexpr NativeDef kZoneMethods[] = {
    {"__new__(cls, offset, name=None)", zone_new, nullptr, NativeBinding::kStaticMethod},
    {"__copy__(self, /)", itself, nullptr, kMethod},
    {"__deepcopy__(self, memo, /)", itself, nullptr, kMethod},
    {"__eq__(self, value, /)", zone_compare<CompareOp::kEq>, nullptr, kMethod},
    {"__hash__(self, /)", zone_hash, nullptr, kMethod},
    {"__ne__(self, value, /)", zone_compare<CompareOp::kNe>, nullptr, kMethod},
    {"__repr__(self, /)", in_python<"_timezone_repr">, nullptr, kMethod},
    {"__str__(self, /)", zone_str, nullptr, kMethod},
    {"_name(self)", [](Vm&, const Args& args) { return self_zone(args)->name; }, nullptr,
     kGetter},
    {"_offset(self)", [](Vm&, const Args& args) { return self_zone(args)->offset; },
     nullptr, kGetter},
    {"dst(self, dt, /)", zone_dst, nullptr, kMethod},
    {"fromutc(self, dt, /)", zone_fromutc, nullptr, kMethod},
    {"tzname(self, dt, /)", zone_tzname, nullptr, kMethod},
    {"utcoffset(self, dt, /)", zone_utcoffset, nullptr, kMethod},
};

TimeZone* constant_zone(Class* cls, int64_t minutes) {
  auto* offset =
      static_cast<TimeSpan*>(make_date_constant(timedelta_class(), sizeof(TimeSpan)));
  int64_t rest;
  int64_t days = floor_divide(int128{minutes} * 60 * kSecondMicros, kDayMicros, &rest);
  fill_span(offset, days, rest);
  auto* zone = static_cast<TimeZone*>(make_date_constant(cls, sizeof(TimeZone)));
  zone->offset = Value::object(offset);
  zone->name = Value::none();
  return zone;
}

void add_span_constant(Class* cls, const char* name, int128 total) {
  auto* span = static_cast<TimeSpan*>(make_date_constant(cls, sizeof(TimeSpan)));
  int64_t rest;
  int64_t days = floor_divide(total, kDayMicros, &rest);
  fill_span(span, days, rest);
  add_date_constant(cls, name, span);
}

}  // namespace

Class* timedelta_class() {
  static Class* const cls = [] {
    Class* made = make_class("datetime.timedelta", types.object, Kind::kNativeObject,
                             kSpanMethods, &kSpanSlots, "The difference of two moments.");
    add_span_constant(made, "min", -int128{kMostDays} * kDayMicros);
    add_span_constant(made, "max", int128{kMostDays + 1} * kDayMicros - 1);
    add_span_constant(made, "resolution", 1);
    return made;
  }();
  return cls;
}

Class* tzinfo_class() {
  static Class* const cls =
      make_class("datetime.tzinfo", types.object, Kind::kNativeObject, kTzinfoMethods,
                 &kZoneSlots, "What all zones have in common.");
  return cls;
}

Class* timezone_class() {
  static Class* const cls = [] {
    Class* made = make_class("datetime.timezone", tzinfo_class(), Kind::kNativeObject,
                             kZoneMethods, &kZoneSlots, "A fixed offset from UTC.");
    constexpr int64_t kMost = 24 * 60 - 1;
    add_date_constant(made, "utc", constant_zone(made, 0));
    add_date_constant(made, "min", constant_zone(made, -kMost));
    add_date_constant(made, "max", constant_zone(made, kMost));
    return made;
  }();
  return cls;
}

bool is_span(const Value& v) {
  return is_kind(v, Kind::kNativeObject) && v.o->cls->slots == &kSpanSlots;
}

int128 span_total(const TimeSpan* span) {
  return int128{span->days.i} * kDayMicros + span->seconds * kSecondMicros +
         span->microseconds;
}

Value make_span(Vm& vm, Class* cls, int128 total) {
  int64_t rest;
  int64_t days = floor_divide(total, kDayMicros, &rest);
  if (days > INT32_MAX || days < INT32_MIN) return too_long(vm);
  if (days > kMostDays || days < -kMostDays) {
    return vm.raise(types.overflow_error, "days={}; must have magnitude <= {}", days,
                    kMostDays);
  }
  auto* span = static_cast<TimeSpan*>(allocate_instance(vm, cls));
  fill_span(span, days, rest);
  return Value::object(span);
}

Value zone_utc() {
  static const Value utc = *dict_find(timezone_class()->dict, intern("utc"));
  return utc;
}

Value make_zone(Vm& vm, Class* cls, Value offset, Value name) {
  int128 total = span_total(span_of(offset));
  if (total <= -kDayMicros || total >= kDayMicros) {
    Str* shown = repr(vm, offset);
    if (shown == nullptr) return Value::error();
    return vm.value_error(
        "offset must be a timedelta strictly between -timedelta(hours=24) and "
        "timedelta(hours=24), not {}.",
        shown->view());
  }
  if (total == 0 && name.is_none() && cls == timezone_class()) return zone_utc();
  auto* zone = static_cast<TimeZone*>(allocate_instance(vm, cls));
  zone->offset = offset;
  zone->name = name;
  return Value::object(zone);
}

Value make_zone(Vm& vm, int64_t offset) {
  Value span = make_span(vm, timedelta_class(), offset);
  if (span.is_error()) return span;
  return make_zone(vm, timezone_class(), span, Value::none());
}

}  // namespace scriptling
