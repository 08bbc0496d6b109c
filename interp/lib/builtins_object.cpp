// Built-in functions on objects of any kind: attributes, classes, text, output.

#include <algorithm>

#include "interp/lib/builtins.h"
#include "interp/lib/sys.h"
#include "interp/module.h"
#include "interp/ops.h"
#include "interp/protocol.h"
#include "interp/types/arguments.h"
#include "interp/types/storage.h"

namespace scriptling {

namespace {

// -- Attributes -------------------------------------------------------------------------

Str* name_argument(Vm& vm, Value v, const char* function) {
  if (is_str(v)) return attr_name(vm, as<Str>(v));
  vm.type_error("{}(): attribute name must be string", function);
  return nullptr;
}

Value builtin_getattr(Vm& vm, const Args& args) {
  if (!is_str(args[1]))
    return vm.type_error("attribute name must be string, not '{}'", class_name(args[1]));
  Str* name = attr_name(vm, as<Str>(args[1]));
  if (!args.given(2)) return get_attr(vm, args[0], name);
  Value v = find_attr(vm, args[0], name);
  return v.is_undefined() ? args[2] : v;
}

Value builtin_hasattr(Vm& vm, const Args& args) {
  Str* name = name_argument(vm, args[1], "hasattr");
  if (name == nullptr) return Value::error();
  Value v = find_attr(vm, args[0], name);
  return v.is_error() ? v : Value::boolean(!v.is_undefined());
}

Value builtin_setattr(Vm& vm, const Args& args) {
  Str* name = name_argument(vm, args[1], "setattr");
  return name != nullptr && set_attr(vm, args[0], name, args[2]) ? Value::none()
                                                                 : Value::error();
}

Value builtin_delattr(Vm& vm, const Args& args) {
  Str* name = name_argument(vm, args[1], "delattr");
  return name != nullptr && del_attr(vm, args[0], name) ? Value::none() : Value::error();
}

void add_dict_keys(Vm& vm, Dict* to, const Dict* from) {
  uint32_t position = 0;
  for (TableEntry* e; table_next(from->table, &position, &e);) {
    if (is_str(e->key)) dict_set(vm.heap(), to, as<Str>(e->key), Value::none());
  }
}

// The frame's variables by name. Cells give their contents.
Dict* frame_locals(Vm& vm, Frame* frame) {
  const Proto* proto = frame->unit->proto;
  if (proto->kind == FunctionKind::kClassBody) return as<Dict>(frame->registers()[0]);
  if (proto->kind == FunctionKind::kModule)
    return dict_copy(vm.heap(), frame->unit->globals);
  Dict* dict = make_dict(vm.heap());
  auto put = [&](Str* name, Value v) {
    if (is_kind(v, Kind::kCell)) v = as<Cell>(v)->value;
    if (name != nullptr && !v.is_undefined() && !name->view().starts_with('.')) {
      dict_set(vm.heap(), dict, name, v);
    }
  };
  for (size_t n = 0; n < proto->local_names.size() && n < frame->register_count; n++) {
    put(proto->local_names[n], frame->registers()[n]);
  }
  for (size_t n = 0; n < proto->free_names.size(); n++) {
    put(proto->free_names[n], frame->closure->items[n]);
  }
  return dict;
}

Value builtin_globals(Vm& vm, const Args&) {
  return Value::object(dict_copy(vm.heap(), vm.frame()->unit->globals));
}

Value builtin_locals(Vm& vm, const Args&) {
  return Value::object(frame_locals(vm, vm.frame()));
}

Value builtin_vars(Vm& vm, const Args& args) {
  if (!args.given(0)) return Value::object(frame_locals(vm, vm.frame()));
  Value v = find_attr(vm, args[0], names.dict);
  if (v.is_undefined())
    return vm.type_error("vars() argument must have __dict__ attribute");
  return v;
}

Value builtin_dir(Vm& vm, const Args& args) {
  Dict* found = make_dict(vm.heap());
  if (!args.given(0)) {
    add_dict_keys(vm, found, frame_locals(vm, vm.frame()));
  } else {
    Value listed = call_method(vm, args[0], names.dir, {});
    if (listed.is_error()) return listed;
    if (listed.is_undefined()) {
      return vm.type_error("object does not provide __dir__");
    }
    List* list = list_of(vm, listed);
    if (list == nullptr ||
        !list_sort(vm, list, Value::undefined(), SortOrder::kAscending)) {
      return Value::error();
    }
    return Value::object(list);
  }
  List* list = list_of(vm, Value::object(found));
  if (list == nullptr ||
      !list_sort(vm, list, Value::undefined(), SortOrder::kAscending)) {
    return Value::error();
  }
  return Value::object(list);
}

// -- Classes ----------------------------------------------------------------------------

Value from_test(int t) { return t < 0 ? Value::error() : Value::boolean(t != 0); }

Value builtin_isinstance(Vm& vm, const Args& args) {
  return from_test(is_instance_of(vm, args[0], args[1]));
}

Value builtin_issubclass(Vm& vm, const Args& args) {
  return from_test(is_subclass_of(vm, args[0], args[1]));
}

Value builtin_callable(Vm& vm, const Args& args) {
  Value v = args[0];
  if (v.is_object()) {
    switch (v.o->kind) {
      case Kind::kFunction:
      case Kind::kNative:
      case Kind::kBoundMethod:
      case Kind::kClass:
      case Kind::kStaticMethod: return Value::boolean(true);
      default: break;
    }
  }
  return Value::boolean(!vm.lookup(class_of(v), names.call).is_undefined());
}

Value builtin_id(Vm&, const Args& args) {
  Value v = args[0];
  // Values without an address: distinct from all addresses, equal for equal values.
  if (!v.is_object())
    return Value::integer((v.i << 4 | static_cast<int64_t>(v.tag)) & INT64_MAX);
  return Value::integer(reinterpret_cast<intptr_t>(v.o));
}

Value builtin_hash(Vm& vm, const Args& args) {
  int64_t hash;
  return hash_value(vm, args[0], &hash) ? Value::integer(hash) : Value::error();
}

Value builtin_copy(Vm& vm, const Args& args) {
  Value v = args[0];
  if (!v.is_object()) return v;
  Heap& heap = vm.heap();
  if (v.o->cls == types.list) return Value::object(list_of(vm, v));
  if (v.o->cls == types.dict) return Value::object(dict_copy(heap, as<Dict>(v)));
  if (v.o->cls == types.set) return Value::object(set_copy(heap, as<Set>(v), Kind::kSet));
  if (v.o->cls == types.bytearray)
    return Value::object(make_bytearray(heap, bytes_view(v)));
  Str* name = attr_name(vm, make_str(heap, "__copy__"));
  Value own = call_method(vm, v, name, {});
  if (!own.is_undefined()) return own;
  if (v.o->kind != Kind::kInstance) return v;
  Object* made = allocate_instance(vm, v.o->cls);
  if (made == nullptr) return Value::error();
  for (const auto& [key, in_slot] : slot_values(attrs_of(v.o)))
    attr_store_set(vm, made, attrs_of(made), key, in_slot);
  Dict* from = instance_dict(vm, v.o);
  Dict* to = instance_dict(vm, made);
  if (from != nullptr && to != nullptr && !dict_update(vm, to, Value::object(from))) {
    return Value::error();
  }
  return Value::object(made);
}

// -- Text and output --------------------------------------------------------------------

Value builtin_repr(Vm& vm, const Args& args) { return from_str(repr(vm, args[0])); }
Value builtin_ascii(Vm& vm, const Args& args) { return from_str(ascii(vm, args[0])); }

Value builtin_format(Vm& vm, const Args& args) {
  Str* spec = names.empty;
  if (args.given(1)) {
    spec = to_str_arg(vm, args[1], "format() argument 2");
    if (spec == nullptr) return Value::error();
  }
  return from_str(format(vm, args[0], spec));
}

// sep or end: None stands for the default.
bool separator(Vm& vm, Value v, const char* name, Str** text) {
  if (v.is_undefined() || v.is_none()) return true;
  if (!is_str(v)) {
    vm.type_error("{} must be None or a string, not {}", name, class_name(v));
    return false;
  }
  *text = as<Str>(v);
  return true;
}

// print() into a script's own object: one write() for each piece, as some look at them.
bool print_pieces(Vm& vm, const Args& args, Value file, Str* sep, Str* end) {
  static Str* const write = intern("write");
  auto put = [&](Str* text) {
    Value method = get_attr(vm, file, write);
    return !method.is_error() && !vm.call(method, {Value::object(text)}).is_error();
  };
  for (uint32_t n = 0; n < args.rest_count; n++) {
    if (n > 0 && !put(sep)) return false;
    Str* text = to_str(vm, args.rest[n]);
    if (text == nullptr || !put(text)) return false;
  }
  return put(end);
}

// The pieces in one. False: pending; the line has what stands before the piece to blame.
bool print_line(Vm& vm, const Args& args, bool is_out, Str* sep, Str* end,
                std::string* line) {
  auto put = [&](Str* text) {
    if (text == nullptr || (is_out && !check_encodable(vm, text))) return false;
    line->append(text->view());
    return true;
  };
  for (uint32_t n = 0; n < args.rest_count; n++) {
    if ((n > 0 && !put(sep)) || !put(to_str(vm, args.rest[n]))) return false;
  }
  return put(end);
}

// print() into an object of ours: one write().
bool print_whole(Vm& vm, const Args& args, Value file, Str* sep, Str* end) {
  std::string line;
  return print_line(vm, args, false, sep, end, &line) &&
         !invoke(vm, file, "write", {str_value(vm, line)}).is_error();
}

Value none_if(bool is_good) { return is_good ? Value::none() : Value::error(); }

// print: the whole line goes out in one piece, whatever the others write.
Value builtin_print(Vm& vm, const Args& args) {
  static Str* const space = intern(" ");
  static Str* const newline = intern("\n");
  Str* sep = space;
  Str* end = newline;
  if (!separator(vm, args[0], "sep", &sep) || !separator(vm, args[1], "end", &end)) {
    return Value::error();
  }
  Value file = args.has(2) ? args[2] : replaced_stdout(vm);
  if (file.is_none()) return file;  // There is no sys.stdout.
  bool is_flushed = args.given(3) && truth(vm, args[3]) > 0;
  if (vm.has_pending()) return Value::error();
  bool is_out = file.is_undefined() || file.is(standard_stream(StandardStream::kOut));
  if (is_out) {
    std::string line;
    if (print_line(vm, args, true, sep, end, &line)) {
      return none_if(print_text(vm, Stream::kOut, line, is_flushed));
    }
    vm.host().write(Stream::kOut, line);
    return Value::error();
  }
  bool is_whole = class_of(file)->has(kImmortal);
  bool is_printed = is_whole ? print_whole(vm, args, file, sep, end)
                             : print_pieces(vm, args, file, sep, end);
  if (!is_printed) return Value::error();
  return none_if(!is_flushed || !invoke(vm, file, "flush", {}).is_error());
}

Value builtin_input(Vm& vm, const Args& args) {
  if (args.given(0)) {
    Str* prompt = to_str(vm, args[0]);
    if (prompt == nullptr || !check_encodable(vm, prompt) ||
        !print_text(vm, Stream::kOut, prompt->view())) {
      return Value::error();
    }
  }
  Value line = vm.await(HostOp::kReadInput, {});
  if (line.is_error()) return line;
  std::string_view text = text_of(line);
  if (text.empty()) return vm.raise(types.eof_error, "EOF when reading a line");
  if (text.ends_with('\n')) text.remove_suffix(1);
  return str_value(vm, text);
}

Value builtin_help(Vm& vm, const Args& args) {
  if (!args.given(0)) {
    return none_if(print_text(vm, Stream::kOut, "help(x) prints what x is for.\n"));
  }
  Value doc = find_attr(vm, args[0], names.doc);
  if (doc.is_error()) return doc;
  Str* title = repr(vm, args[0]);
  if (title == nullptr) return Value::error();
  std::string text = std::string(title->view()) + "\n";
  if (is_str(doc)) text += "\n" + std::string(text_of(doc)) + "\n";
  return none_if(print_text(vm, Stream::kOut, text));
}

Value builtin_exit(Vm& vm, const Args& args) {
  return vm.raise_with(types.system_exit, {args.given(0) ? args[0] : Value::none()});
}

Value builtin_yield_now(Vm& vm, const Args&) { return vm.ask(HostOp::kYield, {}); }

Value builtin_import(Vm& vm, const Args& args) {
  Str* name = to_str_arg(vm, args[0], "__import__() argument 1");
  return name == nullptr ? Value::error() : vm.import_module(name->view());
}

constexpr NativeDef kFunctions[] = {
    {"__import__(name, globals=None, locals=None, fromlist=(), level=0)", builtin_import,
     "Import a module."},
    {"ascii(obj, /)", builtin_ascii, "Return an ASCII-only representation of an object."},
    {"callable(obj, /)", builtin_callable, "Return whether the object is callable."},
    {"copy(obj, /)", builtin_copy, "Return a shallow copy."},
    {"delattr(obj, name, /)", builtin_delattr, "Deletes the named attribute."},
    {"dir(object=None, /)", builtin_dir, "Return the names of an object's attributes."},
    {"exit(code=None)", builtin_exit, "End the program: raises SystemExit(code)."},
    {"format(value, format_spec='', /)", builtin_format,
     "Return value.__format__(format_spec)."},
    {"getattr(object, name, default=None, /)", builtin_getattr,
     "Get a named attribute; the default, when given, if there is none."},
    {"globals()", builtin_globals, "Return a copy of the module's variables."},
    {"hasattr(obj, name, /)", builtin_hasattr,
     "Return whether the object has an attribute."},
    {"hash(obj, /)", builtin_hash, "Return the hash value for the given object."},
    {"help(object=None, /)", builtin_help, "Print what an object is for."},
    {"id(obj, /)", builtin_id, "Return the identity of an object."},
    {"input(prompt='', /)", builtin_input, "Read a line from standard input."},
    {"isinstance(obj, class_or_tuple, /)", builtin_isinstance,
     "Return whether an object is an instance of a class, or of one in a tuple."},
    {"issubclass(cls, class_or_tuple, /)", builtin_issubclass,
     "Return whether a class derives from another, or from one in a tuple."},
    {"locals()", builtin_locals, "Return a copy of the current scope's variables."},
    {"print(*args, sep=' ', end='\\n', file=None, flush=False)", builtin_print,
     "Print the values to standard output, or to a file-like object."},
    {"quit(code=None)", builtin_exit, "End the program: raises SystemExit(code)."},
    {"repr(obj, /)", builtin_repr,
     "Return the canonical string representation of the object."},
    {"setattr(obj, name, value, /)", builtin_setattr, "Sets the named attribute."},
    {"vars(object=None, /)", builtin_vars, "Return the __dict__ of an object."},
    {"yield_now()", builtin_yield_now, "Let the other tasks run."},
};

}  // namespace

std::span<const NativeDef> builtin_object_functions() { return kFunctions; }

}  // namespace scriptling
