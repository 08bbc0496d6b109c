// datetime.date, datetime and time.

#include <cmath>

#include "interp/immortal.h"
#include "interp/lib/datetime.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kGetter = NativeBinding::kGetter;
constexpr NativeBinding kOfClass = NativeBinding::kClassMethod;
constexpr NativeBinding kStatic = NativeBinding::kStaticMethod;

constexpr TypeSlots kDateSlots{
    .size = sizeof(TimeMoment), .values = 1, .undo = Undo::kBytes};
constexpr TypeSlots kDatetimeSlots{
    .size = sizeof(TimeMoment), .values = 1, .undo = Undo::kBytes};
constexpr TypeSlots kTimeSlots{
    .size = sizeof(TimeMoment), .values = 1, .undo = Undo::kBytes};

TimeMoment* self_of(const Args& args) { return moment_of(args[0]); }
Class* class_argument(const Args& args) { return as<Class>(args[0]); }

void fill(TimeMoment* m, const DateFields& f) {
  m->zone = f.zone;
  m->year = static_cast<int16_t>(f.year);
  m->month = static_cast<uint8_t>(f.month);
  m->day = static_cast<uint8_t>(f.day);
  m->hour = static_cast<uint8_t>(f.hour);
  m->minute = static_cast<uint8_t>(f.minute);
  m->second = static_cast<uint8_t>(f.second);
  m->microsecond = f.microsecond;
  m->fold = static_cast<uint8_t>(f.fold);
}

Value make_moment(Vm& vm, Class* cls, const DateFields& f) {
  auto* m = static_cast<TimeMoment*>(allocate_instance(vm, cls));
  fill(m, f);
  return Value::object(m);
}

// Requires: the ordinal of a day of the years 1 to 9999.
void set_day(DateFields* f, int64_t ordinal) {
  int64_t year;
  date_from_days(ordinal - kOrdinalOf1970, &year, &f->month, &f->day);
  f->year = static_cast<int>(year);
}

void set_time_of_day(DateFields* f, int64_t micros) {
  f->microsecond = static_cast<int>(micros % kSecondMicros);
  int64_t seconds = micros / kSecondMicros;
  f->second = static_cast<int>(seconds % 60);
  f->minute = static_cast<int>(seconds / 60 % 60);
  f->hour = static_cast<int>(seconds / 3600);
}

Value out_of_range(Vm& vm) {
  return vm.raise_text(types.overflow_error, "date value out of range");
}

// A datetime so many microseconds after the day before 0001-01-01.
Value moment_at(Vm& vm, Class* cls, int64_t micros, Value zone) {
  if (micros < kDayMicros || micros >= (kMostOrdinal + 1) * kDayMicros) {
    return out_of_range(vm);
  }
  DateFields f;
  set_day(&f, micros / kDayMicros);
  set_time_of_day(&f, micros % kDayMicros);
  f.zone = zone;
  return call_moment(vm, cls, f);
}

template <class T, T TimeMoment::*field>
Value moment_field(Vm&, const Args& args) {
  return Value::integer(self_of(args)->*field);
}
Value moment_zone(Vm&, const Args& args) { return self_of(args)->zone; }
Value itself(Vm&, const Args& args) { return args[0]; }

constexpr NativeDef kDateFields[] = {
    {"year(self)", moment_field<int16_t, &TimeMoment::year>},
    {"month(self)", moment_field<uint8_t, &TimeMoment::month>},
    {"day(self)", moment_field<uint8_t, &TimeMoment::day>},
};
constexpr NativeDef kClockFields[] = {
    {"hour(self)", moment_field<uint8_t, &TimeMoment::hour>},
    {"minute(self)", moment_field<uint8_t, &TimeMoment::minute>},
    {"second(self)", moment_field<uint8_t, &TimeMoment::second>},
    {"microsecond(self)", moment_field<int32_t, &TimeMoment::microsecond>},
};

// -- Arguments --------------------------------------------------------------------------

bool read_needed(Vm& vm, const Args& args, size_t n, const char* name, int* field) {
  if (args.given(n)) return read_field(vm, args[n], field);
  vm.type_error("function missing required argument '{}' (pos {})", name, n);
  return false;
}

bool read_date(Vm& vm, const Args& args, DateFields* f) {
  return read_needed(vm, args, 1, "year", &f->year) &&
         read_needed(vm, args, 2, "month", &f->month) &&
         read_needed(vm, args, 3, "day", &f->day);
}

// Hour to microsecond, then the zone and the fold.
bool read_clock(Vm& vm, const Args& args, size_t at, DateFields* f) {
  for (int* field : {&f->hour, &f->minute, &f->second, &f->microsecond}) {
    if (!read_field(vm, args[at++], field)) return false;
  }
  if (args.given(at)) f->zone = args[at];
  return read_field(vm, args[at + 1], &f->fold);
}

// -- date -------------------------------------------------------------------------------

Value date_new(Vm& vm, const Args& args) {
  DateFields f;
  Class* cls = new_class(vm, args[0], date_class());
  if (cls == nullptr || !read_date(vm, args, &f)) return Value::error();
  return new_moment(vm, cls, f);
}

Value date_fromordinal(Vm& vm, const Args& args) {
  auto n = to_c_int(vm, args[1]);
  if (!n) return Value::error();
  if (*n < 1) return vm.value_error("ordinal must be >= 1");
  if (*n > kMostOrdinal) return vm.value_error("year is out of range");
  DateFields f;
  set_day(&f, *n);
  return call_moment(vm, class_argument(args), f);
}

