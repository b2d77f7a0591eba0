#include "feeds/row_fields.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>

namespace wealthjobs::feeds {
namespace {

constexpr std::array columns{CsvColumn{"trade_id", true, true}, CsvColumn{"value"},
                             CsvColumn{"portfolio_id", false}, CsvColumn{"trade_date", false}};

// Reads one cell, quoted, in column 1; the reason of its fault, or "".
std::string reason_for(const std::string& cell, const std::function<void(RowFields&)>& read) {
  CsvReader reader = CsvReader::over_text("t.csv", "trade_id,value\nT1,\"" + cell + "\"\n");
  const auto map = ColumnMap::read(reader, columns);
  TextPool texts;
  RowFields fields(reader, *map, texts);
  EXPECT_TRUE(reader.next());
  read(fields);
  return fields.fault() ? std::string(fields.fault()->reason) : "";
}

TEST(RowFields, RefusesDatesThatDoNotExist) {
  const auto date = [](RowFields& fields) { fields.date(1); };
  for (const std::string cell : {"0000-00-00", "2019-02-30", "2019-13-01", "30/06/2020",
                                 "2020-6-30", "2020-06-30 ", "20200630", "nan"}) {
    EXPECT_EQ(reason_for(cell, date), "bad_date") << cell;
  }
  EXPECT_EQ(reason_for("", date), "missing_value");
  EXPECT_EQ(reason_for("2020-02-29", date), "");
}

TEST(RowFields, RefusesWhatIsNoDecimal) {
  const auto price = [](RowFields& fields) { fields.not_negative(1, 6, "negative_price"); };
  for (const std::string cell : {"1e309", "1e3", "nan", "NaN", "inf", "1,000", " 1", "1 ", "0x10",
                                 "--1", "1.2.3", "-", "."}) {
    EXPECT_EQ(reason_for(cell, price), "not_a_number") << cell;
  }
  EXPECT_EQ(reason_for("", price), "missing_value");
  EXPECT_EQ(reason_for("1.1234567", price), "scale_overflow");
  EXPECT_EQ(reason_for("1.1234560000", price), "");
  EXPECT_EQ(reason_for("99999999999999999999", price), "out_of_range");
  EXPECT_EQ(reason_for("-0.01", price), "negative_price");
  EXPECT_EQ(reason_for("-0", price), "");
  EXPECT_EQ(reason_for("-0", [](RowFields& f) { f.positive(1, 6, "qty_not_positive"); }),
            "qty_not_positive");
}

TEST(RowFields, ReadsRealsThatAreFinite) {
  const auto real = [](RowFields& fields) { fields.real(1); };
  EXPECT_EQ(reason_for("1e309", real), "out_of_range");
  for (const std::string cell : {"nan", "inf", "-inf", "1.5x", "0x1p3", "1,5", "."}) {
    EXPECT_EQ(reason_for(cell, real), "not_a_number") << cell;
  }
  EXPECT_EQ(reason_for("1.5e-3", real), "");
  EXPECT_EQ(reason_for("+1.5", real), "");
  EXPECT_EQ(reason_for("-0", [](RowFields& f) { EXPECT_FALSE(std::signbit(f.real(1))); }), "");
}

TEST(RowFields, RefusesIdsThatBreakFilesAndKeys) {
  const auto id = [](RowFields& fields) { fields.id(1); };
  for (const std::string cell : {"=cmd", "=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "a|b", "a,b",
                                 "a\"\"b", "a'b", "a\nb", "a\tb", " a", "a ", "a\x7F",
                                 "a\xE2\x80\xAE"
                                 "b",
                                 "a\xC2\x85"}) {
    EXPECT_EQ(reason_for(cell, id), "bad_id") << cell;
  }
  EXPECT_EQ(reason_for(std::string(129, 'x'), id), "bad_id");
  EXPECT_EQ(reason_for("", id), "missing_value");
  for (const std::string cell : {"AAPL", "BRK.B", "Soci\xC3\xA9t\xC3\xA9", "a b", "T-1/2", "-5"}) {
    EXPECT_EQ(reason_for(cell, id), "") << cell;
  }
}

TEST(RowFields, RefusesFreeTextThatIsAFormulaOrHoldsControls) {
  const auto text = [](RowFields& fields) { fields.text(1); };
  EXPECT_EQ(reason_for("=cmd|' /C calc'!A0", text), "formula_text");
  EXPECT_EQ(reason_for("a\nb", text), "bad_text");
  EXPECT_EQ(reason_for("Smith, O'Hara & \"\"Sons\"\"", text), "");
}

TEST(RowFields, KnowsCurrenciesByTheirIsoCode) {
  const auto currency = [](RowFields& fields) { fields.currency(1); };
  for (const std::string cell : {"usd", "US", "XTS", "USDX", "GBX"}) {
    EXPECT_EQ(reason_for(cell, currency), "unknown_currency") << cell;
  }
  EXPECT_EQ(reason_for("", currency), "missing_value");
  EXPECT_EQ(reason_for("JPY", [](RowFields& f) { EXPECT_EQ(f.currency(1).exponent(), 0); }), "");
}

TEST(RowFields, RoundsPublishedValuesHalfEven) {
  const auto rounded = [](std::int64_t expected) {
    return [expected](RowFields& fields) { EXPECT_EQ(fields.rounded(1, 6), expected); };
  };
  EXPECT_EQ(reason_for("7.00000700001", rounded(7'000'007)), "");
  EXPECT_EQ(reason_for("0.0000005", rounded(0)), "");
  EXPECT_EQ(reason_for("0.0000015", rounded(2)), "");
}

TEST(RowFields, TakesFractionsAsPartsPerMillion) {
  EXPECT_EQ(reason_for("0.15", [](RowFields& f) { EXPECT_EQ(f.ppm(1, 0), 150'000); }), "");
  EXPECT_EQ(reason_for("15", [](RowFields& f) { f.ppm(1, 0); }), "out_of_range");
  EXPECT_EQ(reason_for("", [](RowFields& f) { EXPECT_EQ(f.ppm(1, 7), 7); }), "");
}

TEST(RowFields, MakesAQuarantineRowOfTheFirstFault) {
  CsvReader reader = CsvReader::over_text(
      "real/t.csv", "trade_date,portfolio_id,trade_id,value\n2020-06-30,P1,T7,1e309\n");
  const auto map = ColumnMap::read(reader, columns);
  TextPool texts;
  RowFields fields(reader, *map, texts);
  ASSERT_TRUE(reader.next());
  fields.decimal(1, 6);
  fields.refuse(0, "second");
  const QuarantineRow row = fields.quarantine_row(Severity::critical);
  EXPECT_EQ(source_of(row), "real/t.csv:2:18");
  EXPECT_EQ(row.field, "value");
  EXPECT_EQ(row.row_key, "T7");
  EXPECT_EQ(row.reason, "not_a_number");
  EXPECT_EQ(row.detail, "\"1e309\"");
  EXPECT_EQ(row.portfolio_id, "P1");
  EXPECT_EQ(row.date, base::Date::from(2020, 6, 30));
  EXPECT_EQ(row.payload_json,
            R"({"trade_id":"T7","value":"1e309","portfolio_id":"P1","trade_date":"2020-06-30"})");
}

TEST(RowFields, ShowsOnlyTheStartOfAnEndlessCell) {
  CsvReader reader =
      CsvReader::over_text("t.csv", "trade_id,value\nT1," + std::string(100'000, 'x') + "\n");
  const auto map = ColumnMap::read(reader, columns);
  TextPool texts;
  RowFields fields(reader, *map, texts);
  ASSERT_TRUE(reader.next());
  fields.decimal(1, 6);
  EXPECT_LT(fields.quarantine_row(Severity::warn).payload_json.size(), 300U);
}

TEST(CurrencyMemo, AnswersAsTheTableDoes) {
  CurrencyMemo memo;
  for (int round = 0; round < 2; ++round) {
    for (char a = 'A'; a <= 'Z'; ++a) {
      for (char b = 'A'; b <= 'Z'; ++b) {
        for (char c = 'A'; c <= 'Z'; ++c) {
          const std::string code{a, b, c};
          ASSERT_EQ(memo.parse(code), base::Currency::parse(code)) << code;
        }
      }
    }
  }
}

}  // namespace
}  // namespace wealthjobs::feeds
