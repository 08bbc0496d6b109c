#include "http/websocket.h"

#include <openssl/evp.h>

#include <array>
#include <utility>

#include "http/syntax.h"

namespace scriptling {

namespace {

constexpr std::string_view kVersion = "13";
constexpr std::size_t kPerMessage = 64;  // Bytes that a message takes beside its data.

std::string base64(const unsigned char* bytes, std::size_t size) {
  std::string text((size + 2) / 3 * 4, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes,
                  static_cast<int>(size));
  return text;
}

// Base64 of 16 bytes.
bool is_handshake_key(std::string_view key) {
  constexpr std::size_t kSize = 24;
  if (key.size() != kSize || !key.ends_with("==")) return false;
  std::array<unsigned char, kSize> bytes{};
  return EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(key.data()),
                         static_cast<int>(kSize)) > 0;
}

}  // namespace

std::string websocket_accept_key(std::string_view key) {
  std::string text(key);
  text += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  return base64(digest.data(), size);
}

std::optional<Response> refuse_handshake(const Request& request) {
  const Headers& headers = request.headers;
  bool asks = request.method == "GET" && request.minor_version >= 1 &&
              list_has(headers.get("upgrade"), "websocket") &&
              list_has(headers.get("connection"), "upgrade");
  if (!asks || headers.get("sec-websocket-version") != kVersion) {
    return error_response(426)
        .with("Upgrade", "websocket")
        .with("Sec-WebSocket-Version", std::string(kVersion));
  }
  if (!is_handshake_key(headers.get("sec-websocket-key"))) {
    return error_response(400, "Sec-WebSocket-Key must be 16 bytes in base64");
  }
  return std::nullopt;
}

std::shared_ptr<WebSocket> WebSocket::accept(const Request& request, const Reply& reply,
                                             std::function<void()> on_news) {
  Response head;
  head.status = 101;
  head.with("Upgrade", "websocket").with("Connection", "Upgrade");
  head.with("Sec-WebSocket-Accept",
            websocket_accept_key(request.headers.get("sec-websocket-key")));
  auto socket = std::make_shared<WebSocket>(std::move(on_news));
  std::weak_ptr<WebSocket> weak = socket;
  {
    std::lock_guard lock(socket->mutex_);  // Input waits until there is a stream.
    socket->stream_ = reply.upgrade(head, [weak](std::string_view bytes) {
      if (auto self = weak.lock()) self->on_input(bytes);
    });
  }
  if (!socket->stream_) return nullptr;
  socket->stream_.on_hangup([weak] {
    if (auto self = weak.lock()) self->on_lost();
  });
  return socket;
}

WebSocket::State WebSocket::state() const {
  std::lock_guard lock(mutex_);
  return state_;
}

std::optional<WebSocketMessage> WebSocket::receive() {
  std::lock_guard lock(mutex_);
  if (inbox_.empty()) {
    wants_message_ = true;
    return std::nullopt;
  }
  WebSocketMessage message = std::move(inbox_.front());
  inbox_.pop_front();
  inbox_bytes_ -= message.data.size() + kPerMessage;
  if (holds_input_ && inbox_bytes_ < kMaxInbox) {
    holds_input_ = false;
    stream_.release_input();
  }
  return message;
}

bool WebSocket::send(Kind kind, std::string_view data) {
  std::string frame;
  write_frame(kind == Kind::kText ? Opcode::kText : Opcode::kBinary, data, frame);
  std::lock_guard lock(mutex_);  // Nothing may follow a close frame.
  if (state_ != State::kOpen) return false;
  // It may be known here before on_lost() is called.
  if (!stream_.write(frame)) state_ = State::kLost;
  return state_ == State::kOpen;
}

bool WebSocket::has_room() {
  if (!is_open() || stream_.unsent() < ReplyStream::kRoom) return true;
  stream_.on_room([on_news = on_news_] { on_news(); });
  return false;
}

void WebSocket::close(int code) {
  {
    std::lock_guard lock(mutex_);
    if (state_ != State::kOpen) return;
    std::string frame;
    end(code, frame);
    stream_.write(frame);
    stream_.finish();
  }
  on_news_();
}

void WebSocket::on_input(std::string_view bytes) {
  bool is_news = false;
  {
    std::lock_guard lock(mutex_);
    std::string out;
    bool is_silent = state_ == State::kOpen && bytes.empty();
    if (is_silent) write_frame(Opcode::kPing, {}, out);
    while (state_ == State::kOpen && !bytes.empty()) take_step(reader_.feed(bytes), out);
    stream_.write(out);
    bool is_closed = state_ != State::kOpen;
    if (is_closed) {
      stream_.finish();
    } else if (!holds_input_ && inbox_bytes_ >= kMaxInbox) {
      holds_input_ = true;
      stream_.hold_input();
    }
    is_news = is_closed || (wants_message_ && !inbox_.empty());
    if (is_news) wants_message_ = false;
  }
  if (is_news) on_news_();
}

void WebSocket::take_step(FrameReader::Step step, std::string& out) {
  switch (step) {
    case FrameReader::Step::kNeedsMore: break;
    case FrameReader::Step::kPong: reader_.take(); break;
    case FrameReader::Step::kText:
    case FrameReader::Step::kBinary:
      inbox_.push_back({step == FrameReader::Step::kText ? Kind::kText : Kind::kBinary,
                        reader_.take()});
      inbox_bytes_ += inbox_.back().data.size() + kPerMessage;
      break;
    case FrameReader::Step::kPing: write_frame(Opcode::kPong, reader_.take(), out); break;
    case FrameReader::Step::kClose:
    case FrameReader::Step::kFailed: end(reader_.code(), out); break;
  }
}

void WebSocket::end(int code, std::string& out) {
  state_ = State::kClosed;
  write_close_frame(code, out);
}

void WebSocket::on_lost() {
  {
    std::lock_guard lock(mutex_);
    if (state_ == State::kClosed) return;
    state_ = State::kLost;
  }
  on_news_();
}

}  // namespace scriptling
