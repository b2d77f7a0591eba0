#include <array>
#include <charconv>

#include "feeds/fact_version.h"
#include "feeds/row_format.h"
#include "feeds/take_on_rows.h"

namespace wealthjobs::feeds {
namespace {

using finance::TransferDirection;

constexpr int amount_scale = 6;
constexpr int mark_scale = 9;

namespace position {
enum Column : std::size_t {
  portfolio_id,
  date,
  instrument_id,
  acquired_date,
  lot_id,
  quantity,
  cost,
  cost_base
};
constexpr std::array columns{CsvColumn{"portfolio_id", true, true},
                             CsvColumn{"date", false},
                             CsvColumn{"instrument_id", true, true},
                             CsvColumn{"acquired_date", true, true},
                             CsvColumn{"lot_id", false, true},
                             CsvColumn{"quantity"},
                             CsvColumn{"cost"},
                             CsvColumn{"cost_base", false}};
}  // namespace position

std::int64_t cost_of(RowFields& fields, std::size_t column) {
  return fields.not_negative(column, amount_scale, "negative_amount");
}

std::optional<std::int64_t> optional_cost(RowFields& fields, std::size_t column) {
  if (fields.raw(column).empty()) return std::nullopt;
  return cost_of(fields, column);
}

OpeningPositionRow parse_position(RowFields& fields) {
  using namespace position;
  OpeningPositionRow row;
  row.portfolio_id = fields.id(portfolio_id);
  row.date = fields.optional_date(date);
  row.instrument_id = fields.id(instrument_id);
  row.acquired_date = fields.date(acquired_date);
  if (row.date && row.acquired_date > *row.date) {
    fields.refuse(acquired_date, "acquired_after_opening");
  }
  row.lot_id = fields.optional_id(lot_id);
  row.quantity_e6 = fields.positive(quantity, base::quantity_scale, "qty_not_positive");
  row.cost_e6 = cost_of(fields, cost);
  row.cost_base_e6 = optional_cost(fields, cost_base);
  return row;
}

namespace cash {
enum Column : std::size_t { portfolio_id, date, currency, amount };
constexpr std::array columns{CsvColumn{"portfolio_id", true, true}, CsvColumn{"date", false},
                             CsvColumn{"currency", true, true}, CsvColumn{"amount"}};
}  // namespace cash

OpeningCashRow parse_cash(RowFields& fields) {
  using namespace cash;
  OpeningCashRow row;
  row.portfolio_id = fields.id(portfolio_id);
  row.date = fields.optional_date(date);
  row.currency = fields.currency(currency);
  row.amount_minor = fields.decimal(amount, row.currency.exponent());
  return row;
}

namespace accrual {
enum Column : std::size_t {
  portfolio_id,
  date,
  currency,
  management_fee,
  performance_fee,
  gst,
  interest,
  fee_carry,
  interest_carry,
  high_water_mark,
  units
};
constexpr std::array columns{CsvColumn{"portfolio_id", true, true},
                             CsvColumn{"date", false},
                             CsvColumn{"currency", false, true},
                             CsvColumn{"management_fee", false},
                             CsvColumn{"performance_fee", false},
                             CsvColumn{"gst", false},
                             CsvColumn{"interest", false},
                             CsvColumn{"fee_carry", false},
                             CsvColumn{"interest_carry", false},
                             CsvColumn{"high_water_mark", false},
                             CsvColumn{"units", false}};
}  // namespace accrual

std::int64_t amount_or_zero(RowFields& fields, std::size_t column) {
  return fields.raw(column).empty() ? 0 : fields.decimal(column, amount_scale);
}

finance::Carry carry_or_none(RowFields& fields, std::size_t column) {
  if (fields.raw(column).empty()) return {};
  const auto carry = carry_from(fields.raw(column));
  if (!carry) {
    fields.refuse_cell(column, "bad_carry",
                       "is no part of a minor unit; write numerator/denominator, as 56/100");
  }
  return carry.value_or(finance::Carry{});
}

OpeningAccrualRow parse_accrual(RowFields& fields) {
  using namespace accrual;
  OpeningAccrualRow row;
  row.portfolio_id = fields.id(portfolio_id);
  row.date = fields.optional_date(date);
  if (!fields.raw(currency).empty()) {
    (void)fields.currency(currency);
    row.currency = fields.optional_id(currency);
  }
  row.management_fee_e6 = amount_or_zero(fields, management_fee);
  row.performance_fee_e6 = amount_or_zero(fields, performance_fee);
  row.gst_e6 = amount_or_zero(fields, gst);
  row.interest_e6 = amount_or_zero(fields, interest);
  row.fee_carry = carry_or_none(fields, fee_carry);
  row.interest_carry = carry_or_none(fields, interest_carry);
  if (!fields.raw(high_water_mark).empty()) {
    row.high_water_mark_e9 = fields.positive(high_water_mark, mark_scale, "out_of_range");
  }
  if (!fields.raw(units).empty()) {
    row.units_e6 = fields.positive(units, base::quantity_scale, "qty_not_positive");
  }
  return row;
}

namespace transfer {
enum Column : std::size_t {
  action,
  version,
  id,
  portfolio_id,
  instrument_id,
  direction,
  date,
  quantity,
  acquired_date,
  cost,
  cost_base,
  lot_id
};
constexpr std::array columns{action_column,
                             version_column,
                             CsvColumn{"transfer_id", true, true},
                             CsvColumn{"portfolio_id"},
                             CsvColumn{"instrument_id"},
                             CsvColumn{"direction"},
                             CsvColumn{"date"},
                             CsvColumn{"quantity"},
                             CsvColumn{"acquired_date", false},
                             CsvColumn{"cost", false},
                             CsvColumn{"cost_base", false},
                             CsvColumn{"lot_id", false}};
}  // namespace transfer

void parse_lot(RowFields& fields, TransferRow& row) {
  using namespace transfer;
  if (row.direction == TransferDirection::out) {
    for (const std::size_t column : {acquired_date, cost, cost_base}) {
      if (!fields.raw(column).empty()) {
        fields.refuse(column, "not_of_this_kind", "what goes out leaves at the cost of its lot");
      }
    }
    return;
  }
  row.acquired_date = fields.date(acquired_date);
  if (*row.acquired_date > row.date) fields.refuse(acquired_date, "acquired_after_transfer");
  row.cost_e6 = cost_of(fields, cost);
  row.cost_base_e6 = optional_cost(fields, cost_base);
}

TransferRow parse_transfer(RowFields& fields) {
  using namespace transfer;
  TransferRow row;
  row.version = parse_version(fields);
  row.transfer_id = fields.own_id(id);
  row.portfolio_id = fields.id(portfolio_id);
  row.instrument_id = fields.id(instrument_id);
  row.direction = fields.choice(direction, finance::transfer_direction_from, "unknown_direction");
  row.date = fields.date(date);
  row.quantity_e6 = fields.positive(quantity, base::quantity_scale, "qty_not_positive");
  row.lot_id = fields.optional_id(lot_id);
  parse_lot(fields, row);
  return row;
}

namespace terms {
enum Column : std::size_t {
  portfolio_id,
  from_date,
  benchmark_id,
  fee_schedule_id,
  interest_schedule_id,
  model_id,
  household,
  tax_residence,
  custodian,
  account,
  status
};
constexpr std::array columns{CsvColumn{"portfolio_id", true, true},
                             CsvColumn{"from_date", true, true},
                             CsvColumn{"benchmark_id", false},
                             CsvColumn{"fee_schedule_id", false},
                             CsvColumn{"interest_schedule_id", false},
                             CsvColumn{"model_id", false},
                             CsvColumn{"household", false},
                             CsvColumn{"tax_residence", false},
                             CsvColumn{"custodian", false},
                             CsvColumn{"account", false},
                             CsvColumn{"status", false}};
}  // namespace terms

PortfolioTermsRow parse_terms(RowFields& fields) {
  using namespace terms;
  PortfolioTermsRow row;
  row.portfolio_id = fields.id(portfolio_id);
  row.from_date = fields.date(from_date);
  row.benchmark_id = fields.optional_id(benchmark_id);
  row.fee_schedule_id = fields.optional_id(fee_schedule_id);
  row.interest_schedule_id = fields.optional_id(interest_schedule_id);
  row.model_id = fields.optional_id(model_id);
  row.household = fields.optional_id(household);
  row.tax_residence = fields.optional_id(tax_residence);
  row.custodian = fields.optional_id(custodian);
  row.account = fields.optional_id(account);
  row.status = fields.optional_id(status);
  if (!row.status.empty() && row.status != "open" && row.status != "closed") {
    fields.refuse_cell(status, "unknown_status", "is neither open nor closed");
  }
  return row;
}

}  // namespace

std::optional<finance::Carry> carry_from(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  finance::Carry carry;
  const auto whole = [](std::string_view digits, std::int64_t& value) {
    const char* const end = digits.data() + digits.size();
    const auto [stop, fault] = std::from_chars(digits.data(), end, value);
    return !digits.empty() && fault == std::errc() && stop == end;
  };
  if (!whole(text.substr(0, slash), carry.numerator) ||
      !whole(text.substr(slash + 1), carry.denominator) || carry.denominator <= 0 ||
      carry.numerator <= -carry.denominator || carry.numerator >= carry.denominator) {
    return std::nullopt;
  }
  return carry;
}

const RowFormat<OpeningPositionRow>& opening_position_format() {
  static constexpr RowFormat<OpeningPositionRow> format{"opening_positions.csv", position::columns,
                                                        Severity::critical, parse_position};
  return format;
}

const RowFormat<OpeningCashRow>& opening_cash_format() {
  static constexpr RowFormat<OpeningCashRow> format{"opening_cash.csv", cash::columns,
                                                    Severity::critical, parse_cash};
  return format;
}

const RowFormat<OpeningAccrualRow>& opening_accrual_format() {
  static constexpr RowFormat<OpeningAccrualRow> format{"opening_accruals.csv", accrual::columns,
                                                       Severity::critical, parse_accrual};
  return format;
}

const RowFormat<TransferRow>& transfer_format() {
  static constexpr RowFormat<TransferRow> format{"transfers.csv", transfer::columns,
                                                 Severity::critical, parse_transfer};
  return format;
}

const RowFormat<PortfolioTermsRow>& portfolio_terms_format() {
  static constexpr RowFormat<PortfolioTermsRow> format{"portfolio_terms.csv", terms::columns,
                                                       Severity::critical, parse_terms};
  return format;
}

}  // namespace wealthjobs::feeds
