#include <array>
#include <cstddef>

#include "feeds/row_format.h"

namespace wealthjobs::feeds {
namespace {

namespace fee_schedule {
enum Column : std::size_t {
  id,
  from_date,
  kind,
  currency,
  upto,
  bps,
  tier_mode,
  day_count,
  scope,
  min_fee,
  gst_bps,
  gst_recoverable_bps,
  hurdle_kind,
  hurdle_type,
  hurdle_carry,
  hurdle_bps,
  crystallisation
};
constexpr std::array columns{CsvColumn{"fee_schedule_id", true, true},
                             CsvColumn{"from_date", true, true},
                             CsvColumn{"kind", true, true},
                             CsvColumn{"currency"},
                             CsvColumn{"upto", false},
                             CsvColumn{"bps"},
                             CsvColumn{"tier_mode", false},
                             CsvColumn{"day_count", false},
                             CsvColumn{"scope", false},
                             CsvColumn{"min_fee", false},
                             CsvColumn{"gst_bps", false},
                             CsvColumn{"gst_recoverable_bps", false},
                             CsvColumn{"hurdle_kind", false},
                             CsvColumn{"hurdle_type", false},
                             CsvColumn{"hurdle_carry", false},
                             CsvColumn{"hurdle_bps", false},
                             CsvColumn{"crystallisation", false}};
}  // namespace fee_schedule

constexpr int rate_scale = 2;  // a hundredth of a basis point is one part per million
constexpr std::int64_t whole_bps = 10'000;

// The word of an optional column; the first of its list where the cell is empty.
template <class From, class Enum>
Enum word(RowFields& fields, std::size_t column, From from, Enum otherwise) {
  if (fields.raw(column).empty()) return otherwise;
  return fields.choice(column, from, "unknown_word");
}

std::int64_t bps_cell(RowFields& fields, std::size_t column, int scale) {
  if (fields.raw(column).empty()) return 0;
  const std::int64_t value = fields.not_negative(column, scale, "out_of_range");
  if (value > whole_bps * base::power_of_ten(scale)) fields.refuse(column, "out_of_range");
  return value;
}

FeeScheduleRow parse_fee_schedule(RowFields& fields) {
  using namespace fee_schedule;
  FeeScheduleRow row;
  row.fee_schedule_id = fields.id(id);
  row.from_date = fields.date(from_date);
  row.kind = fields.choice(kind, finance::fee_kind_from, "unknown_kind");
  row.currency = fields.currency(currency);
  const int money_scale = row.currency.exponent();
  if (!fields.raw(upto).empty()) {
    row.upto_minor = fields.positive(upto, money_scale, "amount_not_positive");
  }
  if (fields.raw(bps).empty()) fields.refuse(bps, "missing_value");
  row.rate_ppm = bps_cell(fields, bps, rate_scale);
  row.tier_mode = word(fields, tier_mode, finance::tier_mode_from, row.tier_mode);
  row.day_count = word(fields, day_count, finance::fee_day_count_from, row.day_count);
  row.scope = word(fields, scope, finance::fee_scope_from, row.scope);
  if (!fields.raw(min_fee).empty()) {
    row.min_fee_minor = fields.not_negative(min_fee, money_scale, "negative_amount");
  }
  row.tax = {bps_cell(fields, gst_bps, 0), bps_cell(fields, gst_recoverable_bps, 0)};
  row.hurdle.kind = word(fields, hurdle_kind, finance::hurdle_kind_from, row.hurdle.kind);
  row.hurdle.type = word(fields, hurdle_type, finance::hurdle_type_from, row.hurdle.type);
  row.hurdle.carry = word(fields, hurdle_carry, finance::hurdle_carry_from, row.hurdle.carry);
  row.hurdle.rate_ppm = bps_cell(fields, hurdle_bps, rate_scale);
  row.crystallisation =
      word(fields, crystallisation, finance::crystallisation_from, row.crystallisation);
  return row;
}

}  // namespace

const RowFormat<FeeScheduleRow>& fee_schedule_format() {
  static constexpr RowFormat<FeeScheduleRow> format{"fee_schedules.csv", fee_schedule::columns,
                                                    Severity::warn, parse_fee_schedule};
  return format;
}

}  // namespace wealthjobs::feeds
