// The slow or rare instructions, out of the loop's way.

#include "interp/protocol.h"
#include "interp/types/storage.h"
#include "interp/vm_internals.h"

namespace scriptling {

bool unpack(Vm& vm, Value source, Value* to, uint32_t count) {
  const Value* items = nullptr;
  uint64_t size = 0;
  if (source.is_object() && source.o->cls == types.tuple) {
    items = as<Tuple>(source)->items;
    size = as<Tuple>(source)->size;
  } else if (source.is_object() && source.o->cls == types.list) {
    size = as<List>(source)->size;
    items = size ? as<List>(source)->items() : nullptr;
  } else {
    if (!is_iterable(vm, source)) {
      vm.type_error("cannot unpack non-iterable {} object", class_name(source));
      return false;
    }
    Value it = iterate(vm, source);
    if (it.is_error()) return false;
    RootVector taken(vm.heap());  // `to` may be variables, which a failure leaves alone.
    for (uint32_t n = 0; n < count; n++) {
      Value item = next(vm, it);
      if (item.is_error()) return false;
      if (item.is_undefined()) {
        vm.value_error("not enough values to unpack (expected {}, got {})", count, n);
        return false;
      }
      taken.push_back(item);
    }
    Value extra = next(vm, it);
    if (extra.is_error()) return false;
    if (!extra.is_undefined()) {
      vm.value_error("too many values to unpack (expected {})", count);
      return false;
    }
    for (uint32_t n = 0; n < count; n++) to[n] = taken[n];
    return true;
  }
  if (size != count) {
    if (size < count) {
      vm.value_error("not enough values to unpack (expected {}, got {})", count, size);
    } else {
      vm.value_error("too many values to unpack (expected {})", count);
    }
    return false;
  }
  for (uint32_t n = 0; n < count; n++) to[n] = items[n];
  return true;
}

Value prepared_name(Vm& vm, Value mapping, Str* name) {
  Value v = get_item(vm, mapping, Value::object(name));
  if (!v.is_error() || !vm.pending_is(types.key_error)) return v;
  vm.clear_pending();
  return Value::undefined();
}

bool delete_prepared_name(Vm& vm, Value mapping, Str* name) {
  if (del_item(vm, mapping, Value::object(name))) return true;
  if (!vm.pending_is(types.key_error)) return false;
  vm.clear_pending();
  name_error(vm, name);
  return false;
}

bool unpack_ex(Vm& vm, Value source, Value* to, uint32_t before, uint32_t after) {
  if (!is_iterable(vm, source)) {
    vm.type_error("cannot unpack non-iterable {} object", class_name(source));
    return false;
  }
  Value items = iterate(vm, source);  // Its length is not asked for.
  List* all = items.is_error() ? nullptr : list_of(vm, items);
  if (all == nullptr) return false;
  if (all->size < before + after) {
    vm.value_error("not enough values to unpack (expected at least {}, got {})",
                   before + after, all->size);
    return false;
  }
  uint64_t middle = all->size - before - after;
  for (uint32_t n = 0; n < before; n++) to[n] = all->items()[n];
  to[before] = Value::object(make_list(
      vm.heap(),
      std::span<const Value>(all->storage ? all->items() + before : nullptr, middle)));
  for (uint32_t n = 0; n < after; n++)
    to[before + 1 + n] = all->items()[before + middle + n];
  return true;
}

namespace {

// "module.name()", without the module where it is that of the builtins.
std::string function_text(Value function) {
  while (is_kind(function, Kind::kBoundMethod)) {
    function = as<BoundMethod>(function)->function;
  }
  if (is_kind(function, Kind::kFunction)) {
    auto* f = as<Function>(function);
    Value* module = dict_find(f->unit->globals, names.name);
    std::string text;
    if (module != nullptr && is_str(*module)) text.append(text_of(*module)).append(".");
    return text.append(f->qualname->view()).append("()");
  }
  if (is_kind(function, Kind::kNative)) {
    return std::string(as<Native>(function)->qualname->view()) + "()";
  }
  if (is_class(function)) return qualified_class_name(as<Class>(function)) + "()";
  return class_name(function) + " object";
}

}  // namespace

bool extend_display(Vm& vm, List* list, Value iterable) {
  if (!is_iterable(vm, iterable)) {
    vm.type_error("Value after * must be an iterable, not {}", class_name(iterable));
    return false;
  }
  return extend_list(vm, list, iterable);
}

Tuple* star_tuple(Vm& vm, Value function, Value iterable) {
  if (is_kind(iterable, Kind::kTuple) && iterable.o->cls == types.tuple) {
    return as<Tuple>(iterable);
  }
  if (!is_iterable(vm, iterable)) {
    vm.type_error("{} argument after * must be an iterable, not {}",
                  function_text(function), class_name(iterable));
    return nullptr;
  }
  List* items = make_list(vm.heap());
  if (!extend_list(vm, items, iterable)) return nullptr;
  return make_tuple(
      vm.heap(),
      std::span<const Value>(items->storage ? items->items() : nullptr, items->size));
}

Value build_string(Vm& vm, const Value* parts, uint32_t count) {
  size_t size = 0, length = 0;
  for (uint32_t n = 0; n < count; n++) {
    size += as<Str>(parts[n])->size;
    length += as<Str>(parts[n])->length;
  }
  if (size > UINT32_MAX) return vm.memory_error();
  char* data;
  Str* out = make_str_uninitialized(vm.heap(), size, length, &data);
  for (uint32_t n = 0; n < count; n++) {
    auto* part = as<Str>(parts[n]);
    memcpy(data, part->data, part->size);
    data += part->size;
  }
  return Value::object(out);
}

Value format_piece(Vm& vm, Value v, unsigned conversion, Value spec) {
  Str* text = nullptr;
  switch (conversion) {
    case 1: text = to_str(vm, v); break;
    case 2: text = repr(vm, v); break;
    case 3: text = ascii(vm, v); break;
    default: break;
  }
  if (conversion != 0) {
    if (text == nullptr) return Value::error();
    v = Value::object(text);
  }
  if (spec.is_undefined()) {
    if (v.is_object() && v.o->cls == types.str) return v;
    if (v.is_int() || v.is_float()) {
      Str* plain = to_str(vm, v);
      return plain ? Value::object(plain) : Value::error();
    }
    spec = Value::object(names.empty);
  }
  Str* out = format(vm, v, as<Str>(spec));
  return out ? Value::object(out) : Value::error();
}

namespace {

// After a failed merge: an AttributeError was for want of keys().
template <class... A>
bool refuse_mapping(Vm& vm, fmt::format_string<A...> format, A&&... args) {
  if (!vm.pending_is(types.attribute_error)) return false;
  vm.clear_pending();
  vm.type_error(format, std::forward<A>(args)...);
  return false;
}

}  // namespace

bool dict_update_display(Vm& vm, Dict* dict, Value mapping) {
  return dict_merge(vm, dict, mapping) ||
         refuse_mapping(vm, "'{}' object is not a mapping", class_name(mapping));
}

bool dict_merge_call(Vm& vm, Dict* dict, Value mapping, Value function) {
  Value repeated;
  if (dict_merge(vm, dict, mapping, &repeated)) return true;
  if (vm.has_pending()) {
    return refuse_mapping(vm, "{} argument after ** must be a mapping, not {}",
                          function_text(function), class_name(mapping));
  }
  if (Str* key = to_str(vm, repeated)) {
    vm.type_error("{} got multiple values for keyword argument '{}'",
                  function_text(function), key->view());
  }
  return false;
}

bool enter_with(Vm& vm, Value manager, Value* to, bool is_async) {
  Str* enter_name = is_async ? names.aenter : names.enter;
  Str* exit_name = is_async ? names.aexit : names.exit;
  Class* cls = class_of(manager);
  Value enter = vm.lookup(cls, enter_name);
  Value exit = vm.lookup(cls, exit_name);
  const char* protocol = is_async ? "asynchronous context manager" : "context manager";
  if (enter.is_undefined()) {
    vm.type_error("'{}' object does not support the {} protocol", class_name(manager),
                  protocol);
    return false;
  }
  if (exit.is_undefined()) {
    vm.type_error("'{}' object does not support the {} protocol (missed {} method)",
                  class_name(manager), protocol, exit_name->view());
    return false;
  }
  Value bound_exit = bind_descriptor(vm, exit, manager, cls);
  if (bound_exit.is_error()) return false;
  to[0] = bound_exit;
  if (is_kind(enter, Kind::kFunction) || is_kind(enter, Kind::kNative)) {
    to[1] = enter;
    to[2] = manager;
    return true;
  }
  Value bound_enter = bind_descriptor(vm, enter, manager, cls);
  if (bound_enter.is_error()) return false;
  to[1] = bound_enter;
  to[2] = Value::undefined();
  return true;
}

Value yield_from_iter(Vm& vm, Value v, bool awaiting) {
  if (is_kind(v, Kind::kGenerator)) {
    auto kind = as<Generator>(v)->generator_kind;
    if (kind == GeneratorKind::kCoroutine && awaiting) return v;
    if (kind == GeneratorKind::kGenerator && !awaiting) return v;
  }
  if (!awaiting) return iterate(vm, v);
  Value it = call_method(vm, v, names.await, {});
  if (it.is_undefined()) {
    return vm.type_error("object {} can't be used in 'await' expression", class_name(v));
  }
  return it;
}

Resumed send_to_iterator(Vm& vm, Value iterator, Value sent) {
  Value v;
  if (sent.is_none()) {
    // Not next(), unless that is all there is: the value of StopIteration is wanted.
    Value method = vm.lookup(class_of(iterator), names.next);
    const TypeSlots* slots = class_of(iterator)->slots;
    bool has_value =
        !is_kind(iterator, Kind::kIterator) && (slots == nullptr || !slots->next);
    if (has_value && !method.is_undefined()) {
      v = call_method(vm, iterator, names.next, {});
    } else {
      v = next(vm, iterator);
      if (v.is_undefined()) return {Value::none(), true};
    }
  } else {
    v = invoke(vm, iterator, "send", {sent});
  }
  if (v.is_error() && vm.pending_is(types.stop_iteration)) {
    auto* stop = as<Exception>(vm.take_pending());
    return {stop->args->size ? stop->args->items[0] : Value::none(), true};
  }
  return {v, false};
}

// -- Classes ----------------------------------------------------------------------------

namespace {

// The dict that a class body writes to: a new one, or what the metaclass prepares. Null:
// pending.
Dict* class_namespace(Vm& vm, Value name, Value bases, Value keywords) {
  static Str* const metaclass = intern("metaclass");
  static Str* const prepare = intern("__prepare__");
  auto* all = as<Tuple>(bases);
  Dict* options = keywords.is_object() ? as<Dict>(keywords) : nullptr;
  Value* given = options == nullptr ? nullptr : dict_find(options, metaclass);
  Value meta = given == nullptr ? Value::object(types.type) : *given;
  for (uint64_t n = 0; n < all->size; n++) {
    if (!is_class(meta) || !is_class(all->items[n])) continue;
    Class* other = all->items[n].o->cls;
    if (is_subclass(other, as<Class>(meta))) meta = Value::object(other);
  }
  if (meta.o == types.type) return make_dict(vm.heap());
  Value hook = find_attr(vm, meta, prepare);
  if (hook.is_undefined()) return make_dict(vm.heap());
  if (hook.is_error()) return nullptr;
  if (given != nullptr) {
    options = dict_copy(vm.heap(), options);
    dict_erase(vm.heap(), options, metaclass);
  }
  Value arguments[] = {name, bases};
  Value made = vm.call_dict(hook, arguments, options);
  if (made.is_error()) return nullptr;
  if (is_kind(made, Kind::kDict)) return as<Dict>(made);
  vm.type_error("{}.__prepare__() must return a mapping, not {}",
                is_class(meta) ? as<Class>(meta)->name->view() : "<metaclass>",
                class_name(made));
  return nullptr;
}

}  // namespace

// Pushes the frame of a class body; register `at` of the caller has the body function,
// then the bases and the keywords.
Value Vm::start_class(Frame* caller, uint16_t at) {
  Value* r = caller->registers() + at;
  auto* body = as<Function>(r[0]);
  Dict* dict = class_namespace(*this, Value::object(body->name), r[1], r[2]);
  if (dict == nullptr) return Value::error();
  Tuple* extra = make_tuple(heap_, {Value::object(body->name), r[1], r[2]});
  Frame* frame = push_frame(body);
  if (frame == nullptr) return Value::error();
  frame->registers()[0] = Value::object(dict);
  frame->extra = extra;
  frame->flags = kClassFrame;
  frame->result = at;
  return Value::none();
}

// What a class body's end makes of its namespace.
Value Vm::finish_class(Frame* frame, Value cell) {
  auto* extra = static_cast<Tuple*>(frame->extra);
  Dict* keywords = extra->items[2].is_object() ? as<Dict>(extra->items[2]) : nullptr;
  Value cls = build_class(*this, as<Str>(extra->items[0]), as<Tuple>(extra->items[1]),
                          as<Dict>(frame->registers()[0]), keywords);
  if (!cls.is_error() && is_kind(cell, Kind::kCell)) as<Cell>(cell)->value = cls;
  return cls;
}

}  // namespace scriptling
