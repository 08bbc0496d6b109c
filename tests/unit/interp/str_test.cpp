#include "interp/str.h"

#include <catch2/catch.hpp>
#include <set>

#include "interp/hash.h"
#include "interp/program.h"
#include "interp/str_index.h"
#include "interp/types.h"

namespace scriptling {
namespace {

struct TestHeap {
  TestHeap() { init_core(); }
  Heap heap{nullptr, size_t{256} << 20};
};

// Code points of one to four bytes, in an order that repeats late.
uint32_t code_point_at(uint32_t n) {
  constexpr uint32_t kSome[] = {'a', 0xE9, 0x20AC, 0x1F600, 'z', 0xD800, 0x7FF};
  return kSome[n * n % 7] == 'a' ? 'a' + n % 26 : kSome[n * n % 7];
}

std::string mixed_text(uint32_t length) {
  std::string text;
  for (uint32_t n = 0; n < length; n++) utf8_append(text, code_point_at(n));
  return text;
}

uint32_t code_point_of(const Str* s) {
  const char* p = s->data;
  return utf8_next(p);
}

TEST_CASE("a str knows its bytes, its code points and whether it is ASCII") {
  TestHeap t;
  Str* empty = make_str(t.heap, "");
  CHECK((empty->size == 0 && empty->length == 0 && empty->is_ascii()));
  Str* ascii = make_str(t.heap, "plain text, long enough for words");
  CHECK((ascii->size == 33 && ascii->length == 33 && ascii->is_ascii()));
  Str* mixed = make_str(t.heap, "na\u00efve \u20ac 100, \U0001F600 and more text");
  CHECK(mixed->length == 28);
  CHECK(!mixed->is_ascii());
  for (uint32_t length = 0; length < 200; length++) {
    CHECK(make_str(t.heap, mixed_text(length))->length == length);
  }
}

TEST_CASE("utf8_length refuses what is not UTF-8 but takes lone surrogates") {
  CHECK(utf8_length("a\u00e9\u20ac\U0001F600") == 4);
  CHECK(utf8_length("\xED\xA0\x80") == 1);
  for (std::string_view bad :
       {"\x80", "\xC3", "\xC0\x80", "\xE0\x80\x80", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xE2\x82", "a\xFF"}) {
    CHECK(utf8_length(bad) == -1);
  }
}

TEST_CASE("arbitrary bytes become text with replacement characters") {
  TestHeap t;
  CHECK(make_str_lossy(t.heap, "fine")->view() == "fine");
  CHECK(make_str_lossy(t.heap,
                       "a\xFF"
                       "b")
            ->view() ==
        "a\uFFFD"
        "b");
  CHECK(utf8_length(make_str_lossy(t.heap, "\xE2\x82 \xF0\x9F\x98 \x80")->view()) > 0);
}

TEST_CASE("code points are found in text of any length") {
  TestHeap t;
  for (uint32_t length : {1u, 7u, 64u, 65u, 100u, 1000u, 5000u}) {
    Str* s = make_str(t.heap, mixed_text(length));
    for (uint32_t n = 0; n < length; n++) {
      const char* p = s->data + str_offset(s, n);
      REQUIRE(utf8_next(p) == code_point_at(n));
      REQUIRE(str_offset(t.heap, s, n) == str_offset(s, n));
      REQUIRE(code_point_of(str_slice(t.heap, s, n, n + 1)) == code_point_at(n));
    }
    CHECK(str_offset(t.heap, s, length) == s->size);
  }
}

TEST_CASE("slices are the text between two places, shared or copied") {
  TestHeap t;
  Str* s = make_str(t.heap, mixed_text(6000));
  for (uint32_t start : {0u, 1u, 63u, 64u, 1000u}) {
    for (uint32_t end : {1000u, 1001u, 1064u, 5999u, 6000u}) {
      Str* slice = str_slice(t.heap, s, start, end);
      REQUIRE(slice->length == end - start);
      REQUIRE(slice->view() ==
              s->view().substr(str_offset(s, start),
                               str_offset(s, end) - str_offset(s, start)));
      if (start < end) {
        REQUIRE(code_point_of(str_slice(t.heap, slice, slice->length - 1,
                                        slice->length)) == code_point_at(end - 1));
      }
    }
  }
  CHECK(str_slice(t.heap, s, 0, 6000) == s);
  CHECK(str_slice(t.heap, s, 5, 5)->size == 0);
}

TEST_CASE("appending piece by piece copies each piece once") {
  TestHeap t;
  Str* s = make_str(t.heap, "");
  std::string expected;
  for (int n = 0; n < 20000; n++) {
    std::string piece = n % 100 == 0 ? "\u00e9t\u00e9 " : std::to_string(n);
    s = str_concat(t.heap, s, make_str(t.heap, piece));
    expected += piece;
  }
  CHECK(s->view() == expected);
  CHECK(s->length == utf8_length(expected));
  // Without sharing this would have taken half a gigabyte.
  CHECK(t.heap.bytes() < size_t{8} << 20);
}

TEST_CASE("two continuations of one text do not see each other") {
  TestHeap t;
  const std::string long_text(100, 'x');
  Str* base = make_str(t.heap, long_text);
  base = str_concat(t.heap, base, make_str(t.heap, "!"));
  Str* first = str_concat(t.heap, base, make_str(t.heap, "first"));
  Str* second = str_concat(t.heap, base, make_str(t.heap, "second"));
  Str* third = str_concat(t.heap, first, second);
  CHECK(first->view() == long_text + "!first");
  CHECK(second->view() == long_text + "!second");
  CHECK(third->view() == std::string(first->view()) + std::string(second->view()));
  CHECK(base->view() == long_text + "!");
}

TEST_CASE("an indexed text may be continued and its continuation indexed") {
  TestHeap t;
  Str* s = make_str(t.heap, mixed_text(500));
  for (int n = 0; n < 5; n++) {
    CHECK(str_offset(t.heap, s, 400) > 400);
    s = str_concat(t.heap, s, make_str(t.heap, mixed_text(500)));
  }
  for (uint32_t n = 0; n < s->length; n += 7) {
    const char* p = s->data + str_offset(t.heap, s, n);
    REQUIRE(utf8_next(p) == code_point_at(n % 500));
  }
}

TEST_CASE("every byte offset leads back to its code point") {
  TestHeap t;
  for (const char* front : {"", "ascii to begin with "}) {
    Str* s = make_str(t.heap, front + mixed_text(1000));
    std::vector<uint32_t> offsets;
    for (uint32_t n = 0; n <= s->length; n++) offsets.push_back(str_offset(s, n));
    // Near both ends, where no table is needed; then all, by the table.
    for (uint32_t n : {0U, 40U, s->length - 30, s->length, 500U}) {
      CHECK(str_index_at(t.heap, s, offsets[n]) == n);
    }
    for (uint32_t n = 0; n <= s->length; n++) {
      REQUIRE(str_index_at(t.heap, s, offsets[n]) == n);
      REQUIRE(str_offset(t.heap, s, n) == offsets[n]);
    }
  }
}

TEST_CASE("long constants come with their table") {
  TestHeap t;
  ConstantPool pool;
  Value v = pool.str(mixed_text(1000));
  const auto* s = as<Str>(v);
  CHECK(s->owner != nullptr);
  CHECK(as<Str>(pool.str(mixed_text(10)))->owner == nullptr);
  for (uint32_t n = 0; n <= s->length; n++) {
    uint32_t offset = str_offset(t.heap, s, n);
    REQUIRE(offset == str_offset(s, n));
    REQUIRE(str_index_at(t.heap, s, offset) == n);
  }
}

TEST_CASE("small code points are shared") {
  TestHeap t;
  for (uint32_t c = 0; c < 256; c++) {
    Str* s = str_of_code_point(t.heap, c);
    CHECK(s == str_of_code_point(t.heap, c));
    CHECK(s->length == 1);
    CHECK(code_point_of(s) == c);
  }
  CHECK(str_of_code_point(t.heap, 0x20AC)->view() == "\u20ac");
}

TEST_CASE("hashes differ where texts do, and shown ones never change") {
  std::set<uint64_t> seen;
  std::string text;
  for (int n = 0; n < 300; n++) {
    seen.insert(hash_bytes(text));
    text += 'a';
    seen.insert(hash_bytes(text + 'b'));
  }
  CHECK(seen.size() == 600);
  CHECK(hash_bytes("same") == hash_bytes(std::string("same")));
  CHECK(visible_hash_bytes("") == 0);
  CHECK(visible_hash_bytes("a") != visible_hash_bytes("b"));
  CHECK(hash_small_int(1) == hash_u64(1));
  CHECK(hash_small_int(-1) == hash_u64(static_cast<uint64_t>(-2)));
}

TEST_CASE("a bytearray grows, also from its own content") {
  TestHeap t;
  ByteArray* array = make_bytearray(t.heap, "ab");
  for (int n = 0; n < 12; n++) {
    Value v = Value::object(array);
    bytearray_append(t.heap, array, bytes_view(v));
  }
  CHECK(array->size == 2 << 12);
  for (uint32_t n = 0; n < array->size; n++) {
    REQUIRE(bytearray_data(array)[n] == (n % 2 == 0 ? 'a' : 'b'));
  }
  CHECK(make_bytes(t.heap, "data")->view() == "data");
}

}  // namespace
}  // namespace scriptling
