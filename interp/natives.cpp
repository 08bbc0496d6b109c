#include <algorithm>
#include <cstring>
#include <deque>
#include <string>

#include "interp/immortal.h"
#include "interp/protocol.h"
#include "interp/str.h"
#include "interp/types.h"

namespace scriptling {

namespace {

struct ImmortalHeap {
  std::recursive_mutex mutex;
  Heap heap{nullptr, SIZE_MAX};
};

ImmortalHeap& immortal_heap() {
  static ImmortalHeap* heap =
      new ImmortalHeap;  // Never dropped: programs may outlive main().
  return *heap;
}

// Walks one signature's text.
class SignatureParser {
 public:
  explicit SignatureParser(std::string_view text) : text_(text) {}

  NativeSignature parse() {
    NativeSignature s;
    s.text = text_;
    size_t open = text_.find('(');
    s.name = text_.substr(0, open);
    if (open == std::string_view::npos) return s;
    at_ = open + 1;
    bool keyword_only = false;
    uint32_t positional = 0;
    for (std::string_view piece = next(); !piece.empty(); piece = next()) {
      if (piece == "/") {
        s.positional_only = positional;
      } else if (piece == "*") {
        keyword_only = true;
      } else if (piece.starts_with("**")) {
        s.has_kwargs = true;
      } else if (piece.starts_with("*")) {
        s.has_varargs = keyword_only = true;
      } else {
        size_t equals = piece.find('=');
        NativeParameter p;
        p.name = trimmed(piece.substr(0, equals));
        p.interned = intern(p.name);
        p.required = equals == std::string_view::npos;
        if (!keyword_only) {
          positional++;
          if (p.required) s.required_positional++;
        }
        s.parameters.push_back(std::move(p));
      }
    }
    s.positional = positional;
    s.simple = !s.has_varargs && !s.has_kwargs && s.positional == s.parameters.size();
    return s;
  }

 private:
  static std::string_view trimmed(std::string_view s) {
    while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
    while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
    return s;
  }

