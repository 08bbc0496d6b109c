// str.format and str.format_map: replacement fields, nested ones in specs, automatic
// numbering.
#include "interp/format_impl.h"

namespace scriptling {

namespace {

enum class Numbering : uint8_t { kUndecided, kAutomatic, kManual };

class TemplateFormatter {
 public:
  TemplateFormatter(Vm& vm, const Args& args, Value mapping)
      : vm_(vm), args_(args), mapping_(mapping) {}

  // Null: pending.
  Str* format(std::string_view text) {
    TextBuilder out(vm_);
    return render(text, out, 1) ? out.str() : nullptr;
  }

 private:
  struct Field {
    std::string_view name;
    std::string_view spec;
    uint32_t conversion = 0;  // 0: none.
    bool nested = false;      // The spec has fields of its own.
  };

  bool refuse(std::string_view text) {
    vm_.raise_text(types.value_error, text);
    return false;
  }

  bool render(std::string_view text, TextBuilder& out, int depth) {
    if (depth < 0) return refuse("Max string recursion exceeded");
    size_t at = 0;
    while (at < text.size()) {
      size_t brace = text.find_first_of("{}", at);
      if (brace == std::string_view::npos) {
        out.append(text.substr(at));
        return true;
      }
      char c = text[brace];
      bool doubled = brace + 1 < text.size() && text[brace + 1] == c;
      if (doubled) {
        out.append(text.substr(at, brace + 1 - at));
        at = brace + 2;
        continue;
      }
      if (c == '}') return refuse("Single '}' encountered in format string");
      if (brace + 1 == text.size()) {
        return refuse("Single '{' encountered in format string");
      }
      out.append(text.substr(at, brace - at));
      at = brace + 1;
      Field field;
      if (!read_field(text, &at, &field) || !render_field(field, out, depth) ||
          !vm_.poll()) {
        return false;
      }
    }
    return true;
  }

  // From behind the '{' to behind the '}'.
  bool read_field(std::string_view text, size_t* at, Field* field) {
    size_t start = *at;
    char c = 0;
    for (; *at < text.size(); (*at)++) {
      c = text[*at];
      if (c == '{') return refuse("unexpected '{' in field name");
      if (c == '}' || c == ':' || c == '!') break;
      if (c != '[') continue;
      while (*at + 1 < text.size() && text[*at + 1] != ']') (*at)++;
    }
    if (*at == text.size()) return refuse("expected '}' before end of string");
    field->name = text.substr(start, *at - start);
    (*at)++;
    if (c == '}') return true;
    if (c == '!' && !read_conversion(text, at, field, &c)) return false;
    return c == '}' || read_format_spec(text, at, field);
  }

  // `*end` is what came behind: '}' or ':'.
  bool read_conversion(std::string_view text, size_t* at, Field* field, char* end) {
    if (*at == text.size()) {
      return refuse("end of string while looking for conversion specifier");
    }
    const char* p = text.data() + *at;
    field->conversion = utf8_next(p);
    *at = static_cast<size_t>(p - text.data());
    *end = ':';
    if (*at == text.size()) return true;
    *end = text[(*at)++];
    if (*end == '}' || *end == ':') return true;
    return refuse("expected ':' after conversion specifier");
  }

  bool read_format_spec(std::string_view text, size_t* at, Field* field) {
    size_t start = *at;
    int depth = 1;
    for (; *at < text.size(); (*at)++) {
      char c = text[*at];
      if (c == '{') {
        field->nested = true;
        depth++;
      } else if (c == '}' && --depth == 0) {
        field->spec = text.substr(start, *at - start);
        (*at)++;
        return true;
      }
    }
    return refuse("unmatched '{' in format spec");
  }

  bool render_field(const Field& field, TextBuilder& out, int depth) {
    Value v = field_value(field.name);
    if (v.is_error()) return false;
    if (field.conversion != 0) {
      Str* converted = convert(v, field.conversion);
      if (converted == nullptr) return false;
      v = Value::object(converted);
    }
    if (field.spec.empty() && is_str(v) && v.o->cls == types.str) {
      out.append(text_of(v));
      return true;
    }
    Str* spec = names.empty;
    if (field.nested) {
      TextBuilder inner(vm_);
      if (!render(field.spec, inner, depth - 1)) return false;
      spec = inner.str();
    } else if (!field.spec.empty()) {
      spec = make_str(vm_.heap(), field.spec);
    }
    Str* text = spec == nullptr ? nullptr : scriptling::format(vm_, v, spec);
    if (text == nullptr) return false;
    out.append(text->view());
    return true;
  }

