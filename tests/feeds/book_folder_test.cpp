#include "feeds/book_folder.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "parsed.h"

namespace wealthjobs::feeds {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;
using base::Date;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view price_header = "instrument_id,date,close,currency\n";

std::int64_t received(const FileCount& file) {
  return file.accepted + file.quarantined + file.duplicates;
}

TEST(BookFolder, LoadsFilesInTheOrderOfTheirReferences) {
  const ScratchFolder folder;
  folder.file("prices.csv", "instrument_id,date,close,currency\nA,2020-06-30,1,USD\n");
  folder.file("instruments.csv", "instrument_id,name,kind,currency,calendar\nA,A,etf,USD,XNYS\n");
  folder.file("holidays.csv", "calendar,date,kind\nXNYS,2020-07-03,holiday\n");
  const BookFolder book = parse_book_folder(folder.path());
  ASSERT_EQ(book.files.size(), 3U);
  EXPECT_EQ(book.files[0].file, "holidays.csv");
  EXPECT_EQ(book.files[1].file, "instruments.csv");
  EXPECT_EQ(book.files[2].file, "prices.csv");
  EXPECT_EQ(book.files[2].first_date, Date::from(2020, 6, 30));
  EXPECT_FALSE(book.files[1].first_date);
  EXPECT_FALSE(book.is_refused());
}

TEST(BookFolder, KnowsEveryFileByItsName) {
  const std::set<std::string_view> names(book_file_names().begin(), book_file_names().end());
  EXPECT_EQ(names.size(), 24U);
  EXPECT_TRUE(names.contains("trades.csv"));
  EXPECT_EQ(book_file_names().front(), "holidays.csv");
}

TEST(BookFolder, RefusesFilesThatItDoesNotLoad) {
  const ScratchFolder folder;
  folder.file("prices.csv", price_header);
  folder.file("target_weights.csv", "x\n");
  folder.file("alerts.csv", "x\n");
  const BookFolder book = parse_book_folder(folder.path());
  EXPECT_THAT(
      book.refusals,
      ElementsAre(HasSubstr("/alerts.csv: this file is not loaded by this version"),
                  HasSubstr("/target_weights.csv: this file is not loaded by this version")));
}

TEST(BookFolder, WarnsOfUnknownFilesButNotOfNotes) {
  const ScratchFolder folder;
  folder.file("prices.csv", price_header);
  folder.file("README.md", "notes");
  folder.file("notes.txt", "notes");
  folder.file(".DS_Store", "noise");
  folder.file("trade.csv", "x\n");
  const BookFolder book = parse_book_folder(folder.path());
  EXPECT_THAT(book.warnings,
              ElementsAre(HasSubstr("/trade.csv: unknown file, not loaded (did you mean "
                                    "trades.csv?)")));
  EXPECT_FALSE(book.is_refused());
}

TEST(BookFolder, NeedsAFolderWithABook) {
  const ScratchFolder folder;
  folder.file("README.md", "notes");
  for (const std::string& path : {folder.path(), folder.path() + "/absent"}) {
    try {
      parse_book_folder(path);
      FAIL();
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::data_missing);
      EXPECT_THAT(error.message(), HasSubstr(path));
    }
  }
}

TEST(BookFolder, ShowsTheFaultsOfAllFilesAtOnce) {
  const ScratchFolder folder;
  folder.file("prices.csv", "instrument_id,date,clsoe,currency\n");
  folder.file("fx_rates.csv", "date,base,quote,rate\n2020-06-30,EUR,USD,\"1.1\n");
  folder.file("trades.csv", "\xFF\xFEt\0r\0"sv);
  const BookFolder book = parse_book_folder(folder.path());
  EXPECT_THAT(book.refusals,
              ElementsAre(HasSubstr("/prices.csv:1:20: unknown column \"clsoe\" (did you mean "
                                    "close?)"),
                          HasSubstr("/fx_rates.csv:2:20: a quote that never closes"),
                          HasSubstr("/trades.csv:1:1: the file is UTF-16, not UTF-8")));
}

// The hostile files of RELIABILITY R11: whatever is wrong with the structure refuses the import.
TEST(BookFolder, RefusesHostileStructure) {
  const auto refusal = [](std::string_view text) {
    const BookFolder book = parsed("prices.csv", text);
    return book.refusals.empty() ? "" : book.refusals[0];
  };
  const std::string header(price_header);
  EXPECT_EQ(refusal(header + "A,2020-06-30,1\0"s + ",USD\n"),
            "book/prices.csv:2:15: a NUL byte (is this a text file?)");
  EXPECT_EQ(refusal(header + "A,2020-06-30,1,USD,extra\n"),
            "book/prices.csv:2:20: 5 fields where the header has 4");
  EXPECT_EQ(refusal(header + std::string(10'000'000, 'x') + "\n"),
            "book/prices.csv:2:1: a line longer than 1048576 bytes");
  EXPECT_EQ(refusal("instrument_id,date,close\n"), "book/prices.csv:1:1: missing column currency");
  EXPECT_EQ(refusal("instrument_id,date,close,date,currency\n"),
            "book/prices.csv:1:26: column \"date\" stands in the header twice");
  EXPECT_EQ(refusal(""), "book/prices.csv:1:1: the file is empty (it needs at least a header row)");
  EXPECT_EQ(refusal(header), "");
  EXPECT_EQ(refusal("\xEF\xBB\xBF"
                    "instrument_id,date,close,currency\r\nA,2020-06-30,1,USD\r\n"),
            "");
}

