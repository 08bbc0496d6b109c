#include "actors/inline_turn.h"

#include <caf/all.hpp>

#include "actors/registry_actor.h"

namespace scriptling {

thread_local InlineTurn::Turns* InlineTurn::under_way = nullptr;

namespace {

bool is_brief(caf::resumable* actor) {
  auto* registry = dynamic_cast<RegistryActor*>(actor);
  return registry != nullptr && registry->is_brief();
}

}  // namespace

// An actor that dies elsewhere says its last words through whom it ran on last.
void InlineTurn::exec_later(caf::resumable* woken) {
  if (under_way != nullptr) {
    auto& due = under_way->due;
    bool is_receiver = due.empty() || woken == due.front();
    bool has_time = due.empty() || Clock::now() - under_way->began < patience_;
    if (has_time && (is_receiver || is_brief(woken))) {
      due.push_back(woken);
      return;
    }
    under_way->is_left = under_way->is_left || !has_time;
  }
  system().scheduler().enqueue(woken);
}

// For each of them, what a worker of CAF's does.
bool InlineTurn::run(Turns& turns) {
  constexpr size_t kMostMessages = 1;
  while (turns.taken < turns.due.size()) {
    caf::resumable* next = turns.due[turns.taken++];
    if (next->resume(this, kMostMessages) == caf::resumable::resume_later) {
      turns.is_left = turns.is_left || next == turns.due.front();
      system().scheduler().enqueue(next);
    } else {
      caf::intrusive_ptr_release(next);
    }
  }
  return !turns.is_left;
}

}  // namespace scriptling
