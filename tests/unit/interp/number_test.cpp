#include "interp/number.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "interp/hash.h"
#include "tests/unit/interp/environment.h"

namespace scriptling {
namespace {

// An environment that computes with numbers written as text.
struct Calculator : Environment {
  Value number(std::string_view text) {
    if (text == "True") return Value::boolean(true);
    if (text == "False") return Value::boolean(false);
    bool is_float = text.find_first_of(".einf") != std::string_view::npos;
    if (is_float) return Value::real(float_from_text(text).value());
    return int_from_text(vm, text, 10, Value::none());
  }
  std::string show(Value v) {
    if (v.is_error()) return take_error();
    if (v.is_not_implemented()) return "NotImplemented";
    if (v.is_bool()) return v.is_true() ? "True" : "False";
    return v.is_float() ? float_repr(v.d) : int_to_text(vm, v, 10);
  }
  std::string binary(std::string_view a, BinaryOp op, std::string_view b) {
    return show(number_binary(vm, op, number(a), number(b)));
  }
  Value random_int(std::mt19937_64& random, size_t bytes) {
    std::string data(bytes, '\0');
    for (char& c : data) c = static_cast<char>(random());
    return int_from_bytes(heap, data, true);
  }
  Value apply(BinaryOp op, Value a, Value b) { return number_binary(vm, op, a, b); }
  bool same(Value a, Value b) { return number_compare(CompareOp::kEq, a, b); }
};

using Op = BinaryOp;

TEST_CASE("small ints overflow into big ones and come back") {
  Calculator c;
  CHECK(c.binary("9223372036854775807", Op::kAdd, "1") == "9223372036854775808");
  CHECK(c.binary("-9223372036854775808", Op::kSub, "1") == "-9223372036854775809");
  CHECK(c.binary("9223372036854775808", Op::kSub, "1") == "9223372036854775807");
  CHECK(c.binary("-9223372036854775808", Op::kFloorDiv, "-1") == "9223372036854775808");
  CHECK(c.binary("-9223372036854775808", Op::kMod, "-1") == "0");
  CHECK(c.binary("4294967296", Op::kMul, "4294967296") == "18446744073709551616");
  CHECK(c.binary("-4294967296", Op::kMul, "4294967296") == "-18446744073709551616");
  Value back = c.apply(Op::kSub, c.number("9223372036854775808"), Value::integer(1));
  CHECK(back.is_int());
  CHECK(c.show(number_unary(c.vm, UnaryOp::kNeg, Value::integer(INT64_MIN))) ==
        "9223372036854775808");
  CHECK(c.show(number_unary(c.vm, UnaryOp::kInvert, c.number("18446744073709551616"))) ==
        "-18446744073709551617");
}

TEST_CASE("division rounds down") {
  Calculator c;
  CHECK(c.binary("-7", Op::kFloorDiv, "2") == "-4");
  CHECK(c.binary("-7", Op::kMod, "2") == "1");
  CHECK(c.binary("7", Op::kMod, "-2") == "-1");
  CHECK(c.binary("-7.5", Op::kMod, "2") == "0.5");
  CHECK(c.binary("7.5", Op::kMod, "-2.0") == "-0.5");
  CHECK(c.binary("-7.5", Op::kFloorDiv, "2") == "-4.0");
  CHECK(c.binary("-0.0", Op::kMod, "2.0") == "0.0");
  CHECK(c.binary("-0.0", Op::kFloorDiv, "1.0") == "-0.0");
  CHECK(c.binary("-100000000000000000000", Op::kFloorDiv, "3") ==
        "-33333333333333333334");
  CHECK(c.binary("-100000000000000000000", Op::kMod, "3") == "2");
  CHECK(c.binary("5", Op::kMod, "-100000000000000000000") == "-99999999999999999995");
}

TEST_CASE("division by zero has Python's words") {
  Calculator c;
  std::string error = "ZeroDivisionError: ";
  CHECK(c.binary("1", Op::kDiv, "0") == error + "division by zero");
  CHECK(c.binary("1", Op::kFloorDiv, "0") ==
        error + "integer division or modulo by zero");
  CHECK(c.binary("1", Op::kMod, "0") == error + "integer modulo by zero");
  CHECK(c.binary("1.0", Op::kDiv, "0") == error + "float division by zero");
  CHECK(c.binary("1.0", Op::kFloorDiv, "0") == error + "float floor division by zero");
  CHECK(c.binary("1.0", Op::kMod, "0") == error + "float modulo");
  CHECK(c.show(number_divmod(c.vm, Value::real(1), Value::integer(0))) ==
        error + "float divmod()");
  CHECK(c.binary("0", Op::kPow, "-1") ==
        error + "0.0 cannot be raised to a negative power");
}

TEST_CASE("powers") {
  Calculator c;
  CHECK(c.binary("2", Op::kPow, "100") == "1267650600228229401496703205376");
  CHECK(c.binary("-3", Op::kPow, "3") == "-27");
  CHECK(c.binary("2", Op::kPow, "-2") == "0.25");
  CHECK(c.binary("0", Op::kPow, "0") == "1");
  CHECK(c.binary("-1", Op::kPow, "1000000000000000000000000000001") == "-1");
  CHECK(c.binary("2.0", Op::kPow, "0.5") == "1.4142135623730951");
  CHECK(c.binary("-2.0", Op::kPow, "3.0") == "-8.0");
  CHECK(c.binary("2.0", Op::kPow, "10000") ==
        "OverflowError: (34, 'Numerical result out of range')");
  CHECK(c.binary("10", Op::kPow, "10000000000").substr(0, 11) == "MemoryError");
  CHECK(c.binary("10", Op::kPow, "100000000000000000000").substr(0, 11) == "MemoryError");
  auto pow_mod = [&](std::string_view a, std::string_view b, std::string_view m) {
    return c.show(number_pow_mod(c.vm, c.number(a), c.number(b), c.number(m)));
  };
  CHECK(pow_mod("2", "3", "-5") == "-2");
  CHECK(pow_mod("3", "-1", "7") == "5");
  CHECK(pow_mod("-3", "5", "7") == "2");
  CHECK(pow_mod("5", "0", "1") == "0");
  CHECK(pow_mod("2", "3", "0") == "ValueError: pow() 3rd argument cannot be 0");
  CHECK(pow_mod("2", "-1", "4") ==
        "ValueError: base is not invertible for the given modulus");
}

TEST_CASE("shifts and bits") {
  Calculator c;
  CHECK(c.binary("1", Op::kLShift, "63") == "9223372036854775808");
  CHECK(c.binary("-1", Op::kLShift, "63") == "-9223372036854775808");
  CHECK(c.binary("-1", Op::kLShift, "200") ==
        "-1606938044258990275541962092341162602522202993782792835301376");
  CHECK(c.binary("-5", Op::kRShift, "1") == "-3");
  CHECK(c.binary("-1", Op::kRShift, "100000000000000000000") == "-1");
  CHECK(c.binary("-18446744073709551617", Op::kRShift, "1") == "-9223372036854775809");
  CHECK(c.binary("1", Op::kLShift, "-1") == "ValueError: negative shift count");
  CHECK(c.binary("1", Op::kLShift, "10000000000000").substr(0, 11) == "MemoryError");
  CHECK(c.binary("-1", Op::kAnd, "18446744073709551615") == "18446744073709551615");
  CHECK(c.binary("-18446744073709551616", Op::kOr, "5") == "-18446744073709551611");
  CHECK(c.binary("-1", Op::kXor, "18446744073709551616") == "-18446744073709551617");
  CHECK(c.binary("True", Op::kAnd, "False") == "False");
  CHECK(c.binary("True", Op::kXor, "2") == "3");
  CHECK(c.binary("1.5", Op::kAnd, "1") == "NotImplemented");
}

TEST_CASE("laws of arithmetic hold for ints of all sizes") {
  Calculator c;
  std::mt19937_64 random(11);
  for (size_t bytes : {1, 7, 8, 9, 16, 17, 100, 3000, 400000, 900000}) {
    int rounds = bytes < 1000 ? 50 : 1;
    for (int n = 0; n < rounds; n++) {
      Value a = c.random_int(random, bytes);
      Value b = c.random_int(random, random() % bytes + 1);
      if (int_sign(b) == 0) continue;
      Value q = c.apply(Op::kFloorDiv, a, b);
      Value r = c.apply(Op::kMod, a, b);
      REQUIRE(c.same(c.apply(Op::kAdd, c.apply(Op::kMul, q, b), r), a));
      REQUIRE((int_sign(r) == 0 || int_sign(r) == int_sign(b)));
      Value sum = c.apply(Op::kAdd, a, b);
      REQUIRE(c.same(c.apply(Op::kSub, sum, b), a));
      // (a + b)^2 - (a - b)^2 is 4ab.
      Value difference = c.apply(Op::kSub, a, b);
      Value squares = c.apply(Op::kSub, c.apply(Op::kMul, sum, sum),
                              c.apply(Op::kMul, difference, difference));
      Value product = c.apply(Op::kMul, a, b);
      REQUIRE(c.same(squares, c.apply(Op::kLShift, product, Value::integer(2))));
      REQUIRE(c.same(c.apply(Op::kRShift, squares, Value::integer(2)), product));
      REQUIRE(c.same(c.apply(Op::kAdd, c.apply(Op::kAnd, a, b), c.apply(Op::kOr, a, b)),
                     sum));
    }
  }
}

TEST_CASE("very long quotients and powers are exact") {
  Calculator c;
  std::mt19937_64 random(3);
  Value b = c.random_int(random, 700000);  // Longer than what is divided at once.
  Value q = c.random_int(random, 1500000);
  Value a = c.apply(Op::kMul, q, b);
  CHECK(c.same(c.apply(Op::kFloorDiv, a, b), q));
  CHECK(int_sign(c.apply(Op::kMod, a, b)) == 0);
  Value power = c.apply(Op::kPow, Value::integer(3), Value::integer(6000001));
  CHECK(int_bit_length(power) == 9509777);
  Value modulus = Value::integer(1000000007);
  CHECK(
      c.same(c.apply(Op::kMod, power, modulus),
             number_pow_mod(c.vm, Value::integer(3), Value::integer(6000001), modulus)));
}

TEST_CASE("true division is correctly rounded") {
  Calculator c;
  CHECK(c.binary("1", Op::kDiv, "3") == "0.3333333333333333");
  CHECK(c.binary("9007199254740993", Op::kDiv, "1") == "9007199254740992.0");
  CHECK(c.binary("9007199254740995", Op::kDiv, "1") == "9007199254740996.0");
  std::string ten_400 = "1" + std::string(400, '0');
  CHECK(c.binary(ten_400, Op::kDiv, "1" + std::string(399, '0')) == "10.0");
  CHECK(c.binary(ten_400, Op::kDiv, "3") ==
        "OverflowError: integer division result too large for a float");
  CHECK(c.binary("-5", Op::kDiv, "1" + std::string(324, '0')) == "-5e-324");
  CHECK(c.binary("2", Op::kDiv, "1" + std::string(324, '0')) == "0.0");
  CHECK(c.binary("1", Op::kDiv, ten_400) == "0.0");
  CHECK(c.binary(ten_400, Op::kAdd, "1.0") ==
        "OverflowError: int too large to convert to float");
}

TEST_CASE("ints and floats compare exactly") {
  Calculator c;
  auto compare = [&](std::string_view a, CompareOp op, std::string_view b) {
    return number_compare(op, c.number(a), c.number(b));
  };
  CHECK(compare("9007199254740993", CompareOp::kGt, "9007199254740992.0"));
  CHECK(!compare("10000000000000000000000000", CompareOp::kEq, "1e25"));
  CHECK(compare("100000000000000000000", CompareOp::kEq, "1e20"));
  CHECK(compare("1" + std::string(400, '0'), CompareOp::kLt, "inf"));
  CHECK(compare("-1" + std::string(400, '0'), CompareOp::kGt, "-inf"));
  CHECK(compare("True", CompareOp::kEq, "1.0"));
  CHECK(!compare("1", CompareOp::kLe, "nan"));
  CHECK(compare("nan", CompareOp::kNe, "nan"));
}

TEST_CASE("equal numbers have the same hash, which is Python's") {
  Calculator c;
  auto hash = [&](std::string_view text) { return number_hash(c.number(text)); };
  CHECK(hash("-1") == -2);
  CHECK(hash("2305843009213693951") == 0);
  CHECK(hash("-9223372036854775808") == -4);
  CHECK(hash("1" + std::string(30, '0')) == 465258685558744706);
  CHECK(hash("-1" + std::string(30, '0')) == -465258685558744706);
  CHECK(hash("1.5") == 1152921504606846977);
  CHECK(hash("inf") == 314159);
  CHECK(hash("-inf") == -314159);
  std::mt19937_64 random(5);
  for (int n = 0; n < 1000; n++) {
    double d =
        std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 500));
    REQUIRE(number_hash(int_from_double(c.heap, d)) == number_hash(Value::real(d)));
  }
}

