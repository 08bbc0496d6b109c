// Stores of keys and values, and who has which one open.
//
// A store is known by a number that is never used again, so a handle to a closed one
// finds nothing. What has expired is swept away in the background, a little at a time.
#include <caf/all.hpp>
#include <map>

#include "actors/allowed_paths.h"
#include "actors/registry_actor.h"
#include "actors/transfer.h"

namespace scriptling {

namespace {

constexpr size_t kSweep = 1000;      // Entries at a time.
constexpr double kSweepPause = 1.0;  // Seconds between two looks.
constexpr uint64_t kDefaultStore = 1;
constexpr std::string_view kMemoryPrefix = ":memory:";

class KvRegistry final : public RegistryActor {
 public:
  KvRegistry(caf::actor_config& config, ServicesPtr services)
      : RegistryActor(config, services) {
    stores_.emplace(kDefaultStore, Open{"", std::make_unique<KvMemory>(services->env)});
  }
  const char* name() const override { return "kv_registry"; }

 protected:
  void leave(Ticket, Wakes&) override {}

  caf::behavior make_behavior() override {
    return {
        [this](const KvGet& ask) { get(ask); },
        [this](const KvSet& ask) {
          with(ask, [&](KvStore& kv) {
            if (ask.ttl > 0) sweep_later();
            return Answer(kv.set(ask.key, ask.value, ask.ttl));
          });
        },
        [this](const KvIncr& ask) {
          with(ask, [&](KvStore& kv) { return integer(kv.incr(ask.key, ask.delta)); });
        },
        [this](const KvDelete& ask) {
          with(ask, [&](KvStore& kv) {
            Result<bool> gone = kv.remove(ask.key);
            return Answer(gone.is_ok() ? Status() : gone.status());
          });
        },
        [this](const KvExists& ask) {
          with(ask, [&](KvStore& kv) { return boolean(kv.exists(ask.key)); });
        },
        [this](const KvTtl& ask) {
          with(ask, [&](KvStore& kv) { return integer(kv.ttl(ask.key)); });
        },
        [this](const KvClear& ask) {
          with(ask, [&](KvStore& kv) {
            sweep_later();
            return Answer(kv.clear());
          });
        },
        [this](const KvKeys& ask) { keys(ask); },
        [this](const KvCompareAndSet& ask) {
          with(ask, [&](KvStore& kv) {
            return boolean(kv.compare_and_set(ask.key, ask.expected, ask.value));
          });
        },
        [this](const KvGetMany& ask) { get_many(ask); },
        [this](const KvSetMany& ask) {
          with(ask, [&](KvStore& kv) { return Answer(kv.set_many(ask.items)); });
        },
        [this](const KvItems& ask) { items(ask); },
        [this](const KvOpen& ask) { open(ask); },
        [this](const KvClose& ask) { close(ask); },
        [this](const TimeUp&) { sweep(); },
    };
  }

 private:
  struct Open {
    std::string name;
    std::unique_ptr<KvStore> store;
  };

  static Answer integer(const Result<int64_t>& result) {
    if (result.is_ok()) return Datum::integer(*result);
    return result.status();
  }
  static Answer boolean(const Result<bool>& result) {
    if (result.is_ok()) return Datum::boolean(*result);
    return result.status();
  }

  // Answers with what `work` makes of the store.
  template <class Ask, class Work>
  void with(const Ask& ask, Work work) {
    auto found = stores_.find(ask.store);
    if (found == stores_.end()) {
      reply(ask.ticket, Status(ErrorKind::kClosed, "this store was closed"));
      return;
    }
    KvStore& store = *found->second.store;
    Answer answer = work(store);
    Status safe = store.commit();
    if (answer.is_ok() && !safe.is_ok()) answer = safe;
    reply(ask.ticket, std::move(answer));
  }

  void get(const KvGet& ask) {
    with(ask, [&](KvStore& kv) -> Answer {
      Result<std::optional<Datum>> found = kv.get(ask.key);
      if (!found.is_ok()) return found.status();
      if (!*found) return Status::key_error(ask.key);
      return std::move(**found);
    });
  }