  // Up to the next comma outside quotes and brackets.
  std::string_view next() {
    size_t begin = at_;
    int depth = 0;
    char quote = 0;
    for (; at_ < text_.size(); at_++) {
      char c = text_[at_];
      if (quote != 0) {
        if (c == '\\') {
          at_++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if ((c == ')' || c == ']' || c == '}') && depth-- == 0) {
        break;
      } else if (c == ',' && depth == 0) {
        break;
      }
    }
    std::string_view piece = trimmed(text_.substr(begin, at_ - begin));
    if (at_ < text_.size()) at_++;
    return piece;
  }

  std::string_view text_;
  size_t at_ = 0;
};

Wrapper* make_wrapper(ImmortalMaker& maker, Kind kind, Class* cls, Native* native) {
  auto* w = maker.make<Wrapper>(kind, cls);
  w->function = Value::object(native);
  return w;
}

Value class_attribute(ImmortalMaker& maker, const NativeDef& def, Class* cls) {
  switch (def.binding) {
    case NativeBinding::kStaticMethod:
    case NativeBinding::kClassMethod: {
      Native* native = make_native(def, nullptr);
      std::string qualname(cls->name->view());
      qualname.append(".").append(native->name->view());
      native->qualname = intern(qualname);
      bool is_static = def.binding == NativeBinding::kStaticMethod;
      return Value::object(
          is_static ? make_wrapper(maker, Kind::kStaticMethod, types.staticmethod, native)
                    : make_wrapper(maker, Kind::kClassMethod, types.classmethod, native));
    }
    case NativeBinding::kGetter: {
      auto* property = maker.make<Property>(Kind::kProperty, types.property);
      property->getter = Value::object(make_native(def, cls));
      property->setter = Value::none();
      property->deleter = Value::none();
      property->doc = def.doc ? Value::object(immortal_str(def.doc)) : Value::none();
      if (def.setter != nullptr) {
        // As immortal as the function that is parsed from it.
        static auto* const signatures = new std::deque<std::string>;
        std::string name(def.signature, strcspn(def.signature, "("));
        const std::string& signature =
            signatures->emplace_back(name + "(self, value, /)");
        property->setter =
            Value::object(make_native({signature.c_str(), def.setter, def.doc}, cls));
      }
      return Value::object(property);
    }
    default: return Value::object(make_native(def, cls));
  }
}

}  // namespace

ImmortalMaker::ImmortalMaker()
    : lock_(immortal_heap().mutex), heap_(immortal_heap().heap) {}

Str* ImmortalMaker::str(std::string_view text) {
  Str* s = make_str(heap_, text);
  s->hash = hash_bytes(text);
  return static_cast<Str*>(keep(s));
}

Tuple* ImmortalMaker::tuple(std::span<const Value> items) {
  auto* t = make<Tuple>(Kind::kTuple, types.tuple, items.size() * sizeof(Value));
  t->size = items.size();
  std::copy(items.begin(), items.end(), t->items);
  return t;
}

Dict* ImmortalMaker::dict() { return make<Dict>(Kind::kDict, types.dict); }

void ImmortalMaker::set(Dict* dict, Str* key, Value v) {
  dict_set(heap_, dict, key, v);
  keep(dict->table);
}

Str* immortal_str(std::string_view text) { return ImmortalMaker().str(text); }

Native* make_native(const NativeDef& def, Class* owner) {
  ImmortalMaker maker;
  auto* signature = new NativeSignature(SignatureParser(def.signature).parse());
  auto* native = maker.make<Native>(Kind::kNative, types.native);
  native->fn = def.fn;
  native->signature = signature;
  native->name = intern(signature->name);
  native->qualname = native->name;
  native->owner = owner;
  native->doc = def.doc;
  if (owner != nullptr) {
    std::string qualname(owner->name->view());
    qualname.append(".").append(signature->name);
    native->qualname = intern(qualname);
  }
  return native;
}

void add_methods(Class* cls, std::span<const NativeDef> methods) {
  ImmortalMaker maker;
  for (const NativeDef& def : methods) {
    Value v = class_attribute(maker, def, cls);
    std::string_view text(def.signature, strcspn(def.signature, "("));
    Str* name = intern(text);
    maker.set(cls->dict, name, v);
    uint32_t flags = flags_for_attribute(name, v);
    // The hooks of `object` itself are what happens without hooks.
    if (is_core(cls)) flags &= cls == types.object ? 0u : uint32_t{kHasDataDescriptors};
    cls->class_flags |= flags;
    // A library class that compares by value is unhashable unless it says how.
    if (name == names.eq && !is_core(cls) && !dict_find(cls->dict, names.hash)) {
      maker.set(cls->dict, names.hash, Value::none());
    }
  }
}

Class* make_class(const char* name, Class* base, Kind instance_kind,
                  std::span<const NativeDef> methods, const TypeSlots* slots,
                  const char* doc) {
  init_core();
  ImmortalMaker maker;
  auto* cls = maker.make<Class>(Kind::kClass, types.type);
  std::string_view full(name);
  size_t dot = full.rfind('.');
  std::string_view bare = dot == full.npos ? full : full.substr(dot + 1);
  cls->name = intern(bare);
  cls->qualname = cls->name;
  cls->dict = maker.dict();
  std::string_view module = dot == full.npos ? "builtins" : full.substr(0, dot);
  maker.set(cls->dict, names.module, Value::object(intern(module)));
  Value base_value = Value::object(base);
  cls->bases = maker.tuple({&base_value, 1});
  auto* mro =
      maker.make<Tuple>(Kind::kTuple, types.tuple, (base->mro->size + 1) * sizeof(Value));
  mro->size = base->mro->size + 1;
  mro->items[0] = Value::object(cls);
  std::copy_n(base->mro->items, base->mro->size, mro->items + 1);
  cls->mro = mro;
  bool own_struct = instance_kind != base->instance_kind || slots != nullptr;
  cls->layout = own_struct ? cls : base->layout;
  cls->instance_kind = instance_kind;
  cls->class_flags = base->class_flags & kInheritedFlags;
  cls->version = 1;
  cls->slots = slots != nullptr ? slots : base->slots;
  cls->doc = doc;
  add_methods(cls, methods);
  return cls;
}

}  // namespace scriptling
