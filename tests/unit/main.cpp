// Catch's main, compiled once and linked into every room's unit tests.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