TEST_CASE("floats print as the shortest text that reads back") {
  CHECK(float_repr(1e16) == "1e+16");
  CHECK(float_repr(123456789012345680.0) == "1.2345678901234568e+17");
  CHECK(float_repr(1234567890123456.0) == "1234567890123456.0");
  CHECK(float_repr(0.0001) == "0.0001");
  CHECK(float_repr(0.00001) == "1e-05");
  CHECK(float_repr(5e-324) == "5e-324");
  CHECK(float_repr(0.1 + 0.2) == "0.30000000000000004");
  CHECK(float_repr(-0.0) == "-0.0");
  CHECK(float_repr(100.0) == "100.0");
  CHECK(float_repr(NAN) == "nan");
  CHECK(float_repr(-INFINITY) == "-inf");
  std::mt19937_64 random(9);
  for (int n = 0; n < 10000; n++) {
    uint64_t bits = random();
    double d;
    memcpy(&d, &bits, sizeof(d));
    if (!std::isnan(d)) REQUIRE(float_from_text(float_repr(d)) == d);
  }
}

TEST_CASE("float() reads what Python reads") {
  for (const char* good : {"1_0", " +inf ", "-nan", ".5", "5.", "1e5", "1_0.0_1e1_0",
                           "Infinity", "\u0661\u0662.\u0665", "1e400", "\u20031\u3000"}) {
    CHECK(float_from_text(good));
  }
  for (const char* bad : {"", ".", "1__0", "_1", "1_", "1e", "1e+", "infinit", "0x1",
                          "1 2", "+-1", "1_.5", "1._5", "e5", "\u00b2"}) {
    CHECK(!float_from_text(bad));
  }
  CHECK(float_from_text("1e400") == INFINITY);
  CHECK(float_from_text("\u0661\u0662.\u0665") == 12.5);
}

