// A scratch book whose portfolios have interest schedules, and its evening with accrue_interest.
#pragma once

#include <string>
#include <vector>

#include "scratch_book.h"
#include "store/findings.h"
#include "store/interest_accruals.h"
#include "store/interest_terms.h"
#include "store/openings.h"
#include "store/portfolio_terms.h"

namespace wealthjobs::jobs::testing {

struct Tier {
  std::string schedule = "S1";
  const char* from = "2026-01-01";
  std::int64_t rate_ppm = 20'000;
  const char* currency = "AUD";
  std::optional<std::int64_t> upto_minor = {};
  finance::InterestSide side = finance::InterestSide::credit;
  finance::InterestSource source = finance::InterestSource::accrue;
  std::optional<std::int64_t> wht_ppm = {};
};

class InterestBookFixture : public ScratchBook {
 public:
  explicit InterestBookFixture(std::string calendar = "XASX") : ScratchBook(std::move(calendar)) {}

  void saver(const char* id, const char* schedule = "S1", const char* currency = "AUD",
             const char* inception = "2026-04-01", const char* close_date = nullptr) {
    store::PortfolioRow row;
    row.id = row.name = row.client_id = id;
    row.base_currency = base::Currency::of(currency);
    row.inception_date = day(inception);
    if (schedule != nullptr) row.interest_schedule_id = schedule;
    if (close_date != nullptr) row.close_date = day(close_date);
    write([&](auto& transaction) { save_portfolios(transaction, std::vector{row}); });
    master = store::Master::load(book);
  }
  void tiers(const std::vector<Tier>& given) {
    std::vector<store::InterestTierRow> rows;
    for (const Tier& tier : given) {
      rows.push_back({tier.schedule, base::Currency::of(tier.currency), day(tier.from), tier.side,
                      tier.upto_minor, tier.rate_ppm, std::nullopt, std::nullopt, tier.source,
                      tier.wht_ppm});
    }
    write([&](auto& transaction) {
      EXPECT_TRUE(save_interest_tiers(transaction, rows).conflicts.empty());
    });
  }

  // A row of portfolio_terms.csv; nullptr: as before.
  void agree(const char* portfolio, const char* from, const char* schedule,
             const char* status = nullptr) {
    finance::PortfolioTerms terms;
    if (schedule != nullptr) terms.interest_schedule_id = schedule;
    if (status != nullptr) terms.status = status;
    const std::vector<store::PortfolioTermsRow> rows{
        {master.portfolio_no(portfolio).value(), {day(from), terms}}};
    write([&](auto& transaction) {
      EXPECT_TRUE(save_portfolio_terms(transaction, rows).conflicts.empty());
    });
  }
  // What was taken on at the close of a date.
  void take_on(const char* portfolio, const char* date, std::int64_t cash_minor,
               std::int64_t interest_minor, finance::Carry carry) {
    const auto no = master.portfolio_no(portfolio).value();
    const base::Currency currency = master.portfolio(no).base_currency;
    finance::OpeningAccrual accrual;
    accrual.currency = currency;
    accrual.interest_minor = interest_minor;
    accrual.interest_carry = carry;
    write([&](auto& transaction) {
      save_opening_cash(transaction, std::vector<store::OpeningCashRow>{
                                         {no, day(date), {currency, cash_minor}, "c.csv:2"}});
      save_opening_accruals(
          transaction, std::vector<store::OpeningAccrualRow>{{no, day(date), accrual, "a.csv:2"}});
    });
  }

  // build_pack to accrue_interest; the last one's execution.
  Execution evening(const char* date, const Ask& ask = {}) {
    work(date, ask);
    return run("accrue_interest", date, ask);
  }
  void close(const char* date) {
    const Execution done = run("close_ledger", date);
    EXPECT_EQ(done.status, ExitStatus::ok) << date << ": " << done.why;
  }
  void night(const char* date) {
    const Execution done = evening(date);
    EXPECT_EQ(done.status, ExitStatus::ok) << date << ": " << done.why;
    close(date);
  }
  // The lines of the journal that accrue_interest wrote.
  std::vector<std::string> interest_lines() {
    std::vector<std::string> lines = journal();
    std::erase_if(lines,
                  [](const std::string& line) { return line.find(" int") == std::string::npos; });
    return lines;
  }
  std::int64_t balance(int account, const char* portfolio = "P1", const char* currency = "AUD") {
    return book.integer_or(0,
                           "SELECT amount_minor FROM balance WHERE account = ? AND portfolio_no = "
                           "? AND currency = ?",
                           account, master.portfolio_no(portfolio).value(), currency);
  }
  std::string text(const std::string& sql) {
    store::Statement rows = book.prepare(sql);
    std::string joined;
    while (rows.step()) {
      for (int i = 0; i < rows.column_count(); ++i) {
        joined += (i == 0 ? "" : "|") + (rows.is_null(i) ? "NULL" : rows.string(i));
      }
      joined += "\n";
    }
    return joined;
  }
};

}  // namespace wealthjobs::jobs::testing
