#include "state/datum_codec.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "state/datum_builder.h"

namespace scriptling {
namespace {

using namespace std::string_literals;

// Identical, not merely equal: kinds, order, backrefs, the bits of floats.
bool is_identical(const Datum& a, const Datum& b) {
  std::vector<std::pair<const Datum*, const Datum*>> todo{{&a, &b}};
  while (!todo.empty()) {
    auto [x, y] = todo.back();
    todo.pop_back();
    if (x->kind() != y->kind()) return false;
    if (x->is_container()) {
      if (x->items().size() != y->items().size()) return false;
      for (std::size_t i = 0; i < x->items().size(); ++i)
        todo.emplace_back(&x->items()[i], &y->items()[i]);
    } else if (x->kind() == DatumKind::kFloat) {
      double p = x->as_float(), q = y->as_float();
      if (std::memcmp(&p, &q, sizeof p) != 0) return false;
    } else if (x->kind() == DatumKind::kStr) {
      if (x->text() != y->text() || x->code_points() != y->code_points() ||
          x->is_ascii() != y->is_ascii())
        return false;
    } else if (x->kind() == DatumKind::kHandle) {
      if (x->handle_kind() != y->handle_kind() || x->handle_id() != y->handle_id() ||
          x->handle_name() != y->handle_name())
        return false;
    } else if (debug_text(*x, 1u << 20) != debug_text(*y, 1u << 20)) {
      return false;
    }
  }
  return a.size_in_bytes() == b.size_in_bytes();
}

// Makes random messages with everything in them that can be encoded.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  Datum make() {
    budget_ = below(60) + 1;
    add_any(0);
    return builder_.finish();
  }

  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

 private:
  void add_any(int depth) {
    if (budget_ > 0) --budget_;
    if (depth < 8 && budget_ > 0 && below(3) == 0) return add_container(depth);
    builder_.add(leaf());
  }

  void add_container(int depth) {
    auto kind = static_cast<DatumKind>(static_cast<int>(DatumKind::kList) + below(5));
    bool is_sequence = kind == DatumKind::kList || kind == DatumKind::kTuple;
    std::uint64_t count = below(6);
    builder_.open(kind, below(2) * count);
    for (std::uint64_t i = 0; i < count; ++i) {
      if (is_sequence) {
        add_any(depth + 1);
      } else {
        builder_.add(Datum::str(text()));
        if (kind == DatumKind::kDict) add_any(depth + 1);
      }
    }
    builder_.close();
  }

  Datum leaf() {
    switch (below(10)) {
      case 0: return Datum();
      case 1: return Datum::boolean(below(2) == 0);
      case 2: return Datum::integer(static_cast<std::int64_t>(random_()) >> below(64));
      case 3: return Datum::number(std::ldexp(static_cast<double>(below(1000)), 7) - 3.7);
      case 4:
        return Datum::big_integer(below(2) == 0 ? Sign::kPositive : Sign::kNegative,
                                  raw(below(40)));
      case 5: return Datum::str(text());
      case 6: return Datum::bytes(raw(below(40)));
      case 7: return Datum::byte_array(raw(below(40)));
      case 8:
        return Datum::handle(static_cast<DatumHandleKind>(below(8)), text(), random_());
      default:
        return builder_.numbered() == 0 ? Datum()
                                        : Datum::backref(below(builder_.numbered()));
    }
  }

  std::string raw(std::uint64_t size) {
    std::string bytes;
    while (bytes.size() < size) bytes += static_cast<char>(random_());
    return bytes;
  }

  std::string text() {
    static const std::vector<std::string> kPieces = {
        "a", "\xc3\xa9", "\xe2\x82\xac", "\xed\xa0\x80", "\xf0\x9f\x98\x80", "\0"s};
    std::string made;
    for (std::uint64_t i = below(20); i > 0; --i) made += kPieces[below(kPieces.size())];
    return made;
  }

  std::mt19937_64 random_;
  DatumBuilder builder_;
  std::uint64_t budget_ = 0;
};

Datum decoded(std::string_view bytes) {
  auto result = decode(bytes);
  INFO(result.status().to_text());
  REQUIRE(result);
  return *std::move(result);
}