bool check_iso_text(Vm& vm, Value v) {
  if (is_str(v)) return true;
  vm.type_error("fromisoformat: argument must be str");
  return false;
}

Value date_fromisoformat(Vm& vm, const Args& args) {
  DateFields f;
  if (!check_iso_text(vm, args[1])) return Value::error();
  if (!parse_iso_date(text_of(args[1]), &f)) return invalid_iso(vm, args[1]);
  return call_moment(vm, class_argument(args), f);
}

Value date_replace(Vm& vm, const Args& args) {
  DateFields f = fields_of(self_of(args));
  size_t at = 1;
  for (int* field : {&f.year, &f.month, &f.day}) {
    if (!read_field(vm, args[at++], field)) return Value::error();
  }
  return new_moment(vm, args[0].o->cls, f);
}

Value date_toordinal(Vm&, const Args& args) {
  return Value::integer(ordinal_of(self_of(args)));
}
Value date_weekday(Vm&, const Args& args) {
  return Value::integer((ordinal_of(self_of(args)) + 6) % 7);
}
Value date_isoweekday(Vm&, const Args& args) {
  return Value::integer((ordinal_of(self_of(args)) + 6) % 7 + 1);
}

Value date_isoformat(Vm& vm, const Args& args) {
  std::string out;
  append_date(&out, self_of(args));
  return str_value(vm, out);
}

Value date_str(Vm& vm, const Args& args) {
  if (args[0].o->cls == date_class()) return date_isoformat(vm, args);
  return invoke(vm, args[0], "isoformat", {});
}

template <CompareOp op>
Value date_compare(Vm&, const Args& args) {
  if (!is_date(args[1]) || is_datetime(args[1]) || is_datetime(args[0])) {
    return Value::not_implemented();
  }
  return Value::boolean(
      compare_plain(op, ordinal_of(self_of(args)), ordinal_of(moment_of(args[1]))));
}

Value date_hash(Vm&, const Args& args) {
  return Value::integer(ordinal_of(self_of(args)));
}

template <int sign>
Value date_add(Vm& vm, const Args& args) {
  int64_t n = ordinal_of(self_of(args)) + sign * span_of(args[1])->days.i;
  if (n < 1 || n > kMostOrdinal) return out_of_range(vm);
  DateFields f;
  set_day(&f, n);
  return call_moment(vm, args[0].o->cls, f);
}

Value date_plus(Vm& vm, const Args& args) {
  return is_span(args[1]) ? date_add<1>(vm, args) : Value::not_implemented();
}

Value date_minus(Vm& vm, const Args& args) {
  if (is_span(args[1])) return date_add<-1>(vm, args);
  if (!is_date(args[1]) || is_datetime(args[1])) return Value::not_implemented();
  int64_t days = ordinal_of(self_of(args)) - ordinal_of(moment_of(args[1]));
  return make_span(vm, timedelta_class(), int128{days} * kDayMicros);
}

constexpr NativeDef kDateMethods[] = {
    {"__new__(cls, year=None, month=None, day=None)", date_new, nullptr, kStatic},
    {"__add__(self, value, /)", date_plus, nullptr, kMethod},
    {"__copy__(self, /)", itself, nullptr, kMethod},
    {"__deepcopy__(self, memo, /)", itself, nullptr, kMethod},
    {"__eq__(self, value, /)", date_compare<CompareOp::kEq>, nullptr, kMethod},
    {"__format__(self, spec, /)", in_python<"_date_format">, nullptr, kMethod},
    {"__ge__(self, value, /)", date_compare<CompareOp::kGe>, nullptr, kMethod},
    {"__gt__(self, value, /)", date_compare<CompareOp::kGt>, nullptr, kMethod},
    {"__hash__(self, /)", date_hash, nullptr, kMethod},
    {"__le__(self, value, /)", date_compare<CompareOp::kLe>, nullptr, kMethod},
    {"__lt__(self, value, /)", date_compare<CompareOp::kLt>, nullptr, kMethod},
    {"__ne__(self, value, /)", date_compare<CompareOp::kNe>, nullptr, kMethod},
    {"__radd__(self, value, /)", date_plus, nullptr, kMethod},
    {"__repr__(self, /)", in_python<"_date_repr">, nullptr, kMethod},
    {"__str__(self, /)", date_str, nullptr, kMethod},
    {"__sub__(self, value, /)", date_minus, nullptr, kMethod},
    {"ctime(self, /)", in_python<"_date_ctime">, nullptr, kMethod},
    {"fromisocalendar(cls, year, week, day)", in_python<"_date_fromisocalendar">, nullptr,
     kOfClass},
    {"fromisoformat(cls, date_string, /)", date_fromisoformat, nullptr, kOfClass},
    {"fromordinal(cls, n, /)", date_fromordinal, nullptr, kOfClass},
    {"fromtimestamp(cls, timestamp, /)", in_python<"_date_fromtimestamp">, nullptr,
     kOfClass},
    {"isocalendar(self, /)", in_python<"_date_isocalendar">, nullptr, kMethod},
    {"isoformat(self, /)", date_isoformat, nullptr, kMethod},
    {"isoweekday(self, /)", date_isoweekday, "Monday is 1, Sunday 7.", kMethod},
    {"replace(self, year=None, month=None, day=None)", date_replace, nullptr, kMethod},
    {"timetuple(self, /)", in_python<"_date_timetuple">, nullptr, kMethod},
    {"today(cls, /)", in_python<"_date_today">, nullptr, kOfClass},
    {"toordinal(self, /)", date_toordinal, "Days since 0001-01-01, which has 1.",
     kMethod},
    {"weekday(self, /)", date_weekday, "Monday is 0, Sunday 6.", kMethod},
};

