#include "finance/calendar/built_in_calendar.h"

#include <algorithm>
#include <array>

#include "finance/calendar/australian_holidays.h"
#include "finance/calendar/canadian_holidays.h"
#include "finance/calendar/european_holidays.h"
#include "finance/calendar/holiday_rule.h"
#include "finance/calendar/japanese_holidays.h"
#include "finance/calendar/united_kingdom_holidays.h"
#include "finance/calendar/united_states_holidays.h"

namespace wealthjobs::finance {
namespace {

constexpr std::array<std::string_view, 14> ids{"XNYS", "XNAS", "XASX", "XLON",   "XETR",
                                               "XPAR", "USNY", "AUSY", "GBLO",   "TARGET",
                                               "CHZU", "CATO", "JPTO", "WEEKEND"};

Calendar weekends_only(std::string_view id) { return empty_built_in_calendar(id); }

// One function-local static per rule and id: made once, on first use, from any thread.
template <Calendar (*make)(std::string_view), std::size_t index>
const Calendar& shipped() {
  static const Calendar calendar = make(ids[index]);
  return calendar;
}

constexpr std::array<const Calendar& (*)(), ids.size()> makers{
    shipped<united_states_exchange_calendar, 0>,
    shipped<united_states_exchange_calendar, 1>,
    shipped<australian_exchange_calendar, 2>,
    shipped<london_exchange_calendar, 3>,
    shipped<xetra_calendar, 4>,
    shipped<euronext_paris_calendar, 5>,
    shipped<united_states_banking_calendar, 6>,
    shipped<sydney_banking_calendar, 7>,
    shipped<london_banking_calendar, 8>,
    shipped<target_calendar, 9>,
    shipped<zurich_banking_calendar, 10>,
    shipped<toronto_banking_calendar, 11>,
    shipped<tokyo_banking_calendar, 12>,
    shipped<weekends_only, 13>,
};

struct CurrencyRow {
  std::string_view currency;
  std::string_view calendar;
};

constexpr std::array<CurrencyRow, 7> settlement_rows{{{"USD", "USNY"},
                                                      {"AUD", "AUSY"},
                                                      {"GBP", "GBLO"},
                                                      {"EUR", "TARGET"},
                                                      {"CHF", "CHZU"},
                                                      {"CAD", "CATO"},
                                                      {"JPY", "JPTO"}}};

}  // namespace

const Calendar* built_in_calendar(std::string_view id) {
  const auto at = std::ranges::find(ids, id);
  if (at == ids.end()) return nullptr;
  return &makers[static_cast<std::size_t>(at - ids.begin())]();
}

std::span<const std::string_view> built_in_calendar_ids() { return ids; }

std::string_view settlement_calendar_id(base::Currency currency) {
  const auto row = std::ranges::find(settlement_rows, currency.view(), &CurrencyRow::currency);
  return row == settlement_rows.end() ? "WEEKEND" : row->calendar;
}

}  // namespace wealthjobs::finance
