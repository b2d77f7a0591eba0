#include "jobs/action_checks.h"

#include <optional>
#include <string>
#include <utility>

#include "base/decimal.h"
#include "base/int128.h"
#include "store/closes.h"
#include "store/database.h"

namespace wealthjobs::jobs {
namespace {

using finance::ActionKind;
using finance::CorporateAction;

// coefficient = new / old, within one millionth
bool is_same_ratio(std::int64_t coefficient_e6, const CorporateAction& action) {
  const base::int128 shown = static_cast<base::int128>(coefficient_e6) * action.ratio_old_e6;
  const base::int128 booked = static_cast<base::int128>(action.ratio_new_e6) * 1'000'000;
  const base::int128 apart = shown < booked ? booked - shown : shown - booked;
  return apart <= action.ratio_old_e6;
}

std::string number(std::int64_t value_e6) { return base::format_decimal_short(value_e6, 6); }

class ActionCheck {
 public:
  ActionCheck(const store::InstrumentRow& instrument, std::span<const CorporateAction> actions,
              base::Date day)
      : instrument_(instrument), actions_(actions), day_(day) {}

  void look_at(const feeds::PriceObservation& row, const feeds::PriceFile& file) {
    if (file.has_dividends) look_at_dividend(row);
    if (file.has_splits) look_at_split(row);
  }
  std::vector<store::Finding> finish() { return std::move(findings_); }

 private:
  void look_at_dividend(const feeds::PriceObservation& row) {
    // several dividends of one day (ordinary and special) stand in the file as their sum
    std::int64_t booked_e6 = 0;
    bool is_any = false;
    bool is_comparable = true;
    for (const CorporateAction& action : actions_) {
      if (!is_of(action, ActionKind::cash_dividend, row.date)) continue;
      is_any = true;
      booked_e6 += action.amount_per_share_e6;
      is_comparable = is_comparable && action.currency == instrument_.currency;
    }
    const std::string shown = row.dividend_e6 ? "a dividend of " + number(*row.dividend_e6) : "";
    if (row.dividend_e6 && !is_any) {
      note("missing_action", row.date, "the file has " + shown + ", the book none");
    } else if (!row.dividend_e6 && is_any) {
      note("unconfirmed_action", row.date,
           "the book has a dividend of " + number(booked_e6) + ", the file none");
    } else if (row.dividend_e6 && is_comparable && *row.dividend_e6 != booked_e6) {
      note("different_action", row.date,
           "the file has " + shown + ", the book one of " + number(booked_e6));
    }
  }

  void look_at_split(const feeds::PriceObservation& row) {
    const CorporateAction* booked = nullptr;
    for (const CorporateAction& action : actions_) {
      if (is_of(action, ActionKind::split, row.date)) booked = &action;
    }
    const std::string shown =
        row.split_coefficient_e6 ? "a split of " + number(*row.split_coefficient_e6) : "";
    const std::string known =
        booked == nullptr ? ""
                          : number(booked->ratio_new_e6) + " for " + number(booked->ratio_old_e6);
    if (row.split_coefficient_e6 && booked == nullptr) {
      note("missing_action", row.date, "the file has " + shown + ", the book none");
    } else if (!row.split_coefficient_e6 && booked != nullptr) {
      note("unconfirmed_action", row.date, "the book has a split " + known + ", the file none");
    } else if (booked != nullptr && !is_same_ratio(*row.split_coefficient_e6, *booked)) {
      note("different_action", row.date, "the file has " + shown + ", the book one of " + known);
    }
  }

  [[nodiscard]] bool is_of(const CorporateAction& action, ActionKind kind, base::Date ex) const {
    return !action.is_cancelled && action.kind == kind && action.instrument == instrument_.no &&
           action.ex_date == ex;
  }
  void note(const char* kind, base::Date ex, const std::string& text) {
    findings_.push_back({day_, "ingest", kind, store::Severity::warn, finance::the_firm,
                         instrument_.no, instrument_.id + " " + ex.iso() + ": " + text});
  }

  const store::InstrumentRow& instrument_;
  std::span<const CorporateAction> actions_;
  base::Date day_;
  std::vector<store::Finding> findings_;
};

}  // namespace

std::vector<store::Finding> action_findings(const feeds::PriceFile& file,
                                            const store::InstrumentRow& instrument,
                                            std::span<const CorporateAction> actions,
                                            store::DayRange days) {
  ActionCheck check(instrument, actions, days.through);
  for (const feeds::PriceObservation& row : file.rows) {
    if (row.date > days.after && row.date <= days.through) check.look_at(row, file);
  }
  return check.finish();
}

store::DayRange days_since_close(store::Database& book, base::Date day) {
  const auto close = store::load_last_close_before(book, day);
  return {close ? close->day : day - 1, day};
}

}  // namespace wealthjobs::jobs
