#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "feeds/row_format.h"

namespace wealthjobs::feeds {
namespace {

enum Column : std::size_t {
  schedule_id,
  currency,
  from_date,
  side,
  upto,
  rate,
  tier_mode,
  day_count,
  interest_source,
  withholding_rate
};
constexpr std::array columns{CsvColumn{"interest_schedule_id", true, true},
                             CsvColumn{"currency", true, true},
                             CsvColumn{"from_date", true, true},
                             CsvColumn{"side", true, true},
                             CsvColumn{"upto", true, true},
                             CsvColumn{"rate"},
                             CsvColumn{"tier_mode", false},
                             CsvColumn{"day_count", false},
                             CsvColumn{"interest_source", false},
                             CsvColumn{"withholding_rate", false}};
constexpr std::int64_t whole_ppm = 1'000'000;

std::string known_day_counts() {
  const auto names = finance::day_count_names();
  return base::join_text(std::vector<std::string>(names.begin(), names.end()), ", ");
}

std::optional<finance::InterestSource> source_from(std::string_view text) {
  if (text.empty()) return finance::InterestSource::accrue;
  return finance::interest_source_from(text);
}

void parse_rate(RowFields& fields, InterestTierRow& row) {
  if (row.source == finance::InterestSource::custodian) {
    if (!fields.raw(rate).empty()) {
      fields.refuse(rate, "not_of_this_kind", "the custodian's own rate is not accrued here");
    }
    return;
  }
  row.rate_ppm = fields.decimal(rate, 6);
  if (row.rate_ppm < -whole_ppm || row.rate_ppm > whole_ppm) {
    fields.refuse_cell(rate, "out_of_range", "is no fraction a year between -1 and 1");
  }
}

InterestTierRow parse_tier(RowFields& fields) {
  InterestTierRow row;
  row.interest_schedule_id = fields.id(schedule_id);
  row.currency = fields.currency(currency);
  row.from_date = fields.date(from_date);
  row.side = fields.choice(side, finance::interest_side_from, "unknown_side");
  if (!fields.raw(upto).empty()) {
    row.upto_minor = fields.positive(upto, row.currency.exponent(), "amount_not_positive");
  }
  if (!fields.raw(tier_mode).empty()) {
    row.tier_mode = fields.choice(tier_mode, finance::interest_tier_mode_from, "unknown_tier_mode");
  }
  if (const std::string_view name = fields.raw(day_count); !name.empty()) {
    row.day_count = finance::day_count_from(name);
    if (!row.day_count) {
      fields.refuse_cell(day_count, "unknown_day_count", "is none of " + known_day_counts());
    }
  }
  row.source = fields.choice(interest_source, source_from, "unknown_interest_source");
  parse_rate(fields, row);
  if (!fields.raw(withholding_rate).empty()) row.withholding_ppm = fields.ppm(withholding_rate, 0);
  return row;
}

}  // namespace

// A row that is set aside holds no portfolio by itself: accrue_interest holds those whose schedule
// then has no rate in force.
const RowFormat<InterestTierRow>& interest_tier_format() {
  static constexpr RowFormat<InterestTierRow> format{"interest_tiers.csv", columns, Severity::warn,
                                                     parse_tier};
  return format;
}

}  // namespace wealthjobs::feeds
