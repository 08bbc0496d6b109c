#include "interp/operands.h"

namespace scriptling {

namespace {

using enum Operand;

bool between(Op op, Op first, Op last) { return first <= op && op <= last; }

}  // namespace

const char* op_name(Op op) {
  static constexpr const char* kNames[] = {
#define OPCODE(name, format, meaning) #name,
#include "interp/opcodes.def"
#undef OPCODE
  };
  return kNames[static_cast<size_t>(op)];
}

Operands operands_of(Op op) {
  if (between(op, Op::kAdd, Op::kIMatMul)) return {kWritten, kRead, kRead};
  if (between(op, Op::kAddI, Op::kISubI)) return {kWritten, kRead, kNumber};
  if (between(op, Op::kEq, Op::kNotIn)) return {kWritten, kRead, kRead};
  if (between(op, Op::kNot, Op::kInvert)) return {kWritten, kRead};
  if (between(op, Op::kJumpIf, Op::kJumpIfNotNone)) return {kRead, kNone, kLongJump};
  if (between(op, Op::kJumpIfEq, Op::kJumpIfNotGe)) return {kRead, kRead, kJump};
  if (between(op, Op::kJumpIfEqI, Op::kJumpIfNotGeI)) return {kRead, kNumber, kJump};
  switch (op) {
    case Op::kMove: return {kWritten, kRead};
    case Op::kLoadConst: return {kWritten, kNone, kLongConstant};
    case Op::kCheckBound: return {kRead, kNone, kConstant};
    case Op::kDelLocal: return {kWritten, kNone, kConstant};
    case Op::kUnbind: return {kWritten};
    case Op::kLoadGlobal: return {kWritten, kNone, kCache};
    case Op::kStoreGlobal: return {kRead, kNone, kCache};
    case Op::kDelGlobal: return {kNone, kNone, kCache};
    case Op::kLoadName: return {kWritten, kRead, kCache};
    case Op::kStoreName: return {kRead, kRead, kCache};
    case Op::kDelName: return {kNone, kRead, kCache};
    case Op::kMakeCell: return {kWritten};
    case Op::kLoadCell: return {kWritten, kRead, kConstant};
    case Op::kStoreCell: return {kRead, kRead};
    case Op::kDelCell: return {kRead, kNone, kConstant};
    case Op::kLoadFree: return {kWritten, kFree, kConstant};
    case Op::kStoreFree: return {kRead, kFree};
    case Op::kDelFree: return {kNone, kFree, kConstant};
    case Op::kLoadFreeCell: return {kWritten, kFree};
    case Op::kLoadClassFree: return {kWritten, kFree, kConstant};
    case Op::kJump: return {kNone, kNone, kLongJump};
    case Op::kGetIter: return {kWritten, kRead};
    case Op::kForIter: return {kRead, kWritten, kJump};
    case Op::kUnpack: return {kWritten, kRead, kCount};
    case Op::kUnpackEx: return {kWritten, kRead, kCount};
    case Op::kLoadAttr:
    case Op::kLoadMethod:
    case Op::kLoadSuperAttr:
    case Op::kLoadSuperMethod: return {kWritten, kRead, kCache};
    case Op::kStoreAttr: return {kRead, kRead, kCache};
    case Op::kDelAttr: return {kRead, kNone, kCache};
    case Op::kGetItem: return {kWritten, kRead, kRead};
    case Op::kGetItemI: return {kWritten, kRead, kNumber};
    case Op::kSetItem: return {kRead, kRead, kRead};
    case Op::kDelItem: return {kRead, kRead};
    case Op::kBuildSlice: return {kWritten, kRead};
    case Op::kBuildList:
    case Op::kBuildTuple:
    case Op::kBuildSet:
    case Op::kBuildDict:
    case Op::kBuildString:
    case Op::kFormat: return {kWritten, kRead, kCount};
    case Op::kListAppend:
    case Op::kListExtend:
    case Op::kSetAdd:
    case Op::kSetUpdate:
    case Op::kDictUpdate: return {kRead, kRead};
    case Op::kListToTuple: return {kWritten, kRead};
    case Op::kStarTuple: return {kWritten, kRead, kRead};
    case Op::kDictPut:
    case Op::kDictMerge: return {kRead, kRead, kRead};
    case Op::kCall:
    case Op::kCallMethod: return {kWritten, kCount, kDropped};
    case Op::kCallKw:
    case Op::kCallMethodKw: return {kWritten, kCount, kConstant};
    case Op::kCallEx: return {kWritten};
    case Op::kReturn: return {kRead};
    case Op::kMakeFunction: return {kWritten, kChild, kOptional};
    case Op::kMakeClass: return {kWritten};
    case Op::kImportName: return {kWritten, kConstant, kConstant};
    case Op::kImportFrom: return {kWritten, kRead, kConstant};
    case Op::kImportStar: return {kRead, kOptional};
    case Op::kSetResult: return {kRead};
    case Op::kSetupAnnotations: return {kWritten, kOptional};
    case Op::kRaise: return {kRead, kRead, kCount};
    case Op::kReraise: return {kRead};
    case Op::kEnterHandler:
    case Op::kLeaveHandler: return {kRead};
    case Op::kJumpIfNotCaught: return {kRead, kRead, kJump};
    case Op::kEnterWith:
    case Op::kEnterAsyncWith:
    case Op::kExceptionTriple: return {kWritten, kRead};
    case Op::kLoadAssertionError: return {kWritten};
    case Op::kGroupSplit:
    case Op::kGroupJoin: return {kWritten, kRead, kRead};
    case Op::kYield: return {kWritten, kRead, kOptional};
    case Op::kYieldFromIter:
    case Op::kGetAwaitable:
    case Op::kGetAiter:
    case Op::kGetAnext: return {kWritten, kRead};
    case Op::kSend: return {kRead, kWritten, kJump};
    case Op::kEndAsyncFor: return {kRead, kNone, kLongJump};
    case Op::kMatchSequence:
    case Op::kMatchMapping:
    case Op::kGetLen: return {kWritten, kRead};
    case Op::kMatchKeys:
    case Op::kMatchRest: return {kWritten, kRead, kRead};
    case Op::kMatchClass: return {kWritten, kRead, kConstant};
    default: return {};
  }
}

Extent extent_of(const Instruction& i) {
  uint32_t b = i.b, c = i.c;
  switch (i.op) {
    case Op::kUnpack: return {.a = c};
    case Op::kUnpackEx: return {.a = c / 256 + 1 + c % 256};
    case Op::kLoadMethod: return {.a = 2};
    case Op::kLoadSuperAttr: return {.b = 3};
    case Op::kLoadSuperMethod: return {.a = 2, .b = 3};
    case Op::kBuildSlice: return {.b = 3};
    case Op::kBuildList:
    case Op::kBuildTuple:
    case Op::kBuildSet:
    case Op::kBuildString: return {.b = c};
    case Op::kBuildDict: return {.b = 2 * c};
    case Op::kFormat: return {.b = (c & 4) != 0 ? 2u : 1u};
    case Op::kCall:
    case Op::kCallKw: return {.a = b + 1};
    case Op::kCallMethod:
    case Op::kCallMethodKw: return {.a = b + 2};
    case Op::kCallEx:
    case Op::kMakeClass:
    case Op::kEnterWith:
    case Op::kEnterAsyncWith:
    case Op::kExceptionTriple: return {.a = 3};
    case Op::kMakeFunction: return {.c = 3};
    case Op::kEnterHandler:
    case Op::kLeaveHandler:
    case Op::kGroupSplit: return {.a = 2};
    case Op::kMatchClass: return {.b = 2};
    default: return {};
  }
}

}  // namespace scriptling
