// The classes of module datetime: what is done with them all day is C++, the rest is in
// datetime.py, whose functions `_CLASS_METHOD` the classes call.
//
// One thread at a time.
#pragma once

#include "interp/lib/time_fields.h"
#include "interp/ops.h"
#include "interp/types/arguments.h"

namespace scriptling {

constexpr int64_t kSecondMicros = 1'000'000;
constexpr int64_t kDayMicros = 86'400 * kSecondMicros;
constexpr int64_t kMostOrdinal = 3'652'059;  // Of 9999-12-31; 0001-01-01 has 1.
constexpr int64_t kOrdinalOf1970 = 719'163;

// timedelta.
struct TimeSpan : Object {
  Value days;            // An int, to be the one Value that copies between heaps need.
  int32_t seconds;       // 0 to 86399
  int32_t microseconds;  // 0 to 999999
};

// date, datetime and time; of a time the day is 0001-01-01, of a date the time midnight.
struct TimeMoment : Object {
  Value zone;  // A tzinfo, or None.
  int16_t year;
  uint8_t month, day, hour, minute, second, fold;
  int32_t microsecond;
};

// tzinfo and timezone; the former has neither of the two.
struct TimeZone : Object {
  Value offset;  // A timedelta.
  Value name;    // A str, or None.
};

// Immortal; any thread.
Class* timedelta_class();
Class* tzinfo_class();
Class* timezone_class();
Class* date_class();
Class* datetime_class();
Class* time_class();

bool is_span(const Value& v);
bool is_date(const Value& v);  // Of datetimes true as well.
bool is_datetime(const Value& v);
bool is_time(const Value& v);
inline TimeSpan* span_of(const Value& v) { return static_cast<TimeSpan*>(v.o); }
inline TimeMoment* moment_of(const Value& v) { return static_cast<TimeMoment*>(v.o); }
inline TimeZone* zone_of(const Value& v) { return static_cast<TimeZone*>(v.o); }

// -- Spans (datetime_span.cpp) ----------------------------------------------------------

// In microseconds. OverflowError beyond 999999999 days.
Value make_span(Vm& vm, Class* cls, int128 total);
int128 span_total(const TimeSpan* span);
Value zone_utc();  // timezone.utc
// timezone(offset, name); offsets of a day and more are a ValueError.
Value make_zone(Vm& vm, Class* cls, Value offset, Value name);
Value make_zone(Vm& vm, int64_t offset);

// -- Moments (datetime_moment.cpp) ------------------------------------------------------

struct DateFields {
  int year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0, microsecond = 0;
  int fold = 0;
  Value zone = Value::none();
};

DateFields fields_of(const TimeMoment* m);
bool check_date(Vm& vm, const DateFields& f);
bool check_time(Vm& vm, const DateFields& f);
bool check_zone(Vm& vm, Value zone);
// An int for a field; undefined leaves it as it is. False: pending.
bool read_field(Vm& vm, Value v, int* field);
// As the class itself makes it: with checks, and without a subclass's __new__.
Value new_moment(Vm& vm, Class* cls, const DateFields& f);
// As CPython's alternative constructors do: a subclass is called.
Value call_moment(Vm& vm, Class* cls, const DateFields& f);
int64_t ordinal_of(const TimeMoment* m);
int64_t micros_of_day(const TimeMoment* m);
inline int64_t micros_of(const TimeMoment* m) {
  return ordinal_of(m) * kDayMicros + micros_of_day(m);
}
// What the zone says; *known is unset when there is none, or it says None. False:
// pending.
bool offset_of(Vm& vm, const TimeMoment* m, bool* known, int64_t* offset);

// -- Text (datetime_text.cpp) -----------------------------------------------------------

// "+01:00" with `colon` between its parts.
void append_offset(std::string* out, int64_t offset, std::string_view colon);
void append_date(std::string* out, const TimeMoment* m);
// `timespec` may be undefined. False: pending.
bool append_clock(Vm& vm, std::string* out, const TimeMoment* m, Value timespec);
// The three forms of fromisoformat(). False, with nothing pending: it is none. A zone
// that is out of range is pending.
bool parse_iso_date(std::string_view text, DateFields* f);
bool parse_iso_time(Vm& vm, std::string_view text, DateFields* f);
bool parse_iso_moment(Vm& vm, std::string_view text, DateFields* f);
Value invalid_iso(Vm& vm, Value text);

// -- What the files share (datetime.cpp) ------------------------------------------------

// Calls a function of datetime.py with the arguments that were given.
Value call_datetime_py(Vm& vm, const char* function, const Args& args);
template <size_t size>
struct FunctionName {
  constexpr FunctionName(const char (&name)[size]) {  // NOLINT: made of a literal.
    for (size_t n = 0; n < size; n++) text[n] = name[n];
  }
  char text[size];
};
template <FunctionName name>
Value in_python(Vm& vm, const Args& args) {
  return call_datetime_py(vm, name.text, args);
}
// Adds a property whose value may be asked for by a call as well: d.year and d.year().
void add_date_field(Class* cls, const NativeDef& def);
// An immortal instance for who makes the class, and a place for it there.
Object* make_date_constant(Class* cls, size_t size);
void add_date_constant(Class* cls, const char* name, Object* o);

}  // namespace scriptling
