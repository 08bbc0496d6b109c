// Replacements: templates as re.sub() and Match.expand() take them, and re.sub() itself.

#include <charconv>

#include "interp/ascii.h"
#include "interp/identifier.h"
#include "interp/lib/re_objects.h"
#include "interp/types/arguments.h"
#include "interp/types/text_builder.h"

namespace scriptling {

namespace {

constexpr uint32_t kMostGroups = 1073741823;

bool is_octal(char c) { return c >= '0' && c <= '7'; }

bool is_identifier(std::string_view name) {
  for (bool first = true; !name.empty(); first = false) {
    auto [c, size] = decode_code_point(name);
    if (first ? !is_identifier_start(c) : !is_identifier_continue(c)) return false;
    name.remove_prefix(static_cast<size_t>(size));
  }
  return true;
}

struct Template {
  struct Piece {
    std::string text;
    uint32_t group = UINT32_MAX;  // Then `text` is empty.
  };
  std::vector<Piece> pieces;

  std::string& text() {
    if (pieces.empty() || pieces.back().group != UINT32_MAX) pieces.emplace_back();
    return pieces.back().text;
  }
};

class TemplateParser {
 public:
  TemplateParser(Vm& vm, const RegexPattern* pattern, Value source, Template* out)
      : vm_(vm),
        pattern_(pattern),
        source_(source),
        text_(is_str(source) ? text_of(source) : bytes_view(source)),
        out_(*out) {}

  // False: pending.
  bool parse() {
    while (at_ < text_.size()) {
      size_t slash = text_.find('\\', at_);
      out_.text() += text_.substr(at_, slash - at_);
      if (slash == text_.npos) break;
      at_ = slash + 2;
      if (at_ > text_.size()) return fail("bad escape (end of pattern)", slash);
      if (!escape(slash, text_[slash + 1])) return false;
    }
    return true;
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool fail(std::string_view message, size_t byte) {
    std::string_view before = text_.substr(0, byte);
    int64_t position =
        is_str(source_) ? utf8_length(before) : static_cast<int64_t>(before.size());
    regex_raise(vm_, {RegexError::Kind::kSyntax, std::string(message), position},
                source_);
    return false;
  }

  void literal(uint32_t c) {
    if (is_str(source_)) {
      utf8_append(out_.text(), c);
    } else {
      out_.text() += static_cast<char>(c);
    }
  }

  bool group(uint64_t number, size_t byte) {
    if (number > pattern_->regex().groups)
      return fail(fmt::format("invalid group reference {}", number), byte);
    out_.pieces.push_back({"", static_cast<uint32_t>(number)});
    return true;
  }

  bool escape(size_t slash, char c) {
    if (c == 'g') return named();
    if (is_ascii_digit(c)) return numbered(slash, c);
    constexpr std::string_view kFrom = "abfnrtv\\", kTo = "\a\b\f\n\r\t\v\\";
    size_t known = kFrom.find(c);
    if (known != kFrom.npos) {
      out_.text() += kTo[known];
      return true;
    }
    if (is_ascii_letter(c)) return fail(std::string("bad escape \\") + c, slash);
    out_.text() += text_.substr(slash, 1);
    at_ = slash + 1;  // What stands behind the backslash may be of several bytes.
    size_t size = is_str(source_)
                      ? static_cast<size_t>(decode_code_point(text_.substr(at_)).size)
                      : 1;
    out_.text() += text_.substr(at_, size);
    at_ += size;
    return true;
  }

  bool numbered(size_t slash, char c) {
    auto value = [&](int base) {
      uint32_t n = 0;
      std::from_chars(text_.data() + slash + 1, text_.data() + at_, n, base);
      return n;
    };
    if (c == '0') {
      if (is_octal(peek())) at_++;
      if (at_ == slash + 3 && is_octal(peek())) at_++;
      literal(value(8) & 0xFF);
      return true;
    }
    if (is_ascii_digit(peek())) {
      char second = text_[at_++];
      if (is_octal(c) && is_octal(second) && is_octal(peek())) {
        at_++;
        if (value(8) > 0377) {
          return fail("octal escape value " + std::string(text_.substr(slash, 4)) +
                          " outside of range 0-0o377",
                      slash);
        }
        literal(value(8));
        return true;
      }
    }
    return group(value(10), slash + 1);
  }

  // \g<name>, \g<1>
  bool named() {
    if (peek() != '<') return fail("missing <", at_);
    size_t start = ++at_;
    size_t end = text_.find('>', start);
    if (end == text_.npos) {
      return start == text_.size() ? fail("missing group name", start)
                                   : fail("missing >, unterminated name", start);
    }
    std::string_view name = text_.substr(start, end - start);
    if (name.empty()) return fail("missing group name", start);
    at_ = end + 1;
    if (is_identifier(name)) {
      Value* known = dict_find(pattern_->group_index, name);
      if (known != nullptr) return group(static_cast<uint64_t>(known->i), start);
      vm_.raise(types.index_error, "unknown group name {}", str_repr(name));
      return false;
    }
    uint64_t number = 0;
    std::string_view digits = name;
    if (digits.front() == '+') digits.remove_prefix(1);
    auto [stop, problem] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (stop != digits.data() + digits.size() || digits.empty())
      return fail("bad character in group name " + str_repr(name), start);
    if (problem != std::errc() || number >= kMostGroups)
      return fail("invalid group reference " + std::string(digits), start);
    return group(number, start);
  }

  Vm& vm_;
  const RegexPattern* pattern_;
  Value source_;
  std::string_view text_;
  Template& out_;
  size_t at_ = 0;
};

// -- Substituting -----------------------------------------------------------------------

// Puts the result together, and remembers the first piece that can't be part of it:
// Python complains when everything is there.
class Substitution {
 public:
  Substitution(Vm& vm, RegexWalk* walk, Value repl)
      : vm_(vm), walk_(*walk), repl_(repl), out_(vm) {}

