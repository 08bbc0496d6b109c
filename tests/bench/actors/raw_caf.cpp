// What bare CAF takes for the things that scripts ask of it, one line each: a name and
// how many in a second. Same scheduler policy and workers as the runtime's.
#include <caf/all.hpp>
#include <chrono>
#include <cstdio>
#include <future>

namespace {

using Clock = std::chrono::steady_clock;
using add_atom = caf::atom_constant<caf::atom("add")>;
using get_atom = caf::atom_constant<caf::atom("get")>;
using run_atom = caf::atom_constant<caf::atom("run")>;

struct CounterState {
  int64_t value = 0;
};

caf::behavior counter(caf::stateful_actor<CounterState>* self) {
  return {
      [self](get_atom) { return self->state.value; },
      [self](add_atom, int64_t delta) { self->state.value += delta; },
  };
}

// Asks `left` times, one after the other.
void ask_again(caf::event_based_actor* self, const caf::actor& whom, int left,
               std::promise<void>* done) {
  if (left == 0) {
    done->set_value();
    return;
  }
  self->request(whom, caf::infinite, get_atom::value).then([=](int64_t) {
    ask_again(self, whom, left - 1, done);
  });
}

// Spawns an actor that answers and is gone, `left` times.
void spawn_again(caf::event_based_actor* self, int left, std::promise<void>* done) {
  if (left == 0) {
    done->set_value();
    return;
  }
  auto one = self->spawn([](caf::event_based_actor*) -> caf::behavior {
    return {[](run_atom) { return 1; }};
  });
  self->request(one, caf::infinite, run_atom::value).then([=](int) {
    spawn_again(self, left - 1, done);
  });
}

template <class Work>
void measure(const char* name, int count, Work work) {
  double best = 0;
  for (int round = 0; round < 5; round++) {
    auto began = Clock::now();
    work();
    std::chrono::duration<double> took = Clock::now() - began;
    best = std::max(best, count / took.count());
  }
  std::printf("%s %.0f\n", name, best);
}

}  // namespace

int main(int argc, char** argv) {
  caf::actor_system_config config;
  config.set("scheduler.policy", caf::atom("sharing"));
  config.set("scheduler.max-threads", argc > 1 ? std::stoul(argv[1]) : size_t{2});
  caf::actor_system system{config};
  caf::actor at = system.spawn(counter);
  constexpr int kAsks = 200'000, kAdds = 1'000'000, kSpawns = 50'000;
  auto within_an_actor = [&](auto start) {
    std::promise<void> done;
    system.spawn([&](caf::event_based_actor* self) { start(self, &done); });
    done.get_future().wait();
  };
  measure("get", kAsks, [&] {
    within_an_actor([&](caf::event_based_actor* self, std::promise<void>* done) {
      ask_again(self, at, kAsks, done);
    });
  });
  measure("add", kAdds, [&] {
    within_an_actor([&](caf::event_based_actor* self, std::promise<void>* done) {
      for (int n = 0; n < kAdds; n++) self->send(at, add_atom::value, int64_t{1});
      ask_again(self, at, 1, done);
    });
  });
  measure("run", kSpawns, [&] {
    within_an_actor([&](caf::event_based_actor* self, std::promise<void>* done) {
      spawn_again(self, kSpawns, done);
    });
  });
  caf::anon_send_exit(at, caf::exit_reason::user_shutdown);
  return 0;
}
