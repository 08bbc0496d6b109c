#include "actors/runtime.h"

#include <algorithm>
#include <caf/all.hpp>
#include <cstring>
#include <ctime>
#include <future>
#include <mutex>
#include <thread>

#include "actors/kv_file_actor.h"
#include "actors/messages.h"
#include "actors/registry_actor.h"
#include "actors/run_actor.h"
#include "actors/services.h"
#include "actors/site_server.h"
#include "actors/supervisor.h"
#include "actors/thread_setup.h"
#include "interp/types/codec.h"

namespace scriptling {

namespace {

// Sharing: one queue for all workers, first come first served. Stealing would let two
// actors that talk to each other keep a worker for themselves, and its idle workers poll.
struct SystemConfig : caf::actor_system_config {
  explicit SystemConfig(int threads) {
    size_t workers = threads > 0
                         ? static_cast<size_t>(threads)
                         : std::max<size_t>(2, std::thread::hardware_concurrency());
    set("scheduler.policy", caf::atom("sharing"));
    set("scheduler.max-threads", workers);
  }
};

std::string folder_of(const std::string& path) {
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string(".") : path.substr(0, slash);
}

}  // namespace

struct Runtime::Impl {
  explicit Impl(Config config) {
    // Its threads inherit this.
    block_stop_signals();
    own_config = std::make_unique<SystemConfig>(config.threads);
    own_system = std::make_unique<caf::actor_system>(*own_config);
    start(std::move(config), *own_system);
  }
  Impl(Config config, caf::actor_system& system) { start(std::move(config), system); }
  ~Impl() { stop(); }

  void start(Config config, caf::actor_system& system) {
    tzset();  // While there are no threads: what it sets up is read without a lock.
    init_core();
    services = std::make_shared<Services>(std::move(config), system,
                                          std::make_shared<ModuleRegistry>());
    std::unique_ptr<KvSqlite> default_store;
    if (!services->config.kv_storage.empty())
      default_store = open_default_store(*services);
    services->atomics = spawn_atomic_registry(services);
    services->shareds = spawn_shared_registry(services);
    services->wait_groups = spawn_wait_group_registry(services);
    services->queues = spawn_queue_registry(services);
    services->locks = spawn_lock_registry(services, LockKind::kLock);
    services->semaphores = spawn_lock_registry(services, LockKind::kSemaphore);
    services->stores = spawn_kv_registry(services, std::move(default_store));
    services->supervisor = spawn_supervisor(services);
  }

  std::vector<caf::actor*> registries() {
    return {&services->supervisor,  &services->atomics, &services->shareds,
            &services->wait_groups, &services->queues,  &services->locks,
            &services->semaphores,  &services->stores};
  }

  std::shared_ptr<RunSpec> new_spec(RunKind kind, std::string name, std::string folder) {
    auto spec = std::make_shared<RunSpec>();
    spec->kind = kind;
    spec->id = spec->root = services->next_id();
    spec->name = std::move(name);
    auto paths = std::make_shared<std::vector<std::string>>();
    paths->push_back(std::move(folder));
    const auto& libpaths = services->config.libpaths;
    paths->insert(paths->end(), libpaths.begin(), libpaths.end());
    spec->import_paths = std::move(paths);
    return spec;
  }

  // Null, and `failed` says why, if it cannot be compiled.
  std::shared_ptr<RunSpec> script_spec(const Source& source, Finished* failed) {
    const std::string& name = source.name();
    LoadedProgram loaded = compile_script(std::string(source.text()), name);
    if (loaded.program == nullptr) {
      Failure failure;
      failure.class_name = loaded.error_class;
      failure.module = "builtins";
      failure.message = failure.traceback = loaded.error;
      failed->how = Finished::How::kRaised;
      failed->failure = std::make_shared<const Failure>(std::move(failure));
      return nullptr;
    }
    bool is_path = !name.starts_with('<');
    auto spec = new_spec(RunKind::kMain, name, is_path ? folder_of(name) : ".");
    spec->program = std::move(loaded.program);
    if (is_path) spec->file = name;
    spec->arguments = services->config.arguments;
    return spec;
  }

  // Starts it; the future is for its end.
  std::future<Finished> start(std::shared_ptr<RunSpec> spec) {
    auto promise = std::make_shared<std::promise<Finished>>();
    std::future<Finished> result = promise->get_future();
    OwnerId id = spec->id;
    spec->on_end = [this, id, promise](Finished finished) {
      {
        std::lock_guard lock(mutex);
        std::erase_if(mains, [&](const auto& entry) { return entry.first == id; });
        if (site) site->setup_has_ended();
      }
      promise->set_value(std::move(finished));
    };
    std::lock_guard lock(mutex);
    caf::actor run = spawn_run(services, std::move(spec));
    caf::anon_send(services->supervisor,
                   Launched{id, id, caf::actor_cast<caf::strong_actor_ptr>(run)});
    mains.emplace_back(id, std::move(run));
    return result;
  }

  // Runs it to its end, then cancels what it started and did not wait for.
  Finished run(std::shared_ptr<RunSpec> spec) {
    OwnerId id = spec->id;
    Finished finished = start(std::move(spec)).get();
    stop_runs(id);
    return finished;
  }

  // For what the log has told already.
  static Finished told_failure() {
    auto failure = std::make_shared<Failure>();
    failure->class_name = "SystemExit";
    failure->module = "builtins";
    failure->exit_status = 1;
    return {Finished::How::kRaised, {}, std::move(failure)};
  }

