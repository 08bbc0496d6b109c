// Patterns to trees, with Python's errors at Python's positions.

#include <algorithm>
#include <map>
#include <optional>

#include "interp/identifier.h"
#include "interp/lib/re_reader.h"
#include "interp/ops.h"

namespace scriptling {

namespace {

// Deeper patterns raise RecursionError, as in Python.
constexpr int kDeepest = 496;

constexpr uint32_t kTypeFlags = kRegexAscii | kRegexLocale | kRegexUnicode;

uint32_t flag_of(char32_t c) {
  switch (c) {
    case 'i': return kRegexIgnoreCase;
    case 'L': return kRegexLocale;
    case 'm': return kRegexMultiLine;
    case 's': return kRegexDotAll;
    case 'x': return kRegexVerbose;
    case 'a': return kRegexAscii;
    case 'u': return kRegexUnicode;
    default: return 0;
  }
}

// What int() makes of the text, as far as group numbers go: nothing when it is negative
// or no number.
std::optional<uint64_t> group_number(std::u32string_view text) {
  while (!text.empty() && is_regex_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_regex_blank(text.back())) text.remove_suffix(1);
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  if (text.empty() || !is_regex_digit(text.front()) || !is_regex_digit(text.back()))
    return {};
  uint64_t n = 0;
  for (size_t at = 0; at < text.size(); at++) {
    if (text[at] == '_' && text[at - 1] != '_') continue;
    if (!is_regex_digit(text[at])) return {};
    n = std::min<uint64_t>(n * 10 + (text[at] - '0'), UINT32_MAX);
  }
  return n;
}

class RegexParser : RegexReader {
 public:
  RegexParser(std::u32string text, uint32_t flags, Regex* regex)
      : RegexReader(std::move(text), regex->is_text), regex_(*regex), flags_(flags) {}

  void pattern() {
    regex_.root = alternatives(flags_ & kRegexVerbose, 0);
    fix_flags();
    if (!at_end()) fail("unbalanced parenthesis");
    for (auto [group, position] : conditions_) {
      if (group > regex_.groups) {
        throw RegexError{RegexError::Kind::kSyntax,
                         fmt::format("invalid group reference {}", group), position};
      }
    }
    if (has_wide_lookbehind_) {
      throw RegexError{RegexError::Kind::kSyntax,
                       "look-behind requires fixed-width pattern", -1};
    }
    regex_.flags = flags_;
    std::reverse(regex_.closing.begin(), regex_.closing.end());
  }

 private:
  // -- Flags ----------------------------------------------------------------------------

  void fix_flags() {
    auto refuse = [](const char* message) {
      throw RegexError{RegexError::Kind::kValue, message, -1};
    };
    if (regex_.is_text) {
      if (flags_ & kRegexLocale) refuse("cannot use LOCALE flag with a str pattern");
      if (!(flags_ & kRegexAscii)) {
        flags_ |= kRegexUnicode;
      } else if (flags_ & kRegexUnicode) {
        refuse("ASCII and UNICODE flags are incompatible");
      }
      return;
    }
    if (flags_ & kRegexUnicode) refuse("cannot use UNICODE flag with a bytes pattern");
    if ((flags_ & kRegexLocale) && (flags_ & kRegexAscii)) {
      refuse("ASCII and LOCALE flags are incompatible");
    }
  }

  static const char* unknown_flag(std::u32string_view token, const char* otherwise) {
    bool is_letter =
        token.size() == 1 &&
        (is_regex_letter(token[0]) || (token[0] > 127 && is_identifier_start(token[0])));
    return is_letter ? "unknown flag" : otherwise;
  }