TEST(BookFolder, CountsIdenticalRowsAsDuplicates) {
  const BookFolder book = parsed("prices.csv", std::string(price_header) +
                                                   "A,2020-06-30,1,USD\nB,2020-06-30,1,USD\n"
                                                   "A,2020-06-30,1.00,USD\n");
  EXPECT_EQ(book.files[0].duplicates, 1);
  EXPECT_EQ(book.files[0].accepted, 2);
  EXPECT_THAT(book.quarantine, IsEmpty());
}

TEST(BookFolder, SetsBothRowsOfAConflictAside) {
  const BookFolder book = parsed("prices.csv", std::string(price_header) +
                                                   "A,2020-06-30,1,USD\nB,2020-06-30,1,USD\n"
                                                   "A,2020-06-30,2,USD\n");
  ASSERT_EQ(book.quarantine.size(), 2U);
  EXPECT_EQ(book.quarantine[0].line, 2U);
  EXPECT_EQ(book.quarantine[1].line, 4U);
  for (const QuarantineRow& row : book.quarantine) {
    EXPECT_EQ(row.reason, "duplicate_key");
    EXPECT_EQ(row.row_key, "A|2020-06-30");
    EXPECT_EQ(row.instrument_id, "A");
    EXPECT_EQ(row.date, Date::from(2020, 6, 30));
  }
  ASSERT_EQ(book.prices.size(), 1U);
  EXPECT_EQ(book.prices[0].instrument_id, "B");
  EXPECT_EQ(book.files[0].received, received(book.files[0]));
}

TEST(BookFolder, LetsTwoPortfoliosNumberTheirTradesAlike) {
  const BookFolder book = parsed("trades.csv",
                                 "trade_id,portfolio_id,instrument_id,side,trade_date,quantity,"
                                 "price,currency,commission\n"
                                 "T1,P1,A,buy,2020-06-30,1,1,USD,0\n"
                                 "T1,P2,A,buy,2020-06-30,5,1,USD,0\n");
  EXPECT_EQ(book.trades.size(), 2U);
  EXPECT_THAT(book.quarantine, IsEmpty());
}

std::string price_rows(int good, int bad) {
  std::string text(price_header);
  for (int i = 0; i < good; ++i) {
    text += "G" + std::to_string(i) + ",2020-06-30,1,USD\n";
  }
  for (int i = 0; i < bad; ++i) text += "B" + std::to_string(i) + ",2020-06-30,nan,USD\n";
  return text;
}

