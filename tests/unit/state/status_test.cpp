#include "state/status.h"

#include <catch2/catch.hpp>

namespace scriptling {
namespace {

TEST_CASE("good news has no words") {
  Status status;
  CHECK(status.is_ok());
  CHECK(status.kind() == ErrorKind::kNone);
  CHECK(status.message().empty());
  CHECK(status.to_text() == "ok");
}

TEST_CASE("bad news has a class and words for the script") {
  Status closed = Status::queue_closed("jobs");
  CHECK(closed.to_text() == "QueueClosed: queue 'jobs' is closed");
  CHECK(Status::queue_full("jobs").to_text() == "QueueFull: queue 'jobs' is full");
  CHECK(Status::value_error("x").to_text() == "ValueError: x");
  CHECK(Status::type_error("x").to_text() == "TypeError: x");
  CHECK(Status::overflow_error("x").to_text() == "OverflowError: x");
  CHECK(Status::key_error("x").to_text() == "KeyError: x");
  CHECK(Status::runtime_error("x").to_text() == "RuntimeError: x");
  CHECK(Status::corruption("x").to_text() == "OSError: x");
  CHECK(Status(ErrorKind::kDeleted, "x").to_text() == "RuntimeError: x");
  CHECK(Status(ErrorKind::kTimeout, "x").to_text() == "TimeoutError: x");
  CHECK_THROWS(Status(ErrorKind::kNone, "x"));
}

TEST_CASE("a result is a value or bad news, and never good news alone") {
  Result<int> value = 3;
  REQUIRE(value);
  CHECK(*value == 3);
  Result<int> error = Status::value_error("no");
  CHECK_FALSE(error);
  CHECK(error.status().message() == "no");
  CHECK_THROWS(*error);
  CHECK_THROWS(Result<int>(Status::ok()));
}

}  // namespace
}  // namespace scriptling
