// The supervisor knows every run that lives: it starts tasks and keeps their names apart,
// holds them back until a site is served, and ends what is left when a main script has
// ended.
#pragma once

#include <caf/actor.hpp>

#include "actors/services.h"

namespace scriptling {

caf::actor spawn_supervisor(ServicesPtr services);

}  // namespace scriptling
