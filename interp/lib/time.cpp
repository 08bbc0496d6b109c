// The time module. Clocks are the host's, so that tests may lie about them.

#include <cmath>

#include "interp/immortal.h"
#include "interp/lib/lib.h"
#include "interp/lib/time_fields.h"
#include "interp/types/arguments.h"

namespace scriptling {

bool break_down(Vm& vm, time_t seconds, Breakdown function, std::tm* tm) {
  *tm = {};
  if (function(&seconds, tm) != nullptr) return true;
  Value text = str_value(vm, "Value too large for defined data type");
  constexpr int64_t kOverflow = 75;
  Value error = vm.call(Value::object(types.os_error), {Value::integer(kOverflow), text});
  if (!error.is_error()) vm.raise_value(error);
  return false;
}

namespace {

constexpr int64_t kNanoseconds = 1'000'000'000;

// -- Clocks -----------------------------------------------------------------------------

template <Clock clock>
Value read_seconds(Vm& vm, const Args&) {
  return Value::real(static_cast<double>(vm.host().now(clock)) / 1e9);
}

template <Clock clock>
Value read_nanoseconds(Vm& vm, const Args&) {
  return Value::integer(vm.host().now(clock));
}

Value time_sleep(Vm& vm, const Args& args) {
  Value v = args[0];
  if (!is_number(v)) {
    return vm.type_error("'{}' object cannot be interpreted as an integer",
                         class_name(v));
  }
  auto seconds = to_double(vm, v);
  if (!seconds) return Value::error();
  if (std::isnan(*seconds)) return vm.value_error("Invalid value NaN (not a number)");
  if (*seconds < 0) return vm.value_error("sleep length must be non-negative");
  constexpr double kLongest = 9.2e9;  // Nanoseconds in 64 bits end there.
  if (*seconds > kLongest) {
    return vm.raise(types.overflow_error,
                    "timestamp too large to convert to C _PyTime_t");
  }
  return vm.ask(HostOp::kSleep, {Value::real(*seconds)});
}

// -- Fields -----------------------------------------------------------------------------

int64_t whole_seconds_now(Vm& vm) {
  int64_t now = vm.host().now(Clock::kWall);
  return now / kNanoseconds - (now % kNanoseconds < 0 ? 1 : 0);
}

// Seconds since 1970: a number, an object with a timestamp() method, or now.
bool timestamp(Vm& vm, const Args& args, time_t* seconds) {
  if (!args.has(0)) {
    *seconds = whole_seconds_now(vm);
    return true;
  }
  Value v = args[0];
  if (is_kind(v, Kind::kNativeObject) || is_kind(v, Kind::kInstance)) {
    v = invoke(vm, v, "timestamp", {});
    if (v.is_error()) return false;
  }
  if (is_int_like(v)) {
    Value n = plain_int(v);
    if (n.is_int()) {
      *seconds = n.i;
      return true;
    }
  } else if (is_number(v)) {
    double d = std::floor(plain_float(v));
    if (std::isnan(d)) {
      vm.value_error("Invalid value NaN (not a number)");
      return false;
    }
    constexpr double kLimit = 9.2e18;
    if (std::fabs(d) < kLimit) {
      *seconds = static_cast<time_t>(d);
      return true;
    }
  } else {
    vm.type_error("'{}' object cannot be interpreted as an integer", class_name(v));
    return false;
  }
  vm.raise(types.overflow_error, "timestamp out of range for platform time_t");
  return false;
}

template <Breakdown function>
Value time_fields(Vm& vm, const Args& args) {
  time_t seconds;
  std::tm tm;
  if (!timestamp(vm, args, &seconds) || !break_down(vm, seconds, function, &tm)) {
    return Value::error();
  }
  return make_struct_time(vm, tm);
}

Value time_mktime(Vm& vm, const Args& args) {
  std::tm tm;
  if (!read_time_tuple(vm, args[0], "mktime", &tm)) return Value::error();
  tm.tm_wday = -1;  // Stays so only when there is no such time.
  time_t seconds = ::mktime(&tm);
  if (seconds == -1 && tm.tm_wday == -1) {
    return vm.raise(types.overflow_error, "mktime argument out of range");
  }
  return Value::real(static_cast<double>(seconds));
}

// The argument, or the local time now.
bool time_argument(Vm& vm, const Args& args, size_t n, const char* function,
                   std::tm* tm) {
  if (!args.has(n)) return break_down(vm, whole_seconds_now(vm), ::localtime_r, tm);
  return read_time_tuple(vm, args[n], function, tm) && check_time_fields(vm, tm);
}

// -- Text -------------------------------------------------------------------------------

Value time_strftime(Vm& vm, const Args& args) {
  if (!is_str(args[0])) {
    return vm.type_error("strftime() argument 1 must be str, not {}",
                         class_name(args[0]));
  }
  std::tm tm;
  if (!time_argument(vm, args, 1, "strftime", &tm)) return Value::error();
  return from_str(format_time(vm, text_of(args[0]), tm));
}

Value time_strptime(Vm& vm, const Args& args) {
  std::string_view format = "%a %b %d %H:%M:%S %Y";
  for (size_t n = 0; n < 2; n++) {
    if (!args.given(n) || is_str(args[n])) continue;
    return vm.type_error("strptime() argument {} must be str, not <class '{}'>", n,
                         class_name(args[n]));
  }
  if (args.given(1)) format = text_of(args[1]);
  ParsedTime parsed;
  if (!parse_time(vm, text_of(args[0]), format, &parsed)) return Value::error();
  return make_struct_time(vm, parsed);
}

// "Thu Jan  1 00:00:00 1970"
Value as_text(Vm& vm, const std::tm& tm) {
  constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  return str_value(vm, fmt::format("{} {}{:3} {:02}:{:02}:{:02} {}", kDays[tm.tm_wday],
                                   kMonths[tm.tm_mon], tm.tm_mday, tm.tm_hour, tm.tm_min,
                                   tm.tm_sec, int64_t{tm.tm_year} + 1900));
}

Value time_asctime(Vm& vm, const Args& args) {
  std::tm tm;
  return time_argument(vm, args, 0, "asctime", &tm) ? as_text(vm, tm) : Value::error();
}

Value time_ctime(Vm& vm, const Args& args) {
  time_t seconds;
  std::tm tm;
  if (!timestamp(vm, args, &seconds) || !break_down(vm, seconds, ::localtime_r, &tm)) {
    return Value::error();
  }
  return as_text(vm, tm);
}

// "2024-02-29T12:30:00.123456", local time.
Value time_now(Vm& vm, const Args&) {
  int64_t now = vm.host().now(Clock::kWall);
  time_t seconds = now / kNanoseconds;
  std::tm tm;
  if (!break_down(vm, seconds, ::localtime_r, &tm)) return Value::error();
  return str_value(
      vm, fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}", tm.tm_year + 1900,
                      tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec,
                      now % kNanoseconds / 1000));
}

