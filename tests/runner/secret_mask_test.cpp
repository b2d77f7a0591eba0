#include "runner/secret_mask.h"

#include <gtest/gtest.h>

#include <random>

namespace wealthjobs::runner {
namespace {

const std::string token("s3cr3t-42-abc");

TEST(SecretMask, HidesValuesOfSecretNames) {
  const SecretMask mask = SecretMask::of({"API_TOKEN=" + token, "DB_PASSWORD=hunter22",
                                          "HOME=/srv/fiona", "WEALTHJOBS_IDEMPOTENCY_KEY=abcdefg"});
  EXPECT_EQ(mask.masked("GET ?t=" + token + "&p=hunter22 /srv/fiona abcdefg"),
            "GET ?t=***&p=*** /srv/fiona abcdefg");
}

TEST(SecretMask, LeavesShortValuesAlone) {
  EXPECT_TRUE(SecretMask::of({"API_KEY=12345"}).is_empty());
}

TEST(SecretMask, HidesEachLineOfAMultiLineValue) {
  const SecretMask mask = SecretMask::of({"TLS_KEY=-----BEGIN-----\nMIIEvQIBADAN\n"});
  EXPECT_EQ(mask.masked("x MIIEvQIBADAN y"), "x *** y");
}

TEST(SecretMask, FindsASecretThatIsCutAnywhere) {
  const std::string text = "before " + token + " middle " + token + "s3cr3t after s3cr";
  const std::string expected = "before *** middle ***s3cr3t after s3cr";
  std::mt19937 random(7);
  for (int i = 0; i < 1000; ++i) {
    SecretMask mask = SecretMask::of({"X_SECRET=" + token});
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t n = 1 + random() % 9;
      result += mask.pass(std::string_view(text).substr(at, n));
      at += n;
    }
    EXPECT_EQ(result + mask.finish(), expected);
  }
}

}  // namespace
}  // namespace wealthjobs::runner
