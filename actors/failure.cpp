#include "actors/failure.h"

#include "actors/transfer.h"
#include "interp/module.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

// Exceptions hold plain data: a promise among their arguments does not travel.
class NoHandles final : public HandleKeeper {
 public:
  CapsulePtr anchor_of(uint64_t) override { return nullptr; }
  Value make_promise(Vm&, uint64_t, std::string_view, const CapsulePtr&) override {
    return Value::none();
  }
};

constexpr uint64_t kMostOfArgs = 1 << 20;

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

Class* exception_class(Value v) {
  if (!is_class(v) || !is_subclass(as<Class>(v), types.base_exception)) return nullptr;
  return as<Class>(v);
}

Class* find_class(Vm& vm, const Failure& failure) {
  if (failure.module == "builtins") {
    return exception_class(vm.builtin(intern(failure.class_name)));
  }
  Value* module = dict_find(vm.modules(), failure.module);
  if (module == nullptr || !is_kind(*module, Kind::kModule)) return nullptr;
  Value* cls = dict_find(as<Module>(*module)->dict, failure.class_name);
  return cls ? exception_class(*cls) : nullptr;
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

FailurePtr explained(const Failure& failure, std::string_view more) {
  Failure longer = failure;
  longer.args.reset();  // They would be its text.
  longer.message += more;
  if (longer.traceback.ends_with('\n')) longer.traceback.pop_back();
  if (!longer.traceback.empty()) longer.traceback.append(more).append("\n");
  return std::make_shared<const Failure>(std::move(longer));
}

FailurePtr read_failure(Vm& vm, Value exception) {
  auto* raised = as<Exception>(exception);
  Failure failure;
  failure.class_name = raised->cls->name->view();
  failure.module = module_of(raised->cls);
  failure.message = message_of(vm, exception);
  failure.traceback = vm.traceback_text(exception);
  read_exit(failure, exception);
  if (raised->args != nullptr) {
    NoHandles none;
    Result<Datum> args =
        try_to_datum(Value::object(raised->args), {"args", kMostOfArgs}, none);
    if (args.is_ok()) failure.args = std::move(*args);
  }
  return std::make_shared<const Failure>(std::move(failure));
}

Value rebuild_exception(Vm& vm, const Failure& failure) {
  Class* cls = find_class(vm, failure);
  Exception* exception = nullptr;
  if (cls != nullptr && failure.args && failure.args->kind() == DatumKind::kTuple) {
    NoHandles none;
    exception = vm.make_exception(cls, {});
    exception->args = as<Tuple>(to_value(vm, *failure.args, none));
  } else {
    exception = vm.make_exception_text(cls ? cls : types.runtime_error, failure.message);
  }
  if (!failure.traceback.empty()) {
    exception->remote_traceback = make_str(vm.heap(), failure.traceback);
  }
  return Value::object(exception);
}

}  // namespace scriptling
