// Log writes records to standard error, one line each, for people or as JSON.
//
//   2026-03-01T12:00:00.123Z WARN  counter_task: lock 'db' given back: its holder has
//   ended
//   {"time":"2026-03-01T12:00:00.123Z","level":"warn","task":"counter_task","message":"..."}
//
// A text of several lines (a traceback) keeps them on the console.
//
// Any thread.
#pragma once

#include <string_view>

#include "actors/config.h"
#include "actors/output.h"

namespace scriptling {

class Log {
 public:
  // The output must outlive it.
  Log(Output& output, LogLevel least, LogFormat format)
      : output_(output), least_(least), format_(format) {}

  // `who` is the name of a task, run or request; it may be empty.
  void write(LogLevel level, std::string_view who, std::string_view text);
  void debug(std::string_view who, std::string_view text) {
    write(LogLevel::kDebug, who, text);
  }
  void info(std::string_view who, std::string_view text) {
    write(LogLevel::kInfo, who, text);
  }
  void warning(std::string_view who, std::string_view text) {
    write(LogLevel::kWarning, who, text);
  }
  void error(std::string_view who, std::string_view text) {
    write(LogLevel::kError, who, text);
  }

 private:
  Output& output_;
  const LogLevel least_;
  const LogFormat format_;
};

}  // namespace scriptling
