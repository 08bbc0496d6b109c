#include "interp/lib/re_code.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>

#include "interp/native_stack.h"

namespace scriptling {

namespace {

// Machine code is made for what is used again, or used on much text; it takes some
// hundred times as long as a short match.
constexpr uint32_t kUsesBeforeMachineCode = 4;
constexpr size_t kMuchText = 2048;
// So many callouts, and an interpreted match starts again as machine code.
constexpr uint64_t kPatience = 5000;
constexpr uint64_t kEndless = UINT64_MAX;
// Larger code is interpreted: translating it would take too long at a time.
constexpr size_t kLargestForMachineCode = 16 * 1024;
// The stack of machine code: what it has at first, and what it may grow to. Matches that
// need more are interpreted, with their frames in memory that the heap's limit bounds.
constexpr size_t kSmallStack = 32 * 1024;
constexpr size_t kLargestStack = 16 * 1024 * 1024;
constexpr uint32_t kSteps = UINT32_MAX;
constexpr size_t kLargestPattern = 4 * 1024 * 1024;

struct ContextDeleter {
  void operator()(pcre2_compile_context* c) const { pcre2_compile_context_free(c); }
};

// What a running match shares with its callouts.
struct Watch {
  Vm* vm;
  size_t last = 0;        // Where the last callout stood.
  uint32_t steps = 0;     // Since the last poll.
  uint64_t patience = 0;  // Callouts left until the match is given up.
  bool exhausted = false;
};

constexpr uint32_t kStepsBetweenPolls = 128;
constexpr uint32_t kStepsForOneOfBudget = 4;
constexpr int kBytesForOneStep = 64;

// No exception may pass through PCRE2.
int poll(Watch* watch) {
  int64_t cost = watch->steps / kStepsForOneOfBudget;
  watch->steps = 0;
  try {
    return watch->vm->poll(cost) ? 0 : PCRE2_ERROR_CALLOUT;
  } catch (...) {
    watch->exhausted = true;
  }
  return PCRE2_ERROR_CALLOUT;
}

int on_callout(pcre2_callout_block* block, void* context) {
  auto* watch = static_cast<Watch*>(context);
  size_t at = block->current_position;
  size_t moved = at > watch->last ? at - watch->last : watch->last - at;
  watch->last = at;
  if (--watch->patience == 0) return PCRE2_ERROR_CALLOUT;
  watch->steps += 1 + static_cast<uint32_t>(moved / kBytesForOneStep);
  return watch->steps < kStepsBetweenPolls ? 0 : poll(watch);
}

int on_wide_callout(size_t at, void* context) {
  pcre2_callout_block block{};
  block.current_position = at;
  return on_callout(&block, context);
}

// False: an exception is pending.
bool raise_failure(Vm& vm, int code) {
  if (code == PCRE2_ERROR_HEAPLIMIT || code == PCRE2_ERROR_NOMEMORY) {
    vm.memory_error();
  } else if (code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_DEPTHLIMIT) {
    vm.raise(types.runtime_error, "regular expression takes too many steps");
  } else {
    vm.raise(types.runtime_error, "regular expression failed ({})", code);
  }
  return false;
}

}  // namespace

// -- RegexMatcher -----------------------------------------------------------------------

RegexMatcher::~RegexMatcher() {
  free_data();
  pcre2_match_context_free(context_);
  pcre2_jit_stack_free(stack_);
}

void RegexMatcher::free_data() {
  pcre2_match_data_free(data_);
  data_ = nullptr;
  capacity_ = 0;
}

bool RegexMatcher::prepare(size_t pairs) {
  if (context_ == nullptr) {
    context_ = pcre2_match_context_create(nullptr);
    if (context_ == nullptr) return false;
    pcre2_set_match_limit(context_, kSteps);
    pcre2_set_depth_limit(context_, kSteps);
    stack_ = pcre2_jit_stack_create(kSmallStack, kLargestStack, nullptr);
    pcre2_jit_stack_assign(context_, nullptr, stack_);
  }
  if (pairs > capacity_ || is_bulky_) {
    free_data();
    is_bulky_ = false;
    capacity_ = std::max<size_t>(pairs, 8);
    data_ = pcre2_match_data_create(static_cast<uint32_t>(capacity_), nullptr);
    if (data_ == nullptr) return false;
  }
  return true;
}

// -- RegexCode --------------------------------------------------------------------------

RegexCode::~RegexCode() {
  for (auto& modes : variants_) {
    for (Variant& v : modes) pcre2_code_free(v.code);
  }
}

std::unique_ptr<RegexCode> RegexCode::compile(std::string_view text, bool is_text,
                                              uint32_t flags, RegexError* error) {
  if (text.size() > kLargestPattern) {
    error->message = "regular expression is too large";
    return nullptr;
  }
  std::unique_ptr<RegexCode> code(new RegexCode());
  code->size_ = text.size() * sizeof(RegexNode);  // About what the tree takes.
  bool ok = false;
  // PCRE2 recurses as deeply as a pattern nests.
  on_native_stack([&](NativeStack&) {
    ok = parse_regex(text, is_text, flags, &code->regex_, error) &&
         code->build(RegexMode::kSearch, RegexUnits::kBytes, error);
  });
  return ok ? std::move(code) : nullptr;
}

bool RegexCode::build(RegexMode mode, RegexUnits units, RegexError* error) {
  std::string pattern;
  error->position = -1;
  if (!translate_regex(regex_, units, mode, &pattern)) {
    error->message = "regular expression is too large";
    return false;
  }
  uint32_t options = PCRE2_DOTALL | PCRE2_MULTILINE | PCRE2_ALT_CIRCUMFLEX;
  if (units == RegexUnits::kUtf8) options |= PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK;
  if (mode != RegexMode::kSearch) options |= PCRE2_ANCHORED;
  if (mode == RegexMode::kFullMatch) options |= PCRE2_ENDANCHORED;
  std::unique_ptr<pcre2_compile_context, ContextDeleter> context(
      pcre2_compile_context_create(nullptr));
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
  pcre2_set_parens_nest_limit(context.get(), kRegexDeepestNesting);
  pcre2_set_compile_extra_options(context.get(), PCRE2_EXTRA_ALLOW_SURROGATE_ESCAPES);
  int problem = 0;
  size_t where = 0;
  Variant& v = variant(mode, units);
  v.code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                         options, &problem, &where, context.get());
  bool is_large = problem == PCRE2_ERROR_PATTERN_TOO_LARGE ||
                  problem == PCRE2_ERROR_QUERY_BARJX_NEST_TOO_DEEP;
  if (v.code == nullptr && is_large) {
    v.settled = true;
    v.wide = std::make_unique<WideRegex>();
    bool ok = v.wide->compile(pattern, units, options, &error->message);
    size_ += v.wide->size();
    if (!ok) v.wide = nullptr;
    return ok;
  }
  if (v.code == nullptr) {
    PCRE2_UCHAR message[256];
    pcre2_get_error_message(problem, message, sizeof(message));
    error->message = reinterpret_cast<const char*>(message);
    return false;
  }
  size_t bytes = 0;
  pcre2_pattern_info(v.code, PCRE2_INFO_SIZE, &bytes);
  v.settled = bytes > kLargestForMachineCode;
  size_ += bytes;
  return true;
}

