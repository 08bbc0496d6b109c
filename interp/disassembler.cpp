#include "interp/disassembler.h"

#include <gmp.h>

#include <charconv>
#include <map>
#include <set>
#include <vector>

#include "interp/complex.h"
#include "interp/operands.h"

namespace scriptling {

namespace {

constexpr size_t kLongestText = 40;

std::string quoted(std::string_view text, bool is_bytes) {
  std::string out = is_bytes ? "b'" : "'";
  for (char c : text.substr(0, kLongestText)) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\'' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || (is_bytes && byte >= 0x7f)) {
      constexpr char kHex[] = "0123456789abcdef";
      out += "\\x";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  return out + (text.size() > kLongestText ? "...'" : "'");
}

std::string real_text(double d) {
  char buffer[40];
  auto [end, error] = std::to_chars(buffer, buffer + sizeof(buffer), d);
  std::string text(buffer, end);
  bool looks_whole = text.find_first_of(".en") == std::string::npos;
  return looks_whole ? text + ".0" : text;
}

std::string big_text(const BigInt& big) {
  mpz_t z;
  size_t limbs = static_cast<size_t>(big.size < 0 ? -big.size : big.size);
  mpz_init(z);
  mpz_import(z, limbs, -1, sizeof(uint64_t), 0, 0, big.limbs);
  if (big.size < 0) mpz_neg(z, z);
  std::string text(mpz_sizeinbase(z, 10) + 2, '\0');
  mpz_get_str(text.data(), 10, z);
  mpz_clear(z);
  text.resize(text.find('\0'));
  return text;
}

std::string constant_text(const Value& v) {
  switch (v.tag) {
    case Tag::kNone: return "None";
    case Tag::kEllipsis: return "...";
    case Tag::kBool: return v.i != 0 ? "True" : "False";
    case Tag::kInt: return std::to_string(v.i);
    case Tag::kFloat: return real_text(v.d);
    case Tag::kObject: break;
    default: return "?";
  }
  switch (v.o->kind) {
    case Kind::kStr: return quoted(as<Str>(v)->view(), false);
    case Kind::kBytes: return quoted(as<Bytes>(v)->view(), true);
    case Kind::kComplex: return complex_repr(plain_complex(v));
    case Kind::kBigInt: return big_text(*as<BigInt>(v));
    case Kind::kTuple: {
      const Tuple& tuple = *as<Tuple>(v);
      std::string out = "(";
      for (size_t n = 0; n < tuple.size; ++n) {
        if (n > 0) out += ", ";
        out += constant_text(tuple.items[n]);
      }
      return out + (tuple.size == 1 ? ",)" : ")");
    }
    case Kind::kFrozenSet: {
      const Table* table = as<Set>(v)->table;
      std::string out = "{";
      for (uint32_t n = 0; n < table->used; ++n) {
        if (n > 0) out += ", ";
        out += constant_text(table->entries[n].key);
      }
      return out + "}";
    }
    default: return "?";
  }
}

class Disassembler {
 public:
  explicit Disassembler(const Proto& proto) : proto_(proto) {
    std::set<uint32_t> targets;
    for (size_t pc = 0; pc < proto.code.size(); ++pc) {
      Operand c = operands_of(proto.code[pc].op).c;
      if (c != Operand::kJump && c != Operand::kLongJump) continue;
      targets.insert(static_cast<uint32_t>(jump_target(proto.code[pc], pc, c)));
    }
    for (const HandlerRange& range : proto.handlers) targets.insert(range.target);
    for (uint32_t target : targets) labels_.emplace(target, labels_.size() + 1);
  }

