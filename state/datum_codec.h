// The bytes of a datum, for disks and networks. FORMAT.md draws them.
//
// Exact: what is decoded equals what was encoded in kind, order and aliasing, and no two
// encodings mean the same. Decoding trusts nobody: any bytes at all give a datum or a
// Status, in time and memory proportional to their number, whatever they claim.
//
// Any thread.
#pragma once

#include <string>
#include <string_view>

#include "state/datum.h"

namespace scriptling {

// Handles keep kind, name and id, not their anchor. Requires: there is no capsule inside.
std::string encode(const Datum& datum);

// Fails with kCorruption, saying where.
Result<Datum> decode(std::string_view bytes);

}  // namespace scriptling
