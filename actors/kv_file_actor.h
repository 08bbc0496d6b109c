// A kv_file_actor keeps one store on disk. It has a thread of its own, because it waits
// for the disk.
//
// Whatever is in its mailbox when it wakes up shares one transaction, and nobody is
// answered before that is committed (and synced, if it always is).
//
// Any thread.
#pragma once

#include <caf/actor.hpp>
#include <memory>
#include <string>
#include <vector>

#include "actors/messages.h"
#include "actors/services.h"

namespace scriptling {

// From the actor to the registry, which passes them on.
struct KvAnswers {
  struct Part {
    caf::strong_actor_ptr caller;
    HostAnswer answer;
  };
  std::vector<Part> parts;
};

struct KvFile {
  uint64_t id = 0;
  std::string path;  // Absolute.
  std::string name;  // As messages call it.
};

KvSqliteOptions kv_file_options(const Config& config);

// With `store`, that one is open already; else it waits for a KvOpenFile.
caf::actor spawn_kv_file(ServicesPtr services, caf::actor registry, KvFile file,
                         std::unique_ptr<KvSqlite> store);

// The store below Config::kv_storage, whose folder is made if need be. Throws
// std::runtime_error.
std::unique_ptr<KvSqlite> open_default_store(const Services& services);
std::string default_store_path(const Config& config);

}  // namespace scriptling

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(scriptling::KvAnswers)
