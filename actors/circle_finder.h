// A circle_finder looks whether those who wait for a semaphore can ever be served.
//
// Where only one can give what is waited for, a Probe that comes home is proof enough.
// A permit may come from any of several holders: nobody will give one only if all of them
// are stuck, each for reasons of its own. So the finder asks everybody who can be reached
// from the semaphore what he waits for, and takes those for stuck who are not known to
// be free. What it found is true if it finds the same again: whoever waited with the same
// ticket both times has done nothing in between.
//
// One thread at a time. It ends by itself.
#pragma once

#include <caf/actor.hpp>
#include <caf/actor_system.hpp>

#include "actors/messages.h"

namespace scriptling {

// Whoever gives up gets a Deadlocked; if nobody must, nothing happens.
void spawn_circle_finder(caf::actor_system& system, caf::actor semaphores, ObjectId id);

}  // namespace scriptling
