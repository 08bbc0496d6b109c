#include "state/datum_builder.h"

#include <algorithm>

#include "state/datum_node.h"

namespace scriptling {

std::uint64_t DatumBuilder::open(DatumKind kind, std::size_t expected) {
  require(kind >= DatumKind::kList && kind <= DatumKind::kFrozenSet,
          "DatumBuilder: not a container's kind");
  require(!is_complete_, "DatumBuilder: a message is one datum");
  if (depth_ > 0) {
    outer_.push_back(top_);
    bytes_ += sizeof(Datum);
  }
  ++depth_;
  top_ = Frame{};
  top_.kind = kind;
  top_.bytes_before = bytes_;
  bytes_ += sizeof(Datum::ContainerNode);
  if (expected > 0) {
    top_.node = Datum::ContainerNode::reallocate(nullptr, expected);
    top_.capacity = expected;
  }
  return numbered_++;
}

void DatumBuilder::close() {
  require(depth_ > 0, "DatumBuilder: nothing is open");
  require(top_.kind != DatumKind::kDict || top_.count % 2 == 0,
          "DatumBuilder: a dict needs a value for each key");
  Datum made(top_.kind, 0);
  if (top_.count == 0) {
    drop(top_);
  } else {
    new (top_.node)
        Datum::ContainerNode{{{1}, top_.kind}, top_.count, {bytes_ - top_.bytes_before}};
    made.form_ = top_.contents | Datum::kOnHeap;
    made.store<const void*>(top_.node);
  }
  top_ = Frame{};
  if (--depth_ > 0) {
    top_ = outer_.back();
    outer_.pop_back();
  }
  place(std::move(made));
}

std::uint64_t DatumBuilder::add(Datum leaf) {
  require(!leaf.is_container(), "DatumBuilder: containers are opened, not added");
  require(leaf.kind() != DatumKind::kBackref || leaf.as_backref() < numbered_,
          "DatumBuilder: a backref to what is not there");
  require(!is_complete_, "DatumBuilder: a message is one datum");
  bytes_ += leaf.size_in_bytes() + (depth_ > 0 ? sizeof(Datum) : 0);
  std::uint64_t number = leaf.is_numbered() ? numbered_++ : 0;
  place(std::move(leaf));
  return number;
}

void DatumBuilder::add_again(Datum text) {
  require(text.is_text() && !text.is_numbered(), "DatumBuilder: only texts repeat");
  repeated_ += text.size_in_bytes();
  top_.contents |= static_cast<std::uint8_t>(Content::kRepeats);
  add(std::move(text));
}

void DatumBuilder::place(Datum datum) {
  if (depth_ == 0) {
    root_ = std::move(datum);
    is_complete_ = true;
    return;
  }
  if (top_.count == top_.capacity) {
    std::uint64_t capacity = std::max<std::uint64_t>(4, top_.capacity * 2);
    top_.node = Datum::ContainerNode::reallocate(top_.node, capacity);
    top_.capacity = capacity;
  }
  top_.contents |= datum.contents();
  new (top_.node->items() + top_.count) Datum(std::move(datum));
  ++top_.count;
}

Datum DatumBuilder::finish() {
  require(is_complete_, "DatumBuilder: the message is not complete");
  Datum made = std::move(root_);
  abandon();
  return made;
}

void DatumBuilder::drop(Frame& frame) {
  for (std::uint64_t i = 0; i < frame.count; ++i) frame.node->items()[i].~Datum();
  std::free(static_cast<void*>(frame.node));
}

void DatumBuilder::abandon() {
  if (depth_ > 0) drop(top_);
  for (Frame& frame : outer_) drop(frame);
  outer_.clear();
  top_ = Frame{};
  depth_ = bytes_ = repeated_ = numbered_ = 0;
  is_complete_ = false;
  root_ = Datum();
}

}  // namespace scriptling