// -- What datetime and time share -------------------------------------------------------

Value zone_answer(Vm& vm, const TimeMoment* m, std::string_view method) {
  if (m->zone.is_none()) return m->zone;
  Value about = is_datetime(Value::object(m)) ? Value::object(m) : Value::none();
  return invoke(vm, m->zone, method, {about});
}

Value moment_utcoffset(Vm& vm, const Args& args) {
  bool known;
  int64_t offset;
  if (!offset_of(vm, self_of(args), &known, &offset)) return Value::error();
  if (!known) return Value::none();
  Value zone = self_of(args)->zone;
  if (zone.o->cls == timezone_class()) return zone_of(zone)->offset;
  return make_span(vm, timedelta_class(), offset);
}
Value moment_tzname(Vm& vm, const Args& args) {
  return zone_answer(vm, self_of(args), "tzname");
}
Value moment_dst(Vm& vm, const Args& args) {
  return zone_answer(vm, self_of(args), "dst");
}

bool append_offset_of(Vm& vm, std::string* out, const TimeMoment* m) {
  bool known;
  int64_t offset;
  if (!offset_of(vm, m, &known, &offset)) return false;
  if (known) append_offset(out, offset, ":");
  return true;
}

// What is compared: microseconds, less the offset where there is one.
struct Place {
  bool known;
  int64_t micros;
};

bool place_of(Vm& vm, const TimeMoment* m, int64_t micros, Place* place) {
  int64_t offset;
  if (!offset_of(vm, m, &place->known, &offset)) return false;
  place->micros = micros - (place->known ? offset : 0);
  return true;
}

bool same_zone(const TimeMoment* a, const TimeMoment* b) {
  return a->zone.is_none() ? b->zone.is_none()
                           : b->zone.is_object() && a->zone.o == b->zone.o;
}

template <CompareOp op>
Value compare_moments(Vm& vm, const TimeMoment* a, int64_t micros_a, const TimeMoment* b,
                      int64_t micros_b, const char* what) {
  if (same_zone(a, b)) return Value::boolean(compare_plain(op, micros_a, micros_b));
  Place mine, theirs;
  if (!place_of(vm, a, micros_a, &mine) || !place_of(vm, b, micros_b, &theirs)) {
    return Value::error();
  }
  if (mine.known == theirs.known) {
    return Value::boolean(compare_plain(op, mine.micros, theirs.micros));
  }
  if (op == CompareOp::kEq || op == CompareOp::kNe) {
    return Value::boolean(op == CompareOp::kNe);
  }
  return vm.type_error("can't compare offset-naive and offset-aware {}", what);
}

// Of the same moment in another zone, the same; of either fold, too.
Value hash_moment(Vm& vm, TimeMoment* m, int64_t micros) {
  Place place;
  uint8_t fold = m->fold;
  if (fold == 0) {
    if (!place_of(vm, m, micros, &place)) return Value::error();
    return Value::integer(place.micros);
  }
  DateFields f = fields_of(m);
  f.fold = 0;
  Value first = make_moment(vm, m->cls, f);
  return hash_moment(vm, moment_of(first), micros);
}

// -- time -------------------------------------------------------------------------------

Value time_new(Vm& vm, const Args& args) {
  DateFields f;
  Class* cls = new_class(vm, args[0], time_class());
  if (cls == nullptr || !read_clock(vm, args, 1, &f)) return Value::error();
  return new_moment(vm, cls, f);
}

Value time_fromisoformat(Vm& vm, const Args& args) {
  DateFields f;
  if (!check_iso_text(vm, args[1])) return Value::error();
  std::string_view text = text_of(args[1]);
  if (text.starts_with('T')) text.remove_prefix(1);
  if (!parse_iso_time(vm, text, &f)) {
    return vm.has_pending() ? Value::error() : invalid_iso(vm, args[1]);
  }
  return call_moment(vm, class_argument(args), f);
}

Value time_replace(Vm& vm, const Args& args) {
  DateFields f = fields_of(self_of(args));
  if (!read_clock(vm, args, 1, &f)) return Value::error();
  return new_moment(vm, args[0].o->cls, f);
}

Value time_isoformat(Vm& vm, const Args& args) {
  std::string out;
  if (!append_clock(vm, &out, self_of(args), args[1])) return Value::error();
  bool ok = append_offset_of(vm, &out, self_of(args));
  return ok ? str_value(vm, out) : Value::error();
}

Value time_str(Vm& vm, const Args& args) { return invoke(vm, args[0], "isoformat", {}); }

template <CompareOp op>
Value time_compare(Vm& vm, const Args& args) {
  if (!is_time(args[1])) return Value::not_implemented();
  TimeMoment* other = moment_of(args[1]);
  return compare_moments<op>(vm, self_of(args), micros_of_day(self_of(args)), other,
                             micros_of_day(other), "times");
}

Value time_hash(Vm& vm, const Args& args) {
  return hash_moment(vm, self_of(args), micros_of_day(self_of(args)));
}

