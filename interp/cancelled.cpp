#include "interp/cancelled.h"

#include "interp/types.h"
#include "interp/vm.h"

namespace scriptling {

Value raise_cancelled(Vm& vm) {
  auto* host = dynamic_cast<CancelHost*>(&vm.host());
  vm.raise_text(types.cancelled, host != nullptr ? host->cancel_text() : "cancelled");
  if (host != nullptr) host->on_cancelled_raised(vm.pending());
  return Value::error();
}

}  // namespace scriptling
