// Stores of keys and values, and who has which one open.
//
// A store is known by a number that is never used again, so a handle to a closed one
// finds nothing. Stores in memory are answered for here. One on disk has an actor of its
// own, so that nobody waits for somebody else's disk; environments ask that straight. It
// is found by the real path of its file, whatever it was called. What has expired is
// swept away in the background, a little at a time.
#include <algorithm>
#include <caf/all.hpp>
#include <deque>
#include <map>

#include "actors/allowed_paths.h"
#include "actors/kv_answers.h"
#include "actors/kv_file_actor.h"
#include "actors/registry_actor.h"
#include "actors/transfer.h"
#include "state/kv_glob.h"

namespace scriptling {

namespace {

constexpr size_t kSweep = 1000;      // Entries at a time.
constexpr double kSweepPause = 1.0;  // Seconds between two looks.
constexpr uint64_t kDefaultStore = 1;
constexpr size_t kFewStores = 16;
constexpr size_t kFewKeys = 10'000;
constexpr size_t kPiece = 2000;  // Keys that are looked at in one turn.
constexpr std::string_view kMemoryPrefix = ":memory:";

// From the registry to itself: go on with what is being listed.
struct KvListOn {};

}  // namespace
}  // namespace scriptling

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(scriptling::KvListOn)

namespace scriptling {
namespace {

class KvRegistry final : public RegistryActor {
 public:
  KvRegistry(caf::actor_config& config, ServicesPtr services,
             std::unique_ptr<KvSqlite> on_disk)
      : RegistryActor(config, services), default_(std::move(on_disk)) {
    set_exit_handler([this](const caf::exit_msg& exit) { stop(exit.reason); });
    set_down_handler([this](const caf::down_msg& down) { on_down(down.source); });
  }
  const char* name() const override { return "kv_registry"; }

  // A glob walks along all keys.
  bool is_brief() const override {
    if (stores_.size() > kFewStores) return false;
    size_t keys = 0;
    for (const auto& [id, open] : stores_) keys += open.store ? open.store->size() : 0;
    return keys <= kFewKeys;
  }

 protected:
  // An open that nobody waits for any more goes on.
  void leave(Ticket, Wakes&) override {}

  caf::behavior make_behavior() override {
    open_default();
    return kv_handlers([this](auto& ask) { guarded(ask, [&] { pass(ask); }); })
        .or_else(answering([this](const KvOpen& ask) { open(ask); },
                           [this](const KvClose& ask) { close(ask); },
                           [this](KvAnswers& answers) { pass_on(answers); },
                           [this](const KvFileOpened& file) { on_opened(file); },
                           [this](const KvFileClosed& file) { on_closed(file); },
                           [this](const Withdraw& ask) { on_withdraw(ask.ticket); },
                           [this](const KvListOn&) { list_on(); },
                           [this](const TimeUp&) { sweep(); }));
  }

 private:
  enum class State : uint8_t { kOpening, kOpen, kClosing };

  // With a ticket, who waits to open it.
  struct Waiting {
    Ticket ticket;
    std::string name;
  };

  struct Open {
    std::string name;  // Of one on disk: its real path.
    std::unique_ptr<KvMemory> store;
    caf::actor file;  // If it is on disk.
    State state = State::kOpen;
    std::vector<Waiting> waiting;
  };
  using Stores = std::map<uint64_t, Open>;

  // -- Questions to one store -----------------------------------------------------------

  Open* find_open(uint64_t id) {
    auto found = stores_.find(id);
    bool is_open = found != stores_.end() && found->second.state == State::kOpen;
    return is_open ? &found->second : nullptr;
  }

  static Status closed_status() { return {ErrorKind::kClosed, "this store was closed"}; }

  void reply_closed(Ticket ticket) { reply(ticket, closed_status()); }

  template <class Ask>
  void pass(Ask& ask) {
    Open* open = find_open(ask.store);
    if (open == nullptr) return reply_closed(ask.ticket);
    if (open->file) {
      delegate(open->file, std::move(ask));
      return;
    }
    if constexpr (std::is_same_v<Ask, KvSet>) {
      if (ask.ttl > 0) sweep_later();
    } else if constexpr (std::is_same_v<Ask, KvClear>) {
      sweep_later();
    }
    if constexpr (std::is_same_v<Ask, KvKeys> || std::is_same_v<Ask, KvItems>) {
      if (open->store->size() > kFewKeys) return list(ask, *open->store);
    }
    reply(ask.ticket, answer_to(*open->store, ask));
  }

  // -- Listing many keys ----------------------------------------------------------------

