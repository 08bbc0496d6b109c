#include "http/reply.h"

#include "http/exchange.h"

namespace scriptling {

ExchangeShare::ExchangeShare(std::shared_ptr<Exchange> exchange)
    : exchange_(std::move(exchange)) {
  if (exchange_) exchange_->add_holder();
}

ExchangeShare::ExchangeShare(const ExchangeShare& other)
    : ExchangeShare(other.exchange_) {}

ExchangeShare::~ExchangeShare() {
  if (exchange_) exchange_->drop_holder();
}

bool ReplyStream::write(std::string_view bytes) const {
  return share_ && share_->write(bytes);
}

void ReplyStream::finish() const {
  if (share_) share_->finish();
}

std::size_t ReplyStream::unsent() const { return share_ ? share_->unsent() : 0; }

void ReplyStream::on_room(std::function<void()> callback) const {
  if (share_) share_->on_room(std::move(callback));
}

void ReplyStream::on_hangup(std::function<void()> callback) const {
  if (share_) share_->on_hangup(std::move(callback));
}

void ReplyStream::hold_input() const {
  if (share_) share_->hold_input();
}

void ReplyStream::release_input() const {
  if (share_) share_->release_input();
}

Sent Reply::send(Response response) const {
  return share_ ? share_->answer(std::move(response)) : Sent::kTooLate;
}

ReplyStream Reply::stream(const Response& head) const {
  if (!share_ || share_->start(head, nullptr) != Sent::kYes) return ReplyStream();
  return ReplyStream(share_);
}

ReplyStream Reply::upgrade(const Response& head,
                           std::function<void(std::string_view)> on_input) const {
  if (!share_ || share_->start(head, std::move(on_input)) != Sent::kYes) {
    return ReplyStream();
  }
  return ReplyStream(share_);
}

void Reply::on_hangup(std::function<void()> callback) const {
  if (share_) share_->on_hangup(std::move(callback));
}

bool Reply::is_open() const { return share_ && share_->is_open(); }

}  // namespace scriptling
