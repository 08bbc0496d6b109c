#include "http/headers.h"

#include "http/syntax.h"

namespace scriptling {

std::string_view Headers::name_of(const Range& range) const {
  return std::string_view(text_).substr(range.name, range.name_size);
}

std::string_view Headers::value_of(const Range& range) const {
  return std::string_view(text_).substr(range.value, range.value_size);
}

std::size_t Headers::index_of(std::string_view lower_name) const {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (name_of(fields_[i]) == lower_name) return i;
  }
  return fields_.size();
}

Headers::Field Headers::operator[](std::size_t index) const {
  const Range& range = fields_[index];
  return {name_of(range), value_of(range)};
}

std::optional<std::string_view> Headers::find(std::string_view lower_name) const {
  std::size_t index = index_of(lower_name);
  if (index == fields_.size()) return std::nullopt;
  return value_of(fields_[index]);
}

std::string_view Headers::get(std::string_view lower_name,
                              std::string_view otherwise) const {
  return find(lower_name).value_or(otherwise);
}

void Headers::store_value(Range& range, std::string_view value) {
  range.value = static_cast<std::uint32_t>(text_.size());
  range.value_size = static_cast<std::uint32_t>(value.size());
  text_.append(value);
}

void Headers::add(std::string_view name, std::string_view value) {
  std::string lower = ascii_lower(name);
  if (std::optional<std::string_view> old = find(lower)) {
    return set(lower, std::string(*old).append(", ").append(value));
  }
  set(lower, value);
}

void Headers::set(std::string_view name, std::string_view value) {
  std::string lower = ascii_lower(name);
  std::string kept(value);  // `value` may be a view of our own text.
  std::size_t index = index_of(lower);
  if (index < fields_.size()) return store_value(fields_[index], kept);
  std::size_t at = text_.size();
  text_.append(lower);
  add_range(at, lower.size(), text_.size(), kept.size());
  text_.append(kept);
}

void Headers::add_range(std::size_t name, std::size_t name_size, std::size_t value,
                        std::size_t value_size) {
  fields_.push_back(
      {static_cast<std::uint32_t>(name), static_cast<std::uint32_t>(name_size),
       static_cast<std::uint32_t>(value), static_cast<std::uint32_t>(value_size)});
}

void Headers::join_repeated() {
  for (std::size_t first = 0; first < fields_.size(); ++first) {
    std::string joined;
    std::size_t kept = first + 1;
    for (std::size_t i = first + 1; i < fields_.size(); ++i) {
      if (name_of(fields_[i]) != name_of(fields_[first])) {
        fields_[kept++] = fields_[i];
        continue;
      }
      if (joined.empty()) joined = value_of(fields_[first]);
      bool is_cookie = name_of(fields_[first]) == "cookie";  // RFC 6265: no commas.
      joined.append(is_cookie ? "; " : ", ").append(value_of(fields_[i]));
    }
    if (kept == fields_.size()) continue;
    fields_.resize(kept);
    store_value(fields_[first], joined);
  }
}

}  // namespace scriptling
