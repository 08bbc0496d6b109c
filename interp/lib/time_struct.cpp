// time.struct_time.

#include "interp/lib/struct_sequence.h"
#include "interp/lib/time_fields.h"
#include "interp/program.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

constexpr size_t kIndexed = 9;
constexpr size_t kZone = 9;     // tm_zone: an immortal str or None.
constexpr size_t kOffset = 10;  // tm_gmtoff: an int or None.
constexpr size_t kAll = 11;

constexpr const char* kNames[kIndexed] = {"tm_year", "tm_mon",  "tm_mday",
                                          "tm_hour", "tm_min",  "tm_sec",
                                          "tm_wday", "tm_yday", "tm_isdst"};

Tuple* make_tuple_of(Vm& vm) {
  auto* tuple =
      vm.heap().make<Tuple>(Kind::kTuple, struct_time_class(), kAll * sizeof(Value));
  tuple->size = kIndexed;
  for (size_t n = 0; n < kAll; n++) tuple->items[n] = Value::none();
  return tuple;
}

// struct_time(sequence): of 9 to 11 items.
Value struct_time_new(Vm& vm, const Args& args) {
  Tuple* items = tuple_of(vm, args[1]);
  if (items == nullptr) return Value::error();
  if (items->size < kIndexed || items->size > kAll) {
    return vm.type_error(
        "time.struct_time() takes an at {} {}-sequence ({}-sequence given)",
        items->size < kIndexed ? "least" : "most",
        items->size < kIndexed ? kIndexed : kAll, items->size);
  }
  Tuple* tuple = make_tuple_of(vm);
  for (size_t n = 0; n < kIndexed; n++) tuple->items[n] = items->items[n];
  if (items->size > kZone && is_str(items->items[kZone]) &&
      as<Str>(items->items[kZone])->size < 16) {
    tuple->items[kZone] = Value::object(intern(text_of(items->items[kZone])));
  }
  if (items->size > kOffset && items->items[kOffset].is_int()) {
    tuple->items[kOffset] = items->items[kOffset];
  }
  return Value::object(tuple);
}

Value struct_time_repr(Vm& vm, const Args& args) {
  return from_str(struct_repr(vm, "time.struct_time", kNames, as<Tuple>(args[0])));
}

constexpr NativeDef kMethods[] = {
    {"__new__(cls, sequence, /)", struct_time_new, nullptr, NativeBinding::kStaticMethod},
    {"__repr__(self, /)", struct_time_repr, nullptr, NativeBinding::kMethod},
    struct_field<0>("tm_year(self)", "year, for example, 1993"),
    struct_field<1>("tm_mon(self)", "month of year, range [1, 12]"),
    struct_field<2>("tm_mday(self)", "day of month, range [1, 31]"),
    struct_field<3>("tm_hour(self)", "hours, range [0, 23]"),
    struct_field<4>("tm_min(self)", "minutes, range [0, 59]"),
    struct_field<5>("tm_sec(self)", "seconds, range [0, 61])"),
    struct_field<6>("tm_wday(self)", "day of week, range [0, 6], Monday is 0"),
    struct_field<7>("tm_yday(self)", "day of year, range [1, 366]"),
    struct_field<8>("tm_isdst(self)",
                    "1 if summer time is in effect, 0 if not, and -1 if unknown"),
    struct_field<kZone>("tm_zone(self)", "abbreviation of timezone name"),
    struct_field<kOffset>("tm_gmtoff(self)", "offset from UTC in seconds"),
};

void fill(Tuple* tuple, std::initializer_list<int64_t> numbers) {
  size_t n = 0;
  for (int64_t i : numbers) tuple->items[n++] = Value::integer(i);
}

bool in_range(Vm& vm, int value, int lowest, int highest, const char* what) {
  if (value >= lowest && value <= highest) return true;
  vm.value_error("{} out of range", what);
  return false;
}

}  // namespace

Class* struct_time_class() {
  static Class* const cls = [] {
    init_core();
    Class* made = make_class("time.struct_time", types.tuple, Kind::kTuple, kMethods,
                             nullptr, "The fields of a time.");
    made->class_flags |= kFinal;
    return made;
  }();
  return cls;
}

