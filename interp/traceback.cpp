// The text of tracebacks, as Python prints them: files, lines, source and carets.

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "interp/diagnostic.h"
#include "interp/exception_fields.h"
#include "interp/suggestions.h"
#include "interp/vm_internals.h"

namespace scriptling {

namespace {

// Entries equal to the last three are folded, as Python does for deep recursion.
constexpr int kShownRepeats = 3;

std::string entry_text(const TracebackEntry& entry) {
  const Proto& proto = *entry.proto;
  bool at_top = proto.kind == FunctionKind::kModule;
  return render_frame(*proto.program->source, proto.spans[entry.pc],
                      at_top ? std::string_view("<module>") : proto.name->view());
}

void append_entries(std::string& out, const Traceback* traceback) {
  const TracebackEntry* previous = nullptr;
  int repeats = 0;
  auto flush = [&] {
    if (repeats > kShownRepeats) {
      int folded = repeats - kShownRepeats;
      out += fmt::format("  [Previous line repeated {} more time{}]\n", folded,
                         folded == 1 ? "" : "s");
    }
  };
  for (uint32_t n = traceback->count; n-- > 0;) {
    const TracebackEntry& entry = traceback->entries[n];
    bool same =
        previous != nullptr && previous->proto == entry.proto && previous->pc == entry.pc;
    if (!same) {
      flush();
      repeats = 0;
    }
    previous = &entry;
    if (++repeats <= kShownRepeats) out += entry_text(entry);
  }
  flush();
}

// What str() or repr() says of `v`; null if it raises. Memory may be short where an error
// is told, and outside of the Vm's stack nobody else would notice.
Str* text_or_null(Vm& vm, Value v, Str* (*words)(Vm&, Value)) {
  Str* text = nullptr;
  try {
    text = words(vm, v);
  } catch (...) {
  }
  if (text == nullptr && vm.has_pending()) vm.clear_pending();
  return text;
}

// What another environment has told of it includes its causes and members, which came
// along without a text of their own.
bool has_remote_text(const Exception* e) {
  return e->remote_traceback != nullptr && e->remote_traceback->size > 0;
}
bool is_told_elsewhere(Value v) {
  Str* text = as<Exception>(v)->remote_traceback;
  return text != nullptr && text->size == 0;
}

std::string class_label(Vm& vm, Value exception) {
  Class* cls = class_of(exception);
  std::string name(cls->qualname->view());
  if (cls->class_flags & kUserClass) {
    Value module = find_attr(vm, Value::object(cls), names.module);
    if (is_str(module) && text_of(module) != "__main__" &&
        text_of(module) != "builtins") {
      name = std::string(text_of(module)) + "." + name;
    }
  }
  return name;
}

bool begins_code_point(char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; }

// The line of a SyntaxError and carets below what is between its columns.
void append_marked_line(std::string& out, const SyntaxErrorFields& error) {
  constexpr std::string_view kMargin = "    ";
  constexpr int64_t kMostCarets = 1000;
  std::string_view text = text_of(error.text);
  text = text.substr(0, text.find_last_not_of('\n') + 1);
  size_t lead = std::min(text.find_first_not_of(" \n\f"), text.size());
  text.remove_prefix(lead);
  out.append(kMargin).append(text) += '\n';
  if (!error.offset.is_int()) return;
  int64_t before = error.offset.i - 1 - static_cast<int64_t>(lead);
  if (before < 0) return;
  bool has_end = error.end_offset.is_int() && error.end_offset.i != 0 &&
                 error.end_offset.i != error.offset.i && error.end_offset.i != -1;
  int64_t width = has_end ? error.end_offset.i - error.offset.i : 1;
  out += kMargin;
  for (char c : text) {
    if (begins_code_point(c) && before-- <= 0) break;
    if (begins_code_point(c)) out += c == '\t' ? '\t' : ' ';
  }
  out.append(static_cast<size_t>(std::clamp<int64_t>(width, 0, kMostCarets)), '^') +=
      '\n';
}

// As Python prints one: the place first, as far as it is known.
void append_syntax_error(Vm& vm, std::string& out, Exception* e) {
  SyntaxErrorFields error = syntax_error_fields(e);
  std::string_view file = is_str(error.file) ? text_of(error.file) : "";
  if (error.line.is_int()) {
    out += fmt::format("  File \"{}\", line {}\n", file.empty() ? "<string>" : file,
                       error.line.i);
  }
  if (is_str(error.text)) append_marked_line(out, error);
  Str* words =
      error.message.is_none() ? nullptr : text_or_null(vm, error.message, to_str);
  out += class_label(vm, Value::object(e)) + ": ";
  out += words == nullptr ? "<no detail available>" : words->view();
  if (!error.line.is_int() && !file.empty()) out += fmt::format(" ({})", file);
}

// The exception's last line, and what was noted on it.
void append_text(Vm& vm, std::string& out, Exception* exception) {
  if (is_instance(Value::object(exception), types.syntax_error)) {
    append_syntax_error(vm, out, exception);
  } else {
    out += vm.exception_text(Value::object(exception));
  }
  out += suggestion_for(vm, exception);
  out += '\n';
  if (exception->notes != nullptr) {
    for (uint64_t n = 0; n < exception->notes->size; n++) {
      Value note = exception->notes->items()[n];
      Str* text = is_str(note) ? as<Str>(note) : text_or_null(vm, note, repr);
      if (text == nullptr) continue;
      out += std::string(text->view()) + "\n";
    }
  }
  if (has_remote_text(exception)) {
    out += '\n';
    out += exception->remote_traceback->view();
  }
}

// Members of a group that are shown, and how deep groups may nest; as in Python.
constexpr uint64_t kShownMembers = 15;
constexpr int kShownDepth = 10;
// Groups that hold one group many times over, and that again, would fill any memory.
constexpr size_t kMuchText = 1 << 18;

// Writes an exception with what caused it, and the members of groups beside a margin.
class Writer {
 public:
  explicit Writer(Vm& vm) : vm_(vm) {}

