// What one connection has yet to write: pieces, in order.
//
// One thread at a time.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/exchange.h"

namespace scriptling {

class Unsent {
 public:
  bool empty() const { return first_ == pieces_.size(); }
  std::size_t bytes() const { return bytes_; }
  std::span<const Piece> pieces() const { return std::span(pieces_).subspan(first_); }

  void append(std::string_view text) {
    bytes_ += text.size();
    pieces_.push_back({std::string(text), {}});
  }

  // Takes what `exchange` has ready.
  Exchange::Taken take_from(Exchange& exchange) {
    Exchange::Taken taken = exchange.take(pieces_);
    bytes_ += taken.bytes;
    return taken;
  }

  // Forgets the first `count` bytes, which were written.
  void cut(std::size_t count) {
    bytes_ -= count;
    while (count > 0) {
      Piece& piece = pieces_[first_];
      if (count < piece.bytes.size()) {
        piece.bytes.erase(0, count);
        return;
      }
      count -= piece.bytes.size();
      piece.bytes = std::string();
      std::size_t of_file = count < piece.file.size ? count : piece.file.size;
      piece.file.offset += of_file;
      piece.file.size -= of_file;
      count -= of_file;
      if (piece.file.size > 0) return;
      piece.file.file.reset();
      ++first_;
    }
    if (!empty()) return;
    pieces_.clear();
    first_ = 0;
  }

 private:
  std::vector<Piece> pieces_;
  std::size_t first_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace scriptling