// The zone is the process's, and stays.
Value time_tzset(Vm&, const Args&) { return Value::none(); }

constexpr NativeDef kFunctions[] = {
    {"asctime(t=None, /)", time_asctime, "Convert a time tuple to a string."},
    {"ctime(seconds=None, /)", time_ctime, "Convert a time in seconds to a string."},
    {"gmtime(seconds=None, /)", time_fields<::gmtime_r>,
     "Convert seconds since the Epoch to a struct_time in UTC."},
    {"localtime(seconds=None, /)", time_fields<::localtime_r>,
     "Convert seconds since the Epoch to a struct_time in local time."},
    {"mktime(t, /)", time_mktime, "Convert a time tuple in local time to seconds."},
    {"monotonic()", read_seconds<Clock::kMonotonic>, "A clock that cannot go backward."},
    {"monotonic_ns()", read_nanoseconds<Clock::kMonotonic>,
     "A clock that cannot go backward, in nanoseconds."},
    {"now()", time_now, "The local time as ISO text with microseconds."},
    {"perf_counter()", read_seconds<Clock::kMonotonic>, "A clock to measure with."},
    {"perf_counter_ns()", read_nanoseconds<Clock::kMonotonic>,
     "A clock to measure with, in nanoseconds."},
    {"process_time()", read_seconds<Clock::kProcessCpu>,
     "Processor time of the process."},
    {"process_time_ns()", read_nanoseconds<Clock::kProcessCpu>,
     "Processor time of the process, in nanoseconds."},
    {"sleep(seconds, /)", time_sleep, "Let the others run for so many seconds."},
    {"strftime(format, t=None, /)", time_strftime, "Convert a time tuple to text."},
    {"strptime(string, format='%a %b %d %H:%M:%S %Y', /)", time_strptime,
     "Parse text by a format; returns a struct_time."},
    {"thread_time()", read_seconds<Clock::kThreadCpu>, "Processor time of the thread."},
    {"thread_time_ns()", read_nanoseconds<Clock::kThreadCpu>,
     "Processor time of the thread, in nanoseconds."},
    {"time()", read_seconds<Clock::kWall>, "Seconds since the Epoch."},
    {"time_ns()", read_nanoseconds<Clock::kWall>, "Nanoseconds since the Epoch."},
    {"tzset()", time_tzset, "Does nothing: the zone is the process's."},
};

// Zones by what holds in January and in July of a recent year.
void build(ModuleBuilder& module) {
  constexpr time_t kJanuary = 1704067200, kJuly = 1719792000;
  std::tm january{}, july{};
  ::tzset();
  ::localtime_r(&kJanuary, &january);
  ::localtime_r(&kJuly, &july);
  bool north = january.tm_gmtoff <= july.tm_gmtoff;
  const std::tm& winter = north ? january : july;
  const std::tm& summer = north ? july : january;
  module.add("timezone", Value::integer(-winter.tm_gmtoff));
  module.add("altzone", Value::integer(-summer.tm_gmtoff));
  module.add("daylight", Value::integer(winter.tm_gmtoff != summer.tm_gmtoff ? 1 : 0));
  Value names[] = {Value::object(intern(winter.tm_zone)),
                   Value::object(intern(summer.tm_zone))};
  module.add("tzname", Value::object(ImmortalMaker().tuple(names)));
  module.add("struct_time", struct_time_class());
}

}  // namespace

const ModuleDef& time_module() {
  static const ModuleDef def{"time", kFunctions, build, "Clocks, and times as text."};
  return def;
}

}  // namespace scriptling