TEST_CASE("int() reads what Python reads") {
  Calculator c;
  auto read = [&](std::string_view text, int base) {
    return c.show(int_from_text(c.vm, text, base, c.text(text)));
  };
  CHECK(read(" 12 \n", 10) == "12");
  CHECK(read("1_000", 10) == "1000");
  CHECK(read("-0x_fF", 16) == "-255");
  CHECK(read("0b101", 0) == "5");
  CHECK(read("000", 0) == "0");
  CHECK(read("zz", 36) == "1295");
  CHECK(read("\u0661\u0662", 10) == "12");
  CHECK(read("123456789012345678901234567890", 10) == "123456789012345678901234567890");
  CHECK(read("12x", 10) == "ValueError: invalid literal for int() with base 10: '12x'");
  CHECK(read("010", 0) == "ValueError: invalid literal for int() with base 0: '010'");
  for (const char* bad : {"", "_1", "1__0", "1_", "+ 1", "--1", "0x", "b"}) {
    CHECK(read(bad, 10).substr(0, 10) == "ValueError");
  }
  CHECK(read("1", 37) == "ValueError: int() base must be >= 2 and <= 36, or 0");
}

TEST_CASE("decimal text of ints is limited, other bases are not") {
  Calculator c;
  std::string digits(5000, '1');
  CHECK(c.show(int_from_text(c.vm, digits, 10, c.text(digits))) ==
        "ValueError: Exceeds the limit (4300 digits) for integer string conversion: "
        "value has "
        "5000 digits; use sys.set_int_max_str_digits() to increase the limit");
  Value big = int_from_text(c.vm, digits, 16, c.text(digits));
  CHECK(int_to_text(c.vm, big, 16) == digits);
  CHECK(int_to_text(c.vm, big, 10).empty());
  CHECK(c.take_error() ==
        "ValueError: Exceeds the limit (4300 digits) for integer string conversion; use "
        "sys.set_int_max_str_digits() to increase the limit");
  set_int_max_str_digits(c.vm, 0);
  CHECK(int_to_text(c.vm, big, 10).size() == 6020);
  std::string most(4300, '9');
  set_int_max_str_digits(c.vm, 4300);
  CHECK(c.show(int_from_text(c.vm, most, 10, c.text(most))) == most);
}

