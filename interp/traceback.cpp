// The text of tracebacks, as Python prints them: files, lines, source and carets.

#include <string>
#include <vector>

#include "interp/diagnostic.h"
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
  out += suggestion_for(vm, exception);
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
