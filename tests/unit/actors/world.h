// What the tests of actors have in common: a system whose messages go nowhere until they
// are told to, one runtime's services in it, and somebody who asks.
//
// One thread at a time. (Timers alone run by the clock.)
#pragma once

#include <caf/all.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "actors/libraries.h"
#include "actors/messages.h"
#include "actors/registry_actor.h"
#include "actors/run_actor.h"
#include "actors/services.h"
#include "actors/supervisor.h"

namespace scriptling {

// Keeps the answers it gets, in order.
class Asker : public caf::event_based_actor {
 public:
  using Answers = std::shared_ptr<std::vector<HostAnswer>>;
  Asker(caf::actor_config& config, Answers answers)
      : caf::event_based_actor(config), answers_(std::move(answers)) {}

 protected:
  caf::behavior make_behavior() override {
    return {[this](const HostAnswer& answer) { answers_->push_back(answer); },
            [](const Probe&) {}, [](const Deadlocked&) {}};
  }

 private:
  Answers answers_;
};

struct TestSystem {
  struct Config : caf::actor_system_config {
    Config() { set("scheduler.policy", caf::atom("testing")); }
  };
  Config config;
  caf::actor_system system{config};
  caf::scheduler::test_coordinator& scheduler =
      dynamic_cast<caf::scheduler::test_coordinator&>(system.scheduler());
};

struct World : TestSystem {
  explicit World(Config config = {}) : World(config, scriptling::Config{}) {}
  World(const Config&, scriptling::Config chosen) {
    init_core();
    auto modules = std::make_shared<ModuleRegistry>();
    register_standard_libraries(*modules);
    register_runtime_library_all(*modules);
    chosen.log_level = LogLevel::kError;
    services = std::make_shared<Services>(std::move(chosen), system, modules);
    services->atomics = spawn_atomic_registry(services);
    services->shareds = spawn_shared_registry(services);
    services->wait_groups = spawn_wait_group_registry(services);
    services->queues = spawn_queue_registry(services);
    services->locks = spawn_lock_registry(services, LockKind::kLock);
    services->semaphores = spawn_lock_registry(services, LockKind::kSemaphore);
    services->stores = spawn_kv_registry(services);
    services->supervisor = spawn_supervisor(services);
    asker = system.spawn<Asker>(answers);
    run();
  }
  ~World() {
    services->stop_threads();
    for (caf::actor* each :
         {&services->atomics, &services->shareds, &services->wait_groups,
          &services->queues, &services->locks, &services->semaphores, &services->stores,
          &services->supervisor, &asker}) {
      caf::anon_send_exit(*each, caf::exit_reason::user_shutdown);
      *each = nullptr;
    }
    run();
  }

  // Until no message is left.
  void run() { scheduler.run(); }

  template <class Ask>
  void ask(const caf::actor& whom, Ask message) {
    caf::send_as(asker, whom, std::move(message));
    run();
  }

  // The only answer since the last call.
  HostAnswer answer() {
    REQUIRE(answers->size() == 1);
    HostAnswer only = answers->front();
    answers->clear();
    return only;
  }
  // Runs until there is one, or for two seconds of the clock.
  HostAnswer answer_in_time() {
    for (int n = 0; n < 2000 && answers->empty(); n++) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      run();
    }
    return answer();
  }

  template <class Open>
  ObjectId open(const caf::actor& registry, Open message) {
    ask(registry, std::move(message));
    return ObjectId::from_bits(answer().value.handle_id());
  }

  std::shared_ptr<RunSpec> script(const std::string& text) {
    LoadedProgram loaded = compile_script(text, "<test>");
    REQUIRE(loaded.program != nullptr);
    auto spec = std::make_shared<RunSpec>();
    spec->kind = RunKind::kMain;
    spec->id = spec->root = services->next_id();
    spec->name = "test";
    spec->program = loaded.program;
    spec->on_end = [this](Finished f) { finished.push_back(std::move(f)); };
    return spec;
  }
  // How a script ended that needs no clock.
  Finished run_script(const std::string& text) {
    spawn_run(services, script(text));
    run();
    return ended();
  }
  Finished ended() {
    REQUIRE(finished.size() == 1);
    Finished only = finished.front();
    finished.clear();
    return only;
  }

  ServicesPtr services;
  Asker::Answers answers = std::make_shared<std::vector<HostAnswer>>();
  caf::actor asker;
  std::vector<Finished> finished;
};

}  // namespace scriptling
