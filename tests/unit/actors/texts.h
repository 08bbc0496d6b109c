// The text of a datum that is about to go.
//
// Any thread.
#pragma once

#include <string>

#include "state/datum.h"

namespace scriptling {

inline std::string text_in(const Datum& datum) { return std::string(datum.text()); }

}  // namespace scriptling
