#include "store/report_editions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

struct ReportEditions : testing::Test, BookFixture {
  int save(const ReportEdition& edition) {
    int n = 0;
    write([&](WriteTransaction& w) { n = save_report_edition(w, edition); });
    return n;
  }
};

ReportEdition nav_list(const std::string& sha256) {
  return {day(2020, 6, 30), "nav",  "preliminary", "csv",  1,
          "out/nav.csv",    sha256, "pack",        "head", 0};
}

TEST_F(ReportEditions, NumberWhatDiffers) {
  EXPECT_EQ(save(nav_list("aa")), 1);
  EXPECT_EQ(save(nav_list("aa")), 1);
  EXPECT_EQ(save(nav_list("bb")), 2);
  ReportEdition final_one = nav_list("bb");
  final_one.edition = "final";
  EXPECT_EQ(save(final_one), 1);
  const auto editions = load_report_editions(book, day(2020, 6, 30));
  ASSERT_EQ(editions.size(), 3U);
  EXPECT_EQ(editions[0].edition, "final");
  EXPECT_EQ(editions[2].n, 2);
  EXPECT_EQ(load_last_edition(book, day(2020, 6, 30), "nav", "preliminary", "csv")->sha256, "bb");
  EXPECT_FALSE(load_last_edition(book, day(2020, 6, 30), "nav", "preliminary", "html").has_value());
}

TEST_F(ReportEditions, ComeBackAsTheyWereSaved) {
  ReportEdition edition = nav_list("aa");
  save(edition);
  edition.known_rev = book_revision(book);
  EXPECT_THAT(load_report_editions(book, edition.day), testing::ElementsAre(edition));
}

}  // namespace
}  // namespace wealthjobs::store
