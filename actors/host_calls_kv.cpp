// Host calls of scriptling.runtime.kv.
#include <caf/all.hpp>

#include "actors/environment.h"
#include "actors/host_calls.h"
#include "interp/lib/lib.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

constexpr uint64_t kDefaultStore = 1;

std::vector<std::string> texts_of(const List* list) {
  std::vector<std::string> texts;
  texts.reserve(list->size);
  for (uint64_t n = 0; n < list->size; n++)
    texts.push_back(text_argument(list->items()[n]));
  return texts;
}

}  // namespace

Value HostCalls::call_kv(Vm& vm, HostOp op, std::span<const Value> a) {
  Environment& e = environment_;
  const caf::actor& stores = e.services().stores;
  Ticket ticket = e.next_ticket();
  if (op == HostOp::kKvDefault) {
    return Value::object(make_handle(vm, HandleKind::kKvStore, kDefaultStore, ""));
  }
  if (op == HostOp::kKvOpen) {
    return e.wait_for(op, 0, stores, KvOpen{ticket, text_argument(a[0])});
  }
  uint64_t store = handle_id(a[0]);
  if (op == HostOp::kKvClose) {
    return e.wait_for(op, store, stores, KvClose{ticket, store});
  }
  caf::actor file = e.services().kv_files.find(store);
  const caf::actor& at = file ? file : stores;
  switch (op) {
    case HostOp::kKvSet: {
      std::optional<Datum> value = send(vm, a[2], "value");
      if (!value) return Value::error();
      return e.wait_for(
          op, store, at,
          KvSet{ticket, store, text_argument(a[1]), std::move(*value), timeout_of(a[3])});
    }
    case HostOp::kKvGet:
      e.keep_default(a[2]);
      return e.wait_for(op, store, at, KvGet{ticket, store, text_argument(a[1])});
    case HostOp::kKvIncr:
      if (!a[2].is_int()) {
        return vm.raise(types.overflow_error, "delta does not fit in 64 bits");
      }
      return e.wait_for(op, store, at,
                        KvIncr{ticket, store, text_argument(a[1]), a[2].i});
    case HostOp::kKvDelete:
      return e.wait_for(op, store, at, KvDelete{ticket, store, text_argument(a[1])});
    case HostOp::kKvExists:
      return e.wait_for(op, store, at, KvExists{ticket, store, text_argument(a[1])});
    case HostOp::kKvTtl:
      return e.wait_for(op, store, at, KvTtl{ticket, store, text_argument(a[1])});
    case HostOp::kKvKeys:
      return e.wait_for(op, store, at, KvKeys{ticket, store, text_argument(a[1])});
    case HostOp::kKvClear: return e.wait_for(op, store, at, KvClear{ticket, store});
    case HostOp::kKvCompareAndSet: {
      std::optional<Datum> expected = send(vm, a[2], "expected");
      if (!expected) return Value::error();
      std::optional<Datum> value = send(vm, a[3], "value");
      if (!value) return Value::error();
      return e.wait_for(op, store, at,
                        KvCompareAndSet{ticket, store, text_argument(a[1]),
                                        std::move(*expected), std::move(*value)});
    }
    case HostOp::kKvGetMany:
      return e.wait_for(op, store, at,
                        KvGetMany{ticket, store, texts_of(as<List>(a[1]))});
    case HostOp::kKvSetMany: {
      KvSetMany ask{ticket, store, {}};
      uint32_t position = 0;
      for (TableEntry* entry; table_next(as<Dict>(a[1])->table, &position, &entry);) {
        std::optional<Datum> value =
            send(vm, entry->value, "dict" + path_step(entry->key));
        if (!value) return Value::error();
        ask.items.emplace_back(text_argument(entry->key), std::move(*value));
      }
      return e.wait_for(op, store, at, std::move(ask));
    }
    case HostOp::kKvItems:
      return e.wait_for(op, store, at, KvItems{ticket, store, text_argument(a[1])});
    default: return vm.raise(types.system_error, "unknown host call");
  }
}

// A list of the parts, pairs of them, or a dict.
Value HostCalls::accept_list(Vm& vm, const Wait& wait, const HostAnswer& answer) {
  auto* all = dynamic_cast<const DatumList*>(answer.value.as_capsule().get());
  const std::vector<Datum>& parts = all->parts();
  Heap& heap = vm.heap();
  if (wait.op == HostOp::kPromiseGather || wait.op == HostOp::kKvKeys) {
    List* list = make_list(heap, parts.size());
    for (const Datum& part : parts)
      list_append(heap, list, to_value(vm, part, environment_));
    return Value::object(list);
  }
  if (wait.op == HostOp::kKvItems) {
    List* list = make_list(heap, parts.size() / 2);
    for (size_t n = 0; n < parts.size(); n += 2) {
      Value key = to_value(vm, parts[n], environment_);
      Value value = to_value(vm, parts[n + 1], environment_);
      list_append(heap, list, Value::object(make_tuple(heap, {key, value})));
    }
    return Value::object(list);
  }
  Dict* dict = make_dict(heap, parts.size() / 2);
  for (size_t n = 0; n < parts.size(); n += 2) {
    Value key = to_value(vm, parts[n], environment_);
    dict_set(heap, dict, as<Str>(key), to_value(vm, parts[n + 1], environment_));
  }
  return Value::object(dict);
}

}  // namespace scriptling
