// Calendar arithmetic, and times as the time module shows them.
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

#include "interp/ops.h"

namespace scriptling {

// -- Calendar: the Gregorian one, for ever ----------------------------------------------

bool is_leap_year(int64_t year);
int days_in_month(int64_t year, int month);
// Days since 1970-01-01. Requires: 1 <= month <= 12.
int64_t days_from_date(int64_t year, int month, int day);
void date_from_days(int64_t days, int64_t* year, int* month, int* day);
// Monday is 0.
int weekday_from_days(int64_t days);

// -- Text to time (time_parse.cpp) ------------------------------------------------------

// What strptime found, with what follows from it filled in.
struct ParsedTime {
  int64_t year = 1900;
  int month = 1, day = 1, hour = 0, minute = 0, second = 0, microsecond = 0;
  int weekday = 0;   // Monday is 0.
  int year_day = 1;  // From 1 on.
  int is_dst = -1;
  bool has_offset = false;
  int64_t offset = 0;          // Seconds east of UTC ...
  int offset_microsecond = 0;  // ... and this much more.
  std::string zone{};
};

// By the rules of CPython's strptime. False: a ValueError is pending.
bool parse_time(Vm& vm, std::string_view text, std::string_view format,
                ParsedTime* parsed);

// -- Time to text (time_format.cpp) -----------------------------------------------------

// strftime with all its directives. Null: pending.
Str* format_time(Vm& vm, std::string_view format, const std::tm& tm);

// -- struct_time (time_struct.cpp) ------------------------------------------------------

Class* struct_time_class();
Value make_struct_time(Vm& vm, const std::tm& tm);
Value make_struct_time(Vm& vm, const ParsedTime& parsed);
// A struct_time, tuple or list of nine. `function` names who asks. False: pending.
bool read_time_tuple(Vm& vm, Value v, const char* function, std::tm* tm);
// The ranges that strftime and asctime insist on. False: pending.
bool check_time_fields(Vm& vm, std::tm* tm);

// gmtime_r or localtime_r.
using Breakdown = std::tm* (*)(const time_t*, std::tm*);
// The fields of a time of the clock. False: OSError is pending, as the year does not fit.
bool break_down(Vm& vm, time_t seconds, Breakdown function, std::tm* tm);

}  // namespace scriptling
