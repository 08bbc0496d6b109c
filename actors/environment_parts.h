// What environment.cpp and green_threads.cpp share and nobody else sees.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "actors/environment.h"

namespace scriptling {

// A failure that is being made an exception again, which may import modules: in slices of
// its own, before the thread that waited for it goes on. Until then that stands aside.
struct Environment::Rebuilding {
  Rebuilding(Vm& vm, FailurePtr what) : failure(std::move(what)), waiter(vm) {}

  FailurePtr failure;
  Strand waiter;
};

struct Environment::ThreadExtras {
  std::unordered_map<uint64_t, Ticket> updates;
  std::unique_ptr<RootVector> kept;
  std::unique_ptr<RootVector> cancelled;  // The last Cancelled that was raised here.
  Gathering gathering;
  std::unique_ptr<Rebuilding> rebuilding;
  std::string deadlock;
  Ticket asked_way = 0;  // Of the wait for which the way round its circle was asked.
};

struct Environment::GreenThread {
  GreenThread(Vm& vm, std::shared_ptr<RunSpec> what)
      : strand(vm), spec(std::move(what)) {}

  // Between turns; during its turn, the first thread's.
  Thread aside;
  Strand strand;
  std::shared_ptr<RunSpec> spec;
  caf::actor promise;  // Set when it is begun.
  bool is_describing = false;
  bool is_over = false;
  FailurePtr failure;  // While it is being described: what is known of it.
};

struct Environment::Extras {
  std::unordered_map<uint64_t, HeldPromise> promises;
  std::unordered_set<uint64_t> kept_promises;
  std::unordered_map<OwnerId, std::unique_ptr<GreenThread>> threads;
  // What threads waited for when they were broken off, until the answer comes.
  std::unordered_map<Ticket, Wait> orphans;
  bool is_left = false;  // The first thread has ended, these go on.
};

// At the last of these a script is ended that goes on waiting after each.
constexpr int kMostSwallowed = 3;

// The message that the wait for an add stands for.
inline AtomicAdd add_of(const Wait& wait, Ticket ticket) {
  return {ticket, ObjectId::from_bits(wait.object), wait.delta};
}

}  // namespace scriptling
