// Log writes records to standard error, one line each, for people or as JSON.
//
//   2026-03-01T12:00:00.123Z WARN  counter_task: lock 'db' given back: its holder has
//   ended
//   {"time":"2026-03-01T12:00:00.123Z","level":"warn","task":"counter_task","message":"..."}
//
// A text of several lines (a traceback) keeps them on the console, those after the first
// behind two spaces. A request that was answered has a line of its own form:
//
//   2026-03-01T12:00:00.123Z INFO  6b8b4567-1f: GET /x 200 27 0.412 ms 192.0.2.1:4242
//   {"time":"...","level":"info","task":"6b8b4567-1f","method":"GET","path":"/x",
//    "status":200,"bytes":27,"ms":0.412,"remote":"192.0.2.1:4242"}
//
// It is written when the answer has been sent; one that was cut short by either side
// ends in ` cut` or `"cut":true`, and tells how much of the body went. Queries are not
// logged: tokens and names stand in them.
//
// Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "actors/config.h"
#include "actors/output.h"
#include "http/served.h"

namespace scriptling {

struct Failure;

class Log {
 public:
  // The output must outlive it.
  Log(Output& output, LogLevel least, LogFormat format)
      : output_(output), least_(least), format_(format) {}

  // `who` is the name of a task, run or request; it may be empty.
  void write(LogLevel level, std::string_view who, std::string_view text);
  // At level info. While whoever reads the log cannot keep up, such lines are dropped,
  // which is then told: there is no end to them, and the clients do not wait.
  void request(const Served& served);
  // What a handler failed with.
  void write_failure(LogLevel level, std::string_view who, std::string_view handler,
                     const Failure& failure, std::string_view how = "failed");
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
  std::string begin(LogLevel level, std::string_view who) const;

  Output& output_;
  const LogLevel least_;
  const LogFormat format_;
  std::atomic<uint64_t> dropped_{0};
};

}  // namespace scriptling
