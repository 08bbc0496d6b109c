#include "state/datum_codec.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "state/datum_builder.h"

namespace scriptling {

namespace {

constexpr char kVersion = 1;

// Whoever hashes a key recurses, and walks through what is in there twice twice. No
// script can make a key as deep as this, or would live to see one of as many steps.
constexpr std::uint64_t kDeepestKey = 5000;
constexpr std::uint64_t kMostKeySteps = std::uint64_t{1} << 26;

// On disk for ever: new ones at the end.
enum class Tag : unsigned char {
  kNone = 0,
  kFalse = 1,
  kTrue = 2,
  kInt = 3,
  kFloat = 4,
  kPositiveBigInt = 5,
  kNegativeBigInt = 6,
  kStr = 7,
  kBytes = 8,
  kByteArray = 9,
  kList = 10,
  kTuple = 11,
  kDict = 12,
  kSet = 13,
  kFrozenSet = 14,
  kHandle = 15,
  kBackref = 16,
};

Tag container_tag(DatumKind kind) {
  auto distance = static_cast<int>(kind) - static_cast<int>(DatumKind::kList);
  return static_cast<Tag>(static_cast<int>(Tag::kList) + distance);
}

DatumKind container_kind(Tag tag) {
  auto distance = static_cast<int>(tag) - static_cast<int>(Tag::kList);
  return static_cast<DatumKind>(static_cast<int>(DatumKind::kList) + distance);
}

class Encoder {
 public:
  std::string run(const Datum& root) {
    out_ += kVersion;
    std::vector<std::span<const Datum>> open{std::span<const Datum>(&root, 1)};
    while (!open.empty()) {
      if (open.back().empty()) {
        open.pop_back();
        continue;
      }
      const Datum& datum = open.back().front();
      open.back() = open.back().subspan(1);
      if (!datum.is_container()) {
        leaf(datum);
        continue;
      }
      tag(container_tag(datum.kind()));
      varint(datum.items().size() / (datum.kind() == DatumKind::kDict ? 2 : 1));
      open.push_back(datum.items());
    }
    return std::move(out_);
  }

 private:
  void leaf(const Datum& datum) {
    switch (datum.kind()) {
      case DatumKind::kNone: return tag(Tag::kNone);
      case DatumKind::kBool: return tag(datum.as_bool() ? Tag::kTrue : Tag::kFalse);
      case DatumKind::kInt: return integer(datum.as_int());
      case DatumKind::kFloat: return number(datum.as_float());
      case DatumKind::kBigInt:
        return text(datum.is_negative() ? Tag::kNegativeBigInt : Tag::kPositiveBigInt,
                    datum.text());
      case DatumKind::kStr: return text(Tag::kStr, datum.text());
      case DatumKind::kBytes: return text(Tag::kBytes, datum.text());
      case DatumKind::kByteArray: return text(Tag::kByteArray, datum.text());
      case DatumKind::kHandle:
        tag(Tag::kHandle);
        out_ += static_cast<char>(datum.handle_kind());
        varint(datum.handle_id());
        varint(datum.handle_name().size());
        out_ += datum.handle_name();
        return;
      case DatumKind::kBackref: tag(Tag::kBackref); return varint(datum.as_backref());
      default: require(false, "encode: a capsule has no bytes");
    }
  }

  void tag(Tag tag) { out_ += static_cast<char>(tag); }

  void varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
    out_ += static_cast<char>(value);
  }

  // Small numbers of either sign take few bytes.
  void integer(std::int64_t value) {
    tag(Tag::kInt);
    auto bits = static_cast<std::uint64_t>(value);
    varint(value < 0 ? ~(bits << 1) : bits << 1);
  }

  void number(double value) {
    tag(Tag::kFloat);
    auto bits = std::bit_cast<std::uint64_t>(value);
    for (int i = 0; i < 8; ++i) out_ += static_cast<char>(bits >> (8 * i));
  }

  void text(Tag kind, std::string_view bytes) {
    tag(kind);
    varint(bytes.size());
    out_ += bytes;
  }

  std::string out_;
};

// Every reader returns false at the first thing that is wrong, with `wrong_` saying what.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : bytes_(bytes) {}

