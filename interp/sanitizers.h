// Which sanitizer this is built with: SCRIPTLING_ASAN, SCRIPTLING_TSAN. GCC and Clang say
// it in ways of their own.
#pragma once

#if defined(__SANITIZE_ADDRESS__)
#define SCRIPTLING_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SCRIPTLING_ASAN 1
#endif
#endif
#if defined(__SANITIZE_THREAD__)
#define SCRIPTLING_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define SCRIPTLING_TSAN 1
#endif
#endif
