// match: each pattern is a series of tests that jump to the next case; names are bound
// once the whole pattern has matched.
#include <algorithm>

#include "interp/compiler_codegen.h"

namespace scriptling::compiler {

// Where the value of each captured name stands until it is bound.
struct Codegen::Captures {
  std::vector<std::pair<const Name*, Reg>> names;

  void add(const Name* name, Reg value, Span span) {
    for (const auto& [other, reg] : names) {
      if (other == name) {
        fail(span,
             "multiple assignments to name '" + std::string(name->text) + "' in pattern");
      }
    }
    names.emplace_back(name, value);
  }
};

namespace {

bool is_wildcard(const ast::Pattern& p) {
  if (const auto* star = ast::try_as<ast::StarPattern>(&p)) return star->name == nullptr;
  const auto* capture = ast::try_as<ast::AsPattern>(&p);
  return capture != nullptr && capture->pattern == nullptr && capture->name == nullptr;
}

// What follows a pattern that always matches can never be reached; that is an error.
void forbid_irrefutable(const ast::Pattern& p) {
  const auto* capture = ast::try_as<ast::AsPattern>(&p);
  if (capture != nullptr && capture->pattern != nullptr) {
    forbid_irrefutable(*capture->pattern);
  } else if (capture != nullptr && capture->name == nullptr) {
    fail(p.span, "wildcard makes remaining patterns unreachable");
  } else if (capture != nullptr) {
    fail(p.span, "name capture '" + std::string(capture->name->text) +
                     "' makes remaining patterns unreachable");
  } else if (const auto* either = ast::try_as<ast::OrPattern>(&p)) {
    forbid_irrefutable(*either->alternatives.back());
  }
}

void collect_names(const ast::Pattern& p, std::vector<const Name*>& names) {
  switch (p.kind) {
    case ast::PatternKind::kValue:
    case ast::PatternKind::kSingleton: break;
    case ast::PatternKind::kSequence:
      for (const ast::Pattern* item : ast::as<ast::SequencePattern>(p).items) {
        collect_names(*item, names);
      }
      break;
    case ast::PatternKind::kMapping: {
      const auto& mapping = ast::as<ast::MappingPattern>(p);
      for (const ast::MappingItem& item : mapping.items)
        collect_names(*item.pattern, names);
      if (mapping.rest != nullptr) names.push_back(mapping.rest);
      break;
    }
    case ast::PatternKind::kClass: {
      const auto& cls = ast::as<ast::ClassPattern>(p);
      for (const ast::Pattern* item : cls.positional) collect_names(*item, names);
      for (const ast::KeywordPattern& item : cls.keywords)
        collect_names(*item.pattern, names);
      break;
    }
    case ast::PatternKind::kStar: {
      const Name* name = ast::as<ast::StarPattern>(p).name;
      if (name != nullptr) names.push_back(name);
      break;
    }
    case ast::PatternKind::kAs: {
      const auto& capture = ast::as<ast::AsPattern>(p);
      if (capture.pattern != nullptr) collect_names(*capture.pattern, names);
      if (capture.name != nullptr) names.push_back(capture.name);
      break;
    }
    case ast::PatternKind::kOr:
      collect_names(*ast::as<ast::OrPattern>(p).alternatives.front(), names);
      break;
  }
}

}  // namespace

void Codegen::match_statement(const ast::Match& stmt) {
  Temporaries temporaries(*this);
  Label end = code().make_label();
  root(*stmt.subject);
  // A copy: a pattern may rebind the local that is matched.
  Reg subject = expr_push(*stmt.subject);
  for (const ast::MatchCase& branch : stmt.cases) {
    Temporaries operands(*this);
    Label next = code().make_label();
    if (branch.guard == nullptr && &branch != &stmt.cases.back()) {
      forbid_irrefutable(*branch.pattern);
    }
    f_->root = branch.guard != nullptr ? join(branch.pattern->span, branch.guard->span)
                                       : branch.pattern->span;
    Captures captures;
    pattern(*branch.pattern, subject, next, captures);
    for (const auto& [name, value] : captures.names) {
      store_name(name, value, branch.pattern->span);
    }
    if (branch.guard != nullptr) condition(*branch.guard, false, next);
    f_->next = subject + uint32_t{1};
    body(branch.body);
    code().jump(Op::kJump, end, branch.span);
    code().bind(next);
  }
  code().bind(end);
}

void Codegen::pattern(const ast::Pattern& p, Reg subject, Label fail_to,
                      Captures& captures) {
  check_room(stack_, p.span);
  switch (p.kind) {
    case ast::PatternKind::kValue:
      value_pattern(ast::as<ast::ValuePattern>(p), subject, fail_to);
      break;
    case ast::PatternKind::kSingleton:
      singleton_pattern(ast::as<ast::SingletonPattern>(p), subject, fail_to);
      break;
    case ast::PatternKind::kSequence:
      sequence_pattern(ast::as<ast::SequencePattern>(p), subject, fail_to, captures);
      break;
    case ast::PatternKind::kMapping:
      mapping_pattern(ast::as<ast::MappingPattern>(p), subject, fail_to, captures);
      break;
    case ast::PatternKind::kClass:
      class_pattern(ast::as<ast::ClassPattern>(p), subject, fail_to, captures);
      break;
    case ast::PatternKind::kStar: {
      const Name* name = ast::as<ast::StarPattern>(p).name;
      if (name != nullptr) captures.add(name, subject, p.span);
      break;
    }
    case ast::PatternKind::kAs: {
      const auto& capture = ast::as<ast::AsPattern>(p);
      if (capture.pattern != nullptr)
        pattern(*capture.pattern, subject, fail_to, captures);
      if (capture.name != nullptr) captures.add(capture.name, subject, p.span);
      break;
    }
    case ast::PatternKind::kOr:
      or_pattern(ast::as<ast::OrPattern>(p), subject, fail_to, captures);
      break;
  }
}

void Codegen::value_pattern(const ast::ValuePattern& p, Reg subject, Label fail_to) {
  if (std::optional<int16_t> number = small_int(fold(*p.value))) {
    code().jump(Op::kJumpIfNotEqI, fail_to, p.span, subject,
                static_cast<uint16_t>(*number));
    return;
  }
  Temporaries temporaries(*this);
  Reg value = expr(*p.value);
  code().jump(Op::kJumpIfNotEq, fail_to, p.span, subject, value);
}

void Codegen::singleton_pattern(const ast::SingletonPattern& p, Reg subject,
                                Label fail_to) {
  if (p.value == ast::ConstantType::kNone) {
    code().jump(Op::kJumpIfNotNone, fail_to, p.span, subject);
    return;
  }
  Temporaries temporaries(*this);
  Reg value = allocate();
  load(value, Value::boolean(p.value == ast::ConstantType::kTrue), p.span);
  emit(Op::kIs, p.span, value, subject, value);
  code().jump(Op::kJumpIfNot, fail_to, p.span, value);
}

void Codegen::sequence_pattern(const ast::SequencePattern& p, Reg subject, Label fail_to,
                               Captures& captures) {
  size_t count = p.items.size();
  std::optional<size_t> star;
  bool all_wildcards = true;
  for (size_t n = 0; n < count; ++n) {
    all_wildcards &= is_wildcard(*p.items[n]);
    if (p.items[n]->kind != ast::PatternKind::kStar) continue;
    if (star) fail(p.items[n]->span, "multiple starred expressions in sequence pattern");
    star = n;
  }
  size_t least = star ? count - 1 : count;
  if (count > 255)
    fail(p.span, "too many expressions in star-unpacking sequence pattern");
  Reg test = allocate();
  emit(Op::kMatchSequence, p.span, test, subject);
  code().jump(Op::kJumpIfNot, fail_to, p.span, test);
  if (!star || least > 0) {
    emit(Op::kGetLen, p.span, test, subject);
    code().jump(star ? Op::kJumpIfNotGeI : Op::kJumpIfNotEqI, fail_to, p.span, test,
                static_cast<uint16_t>(least));
  }
  if (all_wildcards) return;
  Reg first = allocate(static_cast<uint32_t>(count));
  if (star && is_wildcard(*p.items[*star])) {
    // Only the items at both ends are looked at.
    for (size_t n = 0; n < count; ++n) {
      if (is_wildcard(*p.items[n])) continue;
      auto item = static_cast<Reg>(first + n);
      if (n < *star) {
        emit(Op::kGetItemI, p.span, item, subject, static_cast<uint16_t>(n));
      } else {
        emit(Op::kSubI, p.span, item, test, static_cast<uint16_t>(count - n));
        emit(Op::kGetItem, p.span, item, subject, item);
      }
      pattern(*p.items[n], item, fail_to, captures);
    }
    return;
  }
  if (star) {
    emit(Op::kUnpackEx, p.span, first, subject,
         static_cast<uint16_t>(*star * 256 + (count - *star - 1)));
  } else {
    emit(Op::kUnpack, p.span, first, subject, static_cast<uint16_t>(count));
  }
  for (size_t n = 0; n < count; ++n) {
    pattern(*p.items[n], static_cast<Reg>(first + n), fail_to, captures);
  }
}

void Codegen::mapping_pattern(const ast::MappingPattern& p, Reg subject, Label fail_to,
                              Captures& captures) {
  size_t count = p.items.size();
  Reg test = allocate();
  emit(Op::kMatchMapping, p.span, test, subject);
  code().jump(Op::kJumpIfNot, fail_to, p.span, test);
  if (count == 0 && p.rest == nullptr) return;
  Reg keys = allocate();
  std::vector<Value> constants;
  for (const ast::MappingItem& item : p.items) {
    std::optional<Value> key = fold(*item.key);
    if (!key) continue;
    for (const Value& other : constants) {
      if (other.is(*key)) {
        fail(p.span, "mapping pattern checks duplicate key (" +
                         std::string(program_.source->text(item.key->span)) + ")");
      }
    }
    constants.push_back(*key);
  }
  if (count > 0) {
    emit(Op::kGetLen, p.span, test, subject);
    if (count > 30000) fail(p.span, "too many sub-patterns in mapping pattern");
    code().jump(Op::kJumpIfNotGeI, fail_to, p.span, test, static_cast<uint16_t>(count));
  }
  if (constants.size() == count) {
    load(keys, constants_.tuple(constants), p.span);
  } else {
    Temporaries temporaries(*this);
    Reg first = static_cast<Reg>(f_->next);
    for (const ast::MappingItem& item : p.items) expr_push(*item.key);
    emit(Op::kBuildTuple, p.span, keys, first, static_cast<uint16_t>(count));
  }
  if (count > 0) {
    emit(Op::kMatchKeys, p.span, test, subject, keys);
    code().jump(Op::kJumpIfNone, fail_to, p.span, test);
    Reg first = allocate(static_cast<uint32_t>(count));
    emit(Op::kUnpack, p.span, first, test, static_cast<uint16_t>(count));
    for (size_t n = 0; n < count; ++n) {
      pattern(*p.items[n].pattern, static_cast<Reg>(first + n), fail_to, captures);
    }
  }
  if (p.rest != nullptr) {
    Reg rest = allocate();
    emit(Op::kMatchRest, p.span, rest, subject, keys);
    captures.add(p.rest, rest, p.span);
  }
}

void Codegen::class_pattern(const ast::ClassPattern& p, Reg subject, Label fail_to,
                            Captures& captures) {
  std::vector<Value> names;
  for (const ast::KeywordPattern& keyword : p.keywords) {
    Value name = Value::object(intern(keyword.name->text));
    for (const Value& other : names) {
      if (other.is(name)) {
        fail(keyword.pattern->span, "attribute name repeated in class pattern: " +
                                        std::string(keyword.name->text));
      }
    }
    names.push_back(name);
  }
  size_t count = p.positional.size() + names.size();
  Reg result = allocate();
  {
    Temporaries temporaries(*this);
    Reg pair = allocate();
    move(pair, subject, p.span);
    expr_push(*p.cls);
    uint16_t how = code().narrow_constant(
        constants_.tuple({Value::integer(static_cast<int64_t>(p.positional.size())),
                          constants_.tuple(names)}));
    emit(Op::kMatchClass, p.span, result, pair, how);
  }
  code().jump(Op::kJumpIfNone, fail_to, p.span, result);
  if (count == 0) return;
  Reg first = allocate(static_cast<uint32_t>(count));
  emit(Op::kUnpack, p.span, first, result, static_cast<uint16_t>(count));
  Reg at = first;
  for (const ast::Pattern* item : p.positional) pattern(*item, at++, fail_to, captures);
  for (const ast::KeywordPattern& item : p.keywords) {
    pattern(*item.pattern, at++, fail_to, captures);
  }
}

// All alternatives leave what they captured in the same registers.
void Codegen::or_pattern(const ast::OrPattern& p, Reg subject, Label fail_to,
                         Captures& captures) {
  std::vector<const Name*> names;
  collect_names(p, names);
  Reg first = allocate(static_cast<uint32_t>(names.size()));
  Label matched = code().make_label();
  for (const ast::Pattern* alternative : p.alternatives) {
    bool is_last = alternative == p.alternatives.back();
    if (!is_last) forbid_irrefutable(*alternative);
    Temporaries temporaries(*this);
    Label next = is_last ? fail_to : code().make_label();
    Captures theirs;
    pattern(*alternative, subject, next, theirs);
    bool same = theirs.names.size() == names.size();
    for (const auto& [name, value] : theirs.names) {
      auto found = std::find(names.begin(), names.end(), name);
      same &= found != names.end();
      if (same) move(static_cast<Reg>(first + (found - names.begin())), value, p.span);
    }
    if (!same) fail(p.span, "alternative patterns bind different names");
    code().jump(Op::kJump, matched, p.span);
    if (!is_last) code().bind(next);
  }
  code().bind(matched);
  for (size_t n = 0; n < names.size(); ++n) {
    captures.add(names[n], static_cast<Reg>(first + n), p.span);
  }
}

}  // namespace scriptling::compiler