  Str* convert(Value v, uint32_t conversion) {
    switch (conversion) {
      case 'r': return repr(vm_, v);
      case 's': return to_str(vm_, v);
      case 'a': return ascii(vm_, v);
      default: break;
    }
    if (conversion > 32 && conversion < 127) {
      vm_.value_error("Unknown conversion specifier {}", static_cast<char>(conversion));
    } else {
      vm_.value_error("Unknown conversion specifier \\x{:x}", conversion);
    }
    return nullptr;
  }

  // Whether `text` is digits only; *number is -1 when not. False: pending.
  bool read_index(std::string_view text, int64_t* number) {
    *number = -1;
    if (text.empty()) return true;
    int64_t n = 0;
    for (char c : text) {
      if (c < '0' || c > '9') return true;
      if (n > (INT64_MAX - 9) / 10) {
        return refuse("Too many decimal digits in format string");
      }
      n = n * 10 + (c - '0');
    }
    *number = n;
    return true;
  }

  bool decide(Numbering wanted) {
    if (numbering_ == Numbering::kUndecided) numbering_ = wanted;
    if (numbering_ == wanted) return true;
    return refuse(
        wanted == Numbering::kAutomatic
            ? "cannot switch from manual field specification to automatic field "
              "numbering"
            : "cannot switch from automatic field numbering to manual field "
              "specification");
  }

  Value field_value(std::string_view name) {
    size_t end = std::min(name.find_first_of(".["), name.size());
    std::string_view first = name.substr(0, end);
    int64_t index;
    if (!read_index(first, &index)) return Value::error();
    if (first.empty() || index >= 0) {
      if (!decide(first.empty() ? Numbering::kAutomatic : Numbering::kManual)) {
        return Value::error();
      }
      if (first.empty()) index = next_index_++;
    }
    Value v = index >= 0 ? positional(index) : keyword(first);
    return v.is_error() ? v : follow(v, name.substr(end));
  }

  Value positional(int64_t index) {
    if (!mapping_.is_undefined()) {
      return vm_.raise_text(types.value_error,
                            "Format string contains positional fields");
    }
    if (index < static_cast<int64_t>(args_.rest_count)) return args_.rest[index];
    return vm_.raise(types.index_error,
                     "Replacement index {} out of range for positional args tuple",
                     index);
  }

  Value keyword(std::string_view name) {
    if (mapping_.is_undefined()) {
      Value* found =
          args_.keywords == nullptr ? nullptr : dict_find(args_.keywords, name);
      return found != nullptr ? *found : vm_.key_error(str_value(vm_, name));
    }
    return get_item(vm_, mapping_, str_value(vm_, name));
  }

  // ".name" and "[key]" behind the first part.
  Value follow(Value v, std::string_view rest) {
    while (!rest.empty() && !v.is_error()) {
      char c = rest[0];
      rest.remove_prefix(1);
      if (c == '.') {
        std::string_view name = rest.substr(0, rest.find_first_of(".["));
        if (name.empty()) return empty_attribute();
        rest.remove_prefix(name.size());
        v = get_attr(vm_, v, attr_name(vm_, make_str(vm_.heap(), name)));
      } else if (c == '[') {
        size_t end = rest.find(']');
        if (end == std::string_view::npos) {
          refuse("Missing ']' in format string");
          return Value::error();
        }
        std::string_view key = rest.substr(0, end);
        if (key.empty()) return empty_attribute();
        rest.remove_prefix(end + 1);
        int64_t index;
        if (!read_index(key, &index)) return Value::error();
        v = get_item(vm_, v, index >= 0 ? Value::integer(index) : str_value(vm_, key));
      } else {
        refuse("Only '.' or '[' may follow ']' in format field specifier");
        return Value::error();
      }
    }
    return v;
  }

  Value empty_attribute() {
    refuse("Empty attribute in format string");
    return Value::error();
  }

  Vm& vm_;
  const Args& args_;
  Value mapping_;
  Numbering numbering_ = Numbering::kUndecided;
  int64_t next_index_ = 0;
};

}  // namespace

Value str_format(Vm& vm, Str* format, const Args& args, Value mapping) {
  // Where nothing is to be put in, the result is the format itself, of its own class.
  bool is_plain = format->view().find_first_of("{}") == std::string_view::npos;
  if (is_plain && format->size > 0) return Value::object(format);
  Str* text = TemplateFormatter(vm, args, mapping).format(format->view());
  return text == nullptr ? Value::error() : Value::object(text);
}

}  // namespace scriptling
