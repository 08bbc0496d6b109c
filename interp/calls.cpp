// Calling: binding arguments to parameters, frames, classes, and calls from natives.
#include <algorithm>

#include "interp/binding.h"
#include "interp/generator.h"
#include "interp/native_stack.h"
#include "interp/vm_internals.h"

namespace scriptling {

// -- Frames -----------------------------------------------------------------------------

Frame* Vm::push_frame(Unit* unit, Tuple* closure) {
  if (depth_ >= limits_.recursion) {
    raise(types.recursion_error, "maximum recursion depth exceeded");
    return nullptr;
  }
  const Proto* proto = unit->proto;
  if (unit->caches == nullptr && !proto->cache_names.empty()) {
    size_t count = proto->cache_names.size();
    unit->caches = heap_.make<Caches>(Kind::kCaches, nullptr, count * sizeof(CacheEntry));
    unit->caches->count = count;
  }
  Value* at = allocate_stack(unit->frame_size);
  memset(static_cast<void*>(at), 0, unit->frame_size * sizeof(Value));
  auto* frame = reinterpret_cast<Frame*>(at);
  frame->pc = proto->code.data();
  frame->unit = unit;
  frame->closure = closure;
  frame->register_count = proto->register_count;
  frame->previous = frame_;
  frame_ = frame;
  depth_++;
  return frame;
}

Frame* Vm::push_frame(Function* function) {
  Frame* frame = push_frame(function->unit, function->closure);
  if (frame != nullptr) frame->function = function;
  return frame;
}

// -- Binding arguments ------------------------------------------------------------------

namespace {

std::string quoted_list(const std::vector<std::string>& names) {
  std::string out;
  for (size_t n = 0; n < names.size(); n++) {
    if (n > 0)
      out += n + 1 < names.size() ? ", " : (names.size() > 2 ? ", and " : " and ");
    out += "'" + names[n] + "'";
  }
  return out;
}

void missing_arguments(Vm& vm, Function* f, const char* kind,
                       const std::vector<std::string>& names) {
  vm.type_error("{}() missing {} required {} argument{}: {}", f->qualname->view(),
                names.size(), kind, names.size() == 1 ? "" : "s", quoted_list(names));
}

void too_many_arguments(Vm& vm, Function* f, uint32_t given,
                        uint32_t keyword_only_given) {
  const Proto* proto = f->unit->proto;
  size_t defaults = f->defaults ? f->defaults->size : 0;
  std::string takes;
  bool plural = proto->positional != 1;
  if (defaults > 0) {
    takes = fmt::format("from {} to {}", proto->positional - defaults, proto->positional);
    plural = true;
  } else {
    takes = fmt::format("{}", proto->positional);
  }
  std::string keywords;
  if (keyword_only_given > 0) {
    keywords = fmt::format(" positional argument{} (and {} keyword-only argument{})",
                           given == 1 ? "" : "s", keyword_only_given,
                           keyword_only_given == 1 ? "" : "s");
  }
  vm.type_error("{}() takes {} positional argument{} but {}{} {} given",
                f->qualname->view(), takes, plural ? "s" : "", given, keywords,
                given == 1 && keyword_only_given == 0 ? "was" : "were");
}

}  // namespace

// Requires: `registers` are undefined. `args` may not overlap them.
bool Vm::bind(Function* function, Value* registers, Value* args, uint32_t positional,
              Tuple* arg_names) {
  const Proto* proto = function->unit->proto;
  uint32_t named = proto->positional + proto->keyword_only;
  uint32_t copied = positional < proto->positional ? positional : proto->positional;
  for (uint32_t n = 0; n < copied; n++) registers[n] = args[n];

  uint32_t next_register = named;
  if (proto->has_varargs) {
    uint32_t extra = positional - copied;
    registers[next_register++] =
        Value::object(make_tuple(heap_, std::span<const Value>(args + copied, extra)));
  }
  Dict* keywords = nullptr;
  if (proto->has_kwargs) {
    keywords = make_dict(heap_);
    registers[next_register] = Value::object(keywords);
  }

  uint32_t keyword_only_given = 0;
  if (arg_names != nullptr) {
    for (uint64_t n = 0; n < arg_names->size; n++) {
      Str* name = as<Str>(arg_names->items[n]);
      Value v = args[positional + n];
      uint32_t at = named;
      for (uint32_t p = proto->positional_only; p < named; p++) {
        if (str_equal(proto->local_names[p], name)) {
          at = p;
          break;
        }
      }
      if (at < named) {
        if (!registers[at].is_undefined()) {
          type_error("{}() got multiple values for argument '{}'",
                     function->qualname->view(), name->view());
          return false;
        }
        registers[at] = v;
        if (at >= proto->positional) keyword_only_given++;
      } else if (keywords != nullptr) {
        dict_set(heap_, keywords, name, v);
      } else {
        std::vector<std::string> wrong;
        for (uint64_t k = 0; k < arg_names->size; k++) {
          for (uint32_t p = 0; p < proto->positional_only; p++) {
            if (str_equal(proto->local_names[p], as<Str>(arg_names->items[k]))) {
              wrong.emplace_back(proto->local_names[p]->view());
            }
          }
        }
        if (!wrong.empty()) {
          std::string list;
          for (auto& w : wrong) list += (list.empty() ? "" : ", ") + w;
          type_error(
              "{}() got some positional-only arguments passed as keyword arguments: '{}'",
              function->qualname->view(), list);
        } else {
          type_error("{}() got an unexpected keyword argument '{}'",
                     function->qualname->view(), name->view());
        }
        return false;
      }
    }
  }

  if (positional > proto->positional && !proto->has_varargs) {
    too_many_arguments(*this, function, positional, keyword_only_given);
    return false;
  }
  if (copied < proto->positional) {
    uint32_t defaults =
        function->defaults ? static_cast<uint32_t>(function->defaults->size) : 0;
    uint32_t first_default = proto->positional - defaults;
    std::vector<std::string> missing;
    for (uint32_t p = copied; p < proto->positional; p++) {
      if (!registers[p].is_undefined()) continue;
      if (p >= first_default) {
        registers[p] = function->defaults->items[p - first_default];
      } else {
        missing.emplace_back(proto->local_names[p]->view());
      }
    }
    if (!missing.empty()) {
      missing_arguments(*this, function, "positional", missing);
      return false;
    }
  }
  if (proto->keyword_only > 0) {
    std::vector<std::string> missing;
    for (uint32_t p = proto->positional; p < named; p++) {
      if (!registers[p].is_undefined()) continue;
      Value* v = function->kwdefaults
                     ? dict_find(function->kwdefaults, proto->local_names[p])
                     : nullptr;
      if (v != nullptr) {
        registers[p] = *v;
      } else {
        missing.emplace_back(proto->local_names[p]->view());
      }
    }
    if (!missing.empty()) {
      missing_arguments(*this, function, "keyword-only", missing);
      return false;
    }
  }
  return true;
}

// -- Calls from natives -----------------------------------------------------------------

// Runs the frame on top of the native stack until it returns.
Value Vm::run_frame(Frame* frame) {
  if (!check_native_depth()) {
    pop_frame(frame);
    return Value::error();
  }
  frame->flags |= kEntryFrame;
  native_depth_++;
  Value returned;
  Exit exit = dispatch(false, &returned);
  native_depth_--;
  return exit == Exit::kReturned ? returned : Value::error();
}

Value Vm::call_vector(Value callable, Value* args, uint32_t positional,
                      Tuple* arg_names) {
  // Whatever is called may be wrapped in something callable, and that again.
  if (!check_native_depth()) return Value::error();
  if (callable.is_object()) {
    switch (callable.o->kind) {
      case Kind::kFunction: {
        auto* function = as<Function>(callable);
        const Proto* proto = function->unit->proto;
        Frame* frame = push_frame(function);
        if (frame == nullptr) return Value::error();
        if (!bind(function, frame->registers(), args, positional, arg_names)) {
          pop_frame(frame);
          return Value::error();
        }
        if (proto->is_generator || proto->is_coroutine) {
          return make_generator(function, frame);
        }
        return run_frame(frame);
      }
      case Kind::kNative: {
        Value v =
            call_native_bound(*this, as<Native>(callable), args, positional, arg_names);
        return v.is_waiting() ? wait_for_answer() : v;
      }
      case Kind::kBoundMethod: {
        auto* method = as<BoundMethod>(callable);
        uint32_t count =
            positional + (arg_names ? static_cast<uint32_t>(arg_names->size) : 0);
        Tuple* all = make_tuple(heap_, count + 1);
        all->items[0] = method->self;
        for (uint32_t n = 0; n < count; n++) all->items[n + 1] = args[n];
        return call_vector(method->function, all->items, positional + 1, arg_names);
      }
      case Kind::kClass:
        return call_class(as<Class>(callable), args, positional, arg_names);
      case Kind::kStaticMethod:
        return call_vector(as<Wrapper>(callable)->function, args, positional, arg_names);
      default: break;
    }
  }
  Value function = lookup(class_of(callable), names.call);
  if (function.is_undefined()) {
    return type_error("'{}' object is not callable", class_name(callable));
  }
  uint32_t count = positional + (arg_names ? static_cast<uint32_t>(arg_names->size) : 0);
  Tuple* all = make_tuple(heap_, count + 1);
  all->items[0] = callable;
  for (uint32_t n = 0; n < count; n++) all->items[n + 1] = args[n];
  if (is_kind(function, Kind::kFunction) || is_kind(function, Kind::kNative)) {
    return call_vector(function, all->items, positional + 1, arg_names);
  }
  Value bound = bind_descriptor(*this, function, callable, class_of(callable));
  if (bound.is_error()) return bound;
  return call_vector(bound, all->items + 1, positional, arg_names);
}

namespace {

// What a class attribute is when it is called through the class: a static method's
// function.
Value unwrap_static(Value v) {
  return is_kind(v, Kind::kStaticMethod) ? as<Wrapper>(v)->function : v;
}

}  // namespace

Value Vm::call_class(Class* cls, Value* args, uint32_t positional, Tuple* arg_names) {
  uint32_t keyword_count = arg_names ? static_cast<uint32_t>(arg_names->size) : 0;
  uint32_t count = positional + keyword_count;
  if (cls == types.type && positional == 1 && keyword_count == 0) {
    return Value::object(class_of(args[0]));
  }
  Tuple* with_class = make_tuple(heap_, count + 1);
  for (uint32_t n = 0; n < count; n++) with_class->items[n + 1] = args[n];
  with_class->items[0] = Value::object(cls);
  if (cls->cls != types.type) {
    Value meta = lookup(cls->cls, names.call);
    Value* own = dict_find(types.type->dict, names.call);
    if (!meta.is_undefined() && (own == nullptr || !meta.is(*own))) {
      return call_vector(meta, with_class->items, positional + 1, arg_names);
    }
  }
  return instantiate(cls, with_class, positional, arg_names);
}

// type.__call__: __new__, then __init__ when that gave an instance of the class.
Value Vm::instantiate(Class* cls, Tuple* with_class, uint32_t positional,
                      Tuple* arg_names) {
  Value maker = unwrap_static(lookup(cls, names.new_));
  Value object = call_vector(maker, with_class->items, positional + 1, arg_names);
  if (object.is_error() || !is_instance(object, cls)) return object;
  Value init = lookup(class_of(object), names.init);
  Value* plain = dict_find(types.object->dict, names.init);
  if (init.is_undefined() || (plain != nullptr && init.is(*plain))) return object;
  Tuple* with_self =
      make_tuple(heap_, std::span<const Value>(with_class->items, with_class->size));
  with_self->items[0] = object;
  Value returned = call_vector(init, with_self->items, positional + 1, arg_names);
  if (returned.is_error()) return returned;
  if (!returned.is_none()) {
    return type_error("__init__() should return None, not '{}'", class_name(returned));
  }
  return object;
}

Value Vm::call(Value callable, std::span<const Value> args) {
  return call_vector(callable, const_cast<Value*>(args.data()),
                     static_cast<uint32_t>(args.size()), nullptr);
}

Value Vm::call_keywords(Value callable, std::span<const Value> args, Tuple* arg_names) {
  auto keywords = arg_names ? static_cast<uint32_t>(arg_names->size) : 0;
  return call_vector(callable, const_cast<Value*>(args.data()),
                     static_cast<uint32_t>(args.size()) - keywords, arg_names);
}

Tuple* join_arguments(Vm& vm, std::span<const Value> args, Dict* keywords,
                      Tuple** names) {
  *names = make_tuple(vm.heap(), keywords->live);
  Tuple* all = make_tuple(vm.heap(), args.size() + keywords->live);
  std::copy(args.begin(), args.end(), all->items);
  uint32_t position = 0, at = 0;
  for (TableEntry* e; table_next(keywords->table, &position, &e); at++) {
    if (!is_str(e->key)) {
      vm.type_error("keywords must be strings");
      return nullptr;
    }
    (*names)->items[at] = e->key;
    all->items[args.size() + at] = e->value;
  }
  return all;
}

Value Vm::call_dict(Value callable, std::span<const Value> args, Dict* keywords) {
  if (keywords == nullptr || keywords->live == 0) return call(callable, args);
  Tuple* keyword_names;
  Tuple* all = join_arguments(*this, args, keywords, &keyword_names);
  if (all == nullptr) return Value::error();
  return call_vector(callable, all->items, static_cast<uint32_t>(args.size()),
                     keyword_names);
}

}  // namespace scriptling