  void keys(const KvKeys& ask) {
    with(ask, [&](KvStore& kv) -> Answer {
      Result<std::vector<std::string>> found = kv.keys(ask.pattern);
      if (!found.is_ok()) return found.status();
      std::vector<Datum> list;
      list.reserve(found->size());
      for (const std::string& key : *found) list.push_back(Datum::str(key));
      return Datum::container(DatumKind::kList, list);
    });
  }

  void get_many(const KvGetMany& ask) {
    with(ask, [&](KvStore& kv) -> Answer {
      Result<std::vector<std::optional<Datum>>> found = kv.get_many(ask.keys);
      if (!found.is_ok()) return found.status();
      std::vector<Datum> parts;
      for (size_t n = 0; n < ask.keys.size(); n++) {
        if (!(*found)[n]) continue;
        parts.push_back(Datum::str(ask.keys[n]));
        parts.push_back(std::move(*(*found)[n]));
      }
      return pairs(std::move(parts));
    });
  }

  void items(const KvItems& ask) {
    with(ask, [&](KvStore& kv) -> Answer {
      Result<std::vector<KvStore::Item>> found = kv.items(ask.pattern);
      if (!found.is_ok()) return found.status();
      std::vector<Datum> parts;
      for (auto& [key, value] : *found) {
        parts.push_back(Datum::str(key));
        parts.push_back(std::move(value));
      }
      return pairs(std::move(parts));
    });
  }

  static Answer pairs(std::vector<Datum> parts) {
    return Datum::capsule(std::make_shared<const DatumList>(std::move(parts)));
  }

  void open(const KvOpen& ask) {
    if (ask.name.empty()) {
      reply(ask.ticket, handle("", kDefaultStore));
      return;
    }
    for (auto& [id, known] : stores_) {
      if (known.name == ask.name) {
        reply(ask.ticket, handle(ask.name, id));
        return;
      }
    }
    if (!ask.name.starts_with(kMemoryPrefix)) {
      if (!is_path_allowed(services().config, ask.name)) {
        reply(ask.ticket,
              Status(ErrorKind::kPermission,
                     "store '" + ask.name + "' is outside the allowed paths"));
        return;
      }
      reply(ask.ticket, Status::runtime_error(
                            "cannot open store '" + ask.name +
                            "': there are only ':memory:NAME' stores in this version"));
      return;
    }
    uint64_t id = ++last_store_;
    stores_.emplace(id, Open{ask.name, std::make_unique<KvMemory>(services().env)});
    reply(ask.ticket, handle(ask.name, id));
  }

  void close(const KvClose& ask) {
    if (ask.store != kDefaultStore && stores_.erase(ask.store) == 0) {
      reply(ask.ticket, Status(ErrorKind::kClosed, "this store was closed"));
      return;
    }
    reply(ask.ticket, Datum());
  }

  static Datum handle(std::string_view name, uint64_t id) {
    return object_handle(HandleKind::kKvStore, name, ObjectId::from_bits(id));
  }

  void sweep_later(double seconds = kSweepPause) {
    if (is_sweep_due_) return;
    is_sweep_due_ = true;
    services().timers.add(seconds, caf::actor_cast<caf::strong_actor_ptr>(this), 0);
  }

  void sweep() {
    is_sweep_due_ = false;
    bool is_more = false;
    for (auto& [id, open] : stores_) {
      Result<size_t> swept = open.store->sweep(kSweep);
      is_more = is_more || (swept.is_ok() && *swept == kSweep);
    }
    sweep_later(is_more ? 0.0 : kSweepPause);
  }

  std::map<uint64_t, Open> stores_;
  uint64_t last_store_ = kDefaultStore;
  bool is_sweep_due_ = false;
};

}  // namespace

caf::actor spawn_kv_registry(ServicesPtr services) {
  return services->system.spawn<KvRegistry>(services);
}

}  // namespace scriptling
