#include "interp/compiler_constants.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "interp/complex.h"

namespace scriptling::compiler {

namespace {

// The largest string or tuple that folding makes.
constexpr size_t kMaxFolded = 4096;

template <class Map, class Key, class Make>
Value once(Map& map, Key&& key, Make make) {
  auto found = map.find(key);
  if (found != map.end()) return found->second;
  Value made = make();
  map.emplace(std::forward<Key>(key), made);
  return made;
}

std::vector<std::pair<Tag, int64_t>> key_of(const std::vector<Value>& items) {
  std::vector<std::pair<Tag, int64_t>> key;
  key.reserve(items.size());
  for (const Value& item : items) key.emplace_back(item.tag, item.i);
  return key;
}

std::optional<int128> int_of(const Value& v) {
  if (v.is_int_or_bool()) return v.i;
  return std::nullopt;
}

std::optional<double> real_of(const Value& v) {
  if (v.is_float()) return v.d;
  if (v.is_int_or_bool()) return static_cast<double>(v.i);
  return std::nullopt;
}

std::optional<ComplexNumber> complex_of(const Value& v) {
  if (is_complex(v)) return plain_complex(v);
  constexpr int64_t kExact = int64_t{1} << 53;
  if (v.is_int_or_bool() && (v.i > kExact || v.i < -kExact)) return std::nullopt;
  auto real = real_of(v);
  return real ? std::optional(ComplexNumber{*real, 0}) : std::nullopt;
}

// Results up to 126 bits; anything larger is left to run time.
std::optional<int128> fold_integers(ast::BinaryOp op, int128 a, int128 b) {
  constexpr int128 kLimit = int128{1} << 126;
  switch (op) {
    case ast::BinaryOp::kAdd: return a + b;
    case ast::BinaryOp::kSub: return a - b;
    case ast::BinaryOp::kMul: {
      int128 product;
      if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
      if (product > kLimit || product < -kLimit) return std::nullopt;
      return product;
    }
    case ast::BinaryOp::kFloorDiv:
    case ast::BinaryOp::kMod: {
      if (b == 0) return std::nullopt;
      int128 quotient = a / b, rest = a % b;
      if (rest != 0 && (rest < 0) != (b < 0)) {
        quotient -= 1;
        rest += b;
      }
      return op == ast::BinaryOp::kMod ? rest : quotient;
    }
    case ast::BinaryOp::kPow: {
      if (b < 0 || b > 126) return std::nullopt;
      int128 power = 1;
      for (int128 n = 0; n < b; ++n) {
        if (__builtin_mul_overflow(power, a, &power)) return std::nullopt;
        if (power > kLimit || power < -kLimit) return std::nullopt;
      }
      return power;
    }
    case ast::BinaryOp::kLShift: {
      if (b < 0 || b > 126) return std::nullopt;
      int128 shifted;
      if (__builtin_mul_overflow(a, int128{1} << b, &shifted)) return std::nullopt;
      if (shifted > kLimit || shifted < -kLimit) return std::nullopt;
      return shifted;
    }
    case ast::BinaryOp::kRShift:
      if (b < 0) return std::nullopt;
      return b > 126 ? (a < 0 ? -1 : 0) : a >> b;
    case ast::BinaryOp::kAnd: return a & b;
    case ast::BinaryOp::kOr: return a | b;
    case ast::BinaryOp::kXor: return a ^ b;
    case ast::BinaryOp::kDiv:
    case ast::BinaryOp::kMatMul: return std::nullopt;
  }
  return std::nullopt;
}

std::optional<double> fold_reals(ast::BinaryOp op, double a, double b) {
  switch (op) {
    case ast::BinaryOp::kAdd: return a + b;
    case ast::BinaryOp::kSub: return a - b;
    case ast::BinaryOp::kMul: return a * b;
    case ast::BinaryOp::kDiv:
      if (b == 0) return std::nullopt;
      return a / b;
    default: return std::nullopt;
  }
}

bool fits_exactly(int128 i) { return i >= -(int128{1} << 53) && i <= (int128{1} << 53); }

}  // namespace

Value Constants::str(std::string_view text) {
  return once(strings_, std::string(text), [&] { return pool_.str(text); });
}

Value Constants::of(const ast::Constant& constant) {
  switch (constant.type) {
    case ast::ConstantType::kNone: return Value::none();
    case ast::ConstantType::kTrue: return Value::boolean(true);
    case ast::ConstantType::kFalse: return Value::boolean(false);
    case ast::ConstantType::kEllipsis: return Value::ellipsis();
    case ast::ConstantType::kInt: return Value::integer(constant.integer);
    case ast::ConstantType::kFloat: return Value::real(constant.real);
    case ast::ConstantType::kImaginary: return complex(0, constant.real);
    case ast::ConstantType::kString: return str(constant.text);
    case ast::ConstantType::kBytes:
      return once(bytes_, std::string(constant.text),
                  [&] { return pool_.bytes(constant.text); });
    case ast::ConstantType::kBigInt:
      return once(integers_,
                  std::string(constant.text) + "/" + std::to_string(constant.base),
                  [&] { return pool_.integer(constant.text, constant.base); });
  }
  return Value::none();
}

Value Constants::tuple(const std::vector<Value>& items) {
  return once(tuples_, key_of(items), [&] { return pool_.tuple(items); });
}

Value Constants::frozenset(const std::vector<Value>& items) {
  return once(frozensets_, key_of(items), [&] { return pool_.frozenset(items); });
}

Value Constants::complex(double real, double imag) {
  std::pair key(std::bit_cast<uint64_t>(real), std::bit_cast<uint64_t>(imag));
  return once(complexes_, key, [&] { return pool_.complex(real, imag); });
}

Value Constants::wide_integer(int128 value) {
  if (value >= std::numeric_limits<int64_t>::min() &&
      value <= std::numeric_limits<int64_t>::max()) {
    return Value::integer(static_cast<int64_t>(value));
  }
  bool negative = value < 0;
  if (negative) value = -value;
  std::string digits;
  for (; value != 0; value /= 10) digits += static_cast<char>('0' + int(value % 10));
  if (negative) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return once(integers_, digits + "/10", [&] { return pool_.integer(digits, 10); });
}

std::optional<Value> Constants::fold(const ast::Expr& expr) {
  std::vector<const ast::BinOp*> spine;
  const ast::Expr* leaf = &expr;
  while (const auto* binary = ast::try_as<ast::BinOp>(leaf)) {
    spine.push_back(binary);
    leaf = binary->left;
  }
  std::optional<Value> value = fold_leaf(*leaf);
  for (; value && !spine.empty(); spine.pop_back()) {
    std::optional<Value> right = fold(*spine.back()->right);
    if (!right) return std::nullopt;
    value = fold(spine.back()->op, *value, *right);
  }
  return value;
}

std::optional<Value> Constants::fold_leaf(const ast::Expr& expr) {
  if (const auto* constant = ast::try_as<ast::Constant>(&expr)) return of(*constant);
  if (const auto* name = ast::try_as<ast::NameExpr>(&expr)) {
    if (name->name->text == "__debug__") return Value::boolean(true);
    return std::nullopt;
  }
  if (const auto* unary = ast::try_as<ast::UnaryOp>(&expr)) {
    std::optional<Value> operand = fold(*unary->operand);
    return operand ? fold(unary->op, *operand) : std::nullopt;
  }
  if (const auto* tuple = ast::try_as<ast::TupleExpr>(&expr)) {
    if (tuple->context != ast::Context::kLoad) return std::nullopt;
    std::vector<Value> items;
    for (const ast::Expr* item : tuple->items) {
      std::optional<Value> value = fold(*item);
      if (!value) return std::nullopt;
      items.push_back(*value);
    }
    return this->tuple(items);
  }
  return std::nullopt;
}

std::optional<Value> Constants::fold(ast::UnaryOperator op, Value operand) {
  switch (op) {
    case ast::UnaryOperator::kNot: return Value::boolean(!truth(operand));
    case ast::UnaryOperator::kNeg:
      if (operand.is_float()) return Value::real(-operand.d);
      if (is_complex(operand)) {
        ComplexNumber z = -plain_complex(operand);
        return complex(z.real, z.imag);
      }
      if (auto i = int_of(operand)) return wide_integer(-*i);
      if (is_kind(operand, Kind::kBigInt)) {
        // Written by whom we know: digits in some base, kept by text.
        for (const auto& [key, value] : integers_) {
          if (!value.is(operand) || key.front() == '-') continue;
          size_t slash = key.find('/');
          std::string negated = "-" + key;
          int base = std::stoi(key.substr(slash + 1));
          std::string digits = negated.substr(0, slash + 1);
          return once(integers_, negated, [&] { return pool_.integer(digits, base); });
        }
      }
      return std::nullopt;
    case ast::UnaryOperator::kPos:
      if (operand.is_float() || operand.is_int() || is_complex(operand)) return operand;
      return std::nullopt;
    case ast::UnaryOperator::kInvert:
      if (operand.is_int()) return Value::integer(~operand.i);
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Value> Constants::fold(ast::BinaryOp op, Value left, Value right) {
  auto a = int_of(left), b = int_of(right);
  if (a && b) {
    if (op == ast::BinaryOp::kDiv) {
      if (*b == 0 || !fits_exactly(*a) || !fits_exactly(*b)) return std::nullopt;
      return Value::real(static_cast<double>(*a) / static_cast<double>(*b));
    }
    bool bitwise = op == ast::BinaryOp::kAnd || op == ast::BinaryOp::kOr ||
                   op == ast::BinaryOp::kXor;
    if (bitwise && left.is_bool() && right.is_bool()) return std::nullopt;
    std::optional<int128> result = fold_integers(op, *a, *b);
    return result ? std::optional(wide_integer(*result)) : std::nullopt;
  }
  auto x = real_of(left), y = real_of(right);
  if (x && y) {
    if ((a && !fits_exactly(*a)) || (b && !fits_exactly(*b))) return std::nullopt;
    std::optional<double> result = fold_reals(op, *x, *y);
    return result ? std::optional(Value::real(*result)) : std::nullopt;
  }
  if (is_complex(left) || is_complex(right)) return fold_complex(op, left, right);
  return fold_text(op, left, right);
}

// Only what written complex numbers need; the rest is left to run time.
std::optional<Value> Constants::fold_complex(ast::BinaryOp op, Value left, Value right) {
  if (op != ast::BinaryOp::kAdd && op != ast::BinaryOp::kSub) return std::nullopt;
  auto a = complex_of(left), b = complex_of(right);
  if (!a || !b) return std::nullopt;
  ComplexNumber z = op == ast::BinaryOp::kAdd ? *a + *b : *a - *b;
  return complex(z.real, z.imag);
}

std::optional<Value> Constants::fold_text(ast::BinaryOp op, Value left, Value right) {
  if (op == ast::BinaryOp::kAdd && is_str(left) && is_str(right)) {
    std::string_view a = scriptling::as<Str>(left)->view();
    std::string_view b = scriptling::as<Str>(right)->view();
    if (a.size() + b.size() > kMaxFolded) return std::nullopt;
    // Two halves of a surrogate pair do not become one character; keep away from them.
    if (a.find('\xED') != a.npos || b.find('\xED') != b.npos) return std::nullopt;
    return str(std::string(a) + std::string(b));
  }
  if (op == ast::BinaryOp::kMul && is_str(left) && right.is_int()) {
    std::string_view text = scriptling::as<Str>(left)->view();
    int64_t times = std::max<int64_t>(right.i, 0);
    if (text.size() > 0 && times > static_cast<int64_t>(kMaxFolded / text.size())) {
      return std::nullopt;
    }
    std::string repeated;
    for (int64_t n = 0; n < times && !text.empty(); ++n) repeated += text;
    return str(repeated);
  }
  return std::nullopt;
}

bool truth(const Value& constant) {
  switch (constant.tag) {
    case Tag::kNone: return false;
    case Tag::kBool:
    case Tag::kInt: return constant.i != 0;
    case Tag::kFloat: return constant.d != 0;
    case Tag::kObject: break;
    default: return true;
  }
  switch (constant.o->kind) {
    case Kind::kStr: return scriptling::as<Str>(constant)->size != 0;
    case Kind::kBytes: return scriptling::as<Bytes>(constant)->size != 0;
    case Kind::kTuple: return scriptling::as<Tuple>(constant)->size != 0;
    case Kind::kComplex: {
      ComplexNumber z = plain_complex(constant);
      return z.real != 0 || z.imag != 0;
    }
    default: return true;
  }
}

std::optional<int16_t> small_int(const std::optional<Value>& constant) {
  if (!constant || !constant->is_int()) return std::nullopt;
  if (constant->i < std::numeric_limits<int16_t>::min() ||
      constant->i > std::numeric_limits<int16_t>::max()) {
    return std::nullopt;
  }
  return static_cast<int16_t>(constant->i);
}

}  // namespace scriptling::compiler