  // Behind `(?` and the first flag or `-`. False: the flags are the whole pattern's.
  bool parse_flags(char32_t c, uint32_t* add, uint32_t* remove) {
    while (c != '-' && c != ')' && c != ':') {
      uint32_t flag = flag_of(c);
      if (regex_.is_text && c == 'L')
        fail("bad inline flags: cannot use 'L' flag with a str pattern");
      if (!regex_.is_text && c == 'u')
        fail("bad inline flags: cannot use 'u' flag with a bytes pattern");
      *add |= flag;
      if ((flag & kTypeFlags) && (*add & kTypeFlags) != flag)
        fail("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
      c = next_flag("missing -, : or )", ")-:");
    }
    if (c == ')') {
      flags_ |= *add;
      return false;
    }
    if (*add & kRegexDebug) fail("bad inline flags: cannot turn on global flag", 1);
    if (c == '-') {
      c = next_flag("missing flag", "");
      while (c != ':') {
        if (flag_of(c) & kTypeFlags)
          fail("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
        *remove |= flag_of(c);
        c = next_flag("missing :", ":");
      }
    }
    if (*add & *remove) fail("bad inline flags: flag turned on and off", 1);
    return true;
  }

  char32_t next_flag(const char* missing, std::string_view ends) {
    if (at_end()) fail(missing);
    auto token = get();
    char32_t c = token.size() == 1 ? token[0] : 0;
    bool is_end = c != 0 && c < 128 && ends.find(static_cast<char>(c)) != ends.npos;
    if (!is_end && flag_of(c) == 0) fail(unknown_flag(token, missing), token.size());
    return c;
  }

  // -- Escapes --------------------------------------------------------------------------

  RegexNode escape() {
    size_t start = tell();
    auto token = get();
    char32_t c = token[1];
    if (auto category = category_of(c)) {
      RegexNode node = regex_node(RegexKind::kSet, 1);
      node.set.push_back({true, *category, 0, 0});
      return node;
    }
    switch (c) {
      case 'A': return regex_node(RegexKind::kTextStart);
      case 'Z': return regex_node(RegexKind::kTextEnd);
      case 'b': return regex_node(RegexKind::kBoundary);
      case 'B': return regex_node(RegexKind::kNotBoundary);
      default: break;
    }
    if (auto control = control_of(c)) return regex_literal(*control);
    if (auto value = common_escape(token, start)) return regex_literal(*value);
    if (c == '0') return regex_literal(octal_value(take_while(start, 2, is_regex_octal)));
    if (is_regex_digit(c)) return numbered_escape(start);
    if (is_regex_letter(c)) fail("bad escape " + regex_utf8(token), token.size());
    return regex_literal(c);
  }

  // \1 to \99 are groups, \101 is octal.
  RegexNode numbered_escape(size_t start) {
    auto escape = take_while(start, 1, is_regex_digit);
    if (escape.size() == 3 && is_regex_octal(escape[1]) && is_regex_octal(escape[2]) &&
        is_regex_octal(peek())) {
      return regex_literal(octal_value(take_while(start, 1, is_regex_octal)));
    }
    uint32_t group = 0;
    for (char32_t c : escape.substr(1)) group = group * 10 + (c - '0');
    if (group > regex_.groups)
      fail(fmt::format("invalid group reference {}", group), escape.size() - 1);
    return reference(group, escape.size());
  }

  RegexNode reference(uint32_t group, size_t back) {
    if (!is_closed(group)) fail("cannot refer to an open group", back);
    check_lookbehind(group);
    RegexNode node = regex_node(RegexKind::kReference);
    node.value = group;
    node.narrowest = widths_[group - 1].narrowest;
    node.widest = widths_[group - 1].widest;
    return node;
  }

  bool is_closed(uint32_t group) const {
    return group <= regex_.groups && closed_[group - 1];
  }

  void check_lookbehind(uint32_t group) const {
    if (!lookbehind_groups_) return;
    if (!is_closed(group)) fail("cannot refer to an open group");
    if (group > *lookbehind_groups_)
      fail("cannot refer to group defined in the same lookbehind subpattern");
  }

  // -- Structure ------------------------------------------------------------------------

  RegexSequence alternatives(bool verbose, int depth) {
    std::vector<RegexSequence> all;
    do {
      all.push_back(sequence(verbose, depth + 1, depth == 0 && all.empty()));
      if (depth == 0) verbose = flags_ & kRegexVerbose;
    } while (take('|'));
    if (all.size() == 1) return std::move(all[0]);
    RegexNode node = regex_node(RegexKind::kBranch);
    node.narrowest = kRegexWidest;
    for (const RegexSequence& one : all) {
      RegexWidth w = width_of(one);
      node.narrowest = std::min(node.narrowest, w.narrowest);
      node.widest = std::max(node.widest, w.widest);
      node.captures |= captures(one);
    }
    node.children = std::move(all);
    RegexSequence out;
    out.push_back(std::move(node));
    return out;
  }

  RegexSequence sequence(bool verbose, int depth, bool is_first) {
    if (depth > 2 * kDeepest) {
      throw RegexError{RegexError::Kind::kRecursion, "maximum recursion depth exceeded",
                       -1};
    }
    RegexSequence out;
    while (!at_end() && !next_is('|') && !next_is(')')) {
      if (verbose && skip_blank()) continue;
      if (is_escape()) {
        out.push_back(escape());
        continue;
      }
      char32_t c = get()[0];
      switch (c) {
        case '[': out.push_back(set()); break;
        case '.': out.push_back(regex_node(RegexKind::kAny, 1)); break;
        case '^': out.push_back(regex_node(RegexKind::kStart)); break;
        case '$': out.push_back(regex_node(RegexKind::kEnd)); break;
        case '(':
          if (!group(&out, verbose, depth, is_first && out.empty()))
            verbose = flags_ & kRegexVerbose;
          break;
        case '*':
        case '+':
        case '?':
        case '{': repeat(c, &out); break;
        default: out.push_back(regex_literal(c)); break;
      }
    }
    return out;
  }

  bool skip_blank() {
    if (is_regex_blank(peek())) {
      advance();
      return true;
    }
    if (!take('#')) return false;
    while (!at_end()) {
      auto token = get();
      if (token.size() == 1 && token[0] == '\n') break;
    }
    return true;
  }

  RegexNode set() {
    size_t here = tell() - 1;
    RegexNode node = regex_node(RegexKind::kSet, 1);
    node.negated = take('^');
    auto member = [&](std::u32string_view* token) {
      if (at_end()) fail("unterminated character set", tell() - here);
      size_t start = tell();
      *token = get();
      if (token->size() == 2) return set_escape(*token, start);
      return RegexSetItem{false, {}, (*token)[0], (*token)[0]};
    };
    for (;;) {
      if (!node.set.empty() && take(']')) return node;
      std::u32string_view from, to;
      RegexSetItem item = member(&from);
      if (!take('-')) {
        node.set.push_back(item);
        continue;
      }
      if (next_is(']')) {
        advance();
        node.set.push_back(item);
        node.set.push_back({false, {}, '-', '-'});
        return node;
      }
      RegexSetItem end = member(&to);
      if (item.is_category || end.is_category || end.first < item.first) {
        fail(fmt::format("bad character range {}-{}", regex_utf8(from), regex_utf8(to)),
             from.size() + 1 + to.size());
      }
      node.set.push_back({false, {}, item.first, end.first});
    }
  }

  // The bounds behind `{`. False: it is no quantifier, but a character.
  bool bounds(size_t here, uint64_t* min, uint64_t* max) {
    if (next_is('}')) return false;
    bool has_min = false, has_max = false;
    auto number = [&](uint64_t* n, bool* given) {
      for (*n = 0; is_regex_digit(peek()); advance(), *given = true)
        *n = std::min<uint64_t>(*n * 10 + (peek() - '0'), kRegexUnbounded);
    };
    number(min, &has_min);
    if (take(',')) {
      number(max, &has_max);
    } else {
      *max = *min;
      has_max = has_min;
    }
    if (!take('}')) {
      seek(here);
      return false;
    }
    if ((has_min && *min == kRegexUnbounded) || (has_max && *max == kRegexUnbounded)) {
      throw RegexError{RegexError::Kind::kOverflow, "the repetition number is too large",
                       -1};
    }
    if (!has_max) *max = kRegexUnbounded;
    if (*max < *min) fail("min repeat greater than max repeat", tell() - here);
    return true;
  }

  void repeat(char32_t c, RegexSequence* out) {
    size_t here = tell();
    RegexNode node = regex_node(RegexKind::kRepeat);
    node.min = c == '+' ? 1 : 0;
    node.max = c == '?' ? 1 : kRegexUnbounded;
    if (c == '{' && !bounds(here, &node.min, &node.max)) {
      out->push_back(regex_literal(c));
      return;
    }
    size_t back = tell() - here + 1;
    if (out->empty() || is_position(out->back().kind)) fail("nothing to repeat", back);
    if (out->back().kind == RegexKind::kRepeat) fail("multiple repeat", back);
    if (take('?')) {
      node.greed = RegexGreed::kLazy;
    } else if (take('+')) {
      node.greed = RegexGreed::kPossessive;
    }
    const RegexNode& child = out->back();
    node.narrowest = width_times(child.narrowest, node.min);
    bool endless = node.max == kRegexUnbounded && child.widest > 0;
    node.widest = endless ? kRegexWidest : width_times(child.widest, node.max);
    node.captures = child.captures;
    regex_.repeats_groups |= child.captures;
    node.children.emplace_back();
    node.children[0].push_back(std::move(out->back()));
    out->back() = std::move(node);
  }

  static bool is_position(RegexKind kind) {
    return kind >= RegexKind::kStart && kind <= RegexKind::kNotBoundary;
  }

  // -- Groups ---------------------------------------------------------------------------

  [[noreturn]] void fail_at_end() const { fail("unexpected end of pattern"); }

  void expect_close(size_t start) {
    if (!take(')')) fail("missing ), unterminated subpattern", tell() - start);
  }

  // Behind `(`. False: it held flags of the whole pattern.
  bool group(RegexSequence* out, bool verbose, int depth, bool is_first) {
    size_t start = tell() - 1;
    if (!take('?')) {
      captured(out, {}, start, verbose, depth);
      return true;
    }
    if (at_end()) fail_at_end();
    auto token = get();
    char32_t c = token.size() == 1 ? token[0] : 0;
    switch (c) {
      case 'P': python_group(out, start, verbose, depth); return true;
      case ':': grouped(out, start, 0, 0, verbose, depth); return true;
      case '#': comment(start); return true;
      case '=':
      case '!':
      case '<': lookaround(out, c, start, verbose, depth); return true;
      case '(': conditional(out, start, verbose, depth); return true;
      case '>': atomic(out, start, verbose, depth); return true;
      default: break;
    }
    if (c != '-' && flag_of(c) == 0)
      fail("unknown extension ?" + regex_utf8(token), token.size() + 1);
    uint32_t add = 0, remove = 0;
    if (!parse_flags(c, &add, &remove)) {
      if (!is_first)
        fail("global flags not at the start of the expression", tell() - start);
      return false;
    }
    verbose = (verbose || (add & kRegexVerbose)) && !(remove & kRegexVerbose);
    grouped(out, start, add, remove, verbose, depth);
    return true;
  }

  void comment(size_t start) {
    while (!take(')')) {
      if (at_end()) fail("missing ), unterminated comment", tell() - start);
      advance();
    }
  }

  RegexNode with_child(RegexKind kind, RegexSequence child) {
    RegexWidth w = width_of(child);
    RegexNode node = regex_node(kind);
    node.narrowest = w.narrowest;
    node.widest = w.widest;
    node.captures = captures(child);
    node.children.push_back(std::move(child));
    return node;
  }

  // The inside of a group, up to and with its end.
  RegexSequence inside(size_t start, bool verbose, int depth) {
    RegexSequence child = alternatives(verbose, depth + 1);
    expect_close(start);
    return child;
  }

  void grouped(RegexSequence* out, size_t start, uint32_t add, uint32_t remove,
               bool verbose, int depth) {
    RegexNode node = with_child(RegexKind::kGroup, inside(start, verbose, depth));
    node.add_flags = add;
    node.remove_flags = remove;
    out->push_back(std::move(node));
  }

  void atomic(RegexSequence* out, size_t start, bool verbose, int depth) {
    out->push_back(with_child(RegexKind::kAtomic, inside(start, verbose, depth)));
  }

  void captured(RegexSequence* out, std::u32string_view name, size_t start, bool verbose,
                int depth) {
    uint32_t number = ++regex_.groups;
    closed_.push_back(false);
    widths_.emplace_back();
    if (!name.empty()) define(name, number);
    RegexNode node = with_child(RegexKind::kGroup, inside(start, verbose, depth));
    node.value = number;
    node.captures = true;
    closed_[number - 1] = true;
    widths_[number - 1] = {node.narrowest, node.widest};
    regex_.closing.push_back(number);
    out->push_back(std::move(node));
  }

  void define(std::u32string_view name, uint32_t number) {
    auto [at, is_new] = names_.emplace(regex_utf8(name), number);
    if (!is_new) {
      fail(fmt::format("redefinition of group name {} as group {}; was group {}",
                       str_repr(at->first), number, at->second),
           name.size() + 1);
    }
    regex_.names.emplace_back(at->first, number);
  }

  void python_group(RegexSequence* out, size_t start, bool verbose, int depth) {
    if (take('<')) {
      auto name = name_until('>', "group name");
      check_name(name);
      captured(out, name, start, verbose, depth);
      return;
    }
    if (!take('=')) {
      if (at_end()) fail_at_end();
      auto token = get();
      fail("unknown extension ?P" + regex_utf8(token), token.size() + 2);
    }
    auto name = name_until(')', "group name");
    check_name(name);
    auto found = names_.find(regex_utf8(name));
    if (found == names_.end())
      fail("unknown group name " + str_repr(regex_utf8(name)), name.size() + 1);
    out->push_back(reference(found->second, name.size() + 1));
  }

  void lookaround(RegexSequence* out, char32_t c, size_t start, bool verbose, int depth) {
    bool behind = c == '<';
    bool outermost = behind && !lookbehind_groups_;
    if (behind) {
      if (at_end()) fail_at_end();
      auto token = get();
      c = token.size() == 1 ? token[0] : 0;
      if (c != '=' && c != '!')
        fail("unknown extension ?<" + regex_utf8(token), token.size() + 2);
      if (outermost) lookbehind_groups_ = regex_.groups;
    }
    RegexSequence child = alternatives(verbose, depth + 1);
    if (outermost) lookbehind_groups_.reset();
    expect_close(start);
    RegexNode node = with_child(RegexKind::kLookaround, std::move(child));
    regex_.looks_at_groups |= node.captures;
    has_wide_lookbehind_ |= behind && node.narrowest != node.widest;
    node.narrowest = node.widest = 0;
    node.behind = behind;
    node.negated = c == '!';
    out->push_back(std::move(node));
  }

  uint32_t condition() {
    auto name = name_until(')', "group name");
    if (is_regex_name(name)) {
      auto found = names_.find(regex_utf8(name));
      if (found == names_.end())
        fail("unknown group name " + str_repr(regex_utf8(name)), name.size() + 1);
      return found->second;
    }
    auto number = group_number(name);
    if (!number)
      fail("bad character in group name " + str_repr(regex_utf8(name)), name.size() + 1);
    if (*number == 0) fail("bad group number", name.size() + 1);
    constexpr uint64_t kMostGroups = 1073741823;
    if (*number >= kMostGroups)
      fail("invalid group reference " + regex_utf8(name), name.size() + 1);
    auto group = static_cast<uint32_t>(*number);
    conditions_.emplace(group, static_cast<int64_t>(tell() - name.size() - 1));
    return group;
  }

  void conditional(RegexSequence* out, size_t start, bool verbose, int depth) {
    RegexNode node = regex_node(RegexKind::kConditional);
    node.value = condition();
    check_lookbehind(node.value);
    node.children.push_back(sequence(verbose, depth + 1, false));
    RegexWidth w = width_of(node.children[0]);
    RegexWidth other;
    if (take('|')) {
      node.children.push_back(sequence(verbose, depth + 1, false));
      other = width_of(node.children[1]);
      if (next_is('|')) fail("conditional backref with more than two branches");
    }
    expect_close(start);
    node.narrowest = std::min(w.narrowest, other.narrowest);
    node.widest = std::max(w.widest, other.widest);
    for (const RegexSequence& child : node.children) node.captures |= captures(child);
    out->push_back(std::move(node));
  }

  Regex& regex_;
  uint32_t flags_;
  std::vector<bool> closed_;  // By group - 1.
  std::vector<RegexWidth> widths_;
  std::map<std::string, uint32_t> names_;
  std::map<uint32_t, int64_t> conditions_;     // Group -> where it is named.
  std::optional<uint32_t> lookbehind_groups_;  // In a lookbehind: groups before it.
  bool has_wide_lookbehind_ = false;
};

std::u32string decode(std::string_view text, bool is_text) {
  std::u32string out;
  out.reserve(text.size());
  if (!is_text) {
    for (char c : text) out += static_cast<char32_t>(static_cast<unsigned char>(c));
    return out;
  }
  const char* end = text.data() + text.size();
  for (const char* p = text.data(); p < end;) out += static_cast<char32_t>(utf8_next(p));
  return out;
}

}  // namespace

bool parse_regex(std::string_view text, bool is_text, uint32_t flags, Regex* regex,
                 RegexError* error) {
  regex->is_text = is_text;
  try {
    RegexParser(decode(text, is_text), flags, regex).pattern();
    return true;
  } catch (RegexError& e) {
    *error = std::move(e);
    return false;
  }
}

}  // namespace scriptling