constexpr NativeDef kTimeMethods[] = {
    {"__new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)",
     time_new, nullptr, kStatic},
    {"__copy__(self, /)", itself, nullptr, kMethod},
    {"__deepcopy__(self, memo, /)", itself, nullptr, kMethod},
    {"__eq__(self, value, /)", time_compare<CompareOp::kEq>, nullptr, kMethod},
    {"__format__(self, spec, /)", in_python<"_date_format">, nullptr, kMethod},
    {"__ge__(self, value, /)", time_compare<CompareOp::kGe>, nullptr, kMethod},
    {"__gt__(self, value, /)", time_compare<CompareOp::kGt>, nullptr, kMethod},
    {"__hash__(self, /)", time_hash, nullptr, kMethod},
    {"__le__(self, value, /)", time_compare<CompareOp::kLe>, nullptr, kMethod},
    {"__lt__(self, value, /)", time_compare<CompareOp::kLt>, nullptr, kMethod},
    {"__ne__(self, value, /)", time_compare<CompareOp::kNe>, nullptr, kMethod},
    {"__repr__(self, /)", in_python<"_time_repr">, nullptr, kMethod},
    {"__str__(self, /)", time_str, nullptr, kMethod},
    {"dst(self, /)", moment_dst, nullptr, kMethod},
    {"fold(self)", moment_field<uint8_t, &TimeMoment::fold>, nullptr, kGetter},
    {"fromisoformat(cls, time_string, /)", time_fromisoformat, nullptr, kOfClass},
    {"isoformat(self, timespec='auto')", time_isoformat, nullptr, kMethod},
    {"replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=None, "
     "*, "
     "fold=None)",
     time_replace, nullptr, kMethod},
    {"strftime(self, format)", in_python<"_time_strftime">, nullptr, kMethod},
    {"tzinfo(self)", moment_zone, nullptr, kGetter},
    {"tzname(self, /)", moment_tzname, nullptr, kMethod},
    {"utcoffset(self, /)", moment_utcoffset, nullptr, kMethod},
};

// -- datetime: making them --------------------------------------------------------------

Value datetime_new(Vm& vm, const Args& args) {
  DateFields f;
  Class* cls = new_class(vm, args[0], datetime_class());
  if (cls == nullptr || !read_date(vm, args, &f) || !read_clock(vm, args, 4, &f)) {
    return Value::error();
  }
  return new_moment(vm, cls, f);
}

// A moment as the clock has it: whole seconds since 1970, and microseconds.
struct Stamp {
  int64_t seconds;
  int64_t micros;
};

bool stamp_overflow(Vm& vm) {
  vm.raise(types.overflow_error, "timestamp out of range for platform time_t");
  return false;
}

bool stamp_of_double(Vm& vm, double seconds, Stamp* stamp) {
  if (std::isnan(seconds)) {
    vm.value_error("Invalid value NaN (not a number)");
    return false;
  }
  double whole;
  double micros = std::nearbyint(std::modf(seconds, &whole) * 1e6);
  if (micros >= 1e6) {
    micros -= 1e6;
    whole++;
  } else if (micros < 0) {
    micros += 1e6;
    whole--;
  }
  constexpr double kLimit = 9223372036854775807.0;
  if (!(whole > -kLimit && whole < kLimit)) return stamp_overflow(vm);
  *stamp = {static_cast<int64_t>(whole), static_cast<int64_t>(micros)};
  return true;
}

bool read_stamp(Vm& vm, Value v, Stamp* stamp) {
  if (!is_int_like(v) && is_number(v)) return stamp_of_double(vm, plain_float(v), stamp);
  Value n = index_of(vm, v);
  if (n.is_undefined()) {
    vm.type_error("'{}' object cannot be interpreted as an integer", class_name(v));
    return false;
  }
  if (n.is_error()) return false;
  if (!n.is_int()) return stamp_overflow(vm);
  *stamp = {n.i, 0};
  return true;
}

Stamp clock_of_host(Vm& vm) {
  int64_t micros = vm.host().now(Clock::kWall) / 1000;
  return {micros / kSecondMicros, micros % kSecondMicros};
}

bool fields_at(Vm& vm, Stamp stamp, Breakdown function, DateFields* f) {
  std::tm tm;
  if (!break_down(vm, stamp.seconds, function, &tm)) return false;
  f->year = tm.tm_year + 1900;
  f->month = tm.tm_mon + 1;
  f->day = tm.tm_mday;
  f->hour = tm.tm_hour;
  f->minute = tm.tm_min;
  f->second = std::min(tm.tm_sec, 59);
  f->microsecond = static_cast<int>(stamp.micros);
  return check_date(vm, *f);
}

// How far the host's zone is from UTC at that time.
int64_t local_offset(int64_t seconds) {
  time_t when = seconds;
  std::tm tm{};
  return ::localtime_r(&when, &tm) == nullptr ? 0 : tm.tm_gmtoff;
}

constexpr int64_t kLongestFold = 24 * 3600;

// Whole seconds since 1970 when the host's clock shows `shown`. It may show that twice:
// `fold` says which time is meant. What it never shows counts by the offset before the
// gap, or with fold by the one behind it.
int64_t from_local(int64_t shown, bool fold) {
  int64_t here = local_offset(shown);
  int64_t first = shown - here;
  int64_t shown_first = first + local_offset(first);
  int64_t other;
  if (shown_first == shown) {
    other = local_offset(first + (fold ? kLongestFold : -kLongestFold));
    if (other == here) return first;
  } else {
    other = shown_first - first;
  }
  int64_t second = shown - other;
  if (second + local_offset(second) == shown) return second;
  if (shown_first == shown) return first;
  return fold ? std::min(first, second) : std::max(first, second);
}

