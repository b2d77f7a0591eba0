// A book folder and feeds in files, beside a scratch book: what the tests of the intake share.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "feeds/observation.h"
#include "jobs/intake.h"
#include "scratch_book.h"
#include "store/file_register.h"
#include "store/findings.h"

namespace wealthjobs::jobs::testing {

inline constexpr const char* instruments_header = "instrument_id,name,kind,currency,calendar\n";
inline constexpr const char* portfolios_header =
    "portfolio_id,name,client_id,base_currency,inception_date,benchmark_id\n";
inline constexpr const char* trades_header =
    "trade_id,portfolio_id,instrument_id,side,trade_date,quantity,price,currency,commission\n";
inline constexpr const char* prices_header = "instrument_id,date,close,currency\n";

class IntakeBook : public ScratchBook {
 public:
  IntakeBook() : ScratchBook("XASX") {}

  // Below the configuration's folder; returns the path.
  std::string file(const std::string& name, const std::string& bytes) {
    const std::filesystem::path full = std::filesystem::path(config_dir()) / name;
    std::filesystem::create_directories(full.parent_path());
    std::ofstream(full, std::ios::binary | std::ios::trunc) << bytes;
    // each write a second later, so that a changed file never looks like the one before
    std::filesystem::last_write_time(
        full, std::filesystem::file_time_type(std::chrono::seconds(1'000'000 + ++writes_)));
    return full.string();
  }
  [[nodiscard]] std::string config_dir() const { return folder / "etc"; }

  // BHP in AUD and P1 since 2026-04-01.
  void book_files() {
    file("book/instruments.csv",
         std::string(instruments_header) + "BHP,BHP Group,equity,AUD,XASX\n");
    file("book/portfolios.csv",
         std::string(portfolios_header) + "P1,First,C1,AUD,2026-04-01,SPX\n");
  }
  IntakeReport take_in(const std::string& name = "book", bool allow_amend = false) {
    IntakeOptions options;
    options.actor = "fiona";
    options.now_us = clock.wall_us();
    options.config_dir = config_dir();
    options.allow_amend = allow_amend;
    options.narrate = [this](std::string_view line) { narrated.emplace_back(line); };
    IntakeReport report = take_in_folder(book, config_dir() + "/" + name, options);
    master = store::Master::load(book);
    return report;
  }
  // The message of the error it must end with; "" where it succeeds.
  std::string refusal(const std::string& name = "book", bool allow_amend = false) {
    try {
      take_in(name, allow_amend);
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::data_invalid) << error.message();
      return error.message();
    }
    return {};
  }
  pipeline::Feed& feed(const std::string& name, const std::string& kind,
                       const std::string& pattern) {
    pipeline::Feed made;
    made.name = made.source = name;
    made.kind = kind;
    made.path = pattern;
    config.feeds.push_back(made);
    return config.feeds.back();
  }
  std::vector<std::string> findings(const char* date, const char* job) {
    std::vector<std::string> texts;
    for (const store::Finding& finding : store::load_findings(book, day(date), job)) {
      texts.push_back(finding.kind + ": " + finding.text);
    }
    return texts;
  }
  JobContext context(const JobRequest& request) { return {book, request, std::nullopt, false}; }

  std::vector<std::string> narrated;

 private:
  int writes_ = 0;
};

inline feeds::PriceObservation close_of(const char* date, const char* close) {
  feeds::PriceObservation row;
  row.date = day(date);
  row.close_e6 = e6(close);
  return row;
}

// "timestamp,open,high,low,close,volume" with one close a line: "2026-04-01 42.10".
inline std::string price_file(const std::vector<std::pair<std::string, std::string>>& closes) {
  std::string text = "timestamp,open,high,low,close,volume\n";
  for (const auto& [date, close] : closes) {
    text += date + "," + close + "," + close + "," + close + "," + close + ",1000\n";
  }
  return text;
}

}  // namespace wealthjobs::jobs::testing
