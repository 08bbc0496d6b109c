#include "state/datum_equality.h"

#include <bit>
#include <cmath>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace scriptling {

namespace {

constexpr int kMaxKeyDepth = 1000;
// Keys of one hash that differ after all. Honest messages have none; forged ones, with
// lists for keys or members twice, could make millions.
constexpr int kMaxFalseMatches = 100'000;
constexpr double kTwoTo63 = 9223372036854775808.0;

struct Magnitude {
  bool is_negative;
  std::string bytes;  // Little-endian, no zero at the end.
};

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 32)) * 0x9e3779b97f4a7c15u;
  return x ^ (x >> 29);
}

bool is_number(const Datum& datum) {
  return datum.kind() >= DatumKind::kBool && datum.kind() <= DatumKind::kBigInt;
}

std::optional<std::int64_t> as_small_int(const Datum& datum) {
  if (datum.kind() == DatumKind::kBool) return datum.as_bool() ? 1 : 0;
  if (datum.kind() == DatumKind::kInt) return datum.as_int();
  if (datum.kind() != DatumKind::kFloat) return std::nullopt;
  double value = datum.as_float();
  if (!(value >= -kTwoTo63 && value < kTwoTo63) || value != std::trunc(value))
    return std::nullopt;
  return static_cast<std::int64_t>(value);
}

// Requires: `datum` is a big int, or a float.
std::optional<Magnitude> as_magnitude(const Datum& datum) {
  if (datum.kind() == DatumKind::kBigInt)
    return Magnitude{datum.is_negative(), std::string(datum.text())};
  double value = datum.as_float();
  if (!std::isfinite(value) || std::fabs(value) < kTwoTo63) return std::nullopt;
  int exponent;
  double fraction = std::frexp(std::fabs(value), &exponent);
  auto mantissa = static_cast<std::uint64_t>(std::ldexp(fraction, 53));
  int shift = exponent - 53;  // At least 11, so the value is mantissa * 2**shift.
  std::string bytes(static_cast<std::size_t>(shift / 8), '\0');
  // The shifted mantissa takes up to 60 bits.
  for (mantissa <<= shift % 8; mantissa != 0; mantissa >>= 8)
    bytes.push_back(static_cast<char>(mantissa & 0xff));
  return Magnitude{value < 0, std::move(bytes)};
}

bool numbers_equal(const Datum& a, const Datum& b) {
  if (a.kind() == DatumKind::kFloat && b.kind() == DatumKind::kFloat)
    return a.as_float() == b.as_float();
  auto small_a = as_small_int(a);
  auto small_b = as_small_int(b);
  if (small_a || small_b) return small_a == small_b;
  auto big_a = as_magnitude(a);
  auto big_b = as_magnitude(b);
  return big_a && big_b && big_a->is_negative == big_b->is_negative &&
         big_a->bytes == big_b->bytes;
}

bool are_bytes(const Datum& datum) {
  return datum.kind() == DatumKind::kBytes || datum.kind() == DatumKind::kByteArray;
}

bool is_set(const Datum& datum) {
  return datum.kind() == DatumKind::kSet || datum.kind() == DatumKind::kFrozenSet;
}

// Requires: not both are containers.
bool leaves_equal(const Datum& a, const Datum& b) {
  if (is_number(a) && is_number(b)) return numbers_equal(a, b);
  if (are_bytes(a) && are_bytes(b)) return a.text() == b.text();
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case DatumKind::kNone: return true;
    case DatumKind::kStr: return a.text() == b.text();
    case DatumKind::kHandle:
      return a.handle_kind() == b.handle_kind() && a.handle_id() == b.handle_id() &&
             a.handle_name() == b.handle_name();
    case DatumKind::kCapsule: return a.as_capsule() == b.as_capsule();
    default: return false;  // A backref that names nothing.
  }
}

// One of the two messages, and what its backrefs mean.
class Side {
 public:
  explicit Side(const Datum& root) {
    if (root.contains(Content::kBackrefs)) number(root);
  }

  const Datum& resolve(const Datum& datum) const {
    if (datum.kind() != DatumKind::kBackref) return datum;
    std::uint64_t number = datum.as_backref();
    return number < numbered_.size() ? *numbered_[number] : datum;
  }

