#include "http/tls.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace scriptling {

namespace {

constexpr long kDaysValid = 365;

[[noreturn]] void fail(const std::string& what) {
  char reason[256] = "unknown error";
  if (unsigned long code = ERR_get_error()) {
    ERR_error_string_n(code, reason, sizeof reason);
  }
  ERR_clear_error();
  throw std::runtime_error(what + ": " + reason);
}

// HTTP/1.1 is all that is spoken here: a client that offers more is told so.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned offered_size, void*) {
  static constexpr unsigned char kHttp11[] = "\x08http/1.1";
  unsigned char* selected = nullptr;
  int result = SSL_select_next_proto(&selected, chosen_size, kHttp11, sizeof kHttp11 - 1,
                                     offered, offered_size);
  *chosen = selected;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

std::shared_ptr<TlsContext> make_context(SSL_CTX*& raw) {
  raw = SSL_CTX_new(TLS_server_method());
  if (raw == nullptr) fail("cannot set up TLS");
  auto context = std::make_shared<TlsContext>(raw);
  SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
  SSL_CTX_set_options(raw, SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(raw, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_RELEASE_BUFFERS |
                            SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_alpn_select_cb(raw, choose_protocol, nullptr);
  return context;
}

void add_extension(X509* certificate, int kind, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
  if (extension == nullptr) fail("cannot generate a certificate");
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

std::shared_ptr<X509> make_certificate(EVP_PKEY* key) {
  std::shared_ptr<X509> certificate(X509_new(), X509_free);
  if (!certificate) fail("cannot generate a certificate");
  X509_set_version(certificate.get(), X509_VERSION_3);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), kDaysValid * 24 * 3600);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  const auto* common = reinterpret_cast<const unsigned char*>("localhost");
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common, -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509_set_pubkey(certificate.get(), key);
  add_extension(certificate.get(), NID_subject_alt_name,
                "DNS:localhost,IP:127.0.0.1,IP:0:0:0:0:0:0:0:1");
  add_extension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
  if (X509_sign(certificate.get(), key, EVP_sha256()) == 0) {
    fail("cannot generate a certificate");
  }
  return certificate;
}

int clamp_size(std::size_t size) {
  constexpr std::size_t kMost = std::numeric_limits<int>::max();
  return static_cast<int>(std::min(size, kMost));
}

}  // namespace

TlsSession::~TlsSession() { SSL_free(ssl_); }

TlsOutcome TlsSession::outcome_of(int result) {
  if (result > 0) return TlsOutcome::kMoved;
  int error = SSL_get_error(ssl_, result);
  ERR_clear_error();  // The queue is per thread: the next session must find it empty.
  switch (error) {
    case SSL_ERROR_WANT_READ: return TlsOutcome::kWantsRead;
    case SSL_ERROR_WANT_WRITE: return TlsOutcome::kWantsWrite;
    case SSL_ERROR_ZERO_RETURN: return TlsOutcome::kEnd;
    default: return TlsOutcome::kBroken;
  }
}

TlsOutcome TlsSession::read(char* into, std::size_t size, std::size_t& moved) {
  int result = SSL_read(ssl_, into, clamp_size(size));
  moved = result > 0 ? static_cast<std::size_t>(result) : 0;
  TlsOutcome outcome = outcome_of(result);
  wants_write_ = outcome == TlsOutcome::kWantsWrite;
  return outcome;
}

TlsOutcome TlsSession::write(const char* from, std::size_t size, std::size_t& moved) {
  int result = SSL_write(ssl_, from, clamp_size(size));
  moved = result > 0 ? static_cast<std::size_t>(result) : 0;
  return outcome_of(result);
}

void TlsSession::shut_down() {
  SSL_shutdown(ssl_);
  ERR_clear_error();
}

TlsContext::~TlsContext() { SSL_CTX_free(context_); }

std::shared_ptr<TlsContext> TlsContext::load(const std::string& certificate_file,
                                             const std::string& key_file) {
  SSL_CTX* raw = nullptr;
  auto context = make_context(raw);
  if (SSL_CTX_use_certificate_chain_file(raw, certificate_file.c_str()) != 1) {
    fail("cannot read the certificate " + certificate_file);
  }
  if (SSL_CTX_use_PrivateKey_file(raw, key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
    fail("cannot read the key " + key_file);
  }
  if (SSL_CTX_check_private_key(raw) != 1) {
    fail("the key " + key_file + " is not that of " + certificate_file);
  }
  return context;
}

std::shared_ptr<TlsContext> TlsContext::generate() {
  SSL_CTX* raw = nullptr;
  auto context = make_context(raw);
  std::shared_ptr<EVP_PKEY> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  if (!key) fail("cannot generate a key");
  auto certificate = make_certificate(key.get());
  if (SSL_CTX_use_certificate(raw, certificate.get()) != 1 ||
      SSL_CTX_use_PrivateKey(raw, key.get()) != 1) {
    fail("cannot use the generated certificate");
  }
  return context;
}

std::unique_ptr<TlsSession> TlsContext::accept(int fd) const {
  SSL* ssl = SSL_new(context_);
  if (ssl == nullptr) fail("cannot set up a connection");
  auto session = std::make_unique<TlsSession>(ssl);
  if (SSL_set_fd(ssl, fd) != 1) fail("cannot set up a connection");
  SSL_set_accept_state(ssl);
  return session;
}

}  // namespace scriptling