  std::string run() {
    heading();
    uint32_t line = 0;
    for (size_t pc = 0; pc < proto_.code.size(); ++pc) {
      if (labels_.contains(static_cast<uint32_t>(pc))) out_ += label(pc) + ":\n";
      const Span& span = proto_.spans[pc];
      uint32_t its_line =
          span == Span{} ? line : proto_.program->source->line(span.start);
      std::string number = its_line != line ? std::to_string(its_line) : "";
      line = its_line;
      out_ += std::string(number.size() < 4 ? 4 - number.size() : 0, ' ') + number + "  ";
      instruction(pc);
    }
    for (const HandlerRange& range : proto_.handlers) {
      out_ += "  try " + std::to_string(range.start) + "-" + std::to_string(range.end) +
              ": " + label(range.target) + " " + reg(range.exception) + "\n";
    }
    return std::move(out_);
  }

 private:
  void heading() {
    out_ += std::string(proto_.qualname->view()) + "(";
    for (uint16_t n = 0; n < proto_.parameter_count(); ++n) {
      if (n > 0) out_ += ", ";
      uint16_t named = proto_.positional + proto_.keyword_only;
      bool is_varargs = n == named && proto_.has_varargs;
      out_ += n < named ? "" : is_varargs ? "*" : "**";
      out_ += reg(n);
    }
    out_ += "): " + std::to_string(proto_.register_count) + " registers\n";
    for (size_t n = 0; n < proto_.captures.size(); ++n) {
      out_ += "  free " + std::string(proto_.free_names[n]->view()) + "\n";
    }
  }

  std::string label(size_t pc) const {
    return "L" + std::to_string(labels_.at(static_cast<uint32_t>(pc)));
  }

  std::string reg(uint16_t r) const {
    if (r < proto_.local_names.size() && proto_.local_names[r] != nullptr) {
      return std::string(proto_.local_names[r]->view());
    }
    return "r" + std::to_string(r);
  }

  std::string operand(Operand kind, uint16_t value, size_t pc) const {
    const Instruction& i = proto_.code[pc];
    switch (kind) {
      case Operand::kNone: return "";
      case Operand::kOptional: return value == kNoRegister ? "-" : reg(value);
      case Operand::kRead:
      case Operand::kWritten: return reg(value);
      case Operand::kNumber: return std::to_string(static_cast<int16_t>(value));
      case Operand::kCount: return std::to_string(value);
      case Operand::kDropped: return value != 0 ? "dropped" : "";
      case Operand::kConstant: return constant_text(proto_.constants[value]);
      case Operand::kLongConstant:
        return constant_text(proto_.constants[static_cast<size_t>(i.j())]);
      case Operand::kCache: return "." + std::string(proto_.cache_names[value]->view());
      case Operand::kFree: return "^" + std::string(proto_.free_names[value]->view());
      case Operand::kChild:
        return "<" + std::string(proto_.children[value]->qualname->view()) + ">";
      case Operand::kJump:
      case Operand::kLongJump:
        return label(static_cast<size_t>(jump_target(i, pc, kind)));
    }
    return "";
  }

  void instruction(size_t pc) {
    const Instruction& i = proto_.code[pc];
    std::string name = op_name(i.op);
    Operands kinds = operands_of(i.op);
    std::string text;
    for (const std::string& part : {operand(kinds.a, i.a, pc), operand(kinds.b, i.b, pc),
                                    operand(kinds.c, i.c, pc)}) {
      if (part.empty()) continue;
      text += (text.empty() ? "" : ", ") + part;
    }
    constexpr size_t kNameWidth = 14;
    if (!text.empty()) name.resize(std::max(kNameWidth, name.size() + 1), ' ');
    out_ += name + text + "\n";
  }

  const Proto& proto_;
  std::map<uint32_t, size_t> labels_;
  std::string out_;
};

}  // namespace

std::string disassemble(const Proto& proto) { return Disassembler(proto).run(); }

std::string disassemble(const Program& program) {
  std::string out;
  for (const auto& proto : program.protos) {
    if (!out.empty()) out += "\n";
    out += disassemble(*proto);
  }
  return out;
}

}  // namespace scriptling