  Finished serve(std::shared_ptr<RunSpec> spec) {
    using std::chrono::milliseconds;
    auto patience =
        milliseconds(static_cast<int64_t>(services->config.shutdown_timeout * 1000));
    auto server = std::make_shared<SiteServer>(services, spec->id, spec->import_paths);
    services->site = server;
    {
      std::lock_guard lock(mutex);
      site = server;
    }
    caf::anon_send(services->supervisor, HoldTasks{});
    spec->before_end = [server](Environment& environment, Vm& vm) {
      return server->start(environment, vm);
    };
    std::future<Finished> setup = start(std::move(spec));
    Finished finished;
    bool goes_on = true;
    SiteServer::News news = server->wait();
    if (news == SiteServer::News::kSetupEnded) {
      finished = setup.get();
      goes_on = finished.how == Finished::How::kReturned;
      if (goes_on) news = server->wait();
    }
    bool script_goes_on = server->shut_down(goes_on ? patience : milliseconds(0));
    if (script_goes_on && setup.wait_for(patience) == std::future_status::ready) {
      finished = setup.get();
    }
    if (news == SiteServer::News::kBroken) finished = told_failure();
    {
      std::lock_guard lock(mutex);
      site = nullptr;
    }
    stop_runs(0);
    caf::anon_send(services->supervisor, ReleaseTasks{});
    services->site = nullptr;
    return finished;
  }

  void stop_runs(OwnerId root) {
    auto done = std::make_shared<std::promise<void>>();
    std::future<void> is_done = done->get_future();
    caf::anon_send(services->supervisor, StopRuns{root, done});
    is_done.wait();
  }

  void stop() {
    if (is_stopped) return;
    is_stopped = true;
    stop_runs(0);
    services->timers.stop();
    {
      caf::scoped_actor self{services->system};
      std::vector<caf::actor> all;
      for (caf::actor* registry : registries()) {
        caf::anon_send_exit(*registry, caf::exit_reason::user_shutdown);
        all.push_back(std::move(*registry));
        *registry = nullptr;
      }
      self->wait_for(all);
    }
    services->held_results.drop_all();
    services->stop_threads();
    services.reset();
    own_system.reset();
  }

  std::unique_ptr<SystemConfig> own_config;
  std::unique_ptr<caf::actor_system> own_system;
  std::shared_ptr<Services> services;
  std::mutex mutex;
  std::vector<std::pair<OwnerId, caf::actor>> mains;
  std::shared_ptr<SiteServer> site;  // While it is served.
  bool is_stopped = false;
};

Source source_from_file(const std::string& path) {
  std::string text;
  if (!read_file(path, &text)) {
    throw std::runtime_error("cannot read '" + path + "': " + std::strerror(errno));
  }
  return Source(std::move(text), path);
}

Runtime::Runtime(Config config) : impl_(std::make_unique<Impl>(std::move(config))) {}

Runtime::Runtime(Config config, caf::actor_system& system)
    : impl_(std::make_unique<Impl>(std::move(config), system)) {}

Runtime::~Runtime() = default;

ModuleRegistry& Runtime::modules() { return *impl_->services->modules; }

const std::shared_ptr<Services>& Runtime::services() { return impl_->services; }

Finished Runtime::run(const Source& source) {
  Finished failed;
  auto spec = impl_->script_spec(source, &failed);
  if (!spec) return failed;
  spec->timeout = impl_->services->config.timeout;
  return impl_->run(std::move(spec));
}

Finished Runtime::serve(const Source& setup) {
  Finished failed;
  auto spec = impl_->script_spec(setup, &failed);
  return spec ? impl_->serve(std::move(spec)) : failed;
}

Finished Runtime::call(std::string_view module, std::string_view function,
                       std::vector<Datum> args, Keywords keywords) {
  auto spec = impl_->new_spec(RunKind::kRun, std::string(function), ".");
  spec->module = module;
  spec->function = function;
  spec->handler = spec->module + "." + spec->function;
  std::vector<Datum> pairs;
  for (auto& [name, value] : keywords) {
    pairs.push_back(Datum::str(name));
    pairs.push_back(std::move(value));
  }
  std::vector<Datum> both = {Datum::container(DatumKind::kTuple, args),
                             Datum::container(DatumKind::kDict, pairs)};
  spec->args = Datum::container(DatumKind::kTuple, both);
  spec->has_keywords = true;
  return impl_->run(std::move(spec));
}

void Runtime::report(const Finished& finished) {
  if (!finished.failure) return;
  const Failure& failure = *finished.failure;
  std::string text = failure.traceback;
  if (finished.how == Finished::How::kTimedOut) {
    text = "scriptling: the script has " + failure.message;
  } else if (failure.exit_status) {
    text = *failure.exit_status == 1 && failure.is_exit_text ? failure.message : "";
  } else if (text.empty()) {
    text = failure.to_text();
  }
  if (text.empty()) return;
  if (!text.ends_with('\n')) text += '\n';
  impl_->services->output.write(Stream::kErr, escape_surrogates(text));
  impl_->services->output.flush();
}

bool Runtime::has_lost_output() {
  impl_->services->output.flush();
  return impl_->services->output.has_lost();
}

bool Runtime::interrupt() {
  std::lock_guard lock(impl_->mutex);
  for (auto& [id, run] : impl_->mains) {
    if (impl_->site && impl_->site->is_running()) break;  // It says when that is due.
    caf::anon_send(run, Cancel{0, CancelReason::kStopping});
  }
  if (impl_->site) impl_->site->ask_to_stop();
  return impl_->site != nullptr || !impl_->mains.empty();
}

void Runtime::stop() { impl_->stop(); }

}  // namespace scriptling