// Whether the host's clock shows for the second time what it shows then.
bool is_second_time(int64_t seconds) {
  int64_t offset = local_offset(seconds);
  int64_t back = offset - local_offset(seconds - kLongestFold);
  return back < 0 && seconds + back + local_offset(seconds + back) == seconds + offset;
}

// zone.fromutc(moment).
Value from_utc(Vm& vm, Value zone, Value moment) {
  if (zone.o->cls != timezone_class()) return invoke(vm, zone, "fromutc", {moment});
  TimeMoment* m = moment_of(moment);
  auto offset = static_cast<int64_t>(span_total(span_of(zone_of(zone)->offset)));
  return moment_at(vm, m->cls, micros_of(m) + offset, zone);
}

// In the zone, or in the host's without one.
Value moment_of_stamp(Vm& vm, Class* cls, Stamp stamp, Value zone) {
  DateFields f;
  bool local = zone.is_undefined() || zone.is_none();
  if (!local && !check_zone(vm, zone)) return Value::error();
  if (!fields_at(vm, stamp, local ? ::localtime_r : ::gmtime_r, &f)) {
    return Value::error();
  }
  if (local) {
    f.fold = is_second_time(stamp.seconds) ? 1 : 0;
    return call_moment(vm, cls, f);
  }
  f.zone = zone;
  Value utc = call_moment(vm, cls, f);
  return utc.is_error() ? utc : from_utc(vm, zone, utc);
}

Value datetime_now(Vm& vm, const Args& args) {
  return moment_of_stamp(vm, class_argument(args), clock_of_host(vm), args[1]);
}

Value datetime_today(Vm& vm, const Args& args) {
  return moment_of_stamp(vm, class_argument(args), clock_of_host(vm), Value::none());
}

Value datetime_fromtimestamp(Vm& vm, const Args& args) {
  Stamp stamp;
  if (!read_stamp(vm, args[1], &stamp)) return Value::error();
  return moment_of_stamp(vm, class_argument(args), stamp, args[2]);
}

Value utc_moment(Vm& vm, Class* cls, Stamp stamp) {
  DateFields f;
  return fields_at(vm, stamp, ::gmtime_r, &f) ? call_moment(vm, cls, f) : Value::error();
}

Value datetime_utcfromtimestamp(Vm& vm, const Args& args) {
  Stamp stamp;
  if (!read_stamp(vm, args[1], &stamp)) return Value::error();
  return utc_moment(vm, class_argument(args), stamp);
}

Value datetime_utcnow(Vm& vm, const Args& args) {
  return utc_moment(vm, class_argument(args), clock_of_host(vm));
}

Value datetime_fromisoformat(Vm& vm, const Args& args) {
  DateFields f;
  if (!check_iso_text(vm, args[1])) return Value::error();
  if (!parse_iso_moment(vm, text_of(args[1]), &f)) {
    return vm.has_pending() ? Value::error() : invalid_iso(vm, args[1]);
  }
  return call_moment(vm, class_argument(args), f);
}

Value datetime_combine(Vm& vm, const Args& args) {
  for (size_t n = 1; n <= 2; n++) {
    if (n == 1 ? is_date(args[n]) : is_time(args[n])) continue;
    return vm.type_error("combine() argument {} must be datetime.{}, not {}", n,
                         n == 1 ? "date" : "time", class_name(args[n]));
  }
  TimeMoment* day = moment_of(args[1]);
  DateFields f = fields_of(moment_of(args[2]));
  f.year = day->year;
  f.month = day->month;
  f.day = day->day;
  if (args.given(3)) f.zone = args[3];
  return check_zone(vm, f.zone) ? call_moment(vm, class_argument(args), f)
                                : Value::error();
}

// -- datetime: what they do -------------------------------------------------------------

Value datetime_date(Vm& vm, const Args& args) {
  TimeMoment* m = self_of(args);
  DateFields f;
  f.year = m->year;
  f.month = m->month;
  f.day = m->day;
  return make_moment(vm, date_class(), f);
}

Value clock_part(Vm& vm, const Args& args, Value zone) {
  DateFields f = fields_of(self_of(args));
  f.year = f.month = f.day = 1;
  f.zone = zone;
  return make_moment(vm, time_class(), f);
}
Value datetime_time(Vm& vm, const Args& args) {
  return clock_part(vm, args, Value::none());
}
Value datetime_timetz(Vm& vm, const Args& args) {
  return clock_part(vm, args, self_of(args)->zone);
}

Value datetime_replace(Vm& vm, const Args& args) {
  DateFields f = fields_of(self_of(args));
  size_t at = 1;
  for (int* field : {&f.year, &f.month, &f.day}) {
    if (!read_field(vm, args[at++], field)) return Value::error();
  }
  if (!read_clock(vm, args, at, &f)) return Value::error();
  return new_moment(vm, args[0].o->cls, f);
}

// The same of a datetime that has no zone.
int64_t seconds_of_local(const TimeMoment* m) {
  int64_t days = ordinal_of(m) - kOrdinalOf1970;
  return from_local(days * 86400 + micros_of_day(m) / kSecondMicros, m->fold != 0);
}

// Microseconds since 1970; of a naive one by the host's zone.
bool stamp_micros(Vm& vm, const TimeMoment* m, int64_t* micros) {
  bool known;
  int64_t offset;
  if (!offset_of(vm, m, &known, &offset)) return false;
  if (known) {
    *micros = micros_of(m) - offset - kOrdinalOf1970 * kDayMicros;
    return true;
  }
  *micros = seconds_of_local(m) * kSecondMicros + m->microsecond;
  return true;
}

