#include "jobs/intake_checks.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "feeds/file_name.h"
#include "finance/calendar/calendars.h"
#include "jobs/intake_accounts.h"
#include "jobs/intake_fees.h"
#include "jobs/intake_interest.h"
#include "jobs/intake_sift.h"
#include "jobs/intake_statements.h"
#include "jobs/intake_take_on_checks.h"
#include "store/price_overrides.h"

namespace wealthjobs::jobs {
namespace {

using base::Currency;
using base::Date;
using feeds::Severity;

struct KnownPortfolio {
  Date inception;
  Currency base_currency;
};

// What the book and the folder know together; the book wins, the store reports the conflict.
class Knowledge {
 public:
  Knowledge(const store::Master& master, const feeds::BookFolder& folder) {
    for (const store::InstrumentRow& row : master.instruments()) {
      instruments_.emplace(row.id, row.currency);
    }
    for (const feeds::InstrumentRow& row : folder.instruments) {
      instruments_.emplace(row.instrument_id, row.currency);
    }
    for (const store::PortfolioRow& row : master.portfolios()) {
      portfolios_.emplace(row.id, KnownPortfolio{row.inception_date, row.base_currency});
    }
    for (const feeds::PortfolioRow& row : folder.portfolios) {
      portfolios_.emplace(row.portfolio_id, KnownPortfolio{row.inception_date, row.base_currency});
    }
  }

  [[nodiscard]] Verdict instrument(std::string_view id, Severity severity) const {
    if (instruments_.contains(id)) return std::nullopt;
    return Fault{"unknown_instrument", "instrument_id",
                 "instrument " + std::string(id) + " is not in instruments.csv or in the book",
                 severity};
  }
  [[nodiscard]] Verdict currency(std::string_view id, Currency given, Severity severity) const {
    if (const Verdict unknown = instrument(id, severity)) return unknown;
    const Currency own = instruments_.find(id)->second;
    if (own == given) return std::nullopt;
    return Fault{"wrong_currency", "currency",
                 std::string(id) + " is in " + own.code() + ", not in " + given.code(), severity};
  }
  [[nodiscard]] const KnownPortfolio* find_portfolio(std::string_view id) const {
    const auto found = portfolios_.find(id);
    return found == portfolios_.end() ? nullptr : &found->second;
  }
  [[nodiscard]] Verdict portfolio(std::string_view id) const {
    if (find_portfolio(id) != nullptr) return std::nullopt;
    return Fault{"unknown_portfolio", "portfolio_id",
                 "portfolio " + std::string(id) + " is not in portfolios.csv or in the book"};
  }
  [[nodiscard]] Verdict since_inception(std::string_view id, Date date,
                                        std::string_view field) const {
    if (const Verdict unknown = portfolio(id)) return unknown;
    const Date inception = find_portfolio(id)->inception;
    if (date >= inception) return std::nullopt;
    return Fault{
        "before_inception", field,
        date.iso() + " is before the inception of " + std::string(id) + " on " + inception.iso()};
  }