  // False: pending.
  bool prepare() {
    bool is_text = is_str(repl_);
    if (is_text || is_bytes_like(repl_)) {
      fits_ = is_text == walk_.pattern->regex().is_text;
      return TemplateParser(vm_, walk_.pattern, repl_, &template_).parse();
    }
    calls_ = !vm_.lookup(class_of(repl_), names.call).is_undefined() ||
             is_kind(repl_, Kind::kFunction) || is_kind(repl_, Kind::kNative) ||
             is_kind(repl_, Kind::kBoundMethod) || is_class(repl_);
    if (calls_) return true;
    vm_.type_error("decoding to str: need a bytes-like object, {} found",
                   class_of(repl_)->name->view());
    return false;
  }

  bool run(int64_t most) {
    RegexMatcher* matcher;
    while (most == 0 || count_ < most) {
      Found found = regex_step(vm_, &walk_, RegexMode::kSearch, &matcher);
      if (found == Found::kError) return false;
      if (found == Found::kNo) break;
      size_t begin = matcher->offsets()[0], end = walk_.at;
      if (begin > last_) text_piece(walk_.subject.view.substr(last_, begin - last_));
      last_ = end;
      count_++;
      if (calls_ ? !call(*matcher) : !fill(*matcher)) return false;
      if (!vm_.poll()) return false;
    }
    return true;
  }

  Value result(RegexCount give_count) {
    std::string_view view = walk_.subject.view;
    Value text;
    if (bad_place_ >= 0) return complain();
    if (count_ == 0) {
      text = regex_piece(vm_, walk_.subject, 0, view.size());
    } else {
      out_.append(view.substr(last_));
      bool is_text = walk_.pattern->regex().is_text;
      Object* made = is_text ? static_cast<Object*>(out_.str()) : out_.bytes();
      if (made == nullptr) return Value::error();
      text = Value::object(made);
    }
    if (give_count == RegexCount::kLeftOut) return text;
    return Value::object(make_tuple(vm_.heap(), {text, Value::integer(count_)}));
  }

