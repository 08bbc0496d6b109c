// Module itertools: tee, and what the other files define.

#include "interp/lib/itertools.h"

#include <string>

#include "interp/lib/lib.h"

namespace scriptling {

namespace {

// -- tee --------------------------------------------------------------------------------

// The items that were drawn form a chain of links, and each copy stands at one of them: a
// list of the iterator, the item and the next link. A link without item is the last one.
constexpr size_t kSource = 0, kItem = 1, kNext = 2;

Value make_link(Vm& vm, Value source) {
  Value items[] = {source, Value::undefined(), Value::undefined()};
  return Value::object(make_list(vm.heap(), items));
}

Value next_tee(Vm& vm, NativeIterator* it) {
  auto* link = as<List>(it->source);
  if (link->items()[kItem].is_undefined()) {
    Value item = next(vm, link->items()[kSource]);
    if (item.is_error() || item.is_undefined()) return item;
    if (link->items()[kItem].is_undefined()) {
      Value rest = make_link(vm, link->items()[kSource]);
      vm.heap().touch(link);
      link->items()[kItem] = item;
      link->items()[kNext] = rest;
    }
  }
  it->source = link->items()[kNext];
  return link->items()[kItem];
}

Class* tee_class();

Value copy_of_tee(Vm& vm, Value link) {
  NativeIterator* copy = new_iterator(vm, tee_class());
  copy->source = link;
  return Value::object(copy);
}

Value tee_copy(Vm& vm, const Args& args) {
  return copy_of_tee(vm, iterator_of(args[0])->source);
}

constexpr NativeDef kTeeMethods[] = {
    {"__copy__(self, /)", tee_copy, nullptr, NativeBinding::kMethod},
};

Class* tee_class() {
  static Class* const cls = make_native_iterator<next_tee>("itertools._tee", kTeeMethods);
  return cls;
}

Value itertools_tee(Vm& vm, const Args& args) {
  auto count = args.given(1) ? to_index(vm, args[1]) : 2;
  if (!count) return Value::error();
  if (*count < 0) return vm.value_error("n must be >= 0");
  Value it = iterate(vm, args[0]);
  if (it.is_error()) return it;
  bool is_tee = is_kind(it, Kind::kNativeObject) && it.o->cls == tee_class();
  Value link = is_tee ? iterator_of(it)->source : make_link(vm, it);
  List* copies = make_list(vm.heap());
  for (int64_t n = 0; n < *count; n++) {
    if (!vm.poll()) return Value::error();
    list_append(vm.heap(), copies, copy_of_tee(vm, link));
  }
  Tuple* all = tuple_of(vm, Value::object(copies));
  return all == nullptr ? Value::error() : Value::object(all);
}

constexpr NativeDef kFunctions[] = {
    {"tee(iterable, n=2, /)", itertools_tee,
     "Return n independent iterators over one iterable."},
};

void build(ModuleBuilder& module) {
  for (auto classes : {itertools_endless_classes(), itertools_selecting_classes(),
                       itertools_combining_classes(), itertools_arranging_classes()}) {
    for (Class* cls : classes) module.add(std::string(cls->name->view()).c_str(), cls);
  }
}

}  // namespace

const ModuleDef& itertools_module() {
  static const ModuleDef def{"itertools", kFunctions, build,
                             "Iterators that combine and select."};
  return def;
}

}  // namespace scriptling
