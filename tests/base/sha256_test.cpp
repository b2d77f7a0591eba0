#include "base/sha256.h"

#include <gtest/gtest.h>

namespace wealthjobs::base {
namespace {

// FIPS 180-4 examples.
TEST(Sha256, ReproducesTheStandardVectors) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// Golden number pk_hash, the pack of the rule book.
TEST(Sha256, ReproducesThePackOfTheRuleBook) {
  EXPECT_EQ(sha256_hex("wj-pack/1\nasof=2026-04-08\npolicy=close-2026-04\n"
                       "F|USD|AUD|2026-04-08|152340000|8|rba\n"
                       "P|AAPL.XNAS|USD|2026-04-07|212480000|6|polygon\n"
                       "P|BHP.XASX|AUD|2026-04-08|43100000|6|asx\n"),
            "fca656ba74be29b233046c60bf8672974dbc2eef88424824ad495a8b746bf994");
}

TEST(Sha256, IsTheSameInPieces) {
  Sha256 hasher;
  hasher.update("a");
  hasher.update("");
  hasher.update("bc");
  EXPECT_EQ(hasher.finish_hex(), sha256_hex("abc"));
  hasher.update("abc");
  EXPECT_EQ(hasher.finish_hex(), sha256_hex("abc")) << "starts over empty";
}

TEST(Sha256, GivesBytesAndHexOfTheSameDigest) {
  EXPECT_EQ(hex_of(sha256("abc")), sha256_hex("abc"));
  EXPECT_EQ(sha256("abc")[0], 0xba);
  EXPECT_EQ(sha256_hex(std::string("a\0b", 3)).size(), 64U);
  EXPECT_NE(sha256_hex(std::string("a\0b", 3)), sha256_hex("a"));
}

TEST(ZeroHash, HasTheLengthOfADigest) {
  EXPECT_EQ(zero_hash.size(), 64U);
  EXPECT_EQ(zero_hash.find_first_not_of('0'), std::string_view::npos);
}

}  // namespace
}  // namespace wealthjobs::base
