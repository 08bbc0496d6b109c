// strptime: the format is matched against the text with backtracking, longest numbers
// first, as CPython's regular expression does it; then the fields are put together.

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "interp/ascii.h"
#include "interp/lib/re_objects.h"
#include "interp/lib/time_fields.h"

namespace scriptling {

namespace {

constexpr const char* kDays[] = {"monday", "tuesday",  "wednesday", "thursday",
                                 "friday", "saturday", "sunday"};
constexpr const char* kMonths[] = {"january",   "february", "march",    "april",
                                   "may",       "june",     "july",     "august",
                                   "september", "october",  "november", "december"};
constexpr size_t kShort = 3;  // Letters of an abbreviated name.

struct Fields {
  std::optional<int64_t> year, iso_year;
  std::optional<int> year_day, weekday, week, iso_week;
  bool week_starts_monday = false;
  int month = 1, day = 1, hour = 0, minute = 0, second = 0, microsecond = 0;
  bool afternoon = false;
  bool has_offset = false;
  int64_t offset = 0;
  int offset_microsecond = 0;
  std::string zone{};
  int is_dst = -1;
};

struct NumberRule {
  char directive;
  int least_digits, most_digits;
  int lowest, highest;
};
constexpr NumberRule kNumbers[] = {
    {'d', 1, 2, 1, 31},     {'G', 4, 4, 0, 9999}, {'H', 1, 2, 0, 23},
    {'I', 1, 2, 1, 12},     {'j', 1, 3, 1, 366},  {'m', 1, 2, 1, 12},
    {'M', 1, 2, 0, 59},     {'S', 1, 2, 0, 61},   {'U', 1, 2, 0, 53},
    {'W', 1, 2, 0, 53},     {'V', 1, 2, 1, 53},   {'w', 1, 1, 0, 6},
    {'u', 1, 1, 1, 7},      {'y', 2, 2, 0, 99},   {'Y', 4, 4, 0, 9999},
    {'f', 1, 6, 0, 999999},
};

const NumberRule* number_rule(char directive) {
  for (const NumberRule& rule : kNumbers) {
    if (rule.directive == directive) return &rule;
  }
  return nullptr;
}

// What a directive stands for that is made of others.
std::string_view expansion(char directive) {
  switch (directive) {
    case 'c': return "%a %b %d %H:%M:%S %Y";
    case 'x': return "%m/%d/%y";
    case 'X': return "%H:%M:%S";
    default: return {};
  }
}

bool starts_with_ignoring_case(std::string_view text, std::string_view word) {
  return equal_ignoring_case(text.substr(0, word.size()), word);
}

class TimeMatcher {
 public:
  TimeMatcher(Vm& vm, std::string_view text, std::string format)
      : vm_(vm), text_(text), format_(std::move(format)) {}

  // How much of the text matches; nothing when it does not, or when an exception is
  // pending: each directive is matched on top of the one before.
  std::optional<size_t> match() {
    if (!match(0, 0)) return std::nullopt;
    // They were found from the last one to the first. Of two that say the same thing in
    // different ways, the one that stands behind counts.
    for (size_t n = found_.size(); n > 0; n--)
      store(found_[n - 1].first, found_[n - 1].second);
    return end_;
  }

  Fields fields;
  bool inconsistent_colons = false;

 private:
  bool match(size_t f, size_t t) {
    if (!vm_.check_native_depth()) return false;
    while (f < format_.size()) {
      char c = format_[f];
      if (c == '%') return directive(format_[f + 1], f + 2, t);
      if (is_ascii_space(c)) {
        size_t start = t;
        while (t < text_.size() && is_ascii_space(text_[t])) t++;
        if (t == start) return false;
        while (f < format_.size() && is_ascii_space(format_[f])) f++;
        continue;
      }
      if (t >= text_.size() || ascii_lower(text_[t]) != ascii_lower(c)) return false;
      f++;
      t++;
    }
    end_ = t;
    return true;
  }

  bool directive(char d, size_t f, size_t t) {
    if (const NumberRule* rule = number_rule(d)) return number(*rule, f, t);
    switch (d) {
      case 'a': return day_name(f, t, kShort);
      case 'A': return day_name(f, t, 0);
      case 'b': return month_name(f, t, kShort);
      case 'B': return month_name(f, t, 0);
      case 'p': return half_of_day(f, t);
      case 'z': return offset(f, t);
      case 'Z': return zone(f, t);
      default: return t < text_.size() && text_[t] == '%' && match(f, t + 1);
    }
  }

