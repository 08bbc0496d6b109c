#include "actors/log.h"

#include <fmt/core.h>

#include <chrono>
#include <ctime>
#include <string>

namespace scriptling {

namespace {

std::string timestamp() {
  auto now = std::chrono::system_clock::now().time_since_epoch();
  auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
  std::time_t seconds = millis / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  size_t size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  return fmt::format("{}.{:03}Z", std::string_view(text, size), millis % 1000);
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

constexpr const char* kWords[] = {"debug", "info", "warn", "error"};
constexpr const char* kShouts[] = {"DEBUG", "INFO ", "WARN ", "ERROR"};

}  // namespace

void Log::write(LogLevel level, std::string_view who, std::string_view text) {
  if (level < least_) return;
  while (text.ends_with('\n')) text.remove_suffix(1);
  auto index = static_cast<size_t>(level);
  std::string line;
  if (format_ == LogFormat::kJson) {
    line = fmt::format(R"({{"time":"{}","level":"{}")", timestamp(), kWords[index]);
    if (!who.empty()) {
      line += ",\"task\":";
      append_json(line, who);
    }
    line += ",\"message\":";
    append_json(line, text);
    line += "}\n";
  } else {
    line = fmt::format("{} {} {}{}{}\n", timestamp(), kShouts[index], who,
                       who.empty() ? "" : ": ", text);
  }
  output_.write(Stream::kErr, line);
}

}  // namespace scriptling
