#include "actors/log.h"

#include <fmt/core.h>

#include <chrono>
#include <ctime>
#include <iterator>
#include <string>

#include "actors/failure.h"

namespace scriptling {

namespace {

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
  fmt::format_to(std::back_inserter(out), "{:03}Z", now.tv_nsec / kMillisecond);
}

void append_json(std::string& out, std::string_view text) {
  out += '"';
  for (char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  out += '"';
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

constexpr size_t kUsualLine = 160;
constexpr const char* kWords[] = {"debug", "info", "warn", "error"};
constexpr const char* kShouts[] = {"DEBUG", "INFO ", "WARN ", "ERROR"};

}  // namespace

void Log::write_failure(LogLevel level, std::string_view who, std::string_view handler,
                        const Failure& failure) {
  const std::string& text =
      failure.traceback.empty() ? failure.message : failure.traceback;
  write(level, who, "handler " + std::string(handler) + " failed\n" + text);
}

void Log::write(LogLevel level, std::string_view who, std::string_view text) {
  if (level < least_) return;
  while (text.ends_with('\n')) text.remove_suffix(1);
  std::string line = begin(level, who);
  if (format_ == LogFormat::kJson) {
    line += ",\"message\":";
    append_json(line, text);
    line += '}';
  } else {
    line += text;
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
    append_json(line, who);
  } else {
    append_timestamp(line);
    line.append(" ").append(kShouts[index]).append(" ");
    if (!who.empty()) line.append(who).append(": ");
  }
  return line;
}

void Log::request(const Served& served) {
  if (LogLevel::kInfo < least_) return;
  std::string line = begin(LogLevel::kInfo, served.id);
  auto took = std::chrono::duration_cast<std::chrono::microseconds>(served.took).count();
  constexpr int kMillisecond = 1000;
  auto whole = took / kMillisecond, rest = took % kMillisecond;
  auto out = std::back_inserter(line);
  std::string path = plain_path(served.path);
  if (format_ == LogFormat::kJson) {
    fmt::format_to(out, R"(,"method":"{}","path":)", served.method);
    append_json(line, path);
    fmt::format_to(out, R"(,"status":{},"bytes":{},"ms":{}.{:03},"remote":"{}"}})",
                   served.status, served.bytes, whole, rest, served.remote_addr);
  } else {
    fmt::format_to(out, "{} {} {} {} {}.{:03} ms {}", served.method, path, served.status,
                   served.bytes, whole, rest, served.remote_addr);
  }
  line += '\n';
  if (!output_.write_if_room(Stream::kErr, line)) {
    dropped_.fetch_add(1, std::memory_order_relaxed);
  } else if (uint64_t dropped = dropped_.exchange(0, std::memory_order_relaxed)) {
    warning("", fmt::format("{} lines about requests were dropped", dropped));
  }
}

}  // namespace scriptling