  bool number(const NumberRule& rule, size_t f, size_t t) {
    for (int digits = rule.most_digits; digits >= rule.least_digits; digits--) {
      auto end = t + static_cast<size_t>(digits);
      if (end > text_.size()) continue;
      int value = 0;
      bool good = true;
      for (size_t n = t; n < end; n++) {
        // A day may stand behind a blank.
        bool blank = rule.directive == 'd' && n == t && digits == 2 && text_[n] == ' ';
        good = good && (is_ascii_digit(text_[n]) || blank);
        value = value * 10 + (blank ? 0 : text_[n] - '0');
      }
      if (!good || value < rule.lowest || value > rule.highest || !match(f, end))
        continue;
      for (int n = digits; rule.directive == 'f' && n < rule.most_digits; n++)
        value *= 10;
      found_.emplace_back(rule.directive, value);
      return true;
    }
    return false;
  }

  void store(char d, int value) {
    switch (d) {
      case 'd': fields.day = value; break;
      case 'f': fields.microsecond = value; break;
      case 'G': fields.iso_year = value; break;
      case 'H': fields.hour = value; break;
      case 'I': fields.hour = value % 12 + (fields.afternoon ? 12 : 0); break;
      case 'j': fields.year_day = value; break;
      case 'a': fields.weekday = value; break;
      case 'm': fields.month = value; break;
      case 'M': fields.minute = value; break;
      case 'S': fields.second = value; break;
      case 'U':
      case 'W':
        fields.week = value;
        fields.week_starts_monday = d == 'W';
        break;
      case 'V': fields.iso_week = value; break;
      case 'w': fields.weekday = value == 0 ? 6 : value - 1; break;
      case 'u': fields.weekday = value - 1; break;
      case 'y': fields.year = value <= 68 ? 2000 + value : 1900 + value; break;
      default: fields.year = value; break;
    }
  }

  // Which name stands at `t`, cut to `letters` unless that is 0; the longest that fits.
  // -1: none.
  int name_at(size_t t, std::span<const char* const> all, size_t letters, size_t* end) {
    int found = -1;
    size_t longest = 0;
    for (size_t n = 0; n < all.size(); n++) {
      std::string_view name(all[n]);
      if (letters > 0) name = name.substr(0, letters);
      if (name.size() <= longest || !starts_with_ignoring_case(text_.substr(t), name))
        continue;
      longest = name.size();
      found = static_cast<int>(n);
    }
    *end = t + longest;
    return found;
  }

  bool day_name(size_t f, size_t t, size_t letters) {
    size_t end;
    int day = name_at(t, kDays, letters, &end);
    if (day < 0 || !match(f, end)) return false;
    found_.emplace_back('a', day);
    return true;
  }

  bool month_name(size_t f, size_t t, size_t letters) {
    size_t end;
    int month = name_at(t, kMonths, letters, &end);
    if (month < 0 || !match(f, end)) return false;
    found_.emplace_back('m', month + 1);
    return true;
  }

  bool half_of_day(size_t f, size_t t) {
    std::string_view rest = text_.substr(t);
    bool pm = starts_with_ignoring_case(rest, "pm");
    if (!pm && !starts_with_ignoring_case(rest, "am")) return false;
    if (!match(f, t + 2)) return false;
    fields.afternoon = pm;
    return true;
  }

  bool two_digits(size_t t, int highest, int* value) const {
    if (t + 2 > text_.size() || !is_ascii_digit(text_[t]) ||
        !is_ascii_digit(text_[t + 1]))
      return false;
    *value = (text_[t] - '0') * 10 + (text_[t + 1] - '0');
    return *value <= highest;
  }

