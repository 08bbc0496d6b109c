// An Arena hands out memory that is given back all at once, and keeps each name once.
//
// Nothing made here is ever destroyed one by one, so only trivially destructible things
// may be made. Addresses stay put for the arena's life. A Name is interned: two names of
// one arena are equal exactly when their addresses are.
//
// One thread at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace scriptling {

namespace ast {
// A list in an arena: a loan of the arena, as cheap to copy as a pointer.
template <typename T>
using List = std::span<T>;
}  // namespace ast

// An identifier, NFKC-normalised UTF-8. `index` counts names from 0 in the order they
// were first seen, so that a vector may serve as a map from names.
struct Name {
  std::string_view text;
  uint32_t index;
};

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // Makes a T from `args`, as an aggregate or by its constructor.
  template <typename T, typename... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return ::new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  // Copies `items` into the arena.
  template <typename T>
  ast::List<T> copy(std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (items.empty()) return {};
    void* memory = allocate(items.size_bytes(), alignof(T));
    std::memcpy(memory, items.data(), items.size_bytes());
    return {static_cast<T*>(memory), items.size()};
  }
  template <typename T>
  ast::List<T> copy(const std::vector<T>& items) {
    return copy(std::span<const T>(items));
  }
  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* memory = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(memory, text.data(), text.size());
    return {memory, text.size()};
  }

  // The one Name with this text.
  const Name* intern(std::string_view text) {
    auto found = names_.find(text);
    if (found != names_.end()) return found->second;
    auto index = static_cast<uint32_t>(names_.size());
    const Name* name = make<Name>(copy(text), index);
    names_.emplace(name->text, name);
    return name;
  }
  size_t name_count() const { return names_.size(); }

  void* allocate(size_t size, size_t alignment) {
    size_t at = (used_ + alignment - 1) & ~(alignment - 1);
    if (at + size > capacity_) {
      add_block(size);
      at = 0;
    }
    used_ = at + size;
    return block_ + at;
  }

  size_t bytes_reserved() const { return bytes_reserved_; }

 private:
  // Blocks double up to kMaxBlock, so a small script costs a small arena.
  static constexpr size_t kFirstBlock = size_t{8} << 10;
  static constexpr size_t kMaxBlock = size_t{1} << 20;

  void add_block(size_t at_least) {
    size_t wanted = blocks_.empty() ? kFirstBlock : std::min(capacity_ * 2, kMaxBlock);
    capacity_ = std::max(wanted, at_least);
    blocks_.push_back(std::unique_ptr<std::byte[]>(new std::byte[capacity_]));
    block_ = blocks_.back().get();
    bytes_reserved_ += capacity_;
    used_ = 0;
  }

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* block_ = nullptr;
  size_t capacity_ = 0;
  size_t used_ = 0;
  size_t bytes_reserved_ = 0;
  std::unordered_map<std::string_view, const Name*> names_;
};

}  // namespace scriptling
