// A Host may also say why its script is cancelled, and be told what was raised for that.
//
// One thread at a time: only called while its Vm runs.
#pragma once

#include <string>

#include "interp/value.h"

namespace scriptling {

class Vm;

class CancelHost {
 public:
  virtual ~CancelHost() = default;

  // The text of the Cancelled that is to be raised.
  virtual std::string cancel_text() = 0;
  virtual void on_cancelled_raised(Value exception) = 0;
};

// What Vm::cancel() leads to. Always an error.
Value raise_cancelled(Vm& vm);

}  // namespace scriptling