 private:
  void number(const Datum& root) {
    std::vector<const Datum*> todo{&root};
    while (!todo.empty()) {
      const Datum* datum = todo.back();
      todo.pop_back();
      if (datum->is_numbered()) numbered_.push_back(datum);
      if (!datum->is_container()) continue;
      auto items = datum->items();
      for (std::size_t i = items.size(); i-- > 0;)
        if (items[i].is_numbered()) todo.push_back(&items[i]);
    }
  }

  std::vector<const Datum*> numbered_;
};

// Which containers are held equal. A pair that is met again is not compared again, and
// what equals a third is not compared either, so there are no more comparisons than
// containers.
class Classes {
 public:
  // Whether they were one class before.
  bool join(const Datum& a, const Datum& b) {
    const Datum* root_a = find(&a);
    const Datum* root_b = find(&b);
    if (root_a == root_b) return true;
    above_[root_a] = root_b;
    return false;
  }
  bool are_joined(const Datum& a, const Datum& b) { return find(&a) == find(&b); }

 private:
  const Datum* find(const Datum* datum) {
    while (true) {
      auto up = above_.find(datum);
      if (up == above_.end()) return datum;
      auto further = above_.find(up->second);
      if (further != above_.end()) up->second = further->second;
      datum = up->second;
    }
  }

  std::unordered_map<const Datum*, const Datum*> above_;
};

class Comparison {
 public:
  Comparison(const Datum& a, const Datum& b)
      : left_(a),
        right_(b),
        has_backrefs_(a.contains(Content::kBackrefs) || b.contains(Content::kBackrefs)) {
    todo_.emplace_back(&a, &b);
  }

  bool run() {
    while (!todo_.empty()) {
      auto [a, b] = todo_.back();
      todo_.pop_back();
      if (!step(left_.resolve(*a), right_.resolve(*b))) return false;
    }
    return true;
  }

 private:
  // Compares two, and leaves what they hold for later.
  bool step(const Datum& a, const Datum& b) {
    if (!a.is_container() || !b.is_container()) return leaves_equal(a, b);
    if (a.kind() != b.kind() && !(is_set(a) && is_set(b))) return false;
    if (a.items().size() != b.items().size()) return false;
    if (!has_backrefs_ && a.identity() != nullptr && a.identity() == b.identity())
      return true;
    if (has_backrefs_ && assumed_.join(a, b)) return true;
    if (a.kind() == DatumKind::kDict) return match_keys(a.items(), b.items(), 2);
    if (is_set(a)) return match_keys(a.items(), b.items(), 1);
    for (std::size_t i = a.items().size(); i-- > 0;)
      todo_.emplace_back(&a.items()[i], &b.items()[i]);
    return true;
  }

  // Finds each of a's keys among b's, in the same place if it can. `stride` 2: the values
  // of matched keys are left for later.
  bool match_keys(std::span<const Datum> a, std::span<const Datum> b,
                  std::size_t stride) {
    std::unordered_multimap<std::uint64_t, std::size_t> places;
    for (std::size_t i = 0; i < a.size(); i += stride) {
      std::size_t at = i;
      if (!keys_equal(a[i], b[i], 0)) {
        if (places.empty())
          for (std::size_t j = 0; j < b.size(); j += stride)
            places.emplace(hash(right_, b[j], 0), j);
        at = find_key(a[i], b, places);
        if (at == b.size()) return false;
      }
      if (stride == 2) todo_.emplace_back(&a[i + 1], &b[at + 1]);
    }
    return true;
  }

  std::size_t find_key(
      const Datum& key, std::span<const Datum> keys,
      const std::unordered_multimap<std::uint64_t, std::size_t>& places) {
    auto [begin, end] = places.equal_range(hash(left_, key, 0));
    for (auto place = begin; place != end; ++place) {
      if (keys_equal(key, keys[place->second], 0)) return place->second;
      if (++false_matches_ > kMaxFalseMatches) break;
    }
    return keys.size();
  }

