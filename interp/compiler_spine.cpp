// Left spines: chains of operators, attributes, items and calls, walked with a loop.
#include "interp/compiler_codegen.h"

namespace scriptling::compiler {

namespace {

const ast::Expr* below(const ast::Expr& e) {
  switch (e.kind) {
    case ast::ExprKind::kBinOp:
      return ast::as<ast::BinOp>(e).left;
    case ast::ExprKind::kAttribute:
      return ast::as<ast::Attribute>(e).value;
    case ast::ExprKind::kSubscript:
      return ast::as<ast::Subscript>(e).value;
    case ast::ExprKind::kCall:
      return ast::as<ast::Call>(e).callee;
    default:
      return nullptr;
  }
}

Op operator_of(ast::BinaryOp op, bool in_place) {
  constexpr Op kOps[] = {Op::kAdd,      Op::kSub, Op::kMul, Op::kMatMul, Op::kDiv,
                         Op::kFloorDiv, Op::kMod, Op::kPow, Op::kLShift, Op::kRShift,
                         Op::kAnd,      Op::kXor, Op::kOr};
  constexpr int kInPlace = static_cast<int>(Op::kIAdd) - static_cast<int>(Op::kAdd);
  int number = static_cast<int>(kOps[static_cast<size_t>(op)]);
  return static_cast<Op>(in_place ? number + kInPlace : number);
}

// The form with a number on the right, if there is one.
std::optional<Op> immediate_operator(ast::BinaryOp op, bool in_place) {
  switch (op) {
    case ast::BinaryOp::kAdd:
      return in_place ? Op::kIAddI : Op::kAddI;
    case ast::BinaryOp::kSub:
      return in_place ? Op::kISubI : Op::kSubI;
    case ast::BinaryOp::kMul:
      if (!in_place) return Op::kMulI;
      break;
    case ast::BinaryOp::kFloorDiv:
      if (!in_place) return Op::kFloorDivI;
      break;
    case ast::BinaryOp::kMod:
      if (!in_place) return Op::kModI;
      break;
    case ast::BinaryOp::kAnd:
      if (!in_place) return Op::kAndI;
      break;
    default:
      break;
  }
  return std::nullopt;
}

bool unpacks(const ast::Call& call) {
  for (const ast::Expr* arg : call.args) {
    if (arg->kind == ast::ExprKind::kStarred) return true;
  }
  for (const ast::Keyword& keyword : call.keywords) {
    if (keyword.name == nullptr) return true;
  }
  return false;
}

}  // namespace

void Codegen::spine(const ast::Expr& e, Reg dst) {
  Temporaries temporaries(*this);
  std::vector<const ast::Expr*> chain;  // From `e` downwards, without the leaf.
  const ast::Expr* leaf = &e;
  for (const ast::Expr* next = below(e); next != nullptr; next = below(*leaf)) {
    chain.push_back(leaf);
    leaf = next;
  }
  // Results on the way stand in `work`; `at` is where the last one is.
  std::optional<Reg> work;
  if (is_top(dst)) work = dst;
  auto working = [&] {
    if (!work) work = allocate();
    return *work;
  };
  Reg at;
  std::optional<Value> folded = fold(*leaf);
  while (folded && !chain.empty()) {
    const auto* binary = ast::try_as<ast::BinOp>(chain.back());
    std::optional<Value> right = binary != nullptr ? fold(*binary->right) : std::nullopt;
    std::optional<Value> result =
        right ? constants_.fold(binary->op, *folded, *right) : std::nullopt;
    if (!result) break;
    folded = result;
    leaf = chain.back();
    chain.pop_back();
  }
  const auto* name = ast::try_as<ast::NameExpr>(leaf);
  std::optional<Reg> local;
  if (folded) {
    load(at = chain.empty() ? dst : working(), *folded, leaf->span);
  } else if (name != nullptr && chain.back()->kind == ast::ExprKind::kCall &&
             is_plain_super(ast::as<ast::Call>(*chain.back()))) {
    at = working();
    super_spine(chain, at);
  } else if (name != nullptr && (local = in_place(*name))) {
    at = *local;
  } else {
    expr_to(*leaf, at = working());
  }
  while (!chain.empty()) {
    const ast::Expr& node = *chain.back();
    chain.pop_back();
    bool last = chain.empty();
    const auto* attribute = ast::try_as<ast::Attribute>(&node);
    const auto* called = last ? nullptr : ast::try_as<ast::Call>(chain.back());
    Reg out = last && node.kind != ast::ExprKind::kCall ? dst : working();
    Temporaries operands(*this);
    if (attribute != nullptr && called != nullptr && !unpacks(*called)) {
      chain.pop_back();
      allocate();
      emit(Op::kLoadMethod, node.span, out, at, cache(mangled(attribute->name)));
      call(*called, out, true);
    } else if (attribute != nullptr) {
      emit(Op::kLoadAttr, node.span, out, at, cache(mangled(attribute->name)));
    } else if (const auto* item = ast::try_as<ast::Subscript>(&node)) {
      subscript(*item, out, at);
    } else if (const auto* plain_call = ast::try_as<ast::Call>(&node)) {
      move(out, at, node.span);
      call(*plain_call, out, false);
    } else {
      binary(ast::as<ast::BinOp>(node), out, at);
    }
    at = out;
  }
  move(dst, at, e.span);
}

// `super()`, `super().x` or `super().x(...)` at the end of the chain, into r[at], which
// is the topmost temporary.
void Codegen::super_spine(std::vector<const ast::Expr*>& chain, Reg at) {
  Temporaries operands(*this);
  const ast::Expr& super = *chain.back();
  chain.pop_back();
  const auto* attribute =
      chain.empty() ? nullptr : ast::try_as<ast::Attribute>(chain.back());
  if (attribute == nullptr) {
    allocate(2);
    push_super(ast::as<ast::Call>(super), at);
    emit(Op::kCall, super.span, at, 2);
    return;
  }
  chain.pop_back();
  Reg base = allocate(3);
  push_super(ast::as<ast::Call>(super), base);
  uint16_t name = cache(mangled(attribute->name));
  const auto* called = chain.empty() ? nullptr : ast::try_as<ast::Call>(chain.back());
  if (called == nullptr || unpacks(*called)) {
    emit(Op::kLoadSuperAttr, attribute->span, at, base, name);
    return;
  }
  chain.pop_back();
  emit(Op::kLoadSuperMethod, attribute->span, at, base, name);
  f_->next = base + uint32_t{1};
  call(*called, at, true);
}

void Codegen::binary(const ast::BinOp& e, Reg dst, Reg left) {
  binary_op(e.op, false, *e.right, dst, left, e.span);
}

void Codegen::binary_op(ast::BinaryOp op, bool in_place, const ast::Expr& right, Reg dst,
                        Reg left, Span span) {
  if (std::optional<Op> immediate = immediate_operator(op, in_place)) {
    if (std::optional<int16_t> number = small_int(fold(right))) {
      emit(*immediate, span, dst, left, static_cast<uint16_t>(*number));
      return;
    }
  }
  Temporaries temporaries(*this);
  Reg operand = expr(right);
  emit(operator_of(op, in_place), span, dst, left, operand);
}

// The register of an index; of a slice, which is built.
Reg Codegen::index(const ast::Expr& e) {
  const auto* slice = ast::try_as<ast::Slice>(&e);
  if (slice == nullptr) return expr(e);
  Reg base = static_cast<Reg>(f_->next);
  for (const ast::Expr* part : {slice->lower, slice->upper, slice->step}) {
    if (part != nullptr) {
      expr_push(*part);
    } else {
      load(allocate(), Value::none(), e.span);
    }
  }
  emit(Op::kBuildSlice, e.span, base, base);
  return base;
}

void Codegen::subscript(const ast::Subscript& e, Reg dst, Reg container) {
  if (std::optional<int16_t> number = small_int(fold(*e.index))) {
    emit(Op::kGetItemI, e.span, dst, container, static_cast<uint16_t>(*number));
    return;
  }
  Temporaries temporaries(*this);
  Reg key = index(*e.index);
  emit(Op::kGetItem, e.span, dst, container, key);
}

}  // namespace scriptling::compiler
