// A scratch book with fee schedules, and days that run the fee jobs as cob does.
#pragma once

#include "finance/fees/fee_schedule.h"
#include "scratch_book.h"
#include "store/fee_accruals.h"
#include "store/fee_charges.h"
#include "store/fee_schedules.h"
#include "store/high_water_marks.h"

namespace wealthjobs::jobs::testing {

inline finance::FeeSchedule flat_fee(std::int64_t rate_ppm, const char* id = "FEE") {
  finance::FeeSchedule schedule;
  schedule.id = id;
  schedule.from_date = day("2020-01-01");
  schedule.currency = base::Currency::of("AUD");
  schedule.tiers = {{std::nullopt, rate_ppm}};
  return schedule;
}

inline finance::FeeSchedule performance_fee(std::int64_t rate_ppm, const char* id = "FEE") {
  finance::FeeSchedule schedule = flat_fee(rate_ppm, id);
  schedule.kind = finance::FeeKind::performance;
  schedule.crystallisation = finance::Crystallisation::monthly;
  return schedule;
}

struct FeeBook : ScratchBook {
  using ScratchBook::ScratchBook;

  void schedule(const finance::FeeSchedule& schedule) {
    write([&](auto& transaction) {
      EXPECT_TRUE(store::save_fee_schedules(transaction, std::vector{schedule}).conflicts.empty());
    });
  }
  void fee_portfolio(const char* id, const char* schedule = "FEE", const char* client = nullptr,
                     const char* currency = "AUD", const char* close_date = nullptr,
                     const char* inception = "2026-03-02") {
    store::PortfolioRow row;
    row.id = row.name = id;
    row.client_id = client == nullptr ? id : client;
    row.base_currency = base::Currency::of(currency);
    row.inception_date = day(inception);
    if (schedule != nullptr) row.fee_schedule_id = schedule;
    if (close_date != nullptr) row.close_date = day(close_date);
    write([&](auto& transaction) { save_portfolios(transaction, std::vector{row}); });
    master = store::Master::load(book);
  }
  finance::PortfolioNo no(const char* id) { return master.portfolio_no(id).value(); }

  Execution fees(const char* date, const Ask& ask = {}) { return run(accrue_fees(), date, ask); }
  // Settlement, valuation, fees, the charge where `charges`, marks, close: all must succeed.
  void fee_cob(const char* date, bool charges = false, bool closes = true) {
    work(date);
    std::vector<JobDefinition> jobs{accrue_fees()};
    if (charges) jobs.push_back(charge_fees());
    jobs.push_back(update_high_water_marks());
    if (closes) jobs.push_back(close_ledger());
    for (const JobDefinition& job : jobs) {
      const Execution done = run(job, date);
      EXPECT_EQ(done.status, ExitStatus::ok) << job.name << " " << date << ": " << done.why;
    }
  }
  // Every business day of first .. last; the first one of a month charges.
  void fee_days(const char* first, const char* last) {
    for (base::Date at = day(first); at <= day(last); at = at + 1) {
      if (at.weekday() == base::Weekday::saturday || at.weekday() == base::Weekday::sunday) {
        continue;
      }
      if (at == day("2026-04-03") || at == day("2026-04-06")) continue;  // Easter
      const bool is_first = (at - 1).ymd().month != at.ymd().month ||
                            (at.ymd().day <= 3 && at.weekday() == base::Weekday::monday);
      fee_cob(at.iso().c_str(), is_first);
    }
  }
  std::int64_t balance(const char* portfolio, finance::Account account) {
    for (const store::BalanceRow& row : store::load_current_balances(book, no(portfolio))) {
      if (row.account == account) return row.amount_minor;
    }
    return 0;
  }
  std::string lines_with(const std::string& word) {
    std::string text;
    for (const std::string& line : journal()) {
      if (line.find(word) != std::string::npos) text += line + "\n";
    }
    return text;
  }
};

}  // namespace wealthjobs::jobs::testing