  std::string take() { return std::move(out_); }

  // Causes first; a chain that comes round again ends there.
  void write(Exception* e) {
    std::vector<std::pair<Exception*, const char*>> chain;
    std::unordered_set<const Exception*> seen;
    const char* link = nullptr;
    while (e != nullptr && seen.insert(e).second) {
      chain.emplace_back(e, link);
      if (is_exception(e->cause)) {
        if (is_told_elsewhere(e->cause)) break;
        link =
            "\nThe above exception was the direct cause of the following exception:\n\n";
        e = as<Exception>(e->cause);
      } else if (is_exception(e->context) && !e->suppress_context &&
                 !is_told_elsewhere(e->context)) {
        link =
            "\nDuring handling of the above exception, another exception occurred:\n\n";
        e = as<Exception>(e->context);
      } else {
        break;
      }
    }
    for (size_t n = chain.size(); n-- > 0;) {
      write_one(chain[n].first);
      if (chain[n].second != nullptr) emit(chain[n].second);
    }
  }

 private:
  // Every line of `text`, behind the margin of the groups that it is in.
  void emit(std::string_view text, char margin = '|') {
    while (!text.empty()) {
      size_t end = text.find('\n');
      size_t size = end == text.npos ? text.size() : end + 1;
      if (depth_ > 0) {
        indent();
        out_ += margin;
        out_ += ' ';
      }
      out_ += text.substr(0, size);
      text.remove_prefix(size);
    }
  }

  void indent() { out_.append(2 * static_cast<size_t>(depth_), ' '); }

  // Without what caused it.
  void write_one(Exception* e) {
    bool is_group = is_instance(Value::object(e), types.base_exception_group);
    if (is_group && depth_ > kShownDepth) {
      emit(fmt::format("... (max_group_depth is {})\n", kShownDepth));
      return;
    }
    bool is_outermost = is_group && depth_ == 0;
    if (is_outermost) depth_ = 1;
    if (e->traceback != nullptr) {
      emit(is_group ? "Exception Group Traceback (most recent call last):\n"
                    : "Traceback (most recent call last):\n",
           is_outermost ? '+' : '|');
      std::string entries;
      append_entries(entries, static_cast<Traceback*>(e->traceback));
      emit(entries);
    }
    std::string text;
    append_text(vm_, text, e);
    emit(text);
    if (is_group && !has_remote_text(e)) write_members(group_members(e));
    if (is_outermost) depth_ = 0;
  }

  // Nested as deep as kShownDepth.
  void write_members(std::span<const Value> members) {
    uint64_t shown = out_.size() < kMuchText ? kShownMembers : 0;
    uint64_t count = std::min<uint64_t>(members.size(), shown + 1);
    needs_end_ = false;
    for (uint64_t n = 0; n < count; n++) {
      bool is_last = n + 1 == count;
      bool is_cut = n == shown;
      if (is_last) needs_end_ = true;
      indent();
      out_ += n == 0 ? "+-" : "  ";
      out_ += fmt::format("+---------------- {} ----------------\n",
                          is_cut ? "..." : std::to_string(n + 1));
      depth_++;
      if (is_cut) {
        uint64_t more = members.size() - shown;
        emit(fmt::format("and {} more exception{}\n", more, more == 1 ? "" : "s"));
      } else {
        write(as<Exception>(members[n]));
      }
      // The last member of an inner group closes the outer ones as well.
      if (is_last && needs_end_) {
        indent();
        out_ += "+------------------------------------\n";
        needs_end_ = false;
      }
      depth_--;
    }
  }

  Vm& vm_;
  std::string out_;
  int depth_ = 0;  // Of groups.
  bool needs_end_ = false;
};

}  // namespace

std::string Vm::exception_text(Value exception) {
  std::string name = class_label(*this, exception);
  Str* text = text_or_null(*this, exception, to_str);
  if (text == nullptr) return name + ": <exception str() failed>";
  return text->size == 0 ? name : name + ": " + std::string(text->view());
}

std::string Vm::traceback_text(Value exception) {
  Writer writer(*this);
  writer.write(as<Exception>(exception));
  return writer.take();
}

}  // namespace scriptling
