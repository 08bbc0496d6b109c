// Domain names beyond ASCII (RFC 3490): each label that has other characters is written
// in punycode (RFC 3492) behind "xn--".

#include <algorithm>

#include "interp/identifier.h"
#include "interp/types/codec.h"
#include "interp/types/str_methods.h"

namespace scriptling {

namespace {

constexpr std::string_view kPrefix = "xn--";
constexpr size_t kLongestLabel = 63;

// -- Punycode: the numbers of section 5 of its RFC --------------------------------------

constexpr uint32_t kBase = 36, kLowest = 1, kHighest = 26, kSkew = 38, kDamp = 700;
constexpr uint32_t kFirstBias = 72, kFirstCode = 128;

uint32_t adapted(uint32_t delta, uint32_t points, bool is_first) {
  delta = is_first ? delta / kDamp : delta / 2;
  delta += delta / points;
  uint32_t rounds = 0;
  for (; delta > (kBase - kLowest) * kHighest / 2; rounds += kBase) {
    delta /= kBase - kLowest;
  }
  return rounds + (kBase - kLowest + 1) * delta / (delta + kSkew);
}

uint32_t threshold(uint32_t position, uint32_t bias) {
  if (position <= bias + kLowest) return kLowest;
  return std::min(position - bias, kHighest);
}

std::u32string code_points(std::string_view text) {
  std::u32string out;
  const char* p = text.data();
  while (p < text.data() + text.size()) out += utf8_next(p);
  return out;
}

std::string to_punycode(const std::u32string& label) {
  std::string out;
  for (char32_t c : label) {
    if (c < kFirstCode) out += static_cast<char>(c);
  }
  auto basic = static_cast<uint32_t>(out.size());
  if (basic > 0) out += '-';
  uint32_t code = kFirstCode, delta = 0, bias = kFirstBias;
  for (uint32_t done = basic; done < label.size();) {
    char32_t next = 0x110000;
    for (char32_t c : label) {
      if (c >= code) next = std::min(next, c);
    }
    delta += (next - code) * (done + 1);
    code = next;
    for (char32_t c : label) {
      if (c < code) delta++;
      if (c != code) continue;
      uint32_t rest = delta;
      for (uint32_t position = kBase;; position += kBase) {
        uint32_t least = threshold(position, bias);
        uint32_t digit = rest < least ? rest : least + (rest - least) % (kBase - least);
        out += static_cast<char>(digit < 26 ? 'a' + digit : '0' + digit - 26);
        if (rest < least) break;
        rest = (rest - least) / (kBase - least);
      }
      bias = adapted(delta, done + 1, done == basic);
      delta = 0;
      done++;
    }
    delta++;
    code++;
  }
  return out;
}

// False: it is none.
bool from_punycode(std::string_view text, std::u32string* out) {
  size_t dash = text.rfind('-');
  if (dash != std::string_view::npos) {
    for (char c : text.substr(0, dash)) *out += static_cast<unsigned char>(c);
    text.remove_prefix(dash + 1);
  }
  uint64_t code = kFirstCode, at = 0;
  uint32_t bias = kFirstBias;
  while (!text.empty()) {
    uint64_t before = at, weight = 1;
    for (uint32_t position = kBase;; position += kBase) {
      if (text.empty()) return false;
      char c = text[0];
      text.remove_prefix(1);
      uint32_t digit;
      if (c >= '0' && c <= '9') {
        digit = static_cast<uint32_t>(c - '0') + 26;
      } else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
        digit = static_cast<uint32_t>((c | 0x20) - 'a');
      } else {
        return false;
      }
      at += digit * weight;
      uint32_t least = threshold(position, bias);
      if (digit < least) break;
      weight *= kBase - least;
      if (at > UINT32_MAX || weight > UINT32_MAX) return false;
    }
    uint64_t size = out->size() + 1;
    bias = adapted(static_cast<uint32_t>(at - before), static_cast<uint32_t>(size),
                   before == 0);
    code += at / size;
    at %= size;
    if (code > 0x10FFFF) return false;
    out->insert(out->begin() + static_cast<std::ptrdiff_t>(at),
                static_cast<char32_t>(code));
    at++;
  }
  return true;
}

// -- Labels -----------------------------------------------------------------------------

bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text,
                              [](char c) { return static_cast<uint8_t>(c) >= 0x80; });
}

