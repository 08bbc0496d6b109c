#include "actors/transfer.h"

#include <catch2/catch.hpp>

#include "interp/module.h"
#include "interp/ops.h"

namespace scriptling {
namespace {

class NoWorld final : public Host {
 public:
  bool write(Stream, std::string_view) override { return true; }
  int64_t now(Clock) override { return 0; }
  void log(LogLevel, std::string_view) override {}
  FoundModule find_module(Vm&, std::string_view) override { return {}; }
  Value call(Vm& vm, HostOp, std::span<const Value>) override {
    return vm.raise(types.runtime_error, "there is no world");
  }
};

class NoPromises final : public HandleKeeper {
 public:
  CapsulePtr anchor_of(uint64_t) override { return nullptr; }
  Value make_promise(Vm&, uint64_t, std::string_view, const CapsulePtr&) override {
    return Value::none();
  }
};

struct Two {
  std::shared_ptr<ModuleRegistry> modules = std::make_shared<ModuleRegistry>();
  NoWorld host;
  NoPromises keeper;
  Vm from{host, modules};
  Vm to{host, modules};

  Result<Datum> send(Value v, uint64_t limit = 64 << 20) {
    return try_to_datum(v, {"args", limit}, keeper);
  }
  Value cross(Value v) {
    Result<Datum> datum = send(v);
    REQUIRE(datum.is_ok());
    return to_value(to, *datum, keeper);
  }
  Value str(std::string_view text) { return str_value(from, text); }
  Value list(std::initializer_list<Value> items) {
    return Value::object(make_list(from.heap(), {items.begin(), items.size()}));
  }
};

TEST_CASE("a text that appears twice is one text there, and counts once") {
  Two vms;
  for (size_t size : {100, 1'000'000}) {
    Value text = vms.str(std::string(size, 'x'));
    Value all = vms.list({text, vms.list({text}), text});
    Result<Datum> sent = vms.send(all, size + 500);
    REQUIRE(sent.is_ok());
    auto* back = as<List>(to_value(vms.to, *sent, vms.keeper));
    CHECK(back->items()[0].is(back->items()[2]));
    CHECK(back->items()[0].is(as<List>(back->items()[1])->items()[0]));
  }
}

TEST_CASE("data arrive as they were") {
  Two vms;
  Heap& heap = vms.from.heap();
  Dict* dict = make_dict(heap);
  dict_set(heap, dict, make_str(heap, "k"),
           vms.list({Value::integer(1), Value::real(0.5)}));
  Tuple* tuple = make_tuple(heap, {Value::object(dict), vms.str("é"), Value::none()});
  Value back = vms.cross(Value::object(tuple));
  CHECK(repr(vms.to, back)->view() == "({'k': [1, 0.5]}, 'é', None)");
}

TEST_CASE("aliases and cycles survive") {
  Two vms;
  Value inner = vms.list({Value::integer(1)});
  Value outer = vms.list({inner, inner});
  list_append(vms.from.heap(), as<List>(outer), outer);
  auto* back = as<List>(vms.cross(outer));
  CHECK(back->items()[0].is(back->items()[1]));
  CHECK(back->items()[2].o == back);
}

TEST_CASE("a refusal names the place") {
  Two vms;
  Heap& heap = vms.from.heap();
  Dict* dict = make_dict(heap);
  dict_set(heap, dict, make_str(heap, "cb"), Value::object(types.int_));
  Value args = Value::object(make_tuple(heap, {vms.list({Value::object(dict)})}));
  CHECK(vms.send(args).status().message() ==
        "cannot send args[0][0]['cb'] to another environment: type");
}

TEST_CASE("what is too large is refused before it is whole") {
  Two vms;
  Result<Datum> sent = vms.send(vms.list({vms.str(std::string(2000, 'x'))}), 1000);
  CHECK(sent.status().kind() == ErrorKind::kValue);
}

TEST_CASE("depth costs no stack") {
  Two vms;
  Value v = vms.list({});
  for (int n = 0; n < 200'000; n++) v = vms.list({v});
  CHECK(is_kind(vms.cross(v), Kind::kList));
}

}  // namespace
}  // namespace scriptling