TEST_CASE("the record drawn in FORMAT.md is what it says") {
  DatumBuilder builder;
  auto list = builder.open(DatumKind::kList, 3);
  builder.open(DatumKind::kDict, 4);
  builder.add(Datum::str("n"));
  builder.add(Datum::integer(-300));
  builder.add(Datum::str("up"));
  builder.add(Datum::backref(list));
  builder.close();
  builder.add(Datum::boolean(true));
  builder.close();
  std::string drawn = "\x01\x0a\x02\x0c\x02\x07\x01n\x03\xd7\x04\x07\x02up\x10\x00\x02"s;
  CHECK(encode(builder.finish()) == drawn);
  CHECK(debug_text(decoded(drawn)) == "[{'n': -300, 'up': <backref 0>}, True]");
}

TEST_CASE("edges of every kind survive a round trip") {
  std::vector<Datum> edges = {
      Datum(),
      Datum::integer(INT64_MIN),
      Datum::integer(INT64_MAX),
      Datum::integer(-1),
      Datum::number(-0.0),
      Datum::number(std::nan("7")),
      Datum::number(HUGE_VAL),
      Datum::big_integer(Sign::kNegative, std::string(9, '\1')),
      Datum::big_integer(Sign::kPositive, std::string(1000, '\xff')),
      Datum::str(""),
      Datum::str("exactly 14 byt"),
      Datum::str("\xed\xb0\x80"),
      Datum::str(std::string(100'000, 'x')),
      Datum::bytes("\0\xff"s),
      Datum::byte_array(""),
      Datum::container(DatumKind::kFrozenSet, {}),
      Datum::handle(DatumHandleKind::kPromise, "", UINT64_MAX),
      Datum::handle(DatumHandleKind::kKvStore, ":memory:x", 0),
  };
  for (const Datum& edge : edges) {
    INFO(debug_text(edge, 50));
    CHECK(is_identical(decoded(encode(edge)), edge));
  }
}

TEST_CASE("random messages survive a round trip") {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    Datum message = Maker(seed).make();
    std::string bytes = encode(message);
    INFO(seed << ": " << debug_text(message));
    Datum back = decoded(bytes);
    REQUIRE(is_identical(back, message));
    REQUIRE(encode(back) == bytes);
  }
}

TEST_CASE("every prefix of a message is an error") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    std::string bytes = encode(Maker(seed).make());
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      // A copy of just that size, so that a sanitizer sees a read past it.
      std::vector<char> prefix(bytes.begin(), bytes.begin() + static_cast<long>(size));
      auto result = decode({prefix.data(), prefix.size()});
      REQUIRE_FALSE(result);
      REQUIRE(result.status().kind() == ErrorKind::kCorruption);
    }
    REQUIRE_FALSE(decode(bytes + '\0'));
  }
}

TEST_CASE("damaged messages are errors or other messages, never a crash") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    Maker maker(seed);
    std::string bytes = encode(maker.make());
    for (int turn = 0; turn < 40; ++turn) {
      std::string damaged = bytes;
      for (std::uint64_t i = maker.below(3) + 1; i > 0; --i)
        damaged[maker.below(damaged.size())] = static_cast<char>(maker.below(256));
      auto result = decode(damaged);
      if (result) REQUIRE(encode(*result) == damaged);
    }
  }
}

TEST_CASE("noise is an error or a message, never a crash") {
  std::mt19937 random(1);
  for (int turn = 0; turn < 20'000; ++turn) {
    std::string noise = "\x01";
    for (unsigned i = random() % 30; i > 0; --i)
      noise += static_cast<char>(random() % (turn % 2 == 0 ? 18 : 256));
    auto result = decode(noise);
    if (result) REQUIRE(encode(*result) == noise);
  }
}