  Result<Datum> run() {
    if (!message()) {
      std::string where =
          " at byte " + std::to_string(at_) + " of " + std::to_string(bytes_.size());
      return Status::corruption("damaged data: " + std::string(wrong_) + where);
    }
    return builder_.finish();
  }

 private:
  // What a container is like to walk through.
  struct Shape {
    std::uint64_t height =
        0;  // Containers one in another; 0: not known, it is still open.
    std::uint64_t steps = 0;

    void hold(const Shape& item) {
      height = std::max(height, item.height);
      steps = std::min(steps + item.steps, kMostKeySteps + 1);
    }
  };

  struct Open {
    std::uint64_t missing;  // Items still to come.
    bool has_keys;          // Every item of a set, every other of a dict.
    bool is_dict;
    std::uint64_t key_depth;  // Containers from the key down to this one; 0: in no key.
    std::uint64_t number;
    Shape shape;
  };

  bool message() {
    if (bytes_.empty()) return fail("no version");
    if (bytes_[at_++] != kVersion) return fail("unknown version");
    if (!datum()) return false;
    while (!open_.empty()) {
      Open& top = open_.back();
      if (top.missing == 0) {
        if (!close()) return false;
        continue;
      }
      bool is_key = top.has_keys && (!top.is_dict || top.missing % 2 == 0);
      if (is_key && !is_key_tag()) return fail("a key that cannot be one");
      key_depth_ = is_key || top.key_depth > 0 ? top.key_depth + 1 : 0;
      --top.missing;
      --promised_;
      if (!datum()) return false;
    }
    return at_ == bytes_.size() || fail("more than one datum");
  }

  bool close() {
    builder_.close();
    Shape shape = open_.back().shape;
    ++shape.height;
    ++shape.steps;
    shapes_[open_.back().number] = shape;
    open_.pop_back();
    if (open_.empty()) return true;
    Open& parent = open_.back();
    parent.shape.hold(shape);
    bool is_too_much = parent.key_depth > 0 && parent.shape.steps > kMostKeySteps;
    return !is_too_much || fail("a key nested too deeply");
  }

  bool is_key_tag() const {
    if (at_ == bytes_.size()) return true;
    switch (static_cast<Tag>(bytes_[at_])) {
      case Tag::kList:
      case Tag::kDict:
      case Tag::kSet:
      case Tag::kByteArray: return false;
      default: return true;
    }
  }

  bool datum() {
    if (at_ == bytes_.size()) return fail("it ends too early");
    auto tag = static_cast<Tag>(bytes_[at_++]);
    switch (tag) {
      case Tag::kNone: return add(Datum());
      case Tag::kFalse: return add(Datum::boolean(false));
      case Tag::kTrue: return add(Datum::boolean(true));
      case Tag::kInt: return integer();
      case Tag::kFloat: return number();
      case Tag::kPositiveBigInt:
      case Tag::kNegativeBigInt:
        return big_int(tag == Tag::kNegativeBigInt ? Sign::kNegative : Sign::kPositive);
      case Tag::kStr: return str();
      case Tag::kBytes:
      case Tag::kByteArray: return bytes(tag);
      case Tag::kList:
      case Tag::kTuple:
      case Tag::kDict:
      case Tag::kSet:
      case Tag::kFrozenSet: return container(container_kind(tag));
      case Tag::kHandle: return handle();
      case Tag::kBackref: return backref();
    }
    --at_;
    return fail("unknown tag");
  }

  bool integer() {
    std::uint64_t bits;
    if (!varint(bits)) return false;
    std::uint64_t value = bits & 1 ? ~(bits >> 1) : bits >> 1;
    return add(Datum::integer(static_cast<std::int64_t>(value)));
  }

  bool number() {
    if (left() < 8) return fail("it ends too early");
    std::uint64_t bits = 0;
    for (int i = 0; i < 8; ++i)
      bits |= std::uint64_t{static_cast<unsigned char>(bytes_[at_++])} << (8 * i);
    return add(Datum::number(std::bit_cast<double>(bits)));
  }

  bool big_int(Sign sign) {
    std::string_view magnitude;
    if (!text(magnitude)) return false;
    Datum made = Datum::big_integer(sign, magnitude);
    if (made.kind() != DatumKind::kBigInt || made.text().size() != magnitude.size())
      return fail("a big int that is not big");
    return add(std::move(made));
  }