TEST(BookFolder, RefusesAFileAboveTheThresholdsOfB10) {
  EXPECT_FALSE(parsed("prices.csv", price_rows(0, 10)).is_refused());
  EXPECT_FALSE(parsed("prices.csv", price_rows(1'089, 11)).is_refused());
  EXPECT_THAT(
      parsed("prices.csv", price_rows(1'088, 11)).refusals,
      ElementsAre("book/prices.csv: 11 bad rows of 1099: more than 10 and more than 100 bp"));
  EXPECT_THAT(parsed("prices.csv", price_rows(20'000, 101)).refusals,
              ElementsAre("book/prices.csv: 101 bad rows of 20101: more than 100"));
}

TEST(BookFolder, CountsMoreBadRowsThanItKeeps) {
  const BookFolder book = parsed("prices.csv", price_rows(0, 5'000));
  EXPECT_EQ(book.files[0].quarantined, 5'000);
  EXPECT_EQ(book.quarantine.size(), static_cast<std::size_t>(max_kept_rows));
}

TEST(BookFolder, JudgesTheImportAsAWhole) {
  const ScratchFolder folder;
  folder.file("prices.csv", price_rows(0, 8));
  folder.file("fx_rates.csv",
              "date,base,quote,rate\n1,EUR,USD,1\n2,EUR,USD,1\n3,EUR,USD,1\n4,EUR,USD,1\n");
  EXPECT_THAT(parse_book_folder(folder.path()).refusals,
              ElementsAre(HasSubstr("the import: 12 bad rows of 12")));
}

TEST(BookFolder, RefusesAFileNameItDoesNotKnow) {
  EXPECT_THAT(parsed("trade.csv", "x\n").refusals,
              ElementsAre("book/trade.csv: no file of a book folder (did you mean trades.csv?)"));
}

using Sorted = std::vector<std::tuple<std::string, std::string, std::int64_t>>;

Sorted sorted_rows(const BookFolder& book) {
  Sorted rows;
  for (const TradeRow& row : book.trades) {
    rows.emplace_back(std::string(row.trade_id), std::string(row.portfolio_id), row.quantity_e6);
  }
  std::ranges::sort(rows);
  return rows;
}

// Whatever the order of its rows, a file gives the same rows and the same bad keys.
TEST(BookFolder, DoesNotDependOnTheOrderOfRows) {
  std::mt19937 random(42);
  std::vector<std::string> lines;
  for (int i = 0; i < 400; ++i) {
    lines.push_back("T" + std::to_string(i) + ",P" + std::to_string(i % 7) +
                    ",A,buy,2020-06-30,5,1,USD,0\n");
  }
  lines.push_back(lines[3]);                                // a duplicate
  lines.push_back("T5,P5,A,buy,2020-06-30,6,1,USD,0\n");    // a conflict
  lines.push_back("T900,P1,A,buy,2020-06-31,6,1,USD,0\n");  // a bad date
  const auto read = [&] {
    return parsed("trades.csv",
                  "trade_id,portfolio_id,instrument_id,side,trade_date,quantity,price,currency,"
                  "commission\n" +
                      base::join_text(lines, ""));
  };
  const auto bad_keys = [](const BookFolder& book) {
    std::multiset<std::string> keys;
    for (const QuarantineRow& row : book.quarantine) keys.insert(row.row_key + row.reason);
    return keys;
  };
  const BookFolder first = read();
  EXPECT_EQ(first.trades.size(), 399U);
  EXPECT_EQ(first.quarantine.size(), 3U);
  for (int round = 0; round < 30; ++round) {
    std::ranges::shuffle(lines, random);
    const BookFolder again = read();
    EXPECT_EQ(sorted_rows(again), sorted_rows(first));
    EXPECT_EQ(bad_keys(again), bad_keys(first));
    EXPECT_EQ(again.files[0].duplicates, 1);
  }
}

// Any mutation of a good file is loaded, set aside or refused, and every row is accounted for.
TEST(BookFolder, SurvivesMutations) {
  const std::string good =
      "trade_id,portfolio_id,instrument_id,side,trade_date,settle_date,quantity,price,currency,"
      "commission\n"
      "T1,P1,A,buy,2020-06-30,,10,1.5,USD,0\n"
      "T2,P1,\"A\",sell,2020-06-30,2020-07-02,10,1.5,USD,4.95\n";
  constexpr std::string_view bytes = "\",\n\r\0\xFF=-e9.0|"sv;
  std::mt19937 random(5);
  const ScratchFolder folder;
  for (int round = 0; round < 2'000; ++round) {
    std::string text = good;
    for (auto n = 1 + random() % 3; n > 0; --n) {
      const std::size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text[at] = bytes[random() % bytes.size()];
          break;
        case 1:
          text.erase(at, 1 + random() % 3);
          break;
        default:
          text.insert(at, 1, bytes[random() % bytes.size()]);
          break;
      }
    }
    BookFolder book;
    parse_book_file(folder.file("trades.csv", text), book);
    ASSERT_EQ(book.files.size(), 1U);
    EXPECT_EQ(book.files[0].received, received(book.files[0])) << text;
    EXPECT_EQ(book.files[0].accepted, static_cast<std::int64_t>(book.trades.size()));
  }
}

// README of the shared books: row counts, and not one bad row.
TEST(BookFolder, ReadsBothRealBooksClean) {
  WEALTHJOBS_NEED_SHARED();
  const BookFolder usd = parse_book_folder(shared_folder() + "/books/real_usd");
  EXPECT_THAT(usd.refusals, IsEmpty());
  EXPECT_THAT(usd.quarantine, IsEmpty());
  EXPECT_THAT(usd.warnings, IsEmpty());
  EXPECT_EQ(usd.trades.size(), 86U);
  EXPECT_EQ(usd.cash_flows.size(), 102U);
  EXPECT_EQ(usd.corporate_actions.size(), 299U);
  EXPECT_EQ(usd.fx_trades.size(), 0U);
  EXPECT_EQ(usd.instruments.size(), 15U);
  EXPECT_EQ(usd.portfolios.at(0).portfolio_id, "REAL-USD");
  const BookFolder aud = parse_book_folder(shared_folder() + "/books/real_aud");
  EXPECT_THAT(aud.refusals, IsEmpty());
  EXPECT_THAT(aud.quarantine, IsEmpty());
  EXPECT_EQ(aud.trades.size(), 86U);
  EXPECT_EQ(aud.fx_trades.size(), 73U);
  EXPECT_EQ(aud.corporate_actions.size(), 184U);
  EXPECT_EQ(aud.instruments.size(), 12U);
}

}  // namespace
}  // namespace wealthjobs::feeds
