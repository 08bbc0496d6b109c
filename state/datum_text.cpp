#include <cinttypes>
#include <cstdio>
#include <vector>

#include "state/datum.h"

namespace scriptling {

namespace {

struct Brackets {
  const char* open;
  const char* close;
};

Brackets brackets(DatumKind kind) {
  switch (kind) {
    case DatumKind::kTuple: return {"(", ")"};
    case DatumKind::kDict:
    case DatumKind::kSet: return {"{", "}"};
    case DatumKind::kFrozenSet: return {"frozenset({", "})"};
    default: return {"[", "]"};
  }
}

const char* word(DatumHandleKind kind) {
  switch (kind) {
    case DatumHandleKind::kAtomic: return "atomic";
    case DatumHandleKind::kShared: return "shared";
    case DatumHandleKind::kWaitGroup: return "wait group";
    case DatumHandleKind::kQueue: return "queue";
    case DatumHandleKind::kLock: return "lock";
    case DatumHandleKind::kSemaphore: return "semaphore";
    case DatumHandleKind::kKvStore: return "kv store";
    case DatumHandleKind::kPromise: break;
  }
  return "promise";
}

void append_hex(std::string& out, std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (unsigned char byte : bytes) {
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
}

void append_quoted(std::string& out, std::string_view text, bool is_str,
                   std::size_t limit) {
  out += '\'';
  for (char c : text) {
    if (out.size() > limit) break;
    auto byte = static_cast<unsigned char>(c);
    if (c == '\'' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !is_str)) {
      out += "\\x";
      append_hex(out, {&c, 1});
    } else {
      out += c;
    }
  }
  out += '\'';
}

void append_big_int(std::string& out, const Datum& datum, std::size_t limit) {
  out += datum.is_negative() ? "-0x" : "0x";
  std::string_view magnitude = datum.text();
  for (std::size_t i = magnitude.size(); i-- > 0 && out.size() <= limit;)
    append_hex(out, magnitude.substr(i, 1));
}

void append_float(std::string& out, double value) {
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.17g", value);
  out += digits;
}

void append_handle(std::string& out, const Datum& datum) {
  out += '<';
  out += word(datum.handle_kind());
  if (datum.handle_name().empty())
    out += " #" + std::to_string(datum.handle_id());
  else
    out += " '" + std::string(datum.handle_name()) + "'";
  out += '>';
}

void append_leaf(std::string& out, const Datum& datum, std::size_t limit) {
  switch (datum.kind()) {
    case DatumKind::kNone: out += "None"; break;
    case DatumKind::kBool: out += datum.as_bool() ? "True" : "False"; break;
    case DatumKind::kInt: out += std::to_string(datum.as_int()); break;
    case DatumKind::kFloat: append_float(out, datum.as_float()); break;
    case DatumKind::kBigInt: append_big_int(out, datum, limit); break;
    case DatumKind::kStr: append_quoted(out, datum.text(), true, limit); break;
    case DatumKind::kBytes:
      out += 'b';
      append_quoted(out, datum.text(), false, limit);
      break;
    case DatumKind::kByteArray:
      out += "bytearray(b";
      append_quoted(out, datum.text(), false, limit);
      out += ')';
      break;
    case DatumKind::kHandle: append_handle(out, datum); break;
    case DatumKind::kBackref:
      out += "<backref " + std::to_string(datum.as_backref()) + ">";
      break;
    default: out += "<capsule " + datum.as_capsule()->describe() + ">"; break;
  }
}

}  // namespace

std::string debug_text(const Datum& datum, std::size_t limit) {
  struct Open {
    const Datum* container;
    std::size_t next;
  };
  std::string out;
  std::vector<Open> open;
  auto begin = [&](const Datum& item) {
    if (!item.is_container()) return append_leaf(out, item, limit);
    out += brackets(item.kind()).open;
    open.push_back({&item, 0});
  };
  begin(datum);
  while (!open.empty() && out.size() <= limit) {
    Open& top = open.back();
    auto items = top.container->items();
    DatumKind kind = top.container->kind();
    if (top.next == items.size()) {
      if (kind == DatumKind::kTuple && items.size() == 1) out += ',';
      out += brackets(kind).close;
      open.pop_back();
      continue;
    }
    if (top.next > 0) out += kind == DatumKind::kDict && top.next % 2 == 1 ? ": " : ", ";
    begin(items[top.next++]);
  }
  if (out.size() > limit) {
    out.resize(limit);
    out += "...";
  }
  return out;
}

}  // namespace scriptling
