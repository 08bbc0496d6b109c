#include "actors/log.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>
#include <iterator>
#include <string>

#include "actors/failure.h"
#include "http/json_string.h"

namespace scriptling {

namespace {

// With zeros in front, if it has fewer digits. For lines that come by the ten thousand:
// fmt takes longer than all the rest of them.
void append_number(std::string& out, uint64_t number, size_t least_digits = 1) {
  char digits[20];
  size_t size = std::to_chars(digits, std::end(digits), number).ptr - digits;
  if (size < least_digits) out.append(least_digits - size, '0');
  out.append(digits, size);
}

// "2026-03-01T12:00:00.123Z"
void append_timestamp(std::string& out) {
  constexpr size_t kSize = sizeof "2026-03-01T12:00:00." - 1;
  thread_local std::time_t formatted = -1;
  thread_local char text[kSize + 1];
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  if (now.tv_sec != formatted) {
    formatted = now.tv_sec;
    std::tm parts{};
    gmtime_r(&formatted, &parts);
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S.", &parts);
  }
  constexpr long kMillisecond = 1'000'000;
  out.append(text, kSize);
  append_number(out, static_cast<uint64_t>(now.tv_nsec / kMillisecond), 3);
  out += 'Z';
}

// A path may have any bytes but controls and spaces; a line of the log is UTF-8.
std::string plain_path(std::string_view path) {
  std::string plain;
  plain.reserve(path.size());
  for (char c : path) {
    if (static_cast<unsigned char>(c) < 0x80) {
      plain += c;
    } else {
      fmt::format_to(std::back_inserter(plain), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return plain;
}

// Whatever is told on the console stays within its record: no line of it can pass for
// another one, and no control character reaches the terminal.
void append_text(std::string& out, std::string_view text) {
  for (char c : text) {
    if (c == '\n') {
      out += "\n  ";
    } else if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f) {
      fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
}

// The same on one line.
std::string plain_name(std::string_view name) {
  std::string plain(name);
  std::replace(plain.begin(), plain.end(), '\n', ' ');
  std::string out;
  append_text(out, plain);
  return out;
}

constexpr size_t kUsualLine = 160;
constexpr const char* kWords[] = {"debug", "info", "warn", "error"};
constexpr const char* kShouts[] = {"DEBUG", "INFO ", "WARN ", "ERROR"};

}  // namespace

void Log::write_failure(LogLevel level, std::string_view who, std::string_view handler,
                        const Failure& failure, std::string_view how) {
  const std::string& text =
      failure.traceback.empty() ? failure.message : failure.traceback;
  write(level, who, fmt::format("handler {} {}\n{}", handler, how, text));
}

void Log::write(LogLevel level, std::string_view who, std::string_view text) {
  if (level < least_) return;
  while (text.ends_with('\n')) text.remove_suffix(1);
  bool is_json = format_ == LogFormat::kJson;
  std::string line = begin(level, is_json ? std::string(who) : plain_name(who));
  if (is_json) {
    line += ",\"message\":";
    line += json_string(text);
    line += '}';
  } else {
    append_text(line, text);
  }
  line += '\n';
  output_.write(Stream::kErr, line);
}

// Up to what is to be said.
std::string Log::begin(LogLevel level, std::string_view who) const {
  auto index = static_cast<size_t>(level);
  std::string line;
  line.reserve(kUsualLine);
  if (format_ == LogFormat::kJson) {
    line += "{\"time\":\"";
    append_timestamp(line);
    line.append("\",\"level\":\"").append(kWords[index]).append("\"");
    if (who.empty()) return line;
    line += ",\"task\":";
    line += json_string(who);
  } else {
    append_timestamp(line);
    line.append(" ").append(kShouts[index]).append(" ");
    if (!who.empty()) line.append(who).append(": ");
  }
  return line;
}

void Log::request(const Served& served) {
  if (LogLevel::kInfo < least_) return;
  auto micros = static_cast<uint64_t>(
      std::chrono::duration_cast<std::chrono::microseconds>(served.took).count());
  std::string path = plain_path(served.path);
  bool is_json = format_ == LogFormat::kJson;
  std::string line = begin(LogLevel::kInfo, served.id);
  line.append(is_json ? ",\"method\":\"" : "").append(served.method);
  line.append(is_json ? "\",\"path\":" : " ").append(is_json ? json_string(path) : path);
  line.append(is_json ? ",\"status\":" : " ");
  append_number(line, static_cast<uint64_t>(served.status));
  line.append(is_json ? ",\"bytes\":" : " ");
  append_number(line, served.bytes);
  line.append(is_json ? ",\"ms\":" : " ");
  append_number(line, micros / 1000);
  line += '.';
  append_number(line, micros % 1000, 3);
  line.append(is_json ? ",\"remote\":\"" : " ms ").append(served.remote_addr);
  line.append(is_json ? "\"" : "");
  if (served.is_cut) line.append(is_json ? ",\"cut\":true" : " cut");
  line.append(is_json ? "}" : "");
  line += '\n';
  if (!output_.write_if_room(Stream::kErr, line)) {
    dropped_.fetch_add(1, std::memory_order_relaxed);
  } else if (uint64_t dropped = dropped_.exchange(0, std::memory_order_relaxed)) {
    warning("", fmt::format("{} lines about requests were dropped", dropped));
  }
}

}  // namespace scriptling