  struct Listing {
    template <class Ask>
    Listing(const Ask& ask, KvMemory& in, caf::strong_actor_ptr for_whom)
        : store(ask.store),
          ticket(ask.ticket),
          caller(std::move(for_whom)),
          glob(ask.pattern),
          scan(in, glob.prefix()),
          with_values(std::is_same_v<Ask, KvItems>) {}

    uint64_t store;
    Ticket ticket;
    caf::strong_actor_ptr caller;
    KvGlob glob;
    KvMemory::Scan scan;
    bool with_values;
    std::vector<Datum> parts{};
  };

  // Others have their turn between two pieces.
  template <class Ask>
  void list(const Ask& ask, KvMemory& store) {
    listings_.push_back(std::make_unique<Listing>(ask, store, caller()));
    if (listings_.size() == 1) send(this, KvListOn());
  }

  void list_on() {
    if (listings_.empty()) return;  // Its store was closed.
    std::unique_ptr<Listing> listing = std::move(listings_.front());
    listings_.pop_front();
    HostAnswer answer;
    answer.ticket = listing->ticket;
    try {
      bool is_more =
          listing->scan.step(kPiece, [&](std::string_view key, const Datum& v) {
            if (!listing->glob.matches(key)) return;
            listing->parts.push_back(Datum::str(key));
            if (listing->with_values) listing->parts.push_back(v);
          });
      if (is_more) {
        listings_.push_back(std::move(listing));
        return send(this, KvListOn());
      }
      answer.value =
          Datum::capsule(std::make_shared<const DatumList>(std::move(listing->parts)));
    } catch (const std::bad_alloc&) {
      answer.status = Status::out_of_memory();
    }
    send(caf::actor_cast<caf::actor>(listing->caller), std::move(answer));
    if (!listings_.empty()) send(this, KvListOn());
  }

  void stop_listing(uint64_t store) {
    std::erase_if(listings_, [&](const std::unique_ptr<Listing>& listing) {
      if (listing->store != store) return false;
      HostAnswer closed;
      closed.ticket = listing->ticket;
      closed.status = closed_status();
      send(caf::actor_cast<caf::actor>(listing->caller), std::move(closed));
      return true;
    });
  }

  void pass_on(KvAnswers& answers) {
    for (KvAnswers::Part& part : answers.parts)
      send(caf::actor_cast<caf::actor>(part.caller), std::move(part.answer));
  }

  // -- Opening and closing --------------------------------------------------------------

  void open_default() {
    Open& open = stores_[kDefaultStore];
    if (!default_) {
      open.store = std::make_unique<KvMemory>(services().env);
      return;
    }
    open.name = real_path(default_store_path(services().config));
    add_file(open, {kDefaultStore, open.name, open.name}, std::move(default_));
    services().kv_files.add(kDefaultStore, open.file);
  }

  void add_file(Open& open, KvFile file, std::unique_ptr<KvSqlite> store) {
    open.file = spawn_kv_file(services_ptr(), caf::actor_cast<caf::actor>(this),
                              std::move(file), std::move(store));
    monitor(open.file);
  }

  void open(const KvOpen& ask) {
    if (ask.name.empty()) {
      reply(ask.ticket, handle("", kDefaultStore));
    } else if (ask.name.starts_with(kMemoryPrefix)) {
      open_in_memory(ask);
    } else if (ask.name.find('\0') != std::string::npos) {
      reply(ask.ticket, Status::value_error("embedded null character in a path"));
    } else if (!is_path_allowed(services().config, ask.name)) {
      reply(ask.ticket, Status(ErrorKind::kPermission, "store '" + ask.name +
                                                           "' is outside the allowed "
                                                           "paths"));
    } else {
      reply(ask.ticket, Answer::later());
      open_file({ask.ticket, ask.name});
    }
  }

  Stores::iterator find_name(const std::string& name) {
    return std::find_if(stores_.begin(), stores_.end(),
                        [&](const auto& entry) { return entry.second.name == name; });
  }

  void open_in_memory(const KvOpen& ask) {
    auto known = find_name(ask.name);
    if (known == stores_.end()) {
      known = stores_.emplace(++last_store_, Open()).first;
      known->second.name = ask.name;
      known->second.store = std::make_unique<KvMemory>(services().env);
    }
    reply(ask.ticket, handle(ask.name, known->first));
  }