Value datetime_timestamp(Vm& vm, const Args& args) {
  int64_t micros;
  if (!stamp_micros(vm, self_of(args), &micros)) return Value::error();
  return number_binary(vm, BinaryOp::kDiv, Value::integer(micros),
                       Value::integer(kSecondMicros));
}

// The host's zone as it is at that time.
Value local_zone(Vm& vm, int64_t micros) {
  int64_t seconds = micros / kSecondMicros - (micros % kSecondMicros < 0 ? 1 : 0);
  std::tm tm;
  if (!break_down(vm, seconds, ::localtime_r, &tm)) return Value::error();
  Value offset = make_span(vm, timedelta_class(), int128{tm.tm_gmtoff} * kSecondMicros);
  if (offset.is_error()) return offset;
  return make_zone(vm, timezone_class(), offset, str_value(vm, tm.tm_zone));
}

Value datetime_astimezone(Vm& vm, const Args& args) {
  TimeMoment* self = self_of(args);
  Value zone = args.given(1) ? args[1] : Value::none();
  if (!check_zone(vm, zone)) return Value::error();
  if (zone.is_object() && self->zone.is_object() && zone.o == self->zone.o) {
    return args[0];
  }
  bool known;
  int64_t offset;
  if (!offset_of(vm, self, &known, &offset)) return Value::error();
  int64_t micros = micros_of(self) - kOrdinalOf1970 * kDayMicros;
  if (!known) offset = local_offset(seconds_of_local(self)) * kSecondMicros;
  micros -= offset;
  if (zone.is_none()) zone = local_zone(vm, micros);
  if (zone.is_error()) return zone;
  micros += kOrdinalOf1970 * kDayMicros;
  if (zone.o->cls == timezone_class()) {
    auto there = static_cast<int64_t>(span_total(span_of(zone_of(zone)->offset)));
    return moment_at(vm, self->cls, micros + there, zone);
  }
  Value utc = moment_at(vm, self->cls, micros, zone);
  return utc.is_error() ? utc : from_utc(vm, zone, utc);
}

Value iso_text(Vm& vm, const TimeMoment* m, std::string_view separator, Value timespec) {
  std::string out;
  append_date(&out, m);
  out.append(separator);
  if (!append_clock(vm, &out, m, timespec) || !append_offset_of(vm, &out, m)) {
    return Value::error();
  }
  return str_value(vm, out);
}

Value datetime_isoformat(Vm& vm, const Args& args) {
  std::string_view separator = "T";
  if (args.given(1)) {
    if (!is_str(args[1]) || as<Str>(args[1])->length != 1) {
      return vm.type_error("isoformat() argument 1 must be a unicode character, not {}",
                           argument_type(args[1]));
    }
    separator = text_of(args[1]);
  }
  return iso_text(vm, self_of(args), separator, args[2]);
}

Value datetime_str(Vm& vm, const Args& args) {
  if (args[0].o->cls == datetime_class()) {
    return iso_text(vm, self_of(args), " ", Value::undefined());
  }
  return invoke(vm, args[0], "isoformat", {str_value(vm, " ")});
}

template <CompareOp op>
Value datetime_compare(Vm& vm, const Args& args) {
  if (!is_date(args[1])) return Value::not_implemented();
  if (!is_datetime(args[1])) {
    if (op == CompareOp::kEq || op == CompareOp::kNe) {
      return Value::boolean(op == CompareOp::kNe);
    }
    return vm.type_error("can't compare datetime.datetime to datetime.date");
  }
  TimeMoment* self = self_of(args);
  TimeMoment* other = moment_of(args[1]);
  return compare_moments<op>(vm, self, micros_of(self), other, micros_of(other),
                             "datetimes");
}

Value datetime_hash(Vm& vm, const Args& args) {
  return hash_moment(vm, self_of(args), micros_of(self_of(args)));
}

Value moved(Vm& vm, const TimeMoment* m, int128 by) {
  int128 micros = micros_of(m) + by;
  if (micros < 0 || micros > INT64_MAX) return out_of_range(vm);
  return moment_at(vm, m->cls, static_cast<int64_t>(micros), m->zone);
}

Value datetime_add(Vm& vm, const Args& args) {
  if (!is_span(args[1])) return Value::not_implemented();
  return moved(vm, self_of(args), span_total(span_of(args[1])));
}

Value datetime_sub(Vm& vm, const Args& args) {
  if (is_span(args[1])) return moved(vm, self_of(args), -span_total(span_of(args[1])));
  if (!is_datetime(args[1])) return Value::not_implemented();
  TimeMoment* a = self_of(args);
  TimeMoment* b = moment_of(args[1]);
  Place mine{false, micros_of(a)}, theirs{false, micros_of(b)};
  if (!same_zone(a, b)) {
    if (!place_of(vm, a, mine.micros, &mine) ||
        !place_of(vm, b, theirs.micros, &theirs)) {
      return Value::error();
    }
    if (mine.known != theirs.known) {
      return vm.type_error("can't subtract offset-naive and offset-aware datetimes");
    }
  }
  return make_span(vm, timedelta_class(), int128{mine.micros} - theirs.micros);
}

