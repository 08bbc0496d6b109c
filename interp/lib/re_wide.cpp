#include "interp/lib/re_wide.h"

#define PCRE2_CODE_UNIT_WIDTH 32
#include <pcre2.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "interp/lib/re_code.h"
#include "interp/str.h"

namespace scriptling {

namespace {

// PCRE2 writes repeated groups out, so that a short pattern may ask for any size.
constexpr size_t kLargestCode = 64 * 1024 * 1024;

struct Free {
  void operator()(pcre2_general_context* c) const { pcre2_general_context_free(c); }
  void operator()(pcre2_compile_context* c) const { pcre2_compile_context_free(c); }
  void operator()(pcre2_match_context* c) const { pcre2_match_context_free(c); }
  void operator()(pcre2_match_data* d) const { pcre2_match_data_free(d); }
};
template <class T>
using Owner = std::unique_ptr<T, Free>;

void* allocate(size_t size, void*) {
  return size > kLargestCode ? nullptr : std::malloc(size);
}
void release(void* memory, void*) { std::free(memory); }

// A text in units of 32 bits.
struct Units {
  std::vector<uint32_t> text;
  std::vector<size_t> places;  // Where each unit, and the end, is in bytes; UTF-8 only.

  Units(std::string_view bytes, RegexUnits units) {
    if (units == RegexUnits::kBytes) {
      text.assign(reinterpret_cast<const uint8_t*>(bytes.data()),
                  reinterpret_cast<const uint8_t*>(bytes.data() + bytes.size()));
      return;
    }
    text.reserve(bytes.size());
    places.reserve(bytes.size() + 1);
    const char* end = bytes.data() + bytes.size();
    for (const char* p = bytes.data(); p < end;) {
      places.push_back(static_cast<size_t>(p - bytes.data()));
      text.push_back(utf8_next(p));
    }
    places.push_back(bytes.size());
  }

  size_t unit_at(size_t byte) const {
    if (places.empty()) return byte;
    auto found = std::lower_bound(places.begin(), places.end(), byte);
    return static_cast<size_t>(found - places.begin());
  }
  size_t byte_at(size_t unit) const {
    if (unit == PCRE2_UNSET) return RegexMatcher::kUnset;
    return places.empty() ? unit : places[unit];
  }
};

int on_callout(pcre2_callout_block* block, void* context) {
  auto* match = static_cast<const WideRegex::Match*>(context);
  return match->step(block->current_position, match->context);
}

}  // namespace

WideRegex::~WideRegex() { pcre2_code_free(code_); }

bool WideRegex::compile(std::string_view pattern, RegexUnits units, uint32_t options,
                        std::string* message) {
  units_ = units;
  Owner<pcre2_general_context> memory(
      pcre2_general_context_create(allocate, release, nullptr));
  Owner<pcre2_compile_context> context(pcre2_compile_context_create(memory.get()));
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
  pcre2_set_parens_nest_limit(context.get(), kRegexDeepestNesting);
  pcre2_set_compile_extra_options(context.get(), PCRE2_EXTRA_ALLOW_SURROGATE_ESCAPES);
  const std::vector<uint32_t> text(pattern.begin(), pattern.end());
  int problem = 0;
  size_t where = 0;
  code_ =
      pcre2_compile(text.data(), text.size(), options, &problem, &where, context.get());
  if (code_ != nullptr) {
    pcre2_pattern_info(code_, PCRE2_INFO_SIZE, &size_);
    return true;
  }
  if (problem == PCRE2_ERROR_HEAP_FAILED) problem = PCRE2_ERROR_PATTERN_TOO_LARGE;
  PCRE2_UCHAR words[256];
  int length = pcre2_get_error_message(problem, words, std::size(words));
  message->assign(words, words + std::max(length, 0));
  return false;
}

int WideRegex::match(const Match& match, std::vector<size_t>* offsets) const {
  const Units units(match.text, units_);
  Owner<pcre2_match_context> context(pcre2_match_context_create(nullptr));
  Owner<pcre2_match_data> data(pcre2_match_data_create_from_pattern(code_, nullptr));
  if (context == nullptr || data == nullptr) return PCRE2_ERROR_NOMEMORY;
  pcre2_set_match_limit(context.get(), UINT32_MAX);
  pcre2_set_depth_limit(context.get(), UINT32_MAX);
  pcre2_set_heap_limit(context.get(), static_cast<uint32_t>(match.room / 1024));
  pcre2_set_callout(context.get(), on_callout, const_cast<Match*>(&match));
  int result =
      pcre2_match(code_, units.text.data(), units.text.size(), units.unit_at(match.from),
                  match.options, data.get(), context.get());
  if (result > 0) {
    const size_t* found = pcre2_get_ovector_pointer(data.get());
    offsets->clear();
    for (int n = 0; n < 2 * result; n++) offsets->push_back(units.byte_at(found[n]));
  }
  return result;
}

}  // namespace scriptling
