#include "render/document.h"

#include <gtest/gtest.h>

#include "base/json_document.h"

namespace wealthjobs::render {
namespace {

Table two_rows() {
  return {{{"id", "Portfolio", Align::left}, {"nav", "NAV", Align::right}},
          {{"P1", "20,000.55"}, {"Größe & Co", "-1.50"}}};
}

TEST(TableText, AlignsByWhatTheTerminalShows) {
  EXPECT_EQ(table_text(two_rows()),
            "Portfolio         NAV\n"
            "P1          20,000.55\n"
            "Größe & Co      -1.50\n");
}

TEST(TableCsv, QuotesWhatNeedsIt) {
  Table table = two_rows();
  table.rows = {{"a,b", "say \"x\""}, {"line\nfeed", "plain"}};
  EXPECT_EQ(table_csv(table), "id,nav\n\"a,b\",\"say \"\"x\"\"\"\n\"line\nfeed\",plain\n");
}

TEST(TableCsv, LeavesNumbersAloneAndDisarmsFormulas) {
  Table table = two_rows();
  table.rows = {{"=1+1", "-1.50"}, {"-A1", "+.5"}, {"@SUM", "-"}};
  EXPECT_EQ(table_csv(table), "id,nav\n'=1+1,-1.50\n'-A1,+.5\n'@SUM,'-\n");
}

TEST(DocumentText, PrintsFactsAboveSections) {
  const Document document{"Close of business 2020-06-30",
                          {{"pack", "2020-06-30-close-abc"}, {"k", "7"}},
                          {{"nav_list", "NAV list", {"Two portfolios."}, two_rows()}}};
  EXPECT_EQ(document_text(document),
            "Close of business 2020-06-30\n"
            "============================\n"
            "pack  2020-06-30-close-abc\n"
            "k     7\n"
            "\n"
            "NAV list\n"
            "--------\n"
            "Two portfolios.\n"
            "Portfolio         NAV\n"
            "P1          20,000.55\n"
            "Größe & Co      -1.50\n");
}

TEST(DocumentJson, HasOneObjectARow) {
  const Document document{"T", {{"day", "2020-06-30"}}, {{"nav_list", "NAV", {}, two_rows()}}};
  const base::Json json = document_json(document);
  EXPECT_EQ(json["schema_version"], 1);
  EXPECT_EQ(json["facts"]["day"], "2020-06-30");
  EXPECT_EQ(json["nav_list"]["rows"][1]["nav"], "-1.50");
}

TEST(DocumentJson, KeepsAnEmptyTableAsAnEmptyList) {
  Table empty = two_rows();
  empty.rows.clear();
  const base::Json json = document_json({"T", {}, {{"breaks", "Breaks", {}, empty}}});
  EXPECT_TRUE(json["breaks"]["rows"].is_array());
  EXPECT_TRUE(json["breaks"]["rows"].empty());
}

TEST(DocumentHtml, EscapesAndStandsAlone) {
  const std::string page =
      document_html({"<T>", {{"a", "1 < 2 & \"3\""}}, {{"n", "N", {"p"}, two_rows()}}});
  EXPECT_NE(page.find("<title>&lt;T&gt;</title>"), std::string::npos);
  EXPECT_NE(page.find("1 &lt; 2 &amp; &quot;3&quot;"), std::string::npos);
  EXPECT_NE(page.find("<td class=\"r\">20,000.55</td>"), std::string::npos);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("http"), std::string::npos);
}

TEST(DisplayWidth, CountsCodePointsNotBytes) {
  EXPECT_EQ(display_width("abc"), 3);
  EXPECT_EQ(display_width("Größe"), 5);
  EXPECT_EQ(display_width("e\xCC\x81"), 1);
}

}  // namespace
}  // namespace wealthjobs::render