constexpr NativeDef kDatetimeMethods[] = {
    {"__new__(cls, year=None, month=None, day=None, hour=0, minute=0, second=0, "
     "microsecond=0, tzinfo=None, *, fold=0)",
     datetime_new, nullptr, kStatic},
    {"__add__(self, value, /)", datetime_add, nullptr, kMethod},
    {"__eq__(self, value, /)", datetime_compare<CompareOp::kEq>, nullptr, kMethod},
    {"__ge__(self, value, /)", datetime_compare<CompareOp::kGe>, nullptr, kMethod},
    {"__gt__(self, value, /)", datetime_compare<CompareOp::kGt>, nullptr, kMethod},
    {"__hash__(self, /)", datetime_hash, nullptr, kMethod},
    {"__le__(self, value, /)", datetime_compare<CompareOp::kLe>, nullptr, kMethod},
    {"__lt__(self, value, /)", datetime_compare<CompareOp::kLt>, nullptr, kMethod},
    {"__ne__(self, value, /)", datetime_compare<CompareOp::kNe>, nullptr, kMethod},
    {"__radd__(self, value, /)", datetime_add, nullptr, kMethod},
    {"__repr__(self, /)", in_python<"_datetime_repr">, nullptr, kMethod},
    {"__str__(self, /)", datetime_str, nullptr, kMethod},
    {"__sub__(self, value, /)", datetime_sub, nullptr, kMethod},
    {"astimezone(self, tz=None)", datetime_astimezone, nullptr, kMethod},
    {"combine(cls, date, time, tzinfo=None)", datetime_combine, nullptr, kOfClass},
    {"ctime(self, /)", in_python<"_datetime_ctime">, nullptr, kMethod},
    {"date(self, /)", datetime_date, nullptr, kMethod},
    {"dst(self, /)", moment_dst, nullptr, kMethod},
    {"fold(self)", moment_field<uint8_t, &TimeMoment::fold>, nullptr, kGetter},
    {"fromisoformat(cls, date_string, /)", datetime_fromisoformat, nullptr, kOfClass},
    {"fromtimestamp(cls, timestamp, tz=None)", datetime_fromtimestamp, nullptr, kOfClass},
    {"isoformat(self, sep='T', timespec='auto')", datetime_isoformat, nullptr, kMethod},
    {"now(cls, tz=None)", datetime_now, nullptr, kOfClass},
    {"replace(self, year=None, month=None, day=None, hour=None, minute=None, "
     "second=None, "
     "microsecond=None, tzinfo=None, *, fold=None)",
     datetime_replace, nullptr, kMethod},
    {"strptime(cls, date_string, format, /)", in_python<"_datetime_strptime">, nullptr,
     kOfClass},
    {"time(self, /)", datetime_time, nullptr, kMethod},
    {"timestamp(self, /)", datetime_timestamp, nullptr, kMethod},
    {"timetuple(self, /)", in_python<"_datetime_timetuple">, nullptr, kMethod},
    {"timetz(self, /)", datetime_timetz, nullptr, kMethod},
    {"today(cls, /)", datetime_today, nullptr, kOfClass},
    {"tzinfo(self)", moment_zone, nullptr, kGetter},
    {"tzname(self, /)", moment_tzname, nullptr, kMethod},
    {"utcfromtimestamp(cls, timestamp, /)", datetime_utcfromtimestamp, nullptr, kOfClass},
    {"utcnow(cls, /)", datetime_utcnow, nullptr, kOfClass},
    {"utcoffset(self, /)", moment_utcoffset, nullptr, kMethod},
    {"utctimetuple(self, /)", in_python<"_datetime_utctimetuple">, nullptr, kMethod},
};

// -- Classes ----------------------------------------------------------------------------

void add_fields(Class* cls, std::span<const NativeDef> fields) {
  for (const NativeDef& def : fields) add_date_field(cls, def);
}

void add_constant(Class* cls, const char* name, const DateFields& f) {
  auto* m = static_cast<TimeMoment*>(make_date_constant(cls, sizeof(TimeMoment)));
  fill(m, f);
  add_date_constant(cls, name, m);
}

void add_resolution(Class* cls, int64_t micros) {
  auto* span =
      static_cast<TimeSpan*>(make_date_constant(timedelta_class(), sizeof(TimeSpan)));
  span->days = Value::integer(micros / kDayMicros);
  span->microseconds = static_cast<int32_t>(micros % kDayMicros);
  add_date_constant(cls, "resolution", span);
}

// On an instance, and on the class of a Unix time: its `self` may be text.
void add_strftime(Class* cls, NativeFn fn) {
  ImmortalMaker maker;
  Native* native = make_native({"strftime(self, format)", fn}, types.object);
  native->qualname = intern(std::string(cls->name->view()) + ".strftime");
  maker.set(cls->dict, native->name, Value::object(native));
}

}  // namespace

Class* date_class() {
  static Class* const cls = [] {
    Class* made = make_class("datetime.date", types.object, Kind::kNativeObject,
                             kDateMethods, &kDateSlots, "A day.");
    add_fields(made, kDateFields);
    add_strftime(made, in_python<"_date_strftime">);
    add_constant(made, "min", {});
    add_constant(made, "max", {.year = 9999, .month = 12, .day = 31});
    add_resolution(made, kDayMicros);
    return made;
  }();
  return cls;
}

Class* datetime_class() {
  static Class* const cls = [] {
    Class* made =
        make_class("datetime.datetime", date_class(), Kind::kNativeObject,
                   kDatetimeMethods, &kDatetimeSlots, "A day and a time of day.");
    add_fields(made, kClockFields);
    add_strftime(made, in_python<"_datetime_strftime">);
    add_constant(made, "min", {});
    add_constant(made, "max",
                 {.year = 9999,
                  .month = 12,
                  .day = 31,
                  .hour = 23,
                  .minute = 59,
                  .second = 59,
                  .microsecond = 999999});
    add_resolution(made, 1);
    return made;
  }();
  return cls;
}

