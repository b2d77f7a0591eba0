#include "jobs/settlement_world.h"

#include <string>
#include <utility>
#include <variant>

#include "base/check.h"
#include "base/error.h"
#include "finance/calendar/built_in_calendar.h"
#include "jobs/book_calendars.h"
#include "store/facts.h"
#include "store/observations.h"

namespace wealthjobs::jobs {
namespace {

constexpr base::Date first_date_of_all{-1'000'000};
constexpr int price_window_days = 31;

// A parameter's text was checked against its choices when the configuration was read.
template <class Value>
Value chosen(const std::optional<Value>& value) {
  WEALTHJOBS_CHECK(value.has_value());
  return *value;
}

const pipeline::ScalarValue& cell(const pipeline::ParameterRow& row, const std::string& column) {
  const auto found = row.find(column);
  if (found == row.end()) {
    throw base::Error(base::ErrorKind::config,
                      "[jobs.settle_trades] cycles: a row without " + column,
                      "write { market = \"XNYS\", from = \"2024-05-28\", t = 1 }");
  }
  return found->second;
}

}  // namespace

finance::SettlementRules settlement_rules(const Parameters& parameters) {
  finance::SettlementRules rules;
  rules.confirm_mode = chosen(finance::confirm_mode_from(parameters.text("confirm_mode")));
  rules.allow_partial = parameters.boolean("allow_partial");
  rules.min_partial_qty_e6 = parameters.integer("min_partial_qty_e6");
  rules.cash_tol_minor = parameters.integer("cash_tol_minor");
  rules.buyin_after_bd = static_cast<int>(parameters.integer("buyin_after_bd"));
  rules.retry_failed_daily = parameters.boolean("retry_failed_daily");
  rules.lot_method = chosen(finance::lot_method_from(parameters.text("lot_method")));
  rules.lot_cost = chosen(finance::lot_cost_from(parameters.text("lot_cost")));
  return rules;
}

std::vector<finance::SettlementCycle> settlement_cycles(const Parameters& parameters) {
  std::vector<finance::SettlementCycle> cycles;
  for (const pipeline::ParameterRow& row : parameters.rows("cycles")) {
    const auto* market = std::get_if<std::string>(&cell(row, "market"));
    const auto* from = std::get_if<std::string>(&cell(row, "from"));
    const auto* t_plus = std::get_if<std::int64_t>(&cell(row, "t"));
    const auto date = from == nullptr ? std::nullopt : base::Date::parse(*from);
    if (market == nullptr || !date || t_plus == nullptr) {
      throw base::Error(base::ErrorKind::config, "[jobs.settle_trades] cycles: a row is not valid",
                        "write { market = \"XNYS\", from = \"2024-05-28\", t = 1 }");
    }
    cycles.push_back({*market, *date, static_cast<int>(*t_plus)});
  }
  return cycles;
}

SettlementWorldOfBook::SettlementWorldOfBook(store::Database& book, const store::Master& master,
                                             const Parameters& parameters, base::Date through)
    : book_(book),
      master_(master),
      calendars_(load_calendars(book)),
      cycles_(settlement_cycles(parameters)),
      rates_(book),
      actions_read_(store::load_corporate_actions(book, {first_date_of_all, through})),
      actions_(actions_read_) {
  terms_.resize(master.instruments().size() + 1);
  for (const store::InstrumentRow& row : master.instruments()) {
    terms_[static_cast<std::size_t>(finance::number_of(row.no))] = {row.currency, row.price_factor,
                                                                    row.lot_size_e6};
  }
  world_.dates = this;
  world_.rates = &rates_;
  world_.prices = this;
  world_.actions = &actions_;
  world_.instruments = terms_;
  world_.rules = settlement_rules(parameters);
}

base::Result<base::Date> SettlementWorldOfBook::settle_date(finance::InstrumentNo instrument,
                                                            base::Currency currency,
                                                            base::Date trade_date) const {
  const store::InstrumentRow& row = master_.instrument(instrument);
  const auto date = finance::settle_date(cycles_, calendars_, trade_date, {row.calendar, currency});
  if (date) return *date;
  return base::refuse("no settlement cycle for " + row.calendar + " on " + trade_date.iso() + " (" +
                      std::string(finance::name_of(date.error())) + ")");
}

finance::CalendarSet SettlementWorldOfBook::settlement_calendar(
    finance::InstrumentNo instrument) const {
  if (instrument != finance::no_instrument) {
    const store::InstrumentRow& row = master_.instrument(instrument);
    if (const auto set = calendars_.settlement(row.calendar, row.currency)) return *set;
  }
  return {finance::CalendarSet(calendar_named(calendars_, "TARGET"))};
}

base::Date SettlementWorldOfBook::next_business_day(finance::InstrumentNo instrument,
                                                    base::Date after) const {
  return finance::next_business_day(settlement_calendar(instrument), after);
}

int SettlementWorldOfBook::business_days_between(finance::InstrumentNo instrument, base::Date after,
                                                 base::Date through) const {
  return finance::business_days_between(settlement_calendar(instrument), after, through);
}

std::optional<std::int64_t> SettlementWorldOfBook::price_e6(finance::InstrumentNo instrument,
                                                            base::Date ex_date) const {
  const auto history =
      store::load_price_history(book_, instrument, ex_date - price_window_days, ex_date);
  // a price before the split is not one of the new shares
  if (history.empty() || history.back().day != ex_date) return std::nullopt;
  return history.back().close_e6;
}

}  // namespace wealthjobs::jobs
