// Moments as ISO 8601 has them.

#include "interp/ascii.h"
#include "interp/lib/datetime.h"

namespace scriptling {

namespace {

void append_number(std::string* out, int value, int digits) {
  char text[8];
  for (int n = digits; n-- > 0; value /= 10)
    text[n] = static_cast<char>('0' + value % 10);
  out->append(text, static_cast<size_t>(digits));
}

void append_clock_fields(std::string* out, int hour, int minute, int second, int fields,
                         std::string_view colon) {
  append_number(out, hour, 2);
  if (fields > 1) append_number(&out->append(colon), minute, 2);
  if (fields > 2) append_number(&out->append(colon), second, 2);
}

// What is left of a text being read.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  char next() const { return text_.empty() ? '\0' : text_[0]; }
  bool skip(char c) {
    if (next() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool number(size_t digits, int* value) {
    if (text_.size() < digits) return false;
    *value = 0;
    for (size_t n = 0; n < digits; n++) {
      if (!is_ascii_digit(text_[n])) return false;
      *value = *value * 10 + (text_[n] - '0');
    }
    text_.remove_prefix(digits);
    return true;
  }
  // Microseconds, from any number of digits of which six count.
  bool fraction(int* value) {
    if (text_.empty()) return false;
    *value = 0;
    size_t n = 0;
    for (; n < text_.size(); n++) {
      if (!is_ascii_digit(text_[n])) return false;
      if (n < 6) *value = *value * 10 + (text_[n] - '0');
    }
    for (; n < 6; n++) *value *= 10;
    text_ = {};
    return true;
  }

 private:
  std::string_view text_;
};

// The Monday of week 1, in days since 1970.
int64_t first_monday(int year) {
  int64_t first = days_from_date(year, 1, 1);
  int weekday = weekday_from_days(first);
  return first - weekday + (weekday > 3 ? 7 : 0);
}

bool set_iso_week(int year, int week, int day, DateFields* f) {
  if (year < 1 || day < 1 || day > 7 || week < 1 || week > 53) return false;
  int64_t monday = first_monday(year) + (week - 1) * 7;
  if (week == 53 && monday >= first_monday(year + 1)) return false;
  int64_t found;
  date_from_days(monday + day - 1, &found, &f->month, &f->day);
  f->year = static_cast<int>(found);
  return true;
}

// -Www-D and WwwD, behind the year.
bool parse_week(Reader* in, bool dash, DateFields* f) {
  int week, day = 1;
  if (!in->number(2, &week)) return false;
  if (!in->at_end() && (in->skip('-') != dash || !in->number(1, &day))) return false;
  return in->at_end() && set_iso_week(f->year, week, day, f);
}

// YYYY-MM-DD, YYYYMMDD, YYYY-Www-D or YYYYWwwD.
bool parse_date(std::string_view text, DateFields* f) {
  Reader in(text);
  if (!in.number(4, &f->year)) return false;
  bool dash = in.skip('-');
  if (in.skip('W')) return parse_week(&in, dash, f);
  return in.number(2, &f->month) && in.skip('-') == dash && in.number(2, &f->day) &&
         in.at_end();
}

// HH[:MM[:SS[.ffffff]]], or without colons.
bool parse_clock(std::string_view text, DateFields* f) {
  Reader in(text);
  f->minute = f->second = f->microsecond = 0;
  if (!in.number(2, &f->hour)) return false;
  bool colon = in.next() == ':';
  for (int* field : {&f->minute, &f->second}) {
    if (in.at_end()) return true;
    if (in.skip(':') != colon || !in.number(2, field)) return false;
  }
  if (in.at_end()) return true;
  return (in.skip('.') || in.skip(',')) && in.fraction(&f->microsecond);
}

bool parse_offset(Vm& vm, std::string_view text, char sign, DateFields* f) {
  DateFields offset;
  if (sign == 'Z') {
    f->zone = zone_utc();
    return text.empty();
  }
  if (!parse_clock(text, &offset)) return false;
  int64_t micros =
      ((offset.hour * 60 + offset.minute) * 60 + offset.second) * kSecondMicros +
      offset.microsecond;
  f->zone = make_zone(vm, sign == '-' ? -micros : micros);
  return !f->zone.is_error();
}

// How long the date in front of a text is.
size_t end_of_date(std::string_view text) {
  auto at = [text](size_t n) { return n < text.size() ? text[n] : '\0'; };
  if (at(4) == '-') {
    if (at(5) != 'W') return 10;
    return at(8) == '-' && is_ascii_digit(at(9)) ? 10 : 8;
  }
  if (at(4) == 'W') return is_ascii_digit(at(7)) ? 8 : 7;
  return 8;
}

}  // namespace

void append_offset(std::string* out, int64_t offset, std::string_view colon) {
  out->push_back(offset < 0 ? '-' : '+');
  if (offset < 0) offset = -offset;
  auto seconds = static_cast<int>(offset / kSecondMicros);
  auto micros = static_cast<int>(offset % kSecondMicros);
  append_clock_fields(out, seconds / 3600, seconds / 60 % 60, seconds % 60,
                      seconds % 60 != 0 || micros != 0 ? 3 : 2, colon);
  if (micros != 0) append_number(&out->append("."), micros, 6);
}

void append_date(std::string* out, const TimeMoment* m) {
  append_number(out, m->year, 4);
  append_number(&out->append("-"), m->month, 2);
  append_number(&out->append("-"), m->day, 2);
}

bool append_clock(Vm& vm, std::string* out, const TimeMoment* m, Value timespec) {
  constexpr std::string_view kSpecs[] = {"hours", "minutes", "seconds", "milliseconds",
                                         "microseconds"};
  std::string_view wanted = "auto";
  if (!timespec.is_undefined()) {
    if (to_str_arg(vm, timespec, "isoformat() argument 2") == nullptr) return false;
    wanted = text_of(timespec);
  }
  if (wanted == "auto") wanted = m->microsecond == 0 ? kSpecs[2] : kSpecs[4];
  for (int n = 0; n < 5; n++) {
    if (kSpecs[n] != wanted) continue;
    append_clock_fields(out, m->hour, m->minute, m->second, n + 1, ":");
    if (n == 3) append_number(&out->append("."), m->microsecond / 1000, 3);
    if (n == 4) append_number(&out->append("."), m->microsecond, 6);
    return true;
  }
  vm.value_error("Unknown timespec value");
  return false;
}

bool parse_iso_date(std::string_view text, DateFields* f) {
  bool fits = text.size() == 7 || text.size() == 8 || text.size() == 10;
  return fits && parse_date(text, f);
}

bool parse_iso_time(Vm& vm, std::string_view text, DateFields* f) {
  size_t mark = text.find_first_of("+-Z");
  if (mark == text.npos) return parse_clock(text, f);
  return parse_clock(text.substr(0, mark), f) &&
         parse_offset(vm, text.substr(mark + 1), text[mark], f);
}

bool parse_iso_moment(Vm& vm, std::string_view text, DateFields* f) {
  size_t end = end_of_date(text);
  if (text.size() < end) return false;
  if (!parse_date(text.substr(0, end), f)) return false;
  if (text.size() == end) return true;
  // Any character parts the date from the time.
  const char* p = text.data() + end;
  utf8_next(p);
  std::string_view clock = text.substr(static_cast<size_t>(p - text.data()));
  return !clock.empty() && parse_iso_time(vm, clock, f);
}

Value invalid_iso(Vm& vm, Value text) {
  Str* shown = repr(vm, text);
  if (shown == nullptr) return Value::error();
  return vm.value_error("Invalid isoformat string: {}", shown->view());
}

}  // namespace scriptling