  // Z, +hhmm, +hh:mm, +hh:mm:ss, +hh:mm:ss.ffffff
  bool offset(size_t f, size_t t) {
    if (t < text_.size() && text_[t] == 'Z') {
      if (!match(f, t + 1)) return false;
      fields.has_offset = true;
      fields.offset = 0;
      return true;
    }
    if (t >= text_.size() || (text_[t] != '+' && text_[t] != '-')) return false;
    bool negative = text_[t] == '-';
    int hours, minutes, seconds = 0, micro = 0;
    if (!two_digits(t + 1, 99, &hours)) return false;
    size_t at = t + 3;
    bool colon = at < text_.size() && text_[at] == ':';
    if (colon) at++;
    if (!two_digits(at, 59, &minutes)) return false;
    at += 2;
    size_t after_minutes = at;
    bool second_colon = at < text_.size() && text_[at] == ':';
    if (two_digits(second_colon ? at + 1 : at, 59, &seconds)) {
      at += second_colon ? 3 : 2;
      if (colon != second_colon) inconsistent_colons = true;
      if (at + 1 < text_.size() && text_[at] == '.' && is_ascii_digit(text_[at + 1])) {
        int digits = 0;
        for (at++; digits < 6 && at < text_.size() && is_ascii_digit(text_[at]);
             at++, digits++) {
          micro = micro * 10 + (text_[at] - '0');
        }
        for (; digits < 6; digits++) micro *= 10;
      }
    } else {
      seconds = 0;
    }
    if (!match(f, at)) {
      seconds = micro = 0;
      if (at == after_minutes || !match(f, after_minutes)) return false;
    }
    fields.has_offset = true;
    fields.offset = hours * 3600 + minutes * 60 + seconds;
    fields.offset_microsecond = micro;
    if (negative) {
      fields.offset = -fields.offset;
      fields.offset_microsecond = -micro;
    }
    return true;
  }

  bool zone(size_t f, size_t t) {
    struct Zone {
      std::string name;
      int is_dst;
    };
    const Zone zones[] = {{"utc", 0}, {"gmt", 0}, {tzname[0], 0}, {tzname[1], 1}};
    for (const Zone& z : zones) {
      std::string name = z.name;
      for (char& c : name) c = ascii_lower(c);
      if (name.empty() || !starts_with_ignoring_case(text_.substr(t), name)) continue;
      if (!match(f, t + name.size())) continue;
      fields.zone = text_.substr(t, name.size());
      fields.is_dst = z.is_dst;
      return true;
    }
    return false;
  }

