// Which code points re.IGNORECASE takes for the same: those with one simple lower case,
// and the few that Python adds because they share an upper case.
//
// Immutable; share freely.
#pragma once

#include <vector>

namespace scriptling {

// Appends what else matches a code point from `first` to `last`, in no order.
void append_case_variants(char32_t first, char32_t last, std::vector<char32_t>* out);

}  // namespace scriptling