  void open_file(Waiting who) {
    std::string path = real_path(who.name);
    auto known = find_name(path);
    if (known != stores_.end() && known->second.state == State::kOpen) {
      tell(who.ticket, {}, handle(who.name, known->first));
      return;
    }
    if (known == stores_.end()) {
      known = stores_.emplace(++last_store_, Open()).first;
      Open& open = known->second;
      open.name = path;
      open.state = State::kOpening;
      add_file(open, {known->first, path, who.name}, nullptr);
      send(open.file, KvOpenFile());
    }
    known->second.waiting.push_back(std::move(who));
  }

  void on_opened(const KvFileOpened& file) {
    auto found = stores_.find(file.store);
    if (found == stores_.end()) return;
    std::vector<Waiting> waiting = std::move(found->second.waiting);
    found->second.waiting.clear();
    if (file.status.is_ok()) {
      found->second.state = State::kOpen;
      services().kv_files.add(file.store, found->second.file);
    } else {
      stores_.erase(found);
    }
    for (const Waiting& who : waiting) {
      Datum value = file.status.is_ok() ? handle(who.name, file.store) : Datum();
      tell(who.ticket, file.status, std::move(value));
    }
  }

  void close(const KvClose& ask) {
    if (ask.store == kDefaultStore) return reply(ask.ticket, Datum());
    Open* open = find_open(ask.store);
    if (open == nullptr) return reply_closed(ask.ticket);
    if (!open->file) {
      stop_listing(ask.store);
      stores_.erase(ask.store);
      return reply(ask.ticket, Datum());
    }
    open->state = State::kClosing;
    services().kv_files.remove(ask.store);
    reply(ask.ticket, Answer::later());
    send(open->file, KvCloseFile{ask.ticket});
  }

  void on_closed(const KvFileClosed& file) {
    tell(file.ticket, file.status, {});
    forget(stores_.find(file.store));
  }

  // Who waited for it to be closed opens it anew.
  void forget(Stores::iterator closed) {
    if (closed == stores_.end()) return;
    std::vector<Waiting> waiting = std::move(closed->second.waiting);
    services().kv_files.remove(closed->first);
    stores_.erase(closed);
    for (Waiting& who : waiting) open_file(std::move(who));
  }

  void tell(Ticket ticket, Status status, Datum value) {
    Wakes wakes;
    wakes.push_back({ticket, std::move(status), std::move(value)});
    deliver(wakes);
  }

  static Datum handle(std::string_view name, uint64_t id) {
    return object_handle(HandleKind::kKvStore, name, ObjectId::from_bits(id));
  }

  // -- Ending ---------------------------------------------------------------------------

  // The files are closed before we are gone.
  void stop(const caf::error& reason) {
    is_stopping_ = true;
    services().kv_files.clear();
    for (auto& [id, open] : stores_) {
      if (open.file) send_exit(open.file, caf::exit_reason::user_shutdown);
    }
    listings_.clear();
    std::erase_if(stores_, [](const auto& entry) { return !entry.second.file; });
    if (stores_.empty()) quit(reason);
  }

  // Only at the end, or because of a mistake of ours, is a store still known here.
  void on_down(const caf::actor_addr& file) {
    auto found = std::find_if(stores_.begin(), stores_.end(), [&](const auto& entry) {
      return entry.second.file && entry.second.file == file;
    });
    if (found == stores_.end()) return;
    if (is_stopping_) {
      stores_.erase(found);
      if (stores_.empty()) quit();
    } else {
      forget(found);
    }
  }

  // -- Sweeping -------------------------------------------------------------------------

  void sweep_later(double seconds = kSweepPause) {
    if (is_sweep_due_) return;
    is_sweep_due_ = true;
    services().timers.add(seconds, caf::actor_cast<caf::strong_actor_ptr>(this), 0);
  }

  void sweep() {
    is_sweep_due_ = false;
    bool is_more = false;
    for (auto& [id, open] : stores_) {
      if (!open.store) continue;
      Result<size_t> swept = open.store->sweep(kSweep);
      is_more = is_more || (swept.is_ok() && *swept == kSweep);
    }
    sweep_later(is_more ? 0.0 : kSweepPause);
  }

  std::unique_ptr<KvSqlite> default_;  // Until we begin.
  Stores stores_;
  std::deque<std::unique_ptr<Listing>> listings_;  // Of stores that are there.
  uint64_t last_store_ = kDefaultStore;
  bool is_sweep_due_ = false;
  bool is_stopping_ = false;
};

}  // namespace

caf::actor spawn_kv_registry(ServicesPtr services,
                             std::unique_ptr<KvSqlite> default_store) {
  caf::actor_system& system = services->system;
  return system.spawn<KvRegistry>(std::move(services), std::move(default_store));
}

}  // namespace scriptling
