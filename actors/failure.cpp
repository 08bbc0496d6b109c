#include "actors/failure.h"

#include "actors/snapshot.h"
#include "interp/module.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

// Bytes; of a larger one the words must do.
constexpr uint64_t kMostOfException = 16 << 20;

// Words an exception's text as str() would, but for classes with a __str__ of their own,
// whose last traceback line says it.
std::string message_of(Vm& vm, Value exception) {
  std::string line = vm.exception_text(exception);
  std::string name(class_of(exception)->qualname->view());
  size_t at = line.find(name);
  if (at == std::string::npos) return line;
  at += name.size();
  if (line.compare(at, 2, ": ") != 0) return "";
  return line.substr(at + 2);
}

std::string module_of(const Class* cls) {
  if (!(cls->class_flags & kUserClass)) return "builtins";
  Value* module = dict_find(cls->dict, names.module);
  return module && is_str(*module) ? std::string(text_of(*module)) : "__main__";
}

const Class* nearest_builtin(const Class* cls) {
  for (uint64_t n = 0; n < cls->mro->size; n++) {
    auto* base = as<Class>(cls->mro->items[n]);
    if (base->has(kImmortal) && base != types.object) return base;
  }
  return types.base_exception;
}

// For words alone: a group would need its members.
Class* class_for_words(Vm& vm, const Failure& failure) {
  const Class* cls = failure.builtin;
  if (cls == nullptr) {
    Value found = vm.builtin(intern(failure.class_name));
    if (is_class(found)) cls = as<Class>(found);
  }
  bool is_good = cls != nullptr && is_subclass(cls, types.base_exception) &&
                 !is_subclass(cls, types.base_exception_group) &&
                 cls != types.exception && cls != types.base_exception;
  if (failure.module == "builtins" && cls == types.exception) is_good = true;
  return is_good ? const_cast<Class*>(cls) : types.runtime_error;
}

void read_exit(Failure& failure, Value exception) {
  if (!is_instance(exception, types.system_exit)) return;
  Tuple* args = as<Exception>(exception)->args;
  Value code = args == nullptr || args->size == 0 ? Value::none() : args->items[0];
  if (code.is_none()) {
    failure.exit_status = 0;
  } else if (code.is_int_or_bool()) {
    failure.exit_status = static_cast<int>(code.i & 0xff);
  } else {
    failure.exit_status = 1;
    failure.is_exit_text = true;
  }
}

}  // namespace

FailurePtr make_failure(std::string_view class_name, std::string message) {
  Failure failure;
  failure.class_name = class_name;
  failure.module = "builtins";
  failure.message = std::move(message);
  return std::make_shared<const Failure>(std::move(failure));
}

namespace {

Failure words_of(Vm& vm, Value exception) {
  Class* cls = class_of(exception);
  Failure failure;
  failure.class_name = cls->name->view();
  failure.module = module_of(cls);
  failure.message = message_of(vm, exception);
  failure.builtin = nearest_builtin(cls);
  failure.traceback = vm.traceback_text(exception);
  read_exit(failure, exception);
  return failure;
}

}  // namespace

FailurePtr describe_failure(Vm& vm, Value exception) {
  return std::make_shared<const Failure>(words_of(vm, exception));
}

FailurePtr read_failure(Vm& vm, Value exception, HandleKeeper& keeper) {
  Failure failure = words_of(vm, exception);
  failure.exception = Snapshot::take_exception(vm, exception, kMostOfException, keeper);
  return std::make_shared<const Failure>(std::move(failure));
}

Value rebuild_exception(Vm& vm, const Failure& failure, HandleKeeper& keeper) {
  Value made = failure.exception ? failure.exception->restore(vm, keeper)
                                 : Value::object(vm.make_exception_text(
                                       class_for_words(vm, failure), failure.message));
  if (made.is_error()) return made;
  Str* traceback = nullptr;
  if (!failure.traceback.empty()) traceback = make_str(vm.heap(), failure.traceback);
  as<Exception>(made)->remote_traceback = traceback;
  return made;
}

}  // namespace scriptling
