// The messages of the actors that answer requests, each with who sends it.
//
// All of them stay within the process.
//
// Immutable; share freely.
#pragma once

#include <caf/allowed_unsafe_message_type.hpp>
#include <cstdint>
#include <memory>

namespace scriptling {

struct Job;

// From the pool, to one that is idle: answer this. Without a job: only get ready.
struct Serve {
  std::shared_ptr<Job> job;
};

// From the connection of job number `job`.
struct ClientGone {
  uint64_t job = 0;
};
struct StreamRoom {
  uint64_t job = 0;
};
struct SocketNews {
  uint64_t job = 0;
};

// From the pool, to one that serves a WebSocket connection: close it, the server ends.
struct CloseSocket {};

}  // namespace scriptling

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(scriptling::Serve)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(scriptling::ClientGone)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(scriptling::StreamRoom)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(scriptling::SocketNews)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(scriptling::CloseSocket)
