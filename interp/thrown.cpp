#include "interp/thrown.h"

#include <cstdio>
#include <new>
#include <stdexcept>
#include <string>

#include "interp/str.h"

namespace scriptling {

Thrown Thrown::current() noexcept {
  Thrown thrown;
  try {
    throw;
  } catch (const MemoryExhausted&) {
    thrown.is_memory_ = true;
  } catch (const std::bad_alloc&) {
    thrown.is_memory_ = true;
  } catch (const std::length_error&) {  // More than any memory has.
    thrown.is_memory_ = true;
  } catch (const std::exception& e) {
    snprintf(thrown.what_, sizeof(thrown.what_), "%s", e.what());
  } catch (...) {
    snprintf(thrown.what_, sizeof(thrown.what_), "unknown exception");
  }
  return thrown;
}

Value raise_thrown(Vm& vm, const Thrown& thrown) {
  if (thrown.is_memory()) return vm.memory_error();
  bool is_told = false;
  try {
    std::string text = std::string("internal error: ") + thrown.what();
    vm.raise_with(types.system_error, {Value::object(make_str_lossy(vm.heap(), text))});
    is_told = true;
  } catch (...) {  // No memory for the words.
  }
  return is_told ? Value::error() : vm.memory_error();
}

}  // namespace scriptling
