// A book in a folder that goes away with the test, facts in one line each, and jobs run on it the
// way a child process runs them: a run of one step, one attempt, execute().
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/decimal.h"
#include "finance/ledger/trial_balance.h"
#include "jobs/definitions.h"
#include "jobs/execute.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/facts.h"
#include "store/journal.h"
#include "store/master.h"
#include "store/migration.h"
#include "store/observations.h"
#include "store/run_history.h"
#include "store/run_journal.h"
#include "store/transaction.h"
#include "store/valuations.h"

namespace wealthjobs::jobs::testing {

using base::ExitStatus;
using finance::FactAction;
using finance::Side;

inline base::Date day(const char* iso) { return base::Date::parse(iso).value(); }
inline std::int64_t e6(const char* text) { return base::parse_decimal(text, 6).value(); }
inline std::int64_t cents(const char* text) { return base::parse_decimal(text, 2).value(); }

inline std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "wealthjobs-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~ScratchFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

// Each reading is a second later, so that no test depends on the machine's clock.
class TickingClock : public base::Clock {
 public:
  [[nodiscard]] std::int64_t wall_us() const override { return now_us_ += 1'000'000; }
  [[nodiscard]] std::int64_t monotonic_us() const override { return wall_us(); }

 private:
  mutable std::int64_t now_us_ = 1'780'000'000'000'000;
};

struct Buy {
  const char* id;
  const char* date;
  const char* quantity;
  const char* price;
  const char* instrument = "BHP";
  const char* portfolio = "P1";
  const char* commission = "0";
  const char* tax = "0";
  const char* settle_date = nullptr;
  FactAction action = FactAction::created;
  Side side = Side::buy;
};
struct Flow {
  const char* id;
  const char* date;
  const char* amount;
  const char* portfolio = "P1";
  const char* currency = "AUD";
  FactAction action = FactAction::created;
};
struct Delivered {
  const char* id;
  const char* trade;
  const char* date;
  const char* quantity;
  const char* cash;
  const char* currency = "AUD";
};
struct Split {
  const char* id;
  const char* date;
  const char* new_shares;
  const char* old_shares;
  const char* instrument = "BHP";
  FactAction action = FactAction::created;
};
struct Dividend {
  const char* id;
  const char* date;
  const char* amount;  // a share
  const char* instrument = "BHP";
  const char* pay_date = nullptr;
  const char* currency = "AUD";
  FactAction action = FactAction::created;
  std::int64_t withholding_ppm = 0;
  const char* fee = "0";
};

struct Ask {
  std::vector<pipeline::Parameter> with = {};
  bool force = false;
  bool restate = false;
  std::optional<std::string> override_why = {};
};

inline JobDefinition job_named(const std::string& name) {
  const JobDefinition* const job = find_job(name);
  if (job != nullptr) return *job;
  ADD_FAILURE() << "no job " << name;
  return {};
}

class ScratchBook {
 public:
  explicit ScratchBook(std::string calendar = "XASX")
      : path(fresh_copy(folder)), book(store::Database::open(path)) {
    config.calendar.primary = calendar;
    config.calendar.zone = "Australia/Sydney";
    calendar_ = std::move(calendar);
  }

  template <class Work>
  void write(Work&& work) {
    store::WriteTransaction transaction(book);
    transaction.raise_revision("tester", "test", clock.wall_us());
    work(transaction);
    transaction.commit();
  }

  void portfolio(const char* id, const char* currency = "AUD",
                 const char* inception = "2026-04-01") {
    store::PortfolioRow row;
    row.id = row.name = row.client_id = id;
    row.base_currency = base::Currency::of(currency);
    row.inception_date = day(inception);
    write([&](auto& transaction) { save_portfolios(transaction, std::vector{row}); });
    master = store::Master::load(book);
  }
  void instrument(const char* id, const char* currency = "AUD", const char* calendar = nullptr,
                  std::int64_t lot_size_e6 = 1) {
    store::InstrumentRow row;
    row.id = row.name = id;
    row.kind = "equity";
    row.currency = base::Currency::of(currency);
    row.calendar = calendar == nullptr ? calendar_ : calendar;
    row.lot_size_e6 = lot_size_e6;
    write([&](auto& transaction) { save_instruments(transaction, std::vector{row}); });
    master = store::Master::load(book);
  }
  void price(const char* instrument, const char* date, const char* close,
             const char* source = "asx") {
    const auto no = master.instrument_no(instrument).value();
    const store::PriceRow row{no, day(date), e6(close), master.instrument(no).currency, source};
    write([&](auto& transaction) { save_prices(transaction, std::vector{row}); });
  }
  void rate(const char* from, const char* to, const char* date, const char* rate,
            const char* source = "rba") {
    const store::FxRateRow row{base::Currency::of(from), base::Currency::of(to), day(date),
                               base::parse_decimal(rate, base::fx_scale).value(), source};
    write([&](auto& transaction) { save_fx_rates(transaction, std::vector{row}); });
  }

  void add(const Buy& given);
  void add(const Flow& given);
  void add(const Delivered& given);
  void add(const Split& given);
  void add(const Dividend& given);

  // One attempt of a job, as `step` of a run of its own; step() is what it left behind.
  Execution run(const std::string& name, const char* date, const Ask& ask = {}) {
    return run(job_named(name), date, ask);
  }
  Execution run(const JobDefinition& job, const char* date, const Ask& ask = {});
  JobRequest start(const JobDefinition& job, const char* date, const Ask& ask = {});
  store::StepRow step() { return store::load_step(book, run_id, "step").value(); }

  // build_pack, settle_trades, value_portfolios; all must succeed.
  void work(const char* date, const Ask& ask = {}) {
    for (const char* name : {"build_pack", "settle_trades", "value_portfolios"}) {
      const Execution done = run(name, date, ask);
      EXPECT_EQ(done.status, ExitStatus::ok) << name << " " << date << ": " << done.why;
    }
  }
  void cob(const char* date) {
    work(date);
    const Execution done = run("close_ledger", date);
    EXPECT_EQ(done.status, ExitStatus::ok) << "close_ledger " << date << ": " << done.why;
  }

  // "2026-04-02 trade|T1|td 1100 +635424, 2000 -635424", one line an entry; the true date of a
  // correction stands behind its date in brackets.
  std::vector<std::string> journal();
  std::string trial_balance(const char* date) {
    return finance::trial_balance_text(store::load_trial_balance(book, day(date), 1));
  }
  store::PortfolioNav nav(const char* date, const char* portfolio = "P1") {
    return store::load_nav(book, day(date), master.portfolio_no(portfolio).value()).value();
  }
  std::int64_t count(const std::string& from) {
    return book.integer_or(-1, "SELECT count(*) FROM " + from);
  }

  ScratchFolder folder;
  std::string path;
  store::Database book;
  store::Master master;
  pipeline::Config config;  // config.jobs: parameters of every run
  TickingClock clock;
  std::string run_id;

 private:
  static std::string fresh_copy(const ScratchFolder& folder);
  std::string calendar_;
};

}  // namespace wealthjobs::jobs::testing

#include "scratch_book_facts.h"
