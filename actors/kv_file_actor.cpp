#include "actors/kv_file_actor.h"

#include <sys/stat.h>

#include <caf/all.hpp>
#include <cerrno>
#include <cstring>
#include <thread>

#include "actors/kv_answers.h"
#include "actors/problem.h"

namespace scriptling {

namespace {

constexpr size_t kMostInBatch = 1000;
constexpr size_t kSweep = 1000;      // Entries at a time.
constexpr double kSweepPause = 1.0;  // Seconds between two looks.
constexpr double kSyncPause = 0.75;  // From the first commit; "at most a second later".
constexpr Ticket kSyncTicket = 1;
constexpr Ticket kSweepTicket = 2;

class KvFileActor final : public caf::event_based_actor {
 public:
  KvFileActor(caf::actor_config& config, ServicesPtr services, caf::actor registry,
              KvFile file, std::unique_ptr<KvSqlite> store)
      : caf::event_based_actor(config),
        services_(std::move(services)),
        registry_(std::move(registry)),
        file_(std::move(file)),
        store_(std::move(store)) {}
  const char* name() const override { return "kv_file_actor"; }

  void on_exit() override {
    finish_batch();
    if (!store_) return;
    Status closed = store_->close();
    if (!closed.is_ok()) services_->log.error(name(), closed.message());
    store_.reset();
  }

 protected:
  caf::behavior make_behavior() override {
    if (store_) wake_up(kSweepPause, kSweepTicket);
    return kv_handlers([this](const auto& ask) { take(ask); })
        .or_else([this](const KvOpenFile&) { open(); },
                 [this](const KvCloseFile& ask) { close(ask); },
                 [this](const KvCommit&) { on_commit(); },
                 [](const Withdraw&) {},  // The answer is on its way.
                 [this](const TimeUp& time) { on_time_up(time.ticket); });
  }

 private:
  template <class Ask>
  void take(const Ask& ask) {
    batch_.push_back({current_sender(), answer_safely(ask)});
    commit_soon();
  }

  void commit_soon() {
    if (is_commit_due_) return;
    is_commit_due_ = true;
    send(this, KvCommit());
  }

  // As long as a turn of the others brings more, waiting for it costs less than another
  // commit.
  void on_commit() {
    is_commit_due_ = false;
    bool has_grown = batch_.size() > std::exchange(seen_, batch_.size());
    if (batch_.empty() || batch_.size() >= kMostInBatch || !has_grown)
      return finish_batch();
    std::this_thread::yield();
    commit_soon();
  }

  template <class Ask>
  HostAnswer answer_safely(const Ask& ask) {
    if (!store_) {
      return {
          ask.ticket, Status(ErrorKind::kClosed, "this store was closed"), nullptr, {}};
    }
    try {
      Answer answer = answer_to(*store_, ask);
      Status status = answer.status();
      return {ask.ticket, std::move(status), nullptr, std::move(answer).value()};
    } catch (...) {
      FailurePtr problem = problem_of_exception(services_->log, file_.name);
      store_->undo(Status::runtime_error(problem->to_text()));
      return {ask.ticket, {}, std::move(problem), {}};
    }
  }

  void finish_batch() {
    Status safe = store_ ? store_->commit() : Status();
    for (KvAnswers::Part& part : batch_) {
      if (part.answer.status.is_ok()) part.answer.status = safe;
    }
    send_batch();
    seen_ = 0;
    if (!store_) return;
    store_->tidy();
    bool needs_sync = services_->config.kv_sync == "interval" && store_->is_unsynced();
    if (needs_sync && !is_sync_due_) {
      is_sync_due_ = true;
      wake_up(kSyncPause, kSyncTicket);
    }
  }

  // Waking many from here, a thread that is none of the scheduler's, is a fight with its
  // workers for their queue.
  void send_batch() {
    if (batch_.size() == 1) {
      send(caf::actor_cast<caf::actor>(batch_[0].caller), std::move(batch_[0].answer));
    } else if (!batch_.empty()) {
      send(registry_, KvAnswers{std::move(batch_)});
    }
    batch_.clear();
  }

  void open() {
    auto opened = KvSqlite::open(services_->env, file_.path, file_.name,
                                 kv_file_options(services_->config));
    send(registry_, KvFileOpened{file_.id, opened.status()});
    if (!opened.is_ok()) return quit();
    store_ = *std::move(opened);
    wake_up(kSweepPause, kSweepTicket);
  }

  // Who found us just before still gets an answer; the last one to know us ends us.
  void close(const KvCloseFile& ask) {
    finish_batch();
    Status closed = store_->close();
    store_.reset();
    send(registry_, KvFileClosed{file_.id, ask.ticket, std::move(closed)});
  }

  void on_time_up(Ticket ticket) {
    if (!store_) return;
    if (ticket == kSyncTicket) {
      is_sync_due_ = false;
      report(store_->sync());
    } else {
      Result<size_t> swept = store_->sweep(kSweep);
      if (!swept.is_ok()) report(swept.status());
      commit_soon();
      wake_up(swept.is_ok() && *swept == kSweep ? 0.0 : kSweepPause, kSweepTicket);
    }
  }

  // Of what nobody waits for. The same trouble again and again is told once.
  void report(const Status& status) {
    if (status.message() == reported_) return;
    reported_ = status.message();
    if (!status.is_ok()) services_->log.error(name(), reported_);
  }

  void wake_up(double seconds, Ticket ticket) {
    services_->timers.add(seconds, caf::actor_cast<caf::strong_actor_ptr>(this), ticket);
  }

  ServicesPtr services_;
  caf::actor registry_;
  const KvFile file_;
  std::unique_ptr<KvSqlite> store_;
  std::vector<KvAnswers::Part> batch_;
  std::string reported_;
  size_t seen_ = 0;  // Of the batch, when it was to be committed last.
  bool is_commit_due_ = false;
  bool is_sync_due_ = false;
};

}  // namespace

KvSqliteOptions kv_file_options(const Config& config) {
  KvSqliteOptions options;
  if (config.kv_sync == "always") options.sync = KvSync::kAlways;
  if (config.kv_sync == "off") options.sync = KvSync::kOff;
  return options;
}

caf::actor spawn_kv_file(ServicesPtr services, caf::actor registry, KvFile file,
                         std::unique_ptr<KvSqlite> store) {
  caf::actor_system& system = services->system;
  return system.spawn<KvFileActor, caf::detached>(
      std::move(services), std::move(registry), std::move(file), std::move(store));
}

std::string default_store_path(const Config& config) {
  return config.kv_storage + "/default.db";
}

std::unique_ptr<KvSqlite> open_default_store(const Services& services) {
  const std::string& folder = services.config.kv_storage;
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
    throw std::runtime_error("cannot make '" + folder + "': " + std::strerror(errno));
  std::string path = default_store_path(services.config);
  auto opened =
      KvSqlite::open(services.env, path, path, kv_file_options(services.config));
  if (!opened.is_ok()) throw std::runtime_error(std::string(opened.status().message()));
  return *std::move(opened);
}

}  // namespace scriptling
