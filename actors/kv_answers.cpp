#include "actors/kv_answers.h"

#include <caf/all.hpp>

namespace scriptling {

namespace {

Answer integer(const Result<int64_t>& result) {
  if (result.is_ok()) return Datum::integer(*result);
  return result.status();
}

Answer boolean(const Result<bool>& result) {
  if (result.is_ok()) return Datum::boolean(*result);
  return result.status();
}

Answer parts_of(std::vector<Datum> parts) {
  return Datum::capsule(std::make_shared<const DatumList>(std::move(parts)));
}

}  // namespace

Answer answer_to(KvStore& store, const KvSet& ask) {
  return store.set(ask.key, ask.value, ask.ttl);
}

Answer answer_to(KvStore& store, const KvGet& ask) {
  Result<std::optional<Datum>> found = store.get(ask.key);
  if (!found.is_ok()) return found.status();
  if (!*found) return Status::key_error(ask.key);
  return std::move(**found);
}

Answer answer_to(KvStore& store, const KvIncr& ask) {
  return integer(store.incr(ask.key, ask.delta));
}

Answer answer_to(KvStore& store, const KvDelete& ask) {
  Result<bool> gone = store.remove(ask.key);
  return gone.is_ok() ? Status() : gone.status();
}

Answer answer_to(KvStore& store, const KvExists& ask) {
  return boolean(store.exists(ask.key));
}

Answer answer_to(KvStore& store, const KvTtl& ask) { return integer(store.ttl(ask.key)); }

Answer answer_to(KvStore& store, const KvKeys& ask) {
  Result<std::vector<std::string>> found = store.keys(ask.pattern);
  if (!found.is_ok()) return found.status();
  std::vector<Datum> list;
  list.reserve(found->size());
  for (const std::string& key : *found) list.push_back(Datum::str(key));
  return parts_of(std::move(list));
}

Answer answer_to(KvStore& store, const KvClear&) { return store.clear(); }

Answer answer_to(KvStore& store, const KvCompareAndSet& ask) {
  return boolean(store.compare_and_set(ask.key, ask.expected, ask.value));
}

Answer answer_to(KvStore& store, const KvGetMany& ask) {
  Result<std::vector<std::optional<Datum>>> found = store.get_many(ask.keys);
  if (!found.is_ok()) return found.status();
  std::vector<Datum> parts;
  for (size_t n = 0; n < ask.keys.size(); n++) {
    if (!(*found)[n]) continue;
    parts.push_back(Datum::str(ask.keys[n]));
    parts.push_back(std::move(*(*found)[n]));
  }
  return parts_of(std::move(parts));
}

Answer answer_to(KvStore& store, const KvSetMany& ask) {
  return store.set_many(ask.items);
}

Answer answer_to(KvStore& store, const KvItems& ask) {
  Result<std::vector<KvStore::Item>> found = store.items(ask.pattern);
  if (!found.is_ok()) return found.status();
  std::vector<Datum> parts;
  for (auto& [key, value] : *found) {
    parts.push_back(Datum::str(key));
    parts.push_back(std::move(value));
  }
  return parts_of(std::move(parts));
}

}  // namespace scriptling
