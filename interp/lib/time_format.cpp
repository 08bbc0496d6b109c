// Calendar arithmetic and strftime.

#include "interp/lib/time_fields.h"

namespace scriptling {

namespace {

constexpr int64_t kDaysOf400Years = 146097;
constexpr int64_t kDaysTo1970 = 719468;  // From 0000-03-01.

int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

bool is_leap_year(int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(int64_t year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[month - 1] + (month == 2 && is_leap_year(year) ? 1 : 0);
}

// Years begin in March here, so that the leap day is the last one.
int64_t days_from_date(int64_t year, int month, int day) {
  if (month <= 2) year--;
  int64_t era = floor_divide(year, 400);
  int64_t year_of_era = year - era * 400;
  int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysOf400Years + day_of_era - kDaysTo1970;
}

void date_from_days(int64_t days, int64_t* year, int* month, int* day) {
  days += kDaysTo1970;
  int64_t era = floor_divide(days, kDaysOf400Years);
  int64_t day_of_era = days - era * kDaysOf400Years;
  int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t shifted = (5 * day_of_year + 2) / 153;
  *day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
  *month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

int weekday_from_days(int64_t days) {
  int64_t rest = (days + 3) % 7;  // 1970-01-01 was a Thursday.
  return static_cast<int>(rest < 0 ? rest + 7 : rest);
}

Str* format_time(Vm& vm, std::string_view format, const std::tm& tm) {
  if (format.find('\0') != format.npos) {
    vm.value_error("embedded null character");
    return nullptr;
  }
  if (format.empty()) return names.empty;
  // An answer of 0 means that there was no room, or that there is nothing to say ("%p" in
  // some places): a blank in front tells them apart.
  std::string padded = " " + std::string(format);
  std::string text(format.size() * 2 + 64, '\0');
  constexpr size_t kMost = size_t{1} << 26;
  for (;;) {
    size_t size = std::strftime(text.data(), text.size(), padded.c_str(), &tm);
    if (size > 0) return make_str(vm.heap(), std::string_view(text).substr(1, size - 1));
    if (text.size() > kMost) {
      vm.memory_error();
      return nullptr;
    }
    vm.heap().reserve(text.size() * 2);
    text.resize(text.size() * 2);
  }
}

}  // namespace scriptling
