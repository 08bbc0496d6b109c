// Left spines: chains of operators, attributes, items and calls, walked with a loop.
#include "interp/compiler_codegen.h"

namespace scriptling::compiler {

namespace {

const ast::Expr* below(const ast::Expr& e) {
  switch (e.kind) {
    case ast::ExprKind::kBinOp: return ast::as<ast::BinOp>(e).left;
    case ast::ExprKind::kAttribute: return ast::as<ast::Attribute>(e).value;
    case ast::ExprKind::kSubscript: return ast::as<ast::Subscript>(e).value;
    case ast::ExprKind::kCall: return ast::as<ast::Call>(e).callee;
    default: return nullptr;
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
    case ast::BinaryOp::kAdd: return in_place ? Op::kIAddI : Op::kAddI;
    case ast::BinaryOp::kSub: return in_place ? Op::kISubI : Op::kSubI;
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
    default: break;
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

// Nodes from the top down, without the leaf. Results on the way stand in `work`, which is
// taken when it is first needed.
struct Codegen::Spine {
  Codegen& codegen;
  std::vector<const ast::Expr*> chain;
  const ast::Expr* leaf;
  std::optional<Reg> work;

  Reg working() {
    if (!work) work = codegen.allocate();
    return *work;
  }
};

void Codegen::spine(const ast::Expr& e, Reg dst) {
  Temporaries temporaries(*this);
  Spine spine{*this, {}, &e, {}};
  for (const ast::Expr* next = below(e); next != nullptr; next = below(*spine.leaf)) {
    spine.chain.push_back(spine.leaf);
    spine.leaf = next;
  }
  if (is_top(dst)) spine.work = dst;
  Reg at = dst;
  if (!spine_constant(spine, dst, at)) at = spine_leaf(spine);
  while (!spine.chain.empty()) {
    const ast::Expr& node = *spine.chain.back();
    spine.chain.pop_back();
    bool last = spine.chain.empty();
    const auto* attribute = ast::try_as<ast::Attribute>(&node);
    const auto* called = last ? nullptr : ast::try_as<ast::Call>(spine.chain.back());
    Reg out = last && node.kind != ast::ExprKind::kCall ? dst : spine.working();
    Temporaries operands(*this);
    if (attribute != nullptr && called != nullptr && !unpacks(*called)) {
      spine.chain.pop_back();
      allocate();
      emit(Op::kLoadMethod, node.span, out, at,
           cache(mangled(attribute->name), Op::kLoadMethod));
      call(*called, out, true);
    } else if (attribute != nullptr) {
      emit(Op::kLoadAttr, node.span, out, at,
           cache(mangled(attribute->name), Op::kLoadAttr));
    } else if (const auto* item = ast::try_as<ast::Subscript>(&node)) {
      subscript(*item, out, at);
    } else if (const auto* plain_call = ast::try_as<ast::Call>(&node)) {
      move(out, at, node.span);
      call(*plain_call, out, false);
    } else {
      const auto& binary = ast::as<ast::BinOp>(node);
      binary_op(binary.op, false, *binary.right, out, at, node.span);
    }
    at = out;
  }
  move(dst, at, e.span);
}

// Loads what is constant at the end of the spine, as much of it as folds.
[[gnu::noinline]] bool Codegen::spine_constant(Spine& spine, Reg dst, Reg& at) {
  std::optional<Value> folded = fold(*spine.leaf);
  if (!folded) return false;
  while (!spine.chain.empty()) {
    const auto* binary = ast::try_as<ast::BinOp>(spine.chain.back());
    std::optional<Value> right = binary != nullptr ? fold(*binary->right) : std::nullopt;
    std::optional<Value> result =
        right ? constants_.fold(binary->op, *folded, *right) : std::nullopt;
    if (!result) break;
    folded = result;
    spine.leaf = binary;
    spine.chain.pop_back();
  }
  at = spine.chain.empty() ? dst : spine.working();
  load(at, *folded, spine.leaf->span);
  return true;
}

// Where the leaf's value is: a local's own register, or the working one.
Reg Codegen::spine_leaf(Spine& spine) {
  const auto* name = ast::try_as<ast::NameExpr>(spine.leaf);
  const auto* call = ast::try_as<ast::Call>(spine.chain.back());
  if (call != nullptr && is_plain_super(*call)) {
    super_spine(spine.chain, spine.working());
    return *spine.work;
  }
  if (name != nullptr) {
    if (std::optional<Reg> local = in_place(*name)) return *local;
  }
  expr_to(*spine.leaf, spine.working());
  return *spine.work;
}

// `super()`, `super().x` or `super().x(...)` at the end of the chain, into r[at], which
// is the topmost temporary.
[[gnu::noinline]] void Codegen::super_spine(std::vector<const ast::Expr*>& chain,
                                            Reg at) {
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
  const Name* name = mangled(attribute->name);
  const auto* called = chain.empty() ? nullptr : ast::try_as<ast::Call>(chain.back());
  if (called == nullptr || unpacks(*called)) {
    emit(Op::kLoadSuperAttr, attribute->span, at, base, cache(name, Op::kLoadSuperAttr));
    return;
  }
  chain.pop_back();
  emit(Op::kLoadSuperMethod, attribute->span, at, base,
       cache(name, Op::kLoadSuperMethod));
  f_->next = base + uint32_t{1};
  call(*called, at, true);
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
