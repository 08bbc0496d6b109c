// The syntax tree: what the parser found, in Python 3.11's own terms.
//
// Every node lives in the Arena that was given to the parser and dies with it; so do the
// texts and names it mentions. A pointer is never null unless its comment says so. To
// walk, switch on `kind` and cast with `as<T>()`, or ask with `try_as<T>()`.
//
// The parser has checked the grammar: targets are assignable, parameters are distinct in
// kind and order, patterns are well formed. What depends on surroundings is left to the
// compiler: `return` or `yield` outside a function, `break` outside a loop, `nonlocal` at
// the top, `await` outside `async`, repeated parameter names, private names (`__x`).
//
// A tree may be walked by recursion on a small stack, because the parser limits nesting
// (kMaxNesting in parser.h), except along the left spine: BinOp.left, and the `value` or
// `callee` of Attribute, Subscript and Call. `a + b + ...` and `x.f().g()...` may be
// thousands long there; walk them with a loop.
//
// One thread at a time.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "interp/arena.h"
#include "interp/source.h"

namespace scriptling::ast {

enum class ExprKind : uint8_t {
  kConstant,
  kName,
  kAttribute,
  kSubscript,
  kSlice,
  kCall,
  kUnaryOp,
  kBinOp,
  kBoolOp,
  kCompare,
  kIfExp,
  kNamedExpr,
  kLambda,
  kTuple,
  kList,
  kSet,
  kDict,
  kComprehension,
  kStarred,
  kAwait,
  kYield,
  kYieldFrom,
  kJoinedStr,
  kFormattedValue,
};

enum class StmtKind : uint8_t {
  kExpr,
  kAssign,
  kAugAssign,
  kAnnAssign,
  kDelete,
  kPass,
  kBreak,
  kContinue,
  kReturn,
  kRaise,
  kAssert,
  kGlobal,
  kNonlocal,
  kImport,
  kImportFrom,
  kIf,
  kWhile,
  kFor,
  kWith,
  kTry,
  kMatch,
  kFunctionDef,
  kClassDef,
};

enum class PatternKind : uint8_t {
  kValue,
  kSingleton,
  kSequence,
  kMapping,
  kClass,
  kStar,
  kAs,
  kOr,
};

struct Expr {
  ExprKind kind;
  // Parenthesised: `(x)`. The span is that of what is inside, except for a tuple, a
  // generator and a yield, as in Python.
  bool is_parenthesized = false;
  Span span;
};

struct Stmt {
  StmtKind kind;
  Span span;  // A compound statement ends where its last block ends.
};

struct Pattern {
  PatternKind kind;
  Span span;
};

using ExprList = List<Expr*>;
using StmtList = List<Stmt*>;
using PatternList = List<Pattern*>;

// The cast for a node whose kind is known.
template <typename T, typename Node>
T& as(Node& node) {
  assert(node.kind == T::kKind);
  return static_cast<T&>(node);
}
template <typename T, typename Node>
const T& as(const Node& node) {
  assert(node.kind == T::kKind);
  return static_cast<const T&>(node);
}
// The question: null when `node` is null or something else.
template <typename T, typename Node>
T* try_as(Node* node) {
  return node != nullptr && node->kind == T::kKind ? static_cast<T*>(node) : nullptr;
}
template <typename T, typename Node>
const T* try_as(const Node* node) {
  return node != nullptr && node->kind == T::kKind ? static_cast<const T*>(node)
                                                   : nullptr;
}

// -- Operators --------------------------------------------------------------------------

enum class BinaryOp : uint8_t {
  kAdd,
  kSub,
  kMul,
  kMatMul,
  kDiv,
  kFloorDiv,
  kMod,
  kPow,
  kLShift,
  kRShift,
  kAnd,
  kXor,
  kOr,
};

enum class UnaryOperator : uint8_t { kNot, kNeg, kPos, kInvert };

enum class BoolOperator : uint8_t { kAnd, kOr };

enum class CompareOp : uint8_t {
  kLt,
  kLe,
  kEq,
  kNe,
  kGt,
  kGe,
  kIs,
  kIsNot,
  kIn,
  kNotIn,
};

// What becomes of a Name, Attribute, Subscript, Starred, Tuple or List.
enum class Context : uint8_t { kLoad, kStore, kDelete };

// -- Expressions ------------------------------------------------------------------------

template <ExprKind kind_of>
struct ExprNode : Expr {
  static constexpr ExprKind kKind = kind_of;
  explicit ExprNode(Span where) : Expr{kind_of, false, where} {}
};

enum class ConstantType : uint8_t {
  kNone,
  kTrue,
  kFalse,
  kEllipsis,
  kInt,        // `integer`
  kBigInt,     // `text` in base `base`
  kFloat,      // `real`
  kImaginary,  // `real`
  kString,     // `text`
  kBytes,      // `text`
};

struct Constant : ExprNode<ExprKind::kConstant> {
  using ExprNode::ExprNode;
  ConstantType type = ConstantType::kNone;
  uint8_t base = 10;          // Of a big int: 2, 8, 10 or 16.
  bool has_u_prefix = false;  // u"..." does not differ, but is remembered as in Python.
  int64_t integer = 0;
  double real = 0;
  // A string is UTF-8, with lone surrogates as three bytes each (WTF-8). Bytes are
  // themselves. A big int, which is more than int64_t holds, is digits only: no prefix,
  // no underscore, no sign.
  std::string_view text;
};

struct NameExpr : ExprNode<ExprKind::kName> {
  using ExprNode::ExprNode;
  const Name* name = nullptr;
  Context context = Context::kLoad;
};

struct Attribute : ExprNode<ExprKind::kAttribute> {
  using ExprNode::ExprNode;
  Expr* value = nullptr;
  const Name* name = nullptr;
  Span name_span;
  Context context = Context::kLoad;
};

struct Subscript : ExprNode<ExprKind::kSubscript> {
  using ExprNode::ExprNode;
  Expr* value = nullptr;
  Expr* index = nullptr;  // `a[1, 2:3]` is a Tuple, which may hold Slice and Starred.
  Context context = Context::kLoad;
};

// Only inside a Subscript.
struct Slice : ExprNode<ExprKind::kSlice> {
  using ExprNode::ExprNode;
  Expr* lower = nullptr;  // May be null.
  Expr* upper = nullptr;  // May be null.
  Expr* step = nullptr;   // May be null.
};

struct Keyword {
  const Name* name = nullptr;  // Null for `**value`.
  Expr* value = nullptr;
  Span span;
};

struct Call : ExprNode<ExprKind::kCall> {
  using ExprNode::ExprNode;
  Expr* callee = nullptr;
  ExprList args;  // In order; `*x` is a Starred.
  List<Keyword> keywords;
};

struct UnaryOp : ExprNode<ExprKind::kUnaryOp> {
  using ExprNode::ExprNode;
  UnaryOperator op = UnaryOperator::kNot;
  Expr* operand = nullptr;
};

struct BinOp : ExprNode<ExprKind::kBinOp> {
  using ExprNode::ExprNode;
  BinaryOp op = BinaryOp::kAdd;
  Span op_span;
  Expr* left = nullptr;
  Expr* right = nullptr;
};

// `a and b and c` is one node of three values.
struct BoolOp : ExprNode<ExprKind::kBoolOp> {
  using ExprNode::ExprNode;
  BoolOperator op = BoolOperator::kAnd;
  ExprList values;
};

// `left ops[0] comparators[0] ops[1] comparators[1] ...`
struct Compare : ExprNode<ExprKind::kCompare> {
  using ExprNode::ExprNode;
  Expr* left = nullptr;
  List<CompareOp> ops;
  ExprList comparators;
};

struct IfExp : ExprNode<ExprKind::kIfExp> {
  using ExprNode::ExprNode;
  Expr* test = nullptr;
  Expr* body = nullptr;
  Expr* orelse = nullptr;
};

struct NamedExpr : ExprNode<ExprKind::kNamedExpr> {
  using ExprNode::ExprNode;
  NameExpr* target = nullptr;
  Expr* value = nullptr;
};

struct Parameter {
  const Name* name = nullptr;
  Expr* annotation = nullptr;     // May be null. After `*args:` it may be Starred.
  Expr* default_value = nullptr;  // May be null.
  Span span;
};

struct Parameters {
  List<Parameter> positional;  // Those before `/` come first.
  uint32_t positional_only_count = 0;
  Parameter* vararg = nullptr;  // Null without `*args`.
  List<Parameter> keyword_only;
  Parameter* kwarg = nullptr;  // Null without `**kwargs`.
};

struct Lambda : ExprNode<ExprKind::kLambda> {
  using ExprNode::ExprNode;
  Parameters params;
  Expr* body = nullptr;
};

struct TupleExpr : ExprNode<ExprKind::kTuple> {
  using ExprNode::ExprNode;
  ExprList items;
  Context context = Context::kLoad;
};

struct ListExpr : ExprNode<ExprKind::kList> {
  using ExprNode::ExprNode;
  ExprList items;
  Context context = Context::kLoad;
};

struct SetExpr : ExprNode<ExprKind::kSet> {
  using ExprNode::ExprNode;
  ExprList items;  // Never empty.
};

struct DictItem {
  Expr* key = nullptr;  // Null for `**value`.
  Expr* value = nullptr;
};

struct DictExpr : ExprNode<ExprKind::kDict> {
  using ExprNode::ExprNode;
  List<DictItem> items;
};

enum class ComprehensionType : uint8_t { kList, kSet, kDict, kGenerator };

// One `for target in iter if ... if ...`.
struct CompFor {
  Expr* target = nullptr;
  Expr* iter = nullptr;
  ExprList conditions;
  bool is_async = false;
  Span span;
};

struct Comprehension : ExprNode<ExprKind::kComprehension> {
  using ExprNode::ExprNode;
  ComprehensionType type = ComprehensionType::kList;
  Expr* element = nullptr;  // The key, for a dict.
  Expr* value = nullptr;    // Null unless a dict.
  List<CompFor> fors;       // Never empty.
};

struct Starred : ExprNode<ExprKind::kStarred> {
  using ExprNode::ExprNode;
  Expr* value = nullptr;
  Context context = Context::kLoad;
};

struct Await : ExprNode<ExprKind::kAwait> {
  using ExprNode::ExprNode;
  Expr* value = nullptr;
};

struct Yield : ExprNode<ExprKind::kYield> {
  using ExprNode::ExprNode;
  Expr* value = nullptr;  // May be null.
};

struct YieldFrom : ExprNode<ExprKind::kYieldFrom> {
  using ExprNode::ExprNode;
  Expr* value = nullptr;
};

// An f-string, or several strings in a row of which at least one is one. The parts are
// string Constants, never two in a row, and FormattedValues. What `{x=}` prints before
// the value is already in the Constant before it.
struct JoinedStr : ExprNode<ExprKind::kJoinedStr> {
  using ExprNode::ExprNode;
  ExprList parts;  // Empty for f"".
};

enum class Conversion : uint8_t { kNone, kStr, kRepr, kAscii };

// One `{value!r:spec}`; only inside a JoinedStr.
struct FormattedValue : ExprNode<ExprKind::kFormattedValue> {
  using ExprNode::ExprNode;
  Expr* value = nullptr;
  Conversion conversion = Conversion::kNone;  // `{x=}` has kRepr already.
  JoinedStr* format_spec = nullptr;           // Null without a `:`.
};

// -- Patterns ---------------------------------------------------------------------------

template <PatternKind kind_of>
struct PatternNode : Pattern {
  static constexpr PatternKind kKind = kind_of;
  explicit PatternNode(Span where) : Pattern{kind_of, where} {}
};

// Compares with ==: a number, a string, `a.b`, `-1`.
struct ValuePattern : PatternNode<PatternKind::kValue> {
  using PatternNode::PatternNode;
  Expr* value = nullptr;
};

// Compares with `is`: kNone, kTrue or kFalse.
struct SingletonPattern : PatternNode<PatternKind::kSingleton> {
  using PatternNode::PatternNode;
  ConstantType value = ConstantType::kNone;
};

struct SequencePattern : PatternNode<PatternKind::kSequence> {
  using PatternNode::PatternNode;
  PatternList items;  // At most one is a StarPattern.
};

struct MappingItem {
  Expr* key = nullptr;  // A constant or `a.b`.
  Pattern* pattern = nullptr;
};

struct MappingPattern : PatternNode<PatternKind::kMapping> {
  using PatternNode::PatternNode;
  List<MappingItem> items;
  const Name* rest = nullptr;  // The name after `**`, or null.
};

struct KeywordPattern {
  const Name* name = nullptr;
  Pattern* pattern = nullptr;
  Span span;
};

struct ClassPattern : PatternNode<PatternKind::kClass> {
  using PatternNode::PatternNode;
  Expr* cls = nullptr;  // `a` or `a.b.c`.
  PatternList positional;
  List<KeywordPattern> keywords;
};

// `*name`, only inside a SequencePattern.
struct StarPattern : PatternNode<PatternKind::kStar> {
  using PatternNode::PatternNode;
  const Name* name = nullptr;  // Null for `*_`.
};

// `pattern as name`; a bare `name`; and `_`, which has neither.
struct AsPattern : PatternNode<PatternKind::kAs> {
  using PatternNode::PatternNode;
  Pattern* pattern = nullptr;  // May be null.
  const Name* name = nullptr;  // May be null.
};

struct OrPattern : PatternNode<PatternKind::kOr> {
  using PatternNode::PatternNode;
  PatternList alternatives;  // At least two.
};

// -- Statements -------------------------------------------------------------------------

template <StmtKind kind_of>
struct StmtNode : Stmt {
  static constexpr StmtKind kKind = kind_of;
  explicit StmtNode(Span where) : Stmt{kind_of, where} {}
};

struct ExprStmt : StmtNode<StmtKind::kExpr> {
  using StmtNode::StmtNode;
  Expr* value = nullptr;
};

// `targets[0] = targets[1] = value`
struct Assign : StmtNode<StmtKind::kAssign> {
  using StmtNode::StmtNode;
  ExprList targets;
  Expr* value = nullptr;
};

struct AugAssign : StmtNode<StmtKind::kAugAssign> {
  using StmtNode::StmtNode;
  Expr* target = nullptr;  // A Name, Attribute or Subscript.
  BinaryOp op = BinaryOp::kAdd;
  Span op_span;
  Expr* value = nullptr;
};

struct AnnAssign : StmtNode<StmtKind::kAnnAssign> {
  using StmtNode::StmtNode;
  Expr* target = nullptr;  // A Name, Attribute or Subscript.
  Expr* annotation = nullptr;
  Expr* value = nullptr;   // May be null.
  bool is_simple = false;  // A bare name without parentheses: only that is remembered.
};

struct Delete : StmtNode<StmtKind::kDelete> {
  using StmtNode::StmtNode;
  ExprList targets;
};

struct Pass : StmtNode<StmtKind::kPass> {
  using StmtNode::StmtNode;
};

struct Break : StmtNode<StmtKind::kBreak> {
  using StmtNode::StmtNode;
};

struct Continue : StmtNode<StmtKind::kContinue> {
  using StmtNode::StmtNode;
};

struct Return : StmtNode<StmtKind::kReturn> {
  using StmtNode::StmtNode;
  Expr* value = nullptr;  // May be null.
};

struct Raise : StmtNode<StmtKind::kRaise> {
  using StmtNode::StmtNode;
  Expr* exception = nullptr;  // May be null.
  Expr* cause = nullptr;      // May be null.
};

struct Assert : StmtNode<StmtKind::kAssert> {
  using StmtNode::StmtNode;
  Expr* test = nullptr;
  Expr* message = nullptr;  // May be null.
};

struct NameItem {
  const Name* name = nullptr;
  Span span;
};

struct Global : StmtNode<StmtKind::kGlobal> {
  using StmtNode::StmtNode;
  List<NameItem> names;
};

struct Nonlocal : StmtNode<StmtKind::kNonlocal> {
  using StmtNode::StmtNode;
  List<NameItem> names;
};

// `name as alias`. In an Import `name` may be dotted, as one text: "a.b.c".
struct ImportItem {
  const Name* name = nullptr;
  const Name* alias = nullptr;  // Null without `as`.
  Span span;
};

struct Import : StmtNode<StmtKind::kImport> {
  using StmtNode::StmtNode;
  List<ImportItem> items;
};

struct ImportFrom : StmtNode<StmtKind::kImportFrom> {
  using StmtNode::StmtNode;
  const Name* module = nullptr;  // May be dotted. Null for `from . import x`.
  uint32_t level = 0;            // The number of leading dots.
  List<ImportItem> items;        // Empty for `*`.
  bool is_star = false;
};

struct IfClause {
  Expr* test = nullptr;
  StmtList body;
  Span span;  // From `if` or `elif` to the end of the body.
};

// `if` and its `elif`s are one node, however many.
struct If : StmtNode<StmtKind::kIf> {
  using StmtNode::StmtNode;
  List<IfClause> clauses;  // At least one.
  StmtList orelse;         // Empty without `else`.
};

struct While : StmtNode<StmtKind::kWhile> {
  using StmtNode::StmtNode;
  Expr* test = nullptr;
  StmtList body;
  StmtList orelse;  // Empty without `else`.
};

struct For : StmtNode<StmtKind::kFor> {
  using StmtNode::StmtNode;
  Expr* target = nullptr;
  Expr* iter = nullptr;
  StmtList body;
  StmtList orelse;  // Empty without `else`.
  bool is_async = false;
};

struct WithItem {
  Expr* context = nullptr;
  Expr* target = nullptr;  // Null without `as`.
};

struct With : StmtNode<StmtKind::kWith> {
  using StmtNode::StmtNode;
  List<WithItem> items;
  StmtList body;
  bool is_async = false;
};

struct ExceptHandler {
  Expr* type = nullptr;        // Null for a bare `except:`, which is the last.
  const Name* name = nullptr;  // Null without `as`.
  StmtList body;
  Span span;
};

struct Try : StmtNode<StmtKind::kTry> {
  using StmtNode::StmtNode;
  StmtList body;
  List<ExceptHandler> handlers;
  StmtList orelse;       // Empty without `else`.
  StmtList finalbody;    // Empty without `finally`.
  bool is_star = false;  // `except*`
};

struct MatchCase {
  Pattern* pattern = nullptr;
  Expr* guard = nullptr;  // Null without `if`.
  StmtList body;
  Span span;
};

struct Match : StmtNode<StmtKind::kMatch> {
  using StmtNode::StmtNode;
  Expr* subject = nullptr;
  List<MatchCase> cases;
};

// The span starts at `def`, `async` or `class`; decorators come before it.
struct FunctionDef : StmtNode<StmtKind::kFunctionDef> {
  using StmtNode::StmtNode;
  const Name* name = nullptr;
  Span name_span;
  Parameters params;
  StmtList body;
  ExprList decorators;
  Expr* returns = nullptr;  // The annotation after `->`, or null.
  bool is_async = false;
};

struct ClassDef : StmtNode<StmtKind::kClassDef> {
  using StmtNode::StmtNode;
  const Name* name = nullptr;
  Span name_span;
  ExprList bases;
  List<Keyword> keywords;
  StmtList body;
  ExprList decorators;
};

struct Module {
  StmtList body;
};

// The docstring of a body: its first statement, if that is a plain string. Else null.
inline const Constant* docstring(StmtList body) {
  if (body.empty()) return nullptr;
  const auto* first = try_as<ExprStmt>(body.front());
  const auto* text = first != nullptr ? try_as<Constant>(first->value) : nullptr;
  return text != nullptr && text->type == ConstantType::kString ? text : nullptr;
}

}  // namespace scriptling::ast