 private:
  std::unordered_map<std::string_view, Currency> instruments_;
  std::unordered_map<std::string_view, KnownPortfolio> portfolios_;
};

void check_calendars(store::Database& book, feeds::BookFolder& folder) {
  std::vector<finance::HolidayRow> rows;
  for (const store::CalendarOverride& row : store::load_calendar_overrides(book)) {
    rows.push_back({row.calendar, row.day,
                    finance::holiday_kind_named(row.kind).value_or(finance::HolidayKind::full),
                    row.name});
  }
  for (const feeds::HolidayRow& row : folder.holidays) {
    const auto kind = finance::holiday_kind_named(feeds::name_of(row.kind));
    rows.push_back({std::string(row.calendar), row.date, kind.value_or(finance::HolidayKind::full),
                    std::string(row.name)});
  }
  const auto calendars = finance::Calendars::of(rows);
  if (!calendars) {
    const auto file = std::ranges::find(folder.files, "holidays.csv", &feeds::FileCount::file);
    folder.refusals.push_back(
        (file == folder.files.end() ? "holidays.csv" : feeds::short_name(file->path)) +
        ":1:1: " + calendars.error() + "; give every year of the calendar its rows");
    return;
  }
  sift(folder, "instruments.csv", folder.instruments, [&](const feeds::InstrumentRow& row) {
    return calendars->find(row.calendar) != nullptr
               ? Verdict()
               : Fault{"unknown_calendar", "calendar",
                       "calendar " + std::string(row.calendar) +
                           " is neither shipped nor in holidays.csv"};
  });
}

void check_facts(const Knowledge& known, const AccountsKnown& accounts, feeds::BookFolder& folder) {
  using enum AccountsKnown::Movement;
  sift(folder, "trades.csv", folder.trades, [&](const feeds::TradeRow& row) {
    Verdict fault = known.since_inception(row.portfolio_id, row.trade_date, "trade_date");
    if (!fault) fault = known.currency(row.instrument_id, row.currency, Severity::critical);
    if (!fault) fault = accounts.takes(row, row.trade_date, "trade_date");
    return fault;
  });
  sift(folder, "fx_trades.csv", folder.fx_trades, [&](const feeds::FxTradeRow& row) {
    Verdict fault = known.since_inception(row.portfolio_id, row.trade_date, "trade_date");
    return fault ? fault : accounts.takes(row, row.trade_date, "trade_date", leaves);
  });
  sift(folder, "cash_flows.csv", folder.cash_flows, [&](const feeds::CashFlowRow& row) {
    Verdict fault = known.since_inception(row.portfolio_id, row.date, "date");
    return fault ? fault
                 : accounts.takes(row, row.date, "date", row.amount_minor < 0 ? leaves : any);
  });
  sift(folder, "settlements.csv", folder.settlements, [&](const feeds::SettlementRow& row) {
    return row.portfolio_id.empty() ? Verdict() : known.portfolio(row.portfolio_id);
  });
  sift(folder, "portfolio_history.csv", folder.portfolio_history,
       [&](const feeds::PortfolioHistoryRow& row) -> Verdict {
         if (Verdict fault = known.portfolio(row.portfolio_id)) return fault;
         const Currency currency = known.find_portfolio(row.portfolio_id)->base_currency;
         if (feeds::minor_from_e6(row.nav_e6, currency) &&
             feeds::minor_from_e6(row.external_flow_e6, currency)) {
           return std::nullopt;
         }
         return Fault{"scale_overflow", "nav", "more decimals than " + currency.code() + " has"};
       });
}

void check_observations(const Knowledge& known, feeds::BookFolder& folder) {
  sift(folder, "prices.csv", folder.prices, [&](const feeds::PriceRow& row) {
    if (row.source == store::override_source) {
      return Verdict(Fault{"reserved_source", "source",
                           "the source \"override\" is that of wealthjobs price set",
                           Severity::warn});
    }
    return known.currency(row.instrument_id, row.currency, Severity::warn);
  });
  sift(folder, "corporate_actions.csv", folder.corporate_actions,
       [&](const feeds::CorporateActionRow& row) {
         return known.instrument(row.instrument_id, Severity::warn);
       });
  sift(folder, "suspensions.csv", folder.suspensions, [&](const feeds::SuspensionRow& row) {
    return known.instrument(row.instrument_id, Severity::warn);
  });
}

// Only files that this side made worse: those of the parser are judged already.
void judge_again(feeds::BookFolder& folder, const std::vector<feeds::FileCount>& before) {
  for (std::size_t i = 0; i < folder.files.size(); ++i) {
    const feeds::FileCount& file = folder.files[i];
    if (file.quarantined == before[i].quarantined ||
        feeds::threshold_refusal(before[i].quarantined, file.received)) {
      continue;
    }
    const auto why = feeds::threshold_refusal(file.quarantined, file.received);
    if (!why) continue;
    const auto first = std::ranges::find(folder.quarantine, feeds::short_name(file.path),
                                         &feeds::QuarantineRow::file);
    folder.refusals.push_back(feeds::source_of(*first) + ": " + first->detail + " (" + *why + ")");
  }
  feeds::judge_import(folder);
}

}  // namespace

void check_against_book(store::Database& book, const store::Master& master,
                        feeds::BookFolder& folder) {
  const std::vector<feeds::FileCount> before = folder.files;
  check_statements(folder);
  check_calendars(book, folder);
  const Knowledge known(master, folder);
  const AccountsKnown accounts(book, master, folder);
  check_take_on(accounts, master, folder);
  check_fee_schedules(folder);
  check_facts(known, accounts, folder);
  check_observations(known, folder);
  check_interest_tiers(folder);
  judge_again(folder, before);
}

}  // namespace wealthjobs::jobs
