#include "state/kv_store.h"

#include <cmath>

#include "state/datum_equality.h"
#include "state/kv_glob.h"

namespace scriptling {

Status KvStore::check_key(std::string_view key) {
  if (key.empty()) return Status::value_error("key must not be empty");
  if (key.size() <= kMaxKeyBytes) return Status::ok();
  return Status::value_error("key of " + std::to_string(key.size()) +
                             " bytes is too long; the limit is " +
                             std::to_string(kMaxKeyBytes));
}

Status KvStore::check_value(const Datum& value) {
  if (value.contains(Content::kHandles) || value.contains(Content::kCapsules))
    return Status::type_error("a key-value store cannot hold runtime handles");
  if (value.size_in_bytes() <= kMaxValueBytes) return Status::ok();
  return Status::value_error("value of " + std::to_string(value.size_in_bytes()) +
                             " bytes is too large; the limit is " +
                             std::to_string(kMaxValueBytes));
}

Result<std::optional<KvStore::Entry>> KvStore::find_live(std::string_view key) {
  Status bad = check_key(key);
  if (!bad.is_ok()) return bad;
  auto entry = find(key);
  if (entry && *entry && (*entry)->expires <= now()) return std::optional<Entry>();
  return entry;
}

Status KvStore::set(std::string_view key, const Datum& value, double ttl) {
  if (Status bad = check_key(key); !bad.is_ok()) return bad;
  if (Status bad = check_value(value); !bad.is_ok()) return bad;
  if (!std::isfinite(ttl) || ttl < 0)
    return Status::value_error("ttl must be zero or a positive number of seconds");
  Entry entry{value, kNever};
  // Beyond some hundred thousand years a ttl is for ever.
  constexpr double kLongest = 4e18;
  std::int64_t start = now();
  double wait = std::ceil(ttl * 1e6);
  if (ttl > 0 && wait < kLongest && start < kNever - static_cast<std::int64_t>(wait))
    entry.expires = start + static_cast<std::int64_t>(wait);
  return store(key, std::move(entry));
}

Result<std::optional<Datum>> KvStore::get(std::string_view key) {
  auto entry = find_live(key);
  if (!entry) return entry.status();
  if (!*entry) return std::optional<Datum>();
  return std::optional<Datum>(std::move((*entry)->value));
}

Result<std::int64_t> KvStore::incr(std::string_view key, std::int64_t delta) {
  auto found = find_live(key);
  if (!found) return found.status();
  Entry entry = *found ? std::move(**found) : Entry{Datum::integer(0), kNever};
  auto overflow = [&] {
    return Status::overflow_error("value of key '" + std::string(key) +
                                  "' would leave the 64-bit range");
  };
  std::int64_t sum;
  switch (entry.value.kind()) {
    case DatumKind::kBool: sum = entry.value.as_bool() ? 1 : 0; break;
    case DatumKind::kInt: sum = entry.value.as_int(); break;
    case DatumKind::kBigInt: return overflow();
    default:
      return Status::type_error("value of key '" + std::string(key) +
                                "' is not an integer but " +
                                std::string(kind_name(entry.value.kind())));
  }
  if (__builtin_add_overflow(sum, delta, &sum)) return overflow();
  entry.value = Datum::integer(sum);
  Status stored = store(key, std::move(entry));
  if (!stored.is_ok()) return stored;
  return sum;
}

Result<bool> KvStore::remove(std::string_view key) {
  auto entry = find_live(key);
  if (!entry) return entry.status();
  if (!*entry) return false;
  return erase(key);
}

Result<bool> KvStore::exists(std::string_view key) {
  auto entry = find_live(key);
  if (!entry) return entry.status();
  return entry->has_value();
}

Result<std::int64_t> KvStore::ttl(std::string_view key) {
  constexpr std::int64_t kSecond = 1'000'000;
  auto entry = find_live(key);
  if (!entry) return entry.status();
  if (!*entry) return std::int64_t{-2};
  if ((*entry)->expires == kNever) return std::int64_t{-1};
  std::int64_t left = (*entry)->expires - now();
  return left / kSecond + (left % kSecond > 0 ? 1 : 0);
}

Result<std::vector<std::string>> KvStore::keys(std::string_view pattern) {
  KvGlob glob(pattern);
  std::vector<std::string> found;
  Status scanned = scan(glob.prefix(), [&](std::string_view key) {
    if (glob.matches(key)) found.emplace_back(key);
  });
  if (!scanned.is_ok()) return scanned;
  return found;
}

Result<bool> KvStore::compare_and_set(std::string_view key, const Datum& expected,
                                      const Datum& value) {
  if (Status bad = check_value(value); !bad.is_ok()) return bad;
  auto found = find_live(key);
  if (!found) return found.status();
  Entry entry = *found ? std::move(**found) : Entry();
  if (!is_equal(entry.value, expected)) return false;
  entry.value = value;
  Status stored = store(key, std::move(entry));
  if (!stored.is_ok()) return stored;
  return true;
}

Result<std::vector<std::optional<Datum>>> KvStore::get_many(
    std::span<const std::string> keys) {
  std::vector<std::optional<Datum>> values;
  values.reserve(keys.size());
  for (const std::string& key : keys) {
    auto value = get(key);
    if (!value) return value.status();
    values.push_back(*std::move(value));
  }
  return values;
}

Status KvStore::set_many(std::span<const Item> items) {
  for (const auto& [key, value] : items) {
    if (Status bad = check_key(key); !bad.is_ok()) return bad;
    if (Status bad = check_value(value); !bad.is_ok()) return bad;
  }
  return store_many(items);
}

Status KvStore::store_many(std::span<const Item> items) {
  for (const auto& [key, value] : items)
    if (Status bad = store(key, {value, kNever}); !bad.is_ok()) return bad;
  return Status::ok();
}

Result<std::vector<KvStore::Item>> KvStore::items(std::string_view pattern) {
  auto matching = keys(pattern);
  if (!matching) return matching.status();
  std::vector<Item> items;
  items.reserve(matching->size());
  for (std::string& key : *matching) {
    auto value = get(key);
    if (!value) return value.status();
    // A time limit may have run out since.
    if (*value) items.emplace_back(std::move(key), **std::move(value));
  }
  return items;
}

}  // namespace scriptling
