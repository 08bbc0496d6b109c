// The text of tracebacks, as Python prints them: files, lines, source and carets.

#include <string>
#include <vector>

#include "interp/vm_internals.h"

namespace scriptling {

namespace {

// Entries equal to the last three are folded, as Python does for deep recursion.
constexpr int kShownRepeats = 3;

std::string_view strip(std::string_view line, size_t* removed) {
  size_t first = line.find_first_not_of(" \t\f");
  *removed = first == std::string_view::npos ? line.size() : first;
  if (first == std::string_view::npos) return {};
  size_t last = line.find_last_not_of(" \t\f\r\n");
  return line.substr(first, last - first + 1);
}

size_t code_points(std::string_view text) {
  size_t count = 0;
  for (char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return count;
}

bool is_binary(Op op) { return op >= Op::kAdd && op <= Op::kIAddI; }

// ^^^^ below the failing part; nothing when that is the whole line.
std::string carets(const Source& source, const Proto& proto, uint32_t pc, uint32_t line_number,
                   std::string_view line, size_t removed) {
  Span span = proto.spans[pc];
  Position start = source.position(span.start);
  Position end = source.position(span.end);
  size_t from = start.byte_column - 1;
  size_t to = end.line == line_number ? end.byte_column - 1 : removed + line.size();
  if (from < removed || to <= from) return {};
  if (from == removed && to >= removed + line.size()) return {};
  std::string_view whole = source.line_text(line_number);
  if (to > whole.size()) return {};
  std::string marks(code_points(whole.substr(from, to - from)), '^');
  std::string_view text = whole.substr(from, to - from);
  if (is_binary(proto.code[pc].op) && end.line == line_number) {
    // Only the operator is at fault: ~~~^~~~. It stands between the operands at depth 0.
    int depth = 0;
    size_t at = std::string::npos;
    for (size_t n = 1; n + 1 < text.size(); n++) {
      char c = text[n];
      if (c == '\'' || c == '"') break;
      if (c == '(' || c == '[' || c == '{') depth++;
      if (c == ')' || c == ']' || c == '}') depth--;
      if (depth == 0 && std::string_view("+-*/%@&|^<>").find(c) != std::string::npos &&
          text[n - 1] == ' ') {
        at = n;
      }
    }
    if (at != std::string::npos && code_points(text) == text.size()) {
      marks.assign(text.size(), '~');
      marks[at] = '^';
      if (at + 1 < text.size() && text[at + 1] == text[at]) marks[at + 1] = '^';
    }
  }
  return "    " + std::string(code_points(whole.substr(removed, from - removed)), ' ') + marks +
         "\n";
}

std::string entry_text(const TracebackEntry& entry) {
  const Source& source = *entry.proto->program->source;
  uint32_t line_number = source.line(entry.proto->spans[entry.pc].start);
  std::string_view name = entry.proto->kind == FunctionKind::kModule ? std::string_view("<module>")
                                                                     : entry.proto->name->view();
  std::string out =
      fmt::format("  File \"{}\", line {}, in {}\n", source.name(), line_number, name);
  size_t removed = 0;
  std::string_view line = strip(source.line_text(line_number), &removed);
  if (!line.empty()) {
    out += fmt::format("    {}\n", line);
    out += carets(source, *entry.proto, entry.pc, line_number, line, removed);
  }
  return out;
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
    bool same = previous != nullptr && previous->proto == entry.proto && previous->pc == entry.pc;
    if (!same) {
      flush();
      repeats = 0;
    }
    previous = &entry;
    if (++repeats <= kShownRepeats) out += entry_text(entry);
  }
  flush();
}

// The exception's own part, without what caused it.
void append_one(Vm& vm, std::string& out, Exception* exception) {
  if (exception->traceback != nullptr) {
    out += "Traceback (most recent call last):\n";
    append_entries(out, static_cast<Traceback*>(exception->traceback));
  }
  out += vm.exception_text(Value::object(exception));
  out += '\n';
  if (exception->notes != nullptr) {
    for (uint64_t n = 0; n < exception->notes->size; n++) {
      Value note = exception->notes->items()[n];
      Str* text = is_str(note) ? as<Str>(note) : repr(vm, note);
      if (text == nullptr) {
        vm.clear_pending();
        continue;
      }
      out += std::string(text->view()) + "\n";
    }
  }
  if (exception->remote_traceback != nullptr) {
    out += '\n';
    out += exception->remote_traceback->view();
  }
}

}  // namespace

std::string Vm::exception_text(Value exception) {
  Class* cls = class_of(exception);
  std::string name(cls->qualname->view());
  if (cls->class_flags & kUserClass) {
    Value module = find_attr(*this, Value::object(cls), names.module);
    if (is_str(module) && text_of(module) != "__main__" && text_of(module) != "builtins") {
      name = std::string(text_of(module)) + "." + name;
    }
  }
  Str* text = to_str(*this, exception);
  if (text == nullptr) {
    clear_pending();
    return name + ": <exception str() failed>";
  }
  return text->size == 0 ? name : name + ": " + std::string(text->view());
}

std::string Vm::traceback_text(Value exception) {
  // Causes first; a chain that comes round again ends there.
  std::vector<std::pair<Exception*, const char*>> chain;
  auto* e = as<Exception>(exception);
  const char* link = nullptr;
  while (e != nullptr) {
    bool seen = false;
    for (auto& [known, text] : chain) seen = seen || known == e;
    if (seen) break;
    chain.emplace_back(e, link);
    if (is_exception(e->cause)) {
      link = "\nThe above exception was the direct cause of the following exception:\n\n";
      e = as<Exception>(e->cause);
    } else if (is_exception(e->context) && !e->suppress_context) {
      link = "\nDuring handling of the above exception, another exception occurred:\n\n";
      e = as<Exception>(e->context);
    } else {
      break;
    }
  }
  std::string out;
  for (size_t n = chain.size(); n-- > 0;) {
    append_one(*this, out, chain[n].first);
    if (chain[n].second != nullptr) out += chain[n].second;
  }
  return out;
}

}  // namespace scriptling