Class* time_class() {
  static Class* const cls = [] {
    Class* made = make_class("datetime.time", types.object, Kind::kNativeObject,
                             kTimeMethods, &kTimeSlots, "A time of day.");
    add_fields(made, kClockFields);
    add_constant(made, "min", {});
    add_constant(made, "max",
                 {.hour = 23, .minute = 59, .second = 59, .microsecond = 999999});
    add_resolution(made, 1);
    return made;
  }();
  return cls;
}

bool is_datetime(const Value& v) {
  return is_kind(v, Kind::kNativeObject) && v.o->cls->slots == &kDatetimeSlots;
}
bool is_date(const Value& v) {
  return is_kind(v, Kind::kNativeObject) &&
         (v.o->cls->slots == &kDateSlots || v.o->cls->slots == &kDatetimeSlots);
}
bool is_time(const Value& v) {
  return is_kind(v, Kind::kNativeObject) && v.o->cls->slots == &kTimeSlots;
}

// -- DateFields
// -----------------------------------------------------------------------------

DateFields fields_of(const TimeMoment* m) {
  return {m->year,   m->month,       m->day,  m->hour, m->minute,
          m->second, m->microsecond, m->fold, m->zone};
}

bool check_date(Vm& vm, const DateFields& f) {
  if (f.year < 1 || f.year > 9999) {
    vm.value_error("year {} is out of range", f.year);
  } else if (f.month < 1 || f.month > 12) {
    vm.value_error("month must be in 1..12");
  } else if (f.day < 1 || f.day > days_in_month(f.year, f.month)) {
    vm.value_error("day is out of range for month");
  } else {
    return true;
  }
  return false;
}

bool check_time(Vm& vm, const DateFields& f) {
  struct Range {
    const char* name;
    int value, most;
  };
  const Range ranges[] = {{"hour", f.hour, 23},
                          {"minute", f.minute, 59},
                          {"second", f.second, 59},
                          {"microsecond", f.microsecond, 999999}};
  for (const Range& range : ranges) {
    if (range.value >= 0 && range.value <= range.most) continue;
    vm.value_error("{} must be in 0..{}", range.name, range.most);
    return false;
  }
  if (f.fold == 0 || f.fold == 1) return true;
  vm.value_error("fold must be either 0 or 1");
  return false;
}

bool check_zone(Vm& vm, Value zone) {
  if (zone.is_none() || is_instance(zone, tzinfo_class())) return true;
  vm.type_error("tzinfo argument must be None or of a tzinfo subclass, not type '{}'",
                class_name(zone));
  return false;
}

bool read_field(Vm& vm, Value v, int* field) {
  if (v.is_undefined()) return true;
  auto i = to_c_int(vm, v);
  if (i) *field = static_cast<int>(*i);
  return i.has_value();
}

Value new_moment(Vm& vm, Class* cls, const DateFields& f) {
  if (!check_date(vm, f) || !check_time(vm, f) || !check_zone(vm, f.zone)) {
    return Value::error();
  }
  return make_moment(vm, cls, f);
}

Value call_moment(Vm& vm, Class* cls, const DateFields& f) {
  if (cls->has(kImmortal)) return new_moment(vm, cls, f);
  if (cls->slots == &kDateSlots) {
    return vm.call(Value::object(cls), {Value::integer(f.year), Value::integer(f.month),
                                        Value::integer(f.day)});
  }
  // On the stack, where the collector finds them.
  Value fields[9];
  size_t count = 0;
  if (cls->slots == &kDatetimeSlots) {
    for (int field : {f.year, f.month, f.day}) fields[count++] = Value::integer(field);
  }
  for (int field : {f.hour, f.minute, f.second, f.microsecond}) {
    fields[count++] = Value::integer(field);
  }
  fields[count++] = f.zone;
  if (f.fold == 0) return vm.call(Value::object(cls), {fields, count});
  fields[count++] = Value::integer(f.fold);
  Tuple* keywords = make_tuple(vm.heap(), {Value::object(intern("fold"))});
  return vm.call_keywords(Value::object(cls), {fields, count}, keywords);
}

int64_t ordinal_of(const TimeMoment* m) {
  return days_from_date(m->year, m->month, m->day) + kOrdinalOf1970;
}

int64_t micros_of_day(const TimeMoment* m) {
  return ((m->hour * 60 + m->minute) * 60 + m->second) * kSecondMicros + m->microsecond;
}

bool offset_of(Vm& vm, const TimeMoment* m, bool* known, int64_t* offset) {
  *known = false;
  *offset = 0;
  if (m->zone.is_none()) return true;
  Value v;
  if (m->zone.o->cls == timezone_class()) {
    v = zone_of(m->zone)->offset;
  } else {
    v = zone_answer(vm, m, "utcoffset");
  }
  if (v.is_error() || v.is_none()) return !v.is_error();
  if (!is_span(v)) {
    vm.type_error("tzinfo.utcoffset() must return None or timedelta, not '{}'",
                  class_name(v));
    return false;
  }
  int128 total = span_total(span_of(v));
  if (total <= -kDayMicros || total >= kDayMicros) {
    vm.value_error(
        "offset must be a timedelta strictly between -timedelta(hours=24) and "
        "timedelta(hours=24).");
    return false;
  }
  *known = true;
  *offset = static_cast<int64_t>(total);
  return true;
}

}  // namespace scriptling