  bool str() {
    std::string_view text_read;
    if (!text(text_read)) return false;
    TextScan scan = scan_text(text_read);
    if (!scan.is_valid) return fail("a str that is not UTF-8");
    return add(Datum::str(text_read, scan.code_points));
  }

  bool bytes(Tag tag) {
    std::string_view read;
    if (!text(read)) return false;
    return add(tag == Tag::kBytes ? Datum::bytes(read) : Datum::byte_array(read));
  }

  // Every item takes a byte at least, so more items than bytes, counting those promised
  // by all open containers, is a lie; and so memory is never taken for more.
  bool container(DatumKind kind) {
    std::uint64_t count;
    if (!varint(count)) return false;
    bool is_dict = kind == DatumKind::kDict;
    if (count > left() / (is_dict ? 2 : 1)) return fail("a container too large");
    std::uint64_t items = is_dict ? count * 2 : count;
    if (items > left() - std::min<std::uint64_t>(left(), promised_))
      return fail("a container too large");
    if (key_depth_ > kDeepestKey) return fail("a key nested too deeply");
    promised_ += items;
    bool has_keys = is_dict || kind == DatumKind::kSet || kind == DatumKind::kFrozenSet;
    std::uint64_t number = builder_.numbered();
    builder_.open(kind, items);
    shapes_.resize(number + 1);
    open_.push_back({items, has_keys, is_dict, key_depth_, number, {0, items}});
    return true;
  }

  bool handle() {
    if (left() == 0) return fail("it ends too early");
    auto kind = static_cast<unsigned char>(bytes_[at_]);
    if (kind > static_cast<unsigned char>(DatumHandleKind::kPromise))
      return fail("unknown handle");
    ++at_;
    std::uint64_t id;
    std::string_view name;
    if (!varint(id) || !text(name)) return false;
    if (!scan_text(name).is_valid) return fail("a name that is not UTF-8");
    return add(Datum::handle(static_cast<DatumHandleKind>(kind), name, id));
  }

  bool backref() {
    std::uint64_t number;
    if (!varint(number)) return false;
    if (number >= builder_.numbered()) return fail("a backref to what is not there");
    // Byte arrays are numbered too.
    Shape shape = number < shapes_.size() ? shapes_[number] : Shape{1, 1};
    if (key_depth_ > 0 && (shape.height == 0 || shape.height + key_depth_ > kDeepestKey ||
                           shape.steps + open_.back().shape.steps > kMostKeySteps))
      return fail("a key nested too deeply");
    open_.back().shape.hold(shape.height > 0 ? shape : Shape{kDeepestKey, kMostKeySteps});
    return add(Datum::backref(number));
  }

  bool text(std::string_view& read) {
    std::uint64_t size;
    if (!varint(size)) return false;
    if (size > left()) return fail("it ends too early");
    read = bytes_.substr(at_, size);
    at_ += size;
    return true;
  }

  bool varint(std::uint64_t& value) {
    value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (left() == 0) return fail("it ends too early");
      auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= std::uint64_t{byte & 0x7fu} << shift;
      if (byte >= 0x80) continue;
      bool is_shortest = byte != 0 || shift == 0;
      bool fits = shift < 63 || byte == 1;
      return (is_shortest && fits) || fail("a number written wrongly");
    }
    return fail("a number too long");
  }

  bool add(Datum leaf) {
    builder_.add(std::move(leaf));
    return true;
  }

  std::size_t left() const { return bytes_.size() - at_; }

  bool fail(const char* wrong) {
    wrong_ = wrong;
    return false;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
  DatumBuilder builder_;
  std::vector<Open> open_;
  std::uint64_t promised_ = 0;
  std::uint64_t key_depth_ = 0;  // Of the next datum, were it a container.
  std::vector<Shape> shapes_;    // By number.
  const char* wrong_ = "";
};

}  // namespace

std::string encode(const Datum& datum) { return Encoder().run(datum); }

Result<Datum> decode(std::string_view bytes) { return Decoder(bytes).run(); }

}  // namespace scriptling