bool refuse(Vm& vm, const char* reason) {
  vm.raise_text(types.unicode_error, reason);
  return false;
}

// As names are compared: without case, composed. Null: pending.
Str* prepared(Vm& vm, std::string_view label) {
  Value folded = invoke(vm, str_value(vm, label), "casefold", {});
  if (folded.is_error()) return nullptr;
  return make_str(vm.heap(), normalize_nfkc(text_of(folded)));
}

bool append_label(Vm& vm, std::string_view label, std::string* out) {
  std::string name(label);
  if (!is_ascii(label)) {
    Str* text = prepared(vm, label);
    if (text == nullptr) return false;
    name = text->view();
    if (name.starts_with(kPrefix)) return refuse(vm, "Label starts with ACE prefix");
    if (!is_ascii(name)) name = std::string(kPrefix) + to_punycode(code_points(name));
  }
  if (name.empty() || name.size() > kLongestLabel) {
    return refuse(vm, "label empty or too long");
  }
  *out += name;
  return true;
}

// The parts between dots, of which there are four kinds.
std::vector<std::string_view> labels_of(std::string_view text) {
  constexpr std::string_view kDots[] = {".", "\u3002", "\uFF0E", "\uFF61"};
  std::vector<std::string_view> labels;
  size_t start = 0;
  for (size_t at = 0; at < text.size();) {
    size_t dot = 0;
    for (std::string_view each : kDots) {
      if (text.substr(at).starts_with(each)) dot = each.size();
    }
    if (dot > 0) {
      labels.push_back(text.substr(start, at - start));
      start = at + dot;
    }
    at += std::max<size_t>(dot, 1);
  }
  labels.push_back(text.substr(start));
  return labels;
}

bool check_strict(Vm& vm, const CodecArguments& codec) {
  if (codec.errors == ErrorHandler::kStrict) return true;
  vm.raise_text(types.unicode_error, "unsupported error handling");
  return false;
}

}  // namespace

Bytes* encode_idna(Vm& vm, Str* text, CodecArguments codec) {
  if (!check_strict(vm, codec)) return nullptr;
  if (text->size == 0) return make_bytes(vm.heap(), std::string_view());
  std::vector<std::string_view> labels = labels_of(text->view());
  std::string out;
  for (size_t n = 0; n < labels.size(); n++) {
    if (n > 0) out += '.';
    bool is_end = n + 1 == labels.size() && labels[n].empty();
    if (!is_end && !append_label(vm, labels[n], &out)) return nullptr;
  }
  return make_bytes(vm.heap(), out);
}

Str* decode_idna(Vm& vm, std::string_view data, CodecArguments codec) {
  if (!check_strict(vm, codec)) return nullptr;
  if (!is_ascii(data)) {
    refuse(vm, "Cannot decode a domain name that is not ASCII");
    return nullptr;
  }
  std::string out;
  std::string copy(data);
  std::vector<std::string_view> labels = labels_of(copy);
  for (size_t n = 0; n < labels.size(); n++) {
    if (n > 0) out += '.';
    std::string label(labels[n]);
    for (char& c : label) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
    if (!label.starts_with(kPrefix)) {
      out += labels[n];
      continue;
    }
    std::u32string name;
    if (!from_punycode(std::string_view(label).substr(kPrefix.size()), &name)) {
      refuse(vm, "Invalid punycode in a domain name");
      return nullptr;
    }
    for (char32_t c : name) append_utf8(out, c);
  }
  return make_str(vm.heap(), out);
}

}  // namespace scriptling
