// HeldResults knows the results that may hold promises. Such a one may hold, at some
// remove, the promise that it is the result of: then it and its actor keep each other
// alive, and only the end of the program can part them.
//
// Any thread.
#pragma once

#include <caf/actor.hpp>
#include <caf/actor_addr.hpp>
#include <caf/send.hpp>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "actors/messages.h"

namespace scriptling {

class HeldResults {
 public:
  void add(const void* holder, caf::actor_addr at) {
    std::lock_guard lock(mutex_);
    holders_.emplace(holder, std::move(at));
  }
  void remove(const void* holder) {
    std::lock_guard lock(mutex_);
    holders_.erase(holder);
  }
  // Tells all holders to let go. (This may be the last to hold one of them, which then
  // calls remove().)
  void drop_all() {
    std::vector<caf::actor> actors;
    {
      std::lock_guard lock(mutex_);
      actors.reserve(holders_.size());
      for (const auto& [holder, at] : holders_) {
        if (auto actor = caf::actor_cast<caf::actor>(at))
          actors.push_back(std::move(actor));
      }
    }
    for (const caf::actor& actor : actors) caf::anon_send(actor, Forget{});
  }

 private:
  std::mutex mutex_;
  std::unordered_map<const void*, caf::actor_addr> holders_;
};

}  // namespace scriptling