 private:
  void text_piece(std::string_view text) {
    out_.append(text);
    pieces_++;
  }

  void bad_piece(Value v) {
    if (bad_place_ < 0) {
      bad_place_ = pieces_;
      bad_class_ = class_of(v);
    }
    pieces_++;
  }

  bool fill(const RegexMatcher& matcher) {
    if (!fits_) {
      bad_piece(repl_);
      return true;
    }
    const size_t* offsets = matcher.offsets();
    std::string_view view = walk_.subject.view;
    for (const Template::Piece& piece : template_.pieces) {
      out_.append(piece.text);
      if (piece.group >= matcher.pairs()) continue;
      size_t begin = offsets[2 * piece.group], end = offsets[2 * piece.group + 1];
      if (begin != RegexMatcher::kUnset) out_.append(view.substr(begin, end - begin));
    }
    pieces_++;
    return true;
  }

  bool call(const RegexMatcher& matcher) {
    RegexMatch* match = regex_make_match(vm_, walk_, matcher);
    Value item = vm_.call(repl_, {Value::object(match)});
    if (item.is_error()) return false;
    if (item.is_none()) return true;
    bool is_text = walk_.pattern->regex().is_text;
    if (is_text ? !is_str(item) : !is_bytes_like(item)) {
      bad_piece(item);
    } else {
      text_piece(is_text ? text_of(item) : bytes_view(item));
    }
    return true;
  }

  Value complain() {
    bool is_text = walk_.pattern->regex().is_text;
    return vm_.type_error("sequence item {}: expected {}, {} found", bad_place_,
                          is_text ? "str instance" : "a bytes-like object",
                          bad_class_->name->view());
  }

  Vm& vm_;
  RegexWalk& walk_;
  Value repl_;
  TextBuilder out_;
  Template template_;
  bool fits_ = true;
  bool calls_ = false;
  size_t last_ = 0;  // Where the last match ended.
  int64_t count_ = 0;
  int64_t pieces_ = 0;
  int64_t bad_place_ = -1;
  const Class* bad_class_ = nullptr;
};

}  // namespace

Value regex_substitute(Vm& vm, RegexPattern* pattern, Value repl, Value string,
                       Value count, RegexCount give_count) {
  int64_t most = 0;
  if (!count.is_undefined()) {
    auto given = to_index(vm, count);
    if (!given) return Value::error();
    most = *given;
  }
  RegexWalk walk;
  Substitution substitution(vm, &walk, repl);
  walk.pattern = pattern;
  if (!substitution.prepare()) return Value::error();
  if (!regex_start_walk(vm, pattern, string, {}, {}, &walk)) return Value::error();
  if (!substitution.run(most)) return Value::error();
  return substitution.result(give_count);
}

Value regex_expand(Vm& vm, const RegexMatch* match, Value text) {
  bool is_text = match->pattern->regex().is_text;
  if (!is_str(text) && !is_bytes_like(text)) {
    return vm.type_error("decoding to str: need a bytes-like object, {} found",
                         class_of(text)->name->view());
  }
  Template parsed;
  if (!TemplateParser(vm, match->pattern, text, &parsed).parse()) return Value::error();
  if (is_str(text) != is_text) {
    return is_text ? vm.type_error("sequence item 0: expected str instance, bytes found")
                   : vm.type_error(
                         "sequence item 0: expected a bytes-like object, str found");
  }
  TextBuilder out(vm);
  for (const Template::Piece& piece : parsed.pieces) {
    out.append(piece.text);
    if (piece.group == UINT32_MAX) continue;
    Value group = regex_group_text(vm, match, piece.group, Value::none());
    if (group.is_object()) out.append(is_text ? text_of(group) : bytes_view(group));
  }
  Object* made = is_text ? static_cast<Object*>(out.str()) : out.bytes();
  return made == nullptr ? Value::error() : Value::object(made);
}

}  // namespace scriptling