TEST_CASE("ints to bytes and back") {
  Calculator c;
  std::string bytes;
  CHECK(int_to_bytes(Value::integer(-1), 2, true, &bytes));
  CHECK(bytes == "\xFF\xFF");
  CHECK(int_to_bytes(Value::integer(-128), kShortestBytes, true, &bytes));
  CHECK(bytes == "\x80");
  CHECK(int_to_bytes(Value::integer(128), kShortestBytes, true, &bytes));
  CHECK(bytes == std::string_view("\x80\x00", 2));
  CHECK(!int_to_bytes(Value::integer(256), 1, false, &bytes));
  CHECK(!int_to_bytes(Value::integer(-1), 1, false, &bytes));
  CHECK(int_to_bytes(Value::integer(0), kShortestBytes, true, &bytes));
  CHECK(bytes.empty());
  std::mt19937_64 random(13);
  for (size_t size = 1; size < 60; size++) {
    Value v = c.random_int(random, size);
    REQUIRE(int_to_bytes(v, kShortestBytes, true, &bytes));
    REQUIRE(c.same(int_from_bytes(c.heap, bytes, true), v));
    REQUIRE(int_to_bytes(v, 64, true, &bytes));
    REQUIRE(c.same(int_from_bytes(c.heap, bytes, true), v));
  }
}

