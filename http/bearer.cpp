#include "http/bearer.h"

#include <openssl/crypto.h>
#include <strings.h>

namespace scriptling {

bool has_bearer_token(const Request& request, std::string_view token) {
  constexpr std::string_view kScheme = "bearer ";
  std::string_view given = request.headers.get("authorization");
  if (given.size() <= kScheme.size()) return false;
  if (strncasecmp(given.data(), kScheme.data(), kScheme.size()) != 0) return false;
  given.remove_prefix(kScheme.size());
  while (given.starts_with(' ')) given.remove_prefix(1);
  return given.size() == token.size() &&
         CRYPTO_memcmp(given.data(), token.data(), token.size()) == 0;
}

Response unauthorized_response() {
  return error_response(401).with("WWW-Authenticate", "Bearer");
}

}  // namespace scriptling