Value make_struct_time(Vm& vm, const std::tm& tm) {
  Tuple* tuple = make_tuple_of(vm);
  fill(tuple, {int64_t{tm.tm_year} + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
               tm.tm_min, tm.tm_sec, (tm.tm_wday + 6) % 7, tm.tm_yday + 1, tm.tm_isdst});
  // Zones have few names: those of the process.
  if (tm.tm_zone != nullptr) tuple->items[kZone] = Value::object(intern(tm.tm_zone));
  tuple->items[kOffset] = Value::integer(tm.tm_gmtoff);
  return Value::object(tuple);
}

Value make_struct_time(Vm& vm, const ParsedTime& p) {
  Tuple* tuple = make_tuple_of(vm);
  fill(tuple, {p.year, p.month, p.day, p.hour, p.minute, p.second, p.weekday, p.year_day,
               p.is_dst});
  if (!p.zone.empty()) tuple->items[kZone] = Value::object(intern(p.zone));
  if (p.has_offset) tuple->items[kOffset] = Value::integer(p.offset);
  return Value::object(tuple);
}

bool read_time_tuple(Vm& vm, Value v, const char* function, std::tm* tm) {
  Tuple* items = nullptr;
  if (is_kind(v, Kind::kTuple)) items = as<Tuple>(v);
  if (is_kind(v, Kind::kList)) items = tuple_of(vm, v);
  if (items == nullptr) {
    if (!vm.has_pending()) vm.type_error("Tuple or struct_time argument required");
    return false;
  }
  if (items->size != kIndexed) {
    vm.type_error("{}(): illegal time tuple argument", function);
    return false;
  }
  int64_t numbers[kIndexed];
  for (size_t n = 0; n < kIndexed; n++) {
    auto i = to_index(vm, items->items[n]);
    if (!i) return false;
    if (*i != static_cast<int32_t>(*i)) {
      vm.raise(types.overflow_error, "signed integer is {} than {}",
               *i > 0 ? "greater" : "less", *i > 0 ? "maximum" : "minimum");
      return false;
    }
    numbers[n] = *i;
  }
  if (numbers[0] < INT32_MIN + 1900) {
    vm.raise(types.overflow_error, "year out of range");
    return false;
  }
  auto field = [&](size_t n) { return static_cast<int>(numbers[n]); };
  *tm = {};
  tm->tm_year = static_cast<int>(numbers[0] - 1900);
  tm->tm_mon = field(1) - 1;
  tm->tm_mday = field(2);
  tm->tm_hour = field(3);
  tm->tm_min = field(4);
  tm->tm_sec = field(5);
  tm->tm_wday = static_cast<int>((numbers[6] + 1) % 7);
  tm->tm_yday = static_cast<int>(numbers[7] - 1);
  tm->tm_isdst = field(8);
  if (items->cls == struct_time_class()) {
    if (is_str(items->items[kZone])) tm->tm_zone = as<Str>(items->items[kZone])->data;
    if (items->items[kOffset].is_int()) tm->tm_gmtoff = items->items[kOffset].i;
  }
  return true;
}

bool check_time_fields(Vm& vm, std::tm* tm) {
  if (tm->tm_mon == -1) tm->tm_mon = 0;
  if (tm->tm_mday == 0) tm->tm_mday = 1;
  if (tm->tm_yday == -1) tm->tm_yday = 0;
  constexpr int kAnyHigh = INT32_MAX;
  return in_range(vm, tm->tm_mon, 0, 11, "month") &&
         in_range(vm, tm->tm_mday, 1, 31, "day of month") &&
         in_range(vm, tm->tm_hour, 0, 23, "hour") &&
         in_range(vm, tm->tm_min, 0, 59, "minute") &&
         in_range(vm, tm->tm_sec, 0, 61, "seconds") &&
         in_range(vm, tm->tm_wday, 0, kAnyHigh, "day of week") &&
         in_range(vm, tm->tm_yday, 0, 365, "day of year");
}

}  // namespace scriptling
