#include "store/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "book_fixture.h"

namespace wealthjobs::store {
namespace {

const base::Date d1 = base::Date::from(2020, 6, 1);

struct FindingsOfADay : testing::Test, BookFixture {};

DayFinding mover(const std::string& text) {
  return {d1, "build_pack", "mover", Severity::warn, finance::the_firm, aapl, text};
}

TEST_F(FindingsOfADay, AreReplacedByTheJobThatFoundThem) {
  const std::vector<DayFinding> first{mover("+11 %"), mover("-12 %")};
  const std::vector<DayFinding> second{mover("+10 %")};
  DayFinding other = mover("no cash");
  other.job = "settle_trades";
  other.severity = Severity::critical;
  other.portfolio = p1;
  const std::vector<DayFinding> others{other};
  write([&](WriteTransaction& w) {
    save_findings(w, d1, "build_pack", first);
    save_findings(w, d1, "settle_trades", others);
    save_findings(w, d1, "build_pack", second);
  });
  EXPECT_THAT(load_findings(book, d1), testing::ElementsAre(second[0], other));
  EXPECT_EQ(load_findings(book, d1, "settle_trades"), others);
  EXPECT_TRUE(load_findings(book, d1 + 1).empty());
}

QuarantineRow bad_row(const std::string& key, Severity severity = Severity::critical) {
  QuarantineRow row;
  row.job = "import";
  row.day = d1;
  row.source = "trades.csv:7:3";
  row.row_key = key;
  row.reason = "unknown_instrument";
  row.severity = severity;
  row.portfolio = p1;
  row.payload_json = R"({"trade_id":"T7"})";
  return row;
}

struct Quarantine : testing::Test, BookFixture {};

TEST_F(Quarantine, HoldsARowOnceHoweverOftenItComes) {
  const std::vector<QuarantineRow> rows{bad_row("T7"), bad_row("T8", Severity::warn),
                                        bad_row("T7")};
  write([&](WriteTransaction& w) { EXPECT_EQ(save_quarantine(w, rows), 2); });
  write([&](WriteTransaction& w) { EXPECT_EQ(save_quarantine(w, rows), 0); });
  const auto open = load_quarantine(book);
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(open[0].no, 1);
  EXPECT_EQ(open[0].payload_json, rows[0].payload_json);
  EXPECT_EQ(open[1].severity, Severity::warn);
}

TEST_F(Quarantine, IsResolvedOnceByANamedPersonForAReason) {
  const std::vector<QuarantineRow> rows{bad_row("T7")};
  write([&](WriteTransaction& w) { save_quarantine(w, rows); });
  write([&](WriteTransaction& w) {
    EXPECT_TRUE(save_resolution(w, 1, {QuarantineStatus::waived, "fiona", "test trade"}));
    EXPECT_FALSE(save_resolution(w, 1, {QuarantineStatus::fixed, "fiona", "again"}));
    EXPECT_FALSE(save_resolution(w, 99, {QuarantineStatus::fixed, "fiona", "nothing"}));
    EXPECT_EQ(save_quarantine(w, rows), 0) << "stays resolved";
  });
  EXPECT_TRUE(load_quarantine(book).empty());
  EXPECT_EQ(load_quarantine(book, {.only_open = false, .job = "import"}).size(), 1U);
  EXPECT_TRUE(load_quarantine(book, {.only_open = false, .job = "ingest"}).empty());
  const auto row = load_quarantine_row(book, 1);
  EXPECT_EQ(row->status, QuarantineStatus::waived);
  EXPECT_EQ(row->resolved_by, "fiona");
  EXPECT_EQ(row->resolved_why, "test trade");
  EXPECT_FALSE(load_quarantine_row(book, 2).has_value());
}

TEST_F(Quarantine, FindsTheCriticalRowsThatStandInTheWay) {
  std::vector<QuarantineRow> rows{bad_row("T1"), bad_row("T2", Severity::warn), bad_row("T3"),
                                  bad_row("T4")};
  rows[0].portfolio = p2;
  rows[2].day = std::nullopt;
  rows[3].day = d1 + 1;
  write([&](WriteTransaction& w) { save_quarantine(w, rows); });
  const auto critical = load_open_critical(book, d1);
  ASSERT_EQ(critical.size(), 2U);
  EXPECT_EQ(critical[0].row_key, "T3");
  EXPECT_EQ(critical[1].row_key, "T1");
}

struct Holds : testing::Test, BookFixture {};

TEST_F(Holds, AreAddedOnceAndReleasedByAPerson) {
  std::vector<Hold> holds{{d1, p1, "no_price", "VOD", {}, {}, 0},
                          {d1, p2, "oversold", "T9", {}, {}, 0}};
  write([&](WriteTransaction& w) { EXPECT_EQ(save_holds(w, holds), 2); });
  holds[0].detail = "VOD, BHP";
  write([&](WriteTransaction& w) { EXPECT_EQ(save_holds(w, holds), 0); });
  EXPECT_EQ(load_holds(book, d1)[0].detail, "VOD, BHP");
  write([&](WriteTransaction& w) {
    EXPECT_EQ(save_release(w, p1, d1, "fiona", "price set by hand"), 1);
    EXPECT_EQ(save_release(w, p1, d1, "fiona", "again"), 0);
  });
  EXPECT_EQ(load_holds(book, d1).size(), 2U);
  EXPECT_EQ(load_holds(book, d1)[0].released_by, "fiona");
  const auto open = load_open_holds(book, d1 + 9);
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].portfolio, p2);
  EXPECT_TRUE(load_open_holds(book, d1 - 1).empty());
}

TEST_F(Holds, GoWhenTheirFaultIsGone) {
  const std::vector<Hold> holds{{d1, p1, "no_price", "VOD", {}, {}, 0},
                                {d1, p2, "no_price", "VOD", {}, {}, 0},
                                {d1, p2, "oversold", "T9", {}, {}, 0}};
  const std::vector<finance::PortfolioNo> still_held{p1};
  write([&](WriteTransaction& w) {
    save_holds(w, holds);
    clear_holds(w, d1, "no_price", still_held);
  });
  const auto left = load_holds(book, d1);
  ASSERT_EQ(left.size(), 2U);
  EXPECT_EQ(left[0].portfolio, p1);
  EXPECT_EQ(left[1].reason, "oversold");
}

TEST_F(Quarantine, IsShownAsItWasKnown) {
  const std::vector<QuarantineRow> first{bad_row("T1")};
  const std::vector<QuarantineRow> second{bad_row("T2")};
  const auto r1 = write([&](WriteTransaction& w) { save_quarantine(w, first); });
  const auto r2 = write([&](WriteTransaction& w) { save_quarantine(w, second); });
  const auto r3 = write([&](WriteTransaction& w) {
    EXPECT_TRUE(save_resolution(w, 1, {QuarantineStatus::waived, "fiona", "it is right"}));
  });
  const auto known = [&](std::int64_t revision) {
    std::vector<std::string> keys;
    for (const QuarantineRow& row : load_quarantine(book, {.as_known = revision})) {
      keys.push_back(row.row_key);
    }
    return keys;
  };
  EXPECT_EQ(known(r1), std::vector<std::string>{"T1"});
  EXPECT_EQ(known(r2), (std::vector<std::string>{"T1", "T2"}));
  EXPECT_EQ(known(r3), std::vector<std::string>{"T2"});
}

}  // namespace
}  // namespace wealthjobs::store