TEST_CASE("make_int covers 128 bits") {
  Calculator c;
  int128 most = static_cast<int128>(~static_cast<uint128>(0) >> 1);
  CHECK(c.show(make_int(c.heap, most)) == "170141183460469231731687303715884105727");
  CHECK(c.show(make_int(c.heap, -most - 1)) ==
        "-170141183460469231731687303715884105728");
  CHECK(c.show(make_int(c.heap, INT64_MIN)) == "-9223372036854775808");
  CHECK(c.show(make_int_from_u64(c.heap, UINT64_MAX)) == "18446744073709551615");
  CHECK(int_bit_length(make_int(c.heap, most)) == 127);
  CHECK(int_bit_length(Value::integer(-8)) == 4);
}

TEST_CASE("a script that computes for long can be cancelled") {
  Environment e;
  CompileResult compiled =
      compile(std::make_shared<Source>("x = 3 ** 200000000", "t.py"));
  REQUIRE(compiled.program);
  e.vm.start_main(compiled.program, "t.py");
  REQUIRE(e.vm.run(1000) == Outcome::kPreempted);
  e.vm.cancel();
  Outcome outcome;
  int slices = 0;
  do {
    outcome = e.vm.run(1000);
  } while (outcome == Outcome::kPreempted && ++slices < 10);
  CHECK(outcome == Outcome::kRaised);
}

}  // namespace
}  // namespace scriptling
