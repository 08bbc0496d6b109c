#include "http/http_date.h"

#include <array>
#include <cstdio>

namespace scriptling {

namespace {

constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// The number in `size` digits at `at`, or -1.
int number_at(std::string_view text, std::size_t at, std::size_t size) {
  int value = 0;
  for (char c : text.substr(at, size)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::string http_date(std::time_t when) {
  std::tm utc{};
  gmtime_r(&when, &utc);
  char text[64];
  int size = std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT",
                           kDays[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                           kMonths[static_cast<std::size_t>(utc.tm_mon)],
                           utc.tm_year + 1900, utc.tm_hour, utc.tm_min, utc.tm_sec);
  return std::string(text, static_cast<std::size_t>(size));
}

std::optional<std::time_t> parse_http_date(std::string_view text) {
  constexpr std::string_view kForm = "Sun, 06 Nov 1994 08:49:37 GMT";
  if (text.size() != kForm.size()) return std::nullopt;
  std::tm utc{};
  utc.tm_mon = -1;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (text.substr(8, 3) == kMonths[i]) utc.tm_mon = static_cast<int>(i);
  }
  utc.tm_mday = number_at(text, 5, 2);
  utc.tm_year = number_at(text, 12, 4) - 1900;
  utc.tm_hour = number_at(text, 17, 2);
  utc.tm_min = number_at(text, 20, 2);
  utc.tm_sec = number_at(text, 23, 2);
  bool is_sound = utc.tm_mon >= 0 && utc.tm_mday > 0 && utc.tm_mday < 32 &&
                  utc.tm_year >= -300 && utc.tm_hour >= 0 && utc.tm_hour < 24 &&
                  utc.tm_min >= 0 && utc.tm_min < 60 && utc.tm_sec >= 0 &&
                  utc.tm_sec < 61;
  if (!is_sound || text.substr(25) != " GMT") return std::nullopt;
  return timegm(&utc);
}

std::string_view http_date_now() {
  thread_local std::time_t formatted = -1;
  thread_local std::string text;
  timespec now{};
  clock_gettime(CLOCK_REALTIME_COARSE, &now);
  if (now.tv_sec != formatted) {
    formatted = now.tv_sec;
    text = http_date(formatted);
  }
  return text;
}

}  // namespace scriptling
