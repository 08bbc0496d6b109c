// One HTTP response: a status, fields, and a body in memory or in a file.
//
// A field that has several values stands here several times and is sent once for each.
// Content-Length, Transfer-Encoding and Connection are the writer's business; what a
// Response says of them is left out, except that `Connection: close` is obeyed.
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scriptling {

// An open file that closes itself when the last Response that sends from it is done.
class FileHandle {
 public:
  explicit FileHandle(int fd) : fd_(fd) {}
  ~FileHandle();
  FileHandle(const FileHandle&) = delete;
  FileHandle& operator=(const FileHandle&) = delete;

  int fd() const { return fd_; }

 private:
  int fd_;
};

// `size` bytes of a file, starting at `offset`. A file that shrinks before they are sent
// ends the connection, because the length was already promised.
struct FileSlice {
  std::shared_ptr<const FileHandle> file;
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  FileSlice file{};  // Sent after `body`, when it has a file.

  Response& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

// The words that go with a status; "Unknown" for a number without any.
std::string_view reason_phrase(int status);

// A body of plain text, with its content type.
Response text_response(int status, std::string_view text);

// {"error": `message`}; the reason phrase when `message` is empty.
Response error_response(int status, std::string_view message = {});

}  // namespace scriptling