TEST_CASE("decoding says what is wrong and where") {
  auto wrong = [](const std::string& bytes) {
    return std::string(decode(bytes).status().message());
  };
  CHECK(wrong("") == "damaged data: no version at byte 0 of 0");
  CHECK(wrong("\x02\x00"s) == "damaged data: unknown version at byte 1 of 2");
  CHECK(wrong("\x01\x7f") == "damaged data: unknown tag at byte 1 of 2");
  CHECK(wrong("\x01\x00\x00"s) == "damaged data: more than one datum at byte 2 of 3");
  CHECK(wrong("\x01\x03\x80\x00"s) ==
        "damaged data: a number written wrongly at byte 4 of 4");
  CHECK(wrong("\x01\x07\x01\xff") ==
        "damaged data: a str that is not UTF-8 at byte 4 of 4");
  CHECK(wrong("\x01\x05\x01\x05") ==
        "damaged data: a big int that is not big at byte 4 of 4");
  CHECK(wrong("\x01\x10\x00"s) ==
        "damaged data: a backref to what is not there at byte 3 of 3");
  CHECK(wrong("\x01\x0d\x01\x0a\x00"s) ==
        "damaged data: a key that cannot be one at byte 3 of 5");
  CHECK(wrong("\x01\x0f\x08\x00\x00"s) == "damaged data: unknown handle at byte 2 of 5");
  CHECK(wrong("\x01\x03" + std::string(9, '\xff') + "\x02") ==
        "damaged data: a number written wrongly at byte 12 of 12");
  CHECK(wrong("\x01\x03" + std::string(12, '\xff')) ==
        "damaged data: a number too long at byte 12 of 14");
}

TEST_CASE("a key that nobody could hash is refused") {
  auto nested = [](int depth) {
    std::string bytes;
    for (int i = 0; i < depth; ++i) bytes += "\x0b\x01";
    return bytes + "\x00"s;
  };
  CHECK(decode("\x01" + nested(100'000)));
  CHECK(decode("\x01\x0d\x01" + nested(4'900)));
  CHECK_FALSE(decode("\x01\x0d\x01" + nested(5'100)));
  CHECK_FALSE(decode("\x01\x0c\x01" + nested(5'100) + "\x00"s));
  // By backrefs: a deep tuple, first as an item and then as a key; one in itself.
  CHECK(decode("\x01\x0a\x02" + nested(4'900) + "\x0d\x01\x10\x01"));
  CHECK_FALSE(decode("\x01\x0a\x02" + nested(5'100) + "\x0d\x01\x10\x01"));
  CHECK_FALSE(decode("\x01\x0d\x01\x0b\x01\x10\x01"));
  // Each tuple holds the one before twice.
  std::string doubled = "\x01\x0a\x3c\x0b\x00"s;
  for (char n = 1; n < 59; ++n) doubled += std::string("\x0b\x02\x10") + n + "\x10" + n;
  CHECK(decode(doubled + "\x0d\x01\x10\x05"));
  CHECK_FALSE(decode(doubled + "\x0d\x01\x10\x3b"));
}

TEST_CASE("a small lie takes no large memory") {
  // Thousands of lists, each claiming all the bytes that are left.
  std::string liar = "\x01";
  for (int i = 0; i < 10'000; ++i) liar += "\x0a\xff\x7f"s;
  liar += std::string(1 << 20, '\0');
  CHECK_FALSE(decode(liar));
  CHECK_FALSE(decode("\x01\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"));
  CHECK_FALSE(decode("\x01\x0c\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01"));
  CHECK_FALSE(decode("\x01\x07\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"));
}

TEST_CASE("depth costs no stack") {
  constexpr int kDepth = 1'000'000;
  std::string deep = "\x01";
  for (int i = 0; i < kDepth; ++i) deep += "\x0a\x01"s;
  deep += '\0';
  Datum datum = decoded(deep);
  CHECK(encode(datum) == deep);
}

TEST_CASE("aliases and cycles survive a round trip") {
  DatumBuilder builder;
  auto outer = builder.open(DatumKind::kTuple, 4);
  auto shared = builder.add(Datum::byte_array("shared"));
  builder.add(Datum::backref(shared));
  auto list = builder.open(DatumKind::kList, 2);
  builder.add(Datum::backref(outer));
  builder.add(Datum::backref(list));
  builder.close();
  builder.add(Datum::backref(list));
  builder.close();
  Datum back = decoded(encode(builder.finish()));
  CHECK(debug_text(back) ==
        "(bytearray(b'shared'), <backref 1>, [<backref 0>, <backref 2>], <backref 2>)");
  CHECK(back.contains(Content::kBackrefs));
}

TEST_CASE("a capsule has no bytes") {
  struct Empty : Capsule {
    std::string describe() const override { return "empty"; }
  };
  CHECK_THROWS_AS(encode(Datum::capsule(std::make_shared<Empty>())), std::logic_error);
}

}  // namespace
}  // namespace scriptling