void RegexCode::settle(Variant* v) {
  v->settled = true;
  on_native_stack([&](NativeStack&) { pcre2_jit_compile(v->code, PCRE2_JIT_COMPLETE); });
  size_t bytes = 0;
  pcre2_pattern_info(v->code, PCRE2_INFO_JITSIZE, &bytes);
  size_ += bytes;
}

Found RegexCode::run(Vm& vm, const Task& task, RegexMatcher* matcher) {
  Variant& v = variant(task.mode, task.units);
  if (v.code == nullptr && v.wide == nullptr) {
    RegexError error;
    bool ok = false;
    on_native_stack([&](NativeStack&) { ok = build(task.mode, task.units, &error); });
    if (!ok) {
      vm.raise(types.runtime_error, "{}", error.message);
      return Found::kError;
    }
  }
  bool much = task.text.size() - task.from > kMuchText;
  if (!v.settled && (++v.uses >= kUsesBeforeMachineCode || much)) settle(&v);
  if (!matcher->prepare(regex_.groups + 1) || !vm.check_native_depth()) {
    if (!vm.has_pending()) vm.memory_error();
    return Found::kError;
  }
  size_t room = vm.heap().limit() - std::min(vm.heap().limit(), vm.heap().bytes());
  // The units of a text and their places take twelve bytes for each.
  if (v.wide != nullptr) vm.heap().reserve(task.text.size() * 12);
  pcre2_set_heap_limit(matcher->context_, static_cast<uint32_t>(room / 1024));
  uint32_t options = PCRE2_NO_UTF_CHECK;
  if (task.empty == Empty::kNotAtStart) options |= PCRE2_NOTEMPTY_ATSTART;
  Watch watch{&vm};
  auto once = [&](uint32_t more, uint64_t patience) {
    watch.last = task.from;
    watch.patience = patience;
    if (v.wide != nullptr) {
      return v.wide->match({task.text, task.from, options, room, on_wide_callout, &watch},
                           &matcher->wide_offsets_);
    }
    pcre2_set_callout(matcher->context_, on_callout, &watch);
    return pcre2_match(v.code, reinterpret_cast<PCRE2_SPTR>(task.text.data()),
                       task.text.size(), task.from, options | more, matcher->data_,
                       matcher->context_);
  };
  int result = once(0, v.settled ? kEndless : kPatience);
  if (result == PCRE2_ERROR_CALLOUT && watch.patience == 0) {
    settle(&v);
    result = once(0, kEndless);
  }
  if (result == PCRE2_ERROR_JIT_STACKLIMIT) {
    matcher->is_bulky_ = true;
    result = once(PCRE2_NO_JIT, kEndless);
  }
  if (watch.exhausted) throw MemoryExhausted{};
  if (result == PCRE2_ERROR_NOMATCH) return Found::kNo;
  if (result > 0) {
    matcher->pairs_ = static_cast<size_t>(result);
    matcher->offsets_ = v.wide != nullptr ? matcher->wide_offsets_.data()
                                          : pcre2_get_ovector_pointer(matcher->data_);
    return Found::kYes;
  }
  if (result != PCRE2_ERROR_CALLOUT) raise_failure(vm, result);
  return Found::kError;
}

}  // namespace scriptling
