// KvFiles knows which actor keeps which store on disk, so that questions go there
// straight and wake nobody on the way.
//
// Any thread.
#pragma once

#include <caf/actor.hpp>
#include <cstdint>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>
#include <utility>

namespace scriptling {

class KvFiles {
 public:
  void add(uint64_t store, caf::actor file) {
    std::unique_lock lock(mutex_);
    files_[store] = std::move(file);
  }
  void remove(uint64_t store) {
    std::unique_lock lock(mutex_);
    files_.erase(store);
  }
  void clear() {
    std::unique_lock lock(mutex_);
    files_.clear();
  }

  // Null if the registry of stores is to be asked.
  caf::actor find(uint64_t store) const {
    std::shared_lock lock(mutex_);
    auto found = files_.find(store);
    return found == files_.end() ? nullptr : found->second;
  }

 private:
  mutable std::shared_mutex mutex_;
  std::unordered_map<uint64_t, caf::actor> files_;
};

}  // namespace scriptling
