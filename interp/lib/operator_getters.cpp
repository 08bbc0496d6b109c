// attrgetter, itemgetter, methodcaller.

#include "interp/lib/operator_module.h"
#include "interp/protocol.h"
#include "interp/types/arguments.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr NativeBinding kStatic = NativeBinding::kStaticMethod;

// What was asked for when it was made, and never changes.
struct Getter : Object {
  Value all;       // A tuple: items, attributes; the method's name and arguments.
  Value keywords;  // Of the method, a dict; undefined when there are none.

  Tuple* wanted() const { return as<Tuple>(all); }
  Dict* keyword_dict() const {
    return keywords.is_undefined() ? nullptr : as<Dict>(keywords);
  }
};

Getter* getter_of(const Args& args) { return static_cast<Getter*>(args[0].o); }

constexpr TypeSlots kSlots{.size = sizeof(Getter), .values = 2, .undo = Undo::kBytes};

Value make_getter(Vm& vm, const Args& args, Class* base) {
  Class* cls = new_class(vm, args[0], base);
  if (cls == nullptr) return Value::error();
  auto* getter = static_cast<Getter*>(allocate_instance(vm, cls));
  std::span<const Value> rest(args.rest, args.rest_count);
  getter->all = Value::object(make_tuple(vm.heap(), rest));
  return Value::object(getter);
}

// One thing alone, or a tuple of what get(wanted) gives.
template <class Get>
Value each_wanted(Vm& vm, const Getter* getter, Get get) {
  const Tuple* wanted = getter->wanted();
  if (wanted->size == 1) return get(wanted->items[0]);
  Tuple* all = make_tuple(vm.heap(), wanted->size);
  for (uint64_t n = 0; n < wanted->size; n++) {
    Value v = get(wanted->items[n]);
    if (v.is_error()) return v;
    all->items[n] = v;
  }
  return Value::object(all);
}

// "operator.itemgetter(1, 2)"
Value repr_call(Vm& vm, const Getter* getter) {
  std::string text = qualified_class_name(getter->cls) + "(";
  for (uint64_t n = 0; n < getter->wanted()->size; n++) {
    Str* item = repr(vm, getter->wanted()->items[n]);
    if (item == nullptr) return Value::error();
    if (n > 0) text += ", ";
    text += item->view();
  }
  uint32_t position = 0;
  const Dict* given = getter->keyword_dict();
  const Table* keywords = given == nullptr ? nullptr : given->table.get();
  for (TableEntry* e; table_next(keywords, &position, &e);) {
    Str* item = repr(vm, e->value);
    if (item == nullptr) return Value::error();
    text += fmt::format(", {}={}", text_of(e->key), item->view());
  }
  return str_value(vm, text + ")");
}

Value getter_repr(Vm& vm, const Args& args) { return repr_call(vm, getter_of(args)); }

// -- itemgetter -------------------------------------------------------------------------

Value itemgetter_new(Vm& vm, const Args& args) {
  if (args.rest_count == 0) {
    return vm.type_error("itemgetter expected 1 argument, got 0");
  }
  return make_getter(vm, args, itemgetter_class());
}

Value itemgetter_call(Vm& vm, const Args& args) {
  return each_wanted(vm, getter_of(args),
                     [&](Value key) { return get_item(vm, args[1], key); });
}

constexpr NativeDef kItemgetter[] = {
    {"__new__(cls, /, *items)", itemgetter_new, nullptr, kStatic},
    {"__call__(self, obj, /)", itemgetter_call, nullptr, kMethod},
    {"__repr__(self, /)", getter_repr, nullptr, kMethod},
};

// -- attrgetter -------------------------------------------------------------------------

Value attrgetter_new(Vm& vm, const Args& args) {
  if (args.rest_count == 0) {
    return vm.type_error("attrgetter expected 1 argument, got 0");
  }
  for (uint32_t n = 0; n < args.rest_count; n++) {
    if (!is_str(args.rest[n])) return vm.type_error("attribute name must be a string");
  }
  return make_getter(vm, args, attrgetter_class());
}

// obj.a.b.c for "a.b.c".
Value dotted_attribute(Vm& vm, Value object, Str* path) {
  if (path->view().find('.') == std::string_view::npos) {
    return get_attr(vm, object, attr_name(vm, path));
  }
  std::string all(path->view());
  for (size_t begin = 0; begin <= all.size();) {
    size_t dot = std::min(all.find('.', begin), all.size());
    Str* name = make_str(vm.heap(), std::string_view(all).substr(begin, dot - begin));
    object = get_attr(vm, object, attr_name(vm, name));
    if (object.is_error()) return object;
    begin = dot + 1;
  }
  return object;
}

Value attrgetter_call(Vm& vm, const Args& args) {
  return each_wanted(vm, getter_of(args), [&](Value path) {
    return dotted_attribute(vm, args[1], as<Str>(path));
  });
}

constexpr NativeDef kAttrgetter[] = {
    {"__new__(cls, /, *attrs)", attrgetter_new, nullptr, kStatic},
    {"__call__(self, obj, /)", attrgetter_call, nullptr, kMethod},
    {"__repr__(self, /)", getter_repr, nullptr, kMethod},
};

// -- methodcaller -----------------------------------------------------------------------

Value methodcaller_new(Vm& vm, const Args& args) {
  if (args.rest_count == 0) {
    return vm.type_error("methodcaller needs at least one argument, the method name");
  }
  if (!is_str(args.rest[0])) return vm.type_error("method name must be a string");
  Value made = make_getter(vm, args, methodcaller_class());
  if (!made.is_error() && args.keywords != nullptr) {
    static_cast<Getter*>(made.o)->keywords =
        Value::object(dict_copy(vm.heap(), args.keywords));
  }
  return made;
}

Value methodcaller_call(Vm& vm, const Args& args) {
  Getter* getter = getter_of(args);
  Tuple* wanted = getter->wanted();
  Value method = get_attr(vm, args[1], attr_name(vm, as<Str>(wanted->items[0])));
  if (method.is_error()) return method;
  std::span<const Value> given(wanted->items + 1, wanted->size - 1);
  return vm.call_dict(method, given, getter->keyword_dict());
}

constexpr NativeDef kMethodcaller[] = {
    {"__new__(cls, /, *args, **kwargs)", methodcaller_new, nullptr, kStatic},
    {"__call__(self, obj, /)", methodcaller_call, nullptr, kMethod},
    {"__repr__(self, /)", getter_repr, nullptr, kMethod},
};

}  // namespace

Class* itemgetter_class() {
  static Class* const cls =
      make_class("operator.itemgetter", types.object, Kind::kNativeObject, kItemgetter,
                 &kSlots, "A callable that gives obj[item], or a tuple of several.");
  return cls;
}

Class* attrgetter_class() {
  static Class* const cls =
      make_class("operator.attrgetter", types.object, Kind::kNativeObject, kAttrgetter,
                 &kSlots, "A callable that gives obj.attr, or a tuple of several.");
  return cls;
}

Class* methodcaller_class() {
  static Class* const cls = make_class("operator.methodcaller", types.object,
                                       Kind::kNativeObject, kMethodcaller, &kSlots,
                                       "A callable that calls a method of its argument.");
  return cls;
}

}  // namespace scriptling