  Vm& vm_;
  std::string_view text_;
  std::string format_;
  std::vector<std::pair<char, int>> found_;  // Directives and their values.
  size_t end_ = 0;
};

// To CPython each directive is a group of a pattern, so none may be there twice. False:
// pending.
bool refuse_twice(Vm& vm, std::string_view format) {
  std::vector<std::pair<char, int>> seen;
  int group = 1;
  for (size_t n = 0; n + 1 < format.size(); n++) {
    if (format[n] != '%') continue;
    char d = format[++n];
    if (d == '%') continue;
    for (auto [other, number] : seen) {
      if (other != d) continue;
      RegexError error{.message = fmt::format(
                           "redefinition of group name '{}' as group {}; was group {}", d,
                           group, number)};
      regex_raise(vm, error, Value::none());
      return false;
    }
    seen.emplace_back(d, group);
    group += d == 'z' ? 3 : 1;  // Its seconds and fractions are groups, too.
  }
  return true;
}

// The format with composed directives written out. False: a bad directive; pending.
bool expand(Vm& vm, std::string_view format, std::string* out) {
  for (size_t n = 0; n < format.size(); n++) {
    if (format[n] != '%') {
      *out += format[n];
      continue;
    }
    if (n + 1 == format.size()) {
      vm.value_error("stray % in format '{}'", format);
      return false;
    }
    char d = format[++n];
    std::string_view longer = expansion(d);
    if (!longer.empty()) {
      *out += longer;
      continue;
    }
    if (number_rule(d) == nullptr &&
        std::string_view("aAbBpzZ%").find(d) == std::string_view::npos) {
      vm.value_error("'{}' is a bad directive in format '{}'", d, format);
      return false;
    }
    *out += '%';
    *out += d;
  }
  return true;
}

bool check_weeks(Vm& vm, const Fields& f) {
  if (f.iso_year && !f.year) {
    if (!f.iso_week || !f.weekday) {
      vm.value_error(
          "ISO year directive '%G' must be used with the ISO week directive '%V' and a "
          "weekday directive ('%A', '%a', '%w', or '%u').");
      return false;
    }
    if (!f.year_day) return true;
    vm.value_error(
        "Day of the year directive '%j' is not compatible with ISO year directive "
        "'%G'. Use '%Y' instead.");
    return false;
  }
  if (!f.iso_week || f.week) return true;
  if (!f.weekday) {
    vm.value_error(
        "ISO week directive '%V' must be used with the ISO year directive '%G' and a "
        "weekday directive ('%A', '%a', '%w', or '%u').");
  } else {
    vm.value_error(
        "ISO week directive '%V' is incompatible with the year directive '%Y'. Use "
        "the ISO year '%G' instead.");
  }
  return false;
}

// The day of the year of a weekday in a week that begins on Monday or Sunday.
int day_of_week_in_year(int64_t year, int week, int weekday, bool starts_monday) {
  int first = weekday_from_days(days_from_date(year, 1, 1));
  if (!starts_monday) {
    first = (first + 1) % 7;
    weekday = (weekday + 1) % 7;
  }
  if (week == 0) return 1 + weekday - first;
  return 1 + (7 - first) % 7 + 7 * (week - 1) + weekday;
}

// Days since 1970 of a day in an ISO week; the first one has 4 January.
int64_t iso_day(int64_t year, int week, int weekday) {
  int64_t fourth = days_from_date(year, 1, 4);
  return fourth - weekday_from_days(fourth) + 7 * (week - 1) + weekday;
}

bool complete(Vm& vm, Fields& f, ParsedTime* out) {
  if (!check_weeks(vm, f)) return false;
  // 29 February without a year is one of a leap year, though the answer says 1900.
  bool leap_day = !f.year && f.month == 2 && f.day == 29;
  int64_t year = f.year.value_or(leap_day ? 1904 : 1900);
  std::optional<int64_t> days, year_day;
  if (f.year_day) year_day = *f.year_day;
  if (!year_day && f.weekday && f.week) {
    year_day = day_of_week_in_year(year, *f.week, *f.weekday, f.week_starts_monday);
    if (*year_day <= 0) year_day = *year_day + (is_leap_year(--year) ? 366 : 365);
  } else if (!year_day && f.weekday && f.iso_year && f.iso_week) {
    days = iso_day(*f.iso_year, *f.iso_week, *f.weekday);
    if (*f.iso_week == 53 && iso_day(*f.iso_year + 1, 1, *f.weekday) == *days) {
      vm.value_error("Invalid week: {}", *f.iso_week);
      return false;
    }
  }
  if (days) {
    date_from_days(*days, &year, &f.month, &f.day);
    days.reset();
  }
  if (year < 1 || year > 9999) {
    vm.value_error("year {} is out of range", year);
    return false;
  }
  if (year_day) {
    days = days_from_date(year, 1, 1) + *year_day - 1;
  } else if (f.day > days_in_month(year, f.month)) {
    vm.value_error("day is out of range for month");
    return false;
  } else {
    days = days_from_date(year, f.month, f.day);
  }
  date_from_days(*days, &out->year, &out->month, &out->day);
  // What %j said stays, even where the year has no such day.
  out->year_day =
      static_cast<int>(year_day.value_or(*days - days_from_date(out->year, 1, 1) + 1));
  if (out->year > 9999) {
    vm.value_error("year {} is out of range", out->year);
    return false;
  }
  out->weekday = f.weekday.value_or(weekday_from_days(*days));
  if (leap_day) out->year = 1900;
  out->hour = f.hour;
  out->minute = f.minute;
  out->second = f.second;
  out->microsecond = f.microsecond;
  out->has_offset = f.has_offset;
  out->offset = f.offset;
  out->offset_microsecond = f.offset_microsecond;
  out->zone = f.zone;
  out->is_dst = f.is_dst;
  return true;
}

}  // namespace

bool parse_time(Vm& vm, std::string_view text, std::string_view format,
                ParsedTime* parsed) {
  std::string expanded;
  if (!expand(vm, format, &expanded) || !refuse_twice(vm, expanded)) return false;
  TimeMatcher matcher(vm, text, std::move(expanded));
  auto end = matcher.match();
  if (vm.has_pending()) return false;
  if (!end) {
    vm.value_error("time data {} does not match format {}", str_repr(text),
                   str_repr(format));
    return false;
  }
  if (*end != text.size()) {
    vm.value_error("unconverted data remains: {}", text.substr(*end));
    return false;
  }
  if (matcher.inconsistent_colons) {
    vm.value_error("Inconsistent use of : in {}", text);
    return false;
  }
  return complete(vm, matcher.fields, parsed);
}

}  // namespace scriptling