  // Keys are hashable, so only tuples and frozen sets nest here.
  bool keys_equal(const Datum& key_a, const Datum& key_b, int depth) {
    const Datum& a = left_.resolve(key_a);
    const Datum& b = right_.resolve(key_b);
    if (!a.is_container() || !b.is_container()) return leaves_equal(a, b);
    if (a.kind() != b.kind() && !(is_set(a) && is_set(b))) return false;
    if (a.items().size() != b.items().size() || depth == kMaxKeyDepth) return false;
    if (a.kind() == DatumKind::kList || a.kind() == DatumKind::kDict) return false;
    // Keys full of aliases would take for ever without a memory of what was seen.
    if (has_backrefs_ && proven_.are_joined(a, b)) return true;
    if ((has_backrefs_ || is_set(a)) && hash(left_, a, depth) != hash(right_, b, depth))
      return false;
    bool equal = is_set(a) ? sets_equal(a.items(), b.items(), depth + 1)
                           : tuples_equal(a.items(), b.items(), depth + 1);
    if (has_backrefs_ && equal) proven_.join(a, b);
    return equal;
  }

  bool tuples_equal(std::span<const Datum> a, std::span<const Datum> b, int depth) {
    for (std::size_t i = 0; i < a.size(); ++i)
      if (!keys_equal(a[i], b[i], depth)) return false;
    return true;
  }

  bool sets_equal(std::span<const Datum> a, std::span<const Datum> b, int depth) {
    std::unordered_multimap<std::uint64_t, std::size_t> places;
    for (std::size_t j = 0; j < b.size(); ++j)
      places.emplace(hash(right_, b[j], depth), j);
    for (const Datum& key : a) {
      bool is_found = false;
      auto [begin, end] = places.equal_range(hash(left_, key, depth));
      for (auto place = begin; place != end && !is_found; ++place) {
        if (false_matches_ > kMaxFalseMatches) return false;
        is_found = keys_equal(key, b[place->second], depth);
        if (!is_found) ++false_matches_;
      }
      if (!is_found) return false;
    }
    return true;
  }

  // Equal keys have equal hashes. What may not be a key has one too; it does not matter.
  std::uint64_t hash(const Side& side, const Datum& key, int depth) {
    const Datum& datum = side.resolve(key);
    if (!datum.is_container()) return leaf_hash(datum);
    auto kind =
        static_cast<std::uint64_t>(is_set(datum) ? DatumKind::kSet : datum.kind());
    std::uint64_t result = mix(kind + datum.items().size() * 64);
    if (depth >= kMaxKeyDepth || datum.kind() == DatumKind::kList ||
        datum.kind() == DatumKind::kDict)
      return result;
    // Noted before descending too: a forged key may hold itself.
    auto [memo, is_new] = hashes_.emplace(&datum, result);
    if (!is_new) return memo->second;
    for (const Datum& item : datum.items()) {
      std::uint64_t below = hash(side, item, depth + 1);
      result = is_set(datum) ? result + mix(below) : mix(result ^ below);
    }
    hashes_[&datum] = result;
    return result;
  }

  static std::uint64_t leaf_hash(const Datum& datum) {
    if (is_number(datum)) {
      if (auto small = as_small_int(datum))
        return mix(static_cast<std::uint64_t>(*small));
      if (auto big = as_magnitude(datum)) return std::hash<std::string>()(big->bytes);
      return mix(std::bit_cast<std::uint64_t>(datum.as_float()));
    }
    if (datum.is_text()) return std::hash<std::string_view>()(datum.text());
    if (datum.kind() == DatumKind::kHandle)
      return mix(datum.handle_id()) ^ std::hash<std::string_view>()(datum.handle_name());
    return static_cast<std::uint64_t>(datum.kind());
  }

  Side left_;
  Side right_;
  bool has_backrefs_;
  std::vector<std::pair<const Datum*, const Datum*>> todo_;
  Classes assumed_;
  Classes proven_;
  std::unordered_map<const Datum*, std::uint64_t> hashes_;
  int false_matches_ = 0;
};

}  // namespace

bool is_equal(const Datum& a, const Datum& b) {
  if (a.identity() != nullptr && a.identity() == b.identity()) return true;
  if (!a.is_container() || !b.is_container()) return leaves_equal(a, b);
  return Comparison(a, b).run();
}

}  // namespace scriptling
