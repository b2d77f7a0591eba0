#include "feeds/csv_reader.h"

#include <gmock/gmock.h>

#include <random>

#include "base/error.h"
#include "base/exit_status.h"
#include "scratch.h"

namespace wealthjobs::feeds {
namespace {

using namespace std::string_view_literals;
using testing::ElementsAre;
using testing::HasSubstr;

using Records = std::vector<std::vector<std::string>>;

Records records_of(CsvReader reader) {
  Records records;
  while (reader.next()) {
    auto& record = records.emplace_back();
    for (std::size_t i = 0; i < reader.size(); ++i) record.emplace_back(reader[i]);
  }
  EXPECT_FALSE(reader.fault()) << format_fault(*reader.fault());
  return records;
}

Records records_of(std::string_view text) {
  return records_of(CsvReader::over_text("t.csv", text));
}

CsvFault fault_of(CsvReader reader) {
  while (reader.next()) {
  }
  EXPECT_TRUE(reader.fault());
  return reader.fault().value_or(CsvFault{});
}

CsvFault fault_of(std::string_view text) { return fault_of(CsvReader::over_text("t.csv", text)); }

std::string place_of(const CsvFault& fault) {
  return std::to_string(fault.place.line) + ":" + std::to_string(fault.place.column);
}

TEST(CsvReader, ReadsPlainRecords) {
  EXPECT_THAT(records_of("a,b\n1,2\n3,\n"),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2"), ElementsAre("3", "")));
}

TEST(CsvReader, NeedsNoLineEndAtTheEnd) {
  EXPECT_THAT(records_of("a,b\n1,2"), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
}

TEST(CsvReader, TakesCrLfBomAndEmptyLines) {
  EXPECT_THAT(records_of("\xEF\xBB\xBF\r\na,b\r\n\r\n1,2\r\n\n"),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2")));
}

TEST(CsvReader, KeepsSeparatorsLineFeedsAndQuotesInsideQuotes) {
  EXPECT_THAT(records_of("a,b\n\"x,\ny\",\"he said \"\"no\"\"\"\n\"\",\"\"\"\"\n"),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("x,\ny", "he said \"no\""),
                          ElementsAre("", "\"")));
}

TEST(CsvReader, KnowsTheLineOfARecordBehindAQuotedLineFeed) {
  CsvReader reader = CsvReader::over_text("t.csv", "a,b\n\"1\n2\",3\n4,5\n");
  ASSERT_TRUE(reader.next());
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.line(), 2U);
  EXPECT_EQ(reader.place_of(1).line, 3U);
  EXPECT_EQ(reader.place_of(1).column, 4U);
  ASSERT_TRUE(reader.next());
  EXPECT_EQ(reader.line(), 4U);
  EXPECT_EQ(reader.place_of(1).column, 3U);
}

TEST(CsvReader, ReadsOtherSeparators) {
  CsvOptions options;
  options.separator = ';';
  EXPECT_THAT(records_of(CsvReader::over_text("t.csv", "a;b\n1,5;2\n", options)),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("1,5", "2")));
}

TEST(CsvReader, DropsTheTrailingSeparatorOfEveryLine) {
  CsvOptions options;
  options.trailing_separator = true;
  EXPECT_THAT(records_of(CsvReader::over_text("t.csv", "a,b,\n1,2,\n3,,\n4,5\n", options)),
              ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2"), ElementsAre("3", ""),
                          ElementsAre("4", "5")));
}

TEST(CsvReader, AllowsAHeaderWithoutRows) {
  EXPECT_THAT(records_of("a,b\n"), ElementsAre(ElementsAre("a", "b")));
}

TEST(CsvReader, RefusesAnEmptyFile) {
  EXPECT_EQ(fault_of("").kind, CsvFaultKind::empty_file);
  EXPECT_EQ(fault_of("\n\r\n").kind, CsvFaultKind::empty_file);
  EXPECT_EQ(fault_of("\xEF\xBB\xBF").kind, CsvFaultKind::empty_file);
}

TEST(CsvReader, RefusesWideEncodings) {
  EXPECT_EQ(fault_of("\xFF\xFE"
                     "a\0,\0"sv)
                .kind,
            CsvFaultKind::wide_encoding);
  EXPECT_EQ(fault_of("\xFE\xFF\0a"sv).kind, CsvFaultKind::wide_encoding);
  EXPECT_THAT(fault_of("\xFF\xFE\0\0a\0\0\0"sv).message, HasSubstr("UTF-32"));
  EXPECT_THAT(fault_of("\0\0\xFE\xFF"sv).message, HasSubstr("UTF-32"));
  // without a mark it is the NUL bytes that give it away
  EXPECT_EQ(fault_of("a\0,\0b\0\r\0\n\0"sv).kind, CsvFaultKind::nul_byte);
}

TEST(CsvReader, RefusesNulWithItsPlace) {
  const CsvFault fault = fault_of(
      "a,b\n1,2\n3,\0"
      "4\n"sv);
  EXPECT_EQ(fault.kind, CsvFaultKind::nul_byte);
  EXPECT_EQ(place_of(fault), "3:3");
  EXPECT_EQ(fault_of("a,b\n1,\"x\n\0\"\n"sv).kind, CsvFaultKind::nul_byte);
  EXPECT_EQ(place_of(fault_of("a,b\n1,\"x\ny\0\"\n"sv)), "3:2");
}

TEST(CsvReader, RefusesBytesThatAreNotUtf8) {
  const CsvFault fault = fault_of(
      "name,b\nCr\xC3\xA9"
      "dit,1\nCr\xE9"
      "dit,2\n");
  EXPECT_EQ(fault.kind, CsvFaultKind::invalid_utf8);
  EXPECT_EQ(place_of(fault), "3:3");
  EXPECT_EQ(fault_of("a\n\xED\xA0\x80\n").kind, CsvFaultKind::invalid_utf8);  // a surrogate
  EXPECT_EQ(fault_of("a\n\xC0\xAF\n").kind, CsvFaultKind::invalid_utf8);      // overlong
}

TEST(CsvReader, RefusesAnOpenQuoteAtTheQuote) {
  const CsvFault fault = fault_of("a,b\n1,\"two\n3,4\n");
  EXPECT_EQ(fault.kind, CsvFaultKind::open_quote);
  EXPECT_EQ(format_fault(fault), "t.csv:2:3: a quote that never closes");
}

TEST(CsvReader, RefusesQuotesOutOfPlace) {
  EXPECT_EQ(place_of(fault_of("a,b\n1,t\"wo\n")), "2:4");
  EXPECT_EQ(fault_of("a,b\n1,t\"wo\n").kind, CsvFaultKind::stray_quote);
  EXPECT_EQ(fault_of("a,b\n1,\"two\"x\n").kind, CsvFaultKind::stray_quote);
  EXPECT_EQ(place_of(fault_of("a,b\n1,\"two\"x\n")), "2:8");
}

TEST(CsvReader, RefusesALoneCarriageReturn) {
  EXPECT_EQ(fault_of("a,b\r1,2\r").kind, CsvFaultKind::stray_carriage_return);
  EXPECT_EQ(fault_of("a,b\n1,2\r").kind, CsvFaultKind::stray_carriage_return);
}

TEST(CsvReader, RefusesARecordWithOtherFields) {
  EXPECT_EQ(format_fault(fault_of("a,b\n1,2,3\n")), "t.csv:2:5: 3 fields where the header has 2");
  EXPECT_EQ(format_fault(fault_of("a,b\n1,2\n1\n")), "t.csv:3:2: 1 field where the header has 2");
}

TEST(CsvReader, RefusesALineOfTenMegabytes) {
  const ScratchFolder folder;
  const std::string path =
      folder.file("long.csv", "a,b\n1,2\n3," + std::string(10'000'000, 'x') + "\n");
  const CsvFault fault = fault_of(CsvReader(path));
  EXPECT_EQ(fault.kind, CsvFaultKind::record_too_long);
  EXPECT_EQ(place_of(fault), "3:1");
  EXPECT_EQ(
      fault_of(CsvReader(folder.file("open.csv", "a,b\n1,\"" + std::string(3'000'000, 'x')))).kind,
      CsvFaultKind::open_quote);
  EXPECT_EQ(fault_of("a\n" + std::string(2'000'000, 'x') + "\n").kind,
            CsvFaultKind::record_too_long);
}

TEST(CsvReader, RefusesThousandsOfFields) {
  EXPECT_EQ(fault_of(std::string(10'000, ',')).kind, CsvFaultKind::too_many_fields);
}

TEST(CsvReader, ReadsALineThatIsLongerThanItsFirstBuffer) {
  const ScratchFolder folder;
  const std::string cell(900'000, 'x');
  const std::string path = folder.file("t.csv", "a,b\n1,\"" + cell + "\"\n2,3\n");
  const Records records = records_of(CsvReader(path));
  ASSERT_EQ(records.size(), 3U);
  EXPECT_EQ(records[1][1], cell);
  EXPECT_THAT(records[2], ElementsAre("2", "3"));
}

TEST(CsvReader, NamesAFileThatIsNotThere) {
  try {
    CsvReader reader("/nowhere/t.csv");
    FAIL();
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::data_missing);
    EXPECT_THAT(error.message(), HasSubstr("/nowhere/t.csv"));
  }
}

std::string in_quotes(const std::string& cell) {
  std::string text = "\"";
  for (const char c : cell) {
    text += c;
    if (c == '"') text += c;
  }
  return text + "\"";
}

// Whatever is written by the rules is read back, across the borders of the buffer.
TEST(CsvReader, ReadsBackWhatWasWritten) {
  std::mt19937 random(20200630);
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  constexpr std::string_view letters = "abc019 ,\"\n\r;.-";
  const ScratchFolder folder;
  for (int round = 0; round < 20; ++round) {
    Records written;
    std::string text;
    const unsigned width = 1 + below(6);
    for (int line = 0; line < 2'000; ++line) {
      auto& record = written.emplace_back();
      for (unsigned i = 0; i < width; ++i) {
        std::string cell = i == 0 ? "k" : "";
        for (unsigned n = below(30); n > 0; --n) cell += letters[below(letters.size())];
        const bool needs_quotes = cell.find_first_of(",\"\n\r") != std::string::npos;
        if (i > 0) text += ",";
        text += needs_quotes || below(5) == 0 ? in_quotes(cell) : cell;
        record.push_back(std::move(cell));
      }
      text += below(2) == 0 ? "\n" : "\r\n";
    }
    EXPECT_EQ(records_of(CsvReader(folder.file("t.csv", text))), written) << "round " << round;
    EXPECT_EQ(records_of(text), written);
  }
}

// Any mutation of a good file is read or refused, never anything else; a file and the same bytes in
// memory answer alike.
TEST(CsvReader, SurvivesMutations) {
  const std::string good =
      "\xEF\xBB\xBF"
      "a,b,c\r\n1,\"x\"\"y\",3\n4,\"5\n6\",\xC3\xA9\n7,8,9\n";
  constexpr std::string_view bytes = "\",\n\r\0\xFF\xC3\xEF a1="sv;
  std::mt19937 random(11);
  const ScratchFolder folder;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = good;
    for (auto n = 1 + random() % 4; n > 0; --n) {
      const std::size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text[at] = bytes[random() % bytes.size()];
          break;
        case 1:
          text.erase(at, 1 + random() % 5);
          break;
        default:
          text.insert(at, 1, bytes[random() % bytes.size()]);
          break;
      }
      if (text.empty()) text = ",";
    }
    const auto answer = [](CsvReader reader) {
      std::string seen;
      while (reader.next()) {
        for (std::size_t i = 0; i < reader.size(); ++i) seen.append(reader[i]).append("|");
      }
      return reader.fault() ? seen + format_fault(*reader.fault()) : seen;
    };
    const std::string in_memory = answer(CsvReader::over_text("t", text));
    if (round % 20 == 0) {
      EXPECT_EQ(answer(CsvReader(folder.file("t", text), {}, "t")), in_memory);
    }
  }
}

}  // namespace
}  // namespace wealthjobs::feeds
