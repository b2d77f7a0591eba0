#include "store/fee_charges.h"

#include "base/check.h"
#include "store/currency_column.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Date;
using finance::FeeKind;
using finance::PortfolioNo;

constexpr std::string_view charge_columns =
    "SELECT portfolio_no, kind, period_day, n, action, business_date, source_key, currency, "
    "accrued_minor, is_waived, rebate_minor, fee_minor, gst_minor, paid_minor, "
    "released_fee_minor, released_gst_minor, released_recoverable_minor, outstanding_minor, "
    "short_minor, policy, actor, why FROM fee_charge ";

FeeCharge charge_at(const Row& row, CurrencyColumn& currencies) {
  FeeCharge charge;
  charge.portfolio = row.number<PortfolioNo>(0);
  charge.kind = finance::fee_kind_from(row.text(1)).value_or(FeeKind::management);
  charge.period = row.date(2);
  charge.n = row.small(3);
  charge.is_reversal = row.text(4) == "reversal";
  charge.business_date = row.date(5);
  charge.source_key = row.string(6);
  charge.currency = currencies.of(row, 7);
  charge.accrued_minor = row.integer(8);
  charge.is_waived = row.integer(9) != 0;
  charge.rebate_minor = row.integer(10);
  charge.fee_minor = row.integer(11);
  charge.gst_minor = row.integer(12);
  charge.paid_minor = row.integer(13);
  charge.released = {row.integer(14), row.integer(15), row.integer(16)};
  charge.outstanding_minor = row.integer(17);
  charge.short_minor = row.integer(18);
  charge.policy =
      finance::charge_policy_from(row.text(19)).value_or(finance::ChargePolicy::partial);
  charge.actor = row.string(20);
  charge.why = row.string(21);
  return charge;
}

std::vector<FeeCharge> charges_of(Cursor rows) {
  std::vector<FeeCharge> charges;
  CurrencyColumn currencies;
  while (rows.next()) charges.push_back(charge_at(rows, currencies));
  return charges;
}

}  // namespace

int save_fee_charge(WriteTransaction& write, const FeeCharge& at) {
  Database& book = write.database();
  const auto n = static_cast<int>(
      book.integer_or(0,
                      "SELECT max(n) FROM fee_charge WHERE portfolio_no = ? AND kind = ? AND "
                      "period_day = ?",
                      at.portfolio, name_of(at.kind), at.period) +
      1);
  book.run(
      "INSERT INTO fee_charge VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?)",
      at.portfolio, name_of(at.kind), at.period, n,
      std::string_view(at.is_reversal ? "reversal" : "charge"), at.business_date, at.source_key,
      at.currency, at.accrued_minor, at.is_waived ? 1 : 0, at.rebate_minor, at.fee_minor,
      at.gst_minor, at.paid_minor, at.released.fee_minor, at.released.gst_minor,
      at.released.recoverable_minor, at.outstanding_minor, at.short_minor, name_of(at.policy),
      at.actor, at.why, write.revision());
  return n;
}

std::vector<FeeCharge> load_fee_charges(Database& book, PortfolioNo portfolio, FeeKind kind,
                                        Date period) {
  return charges_of(book.query(std::string(charge_columns) +
                                   "WHERE portfolio_no = ? AND kind = ? AND period_day = ? "
                                   "ORDER BY n",
                               portfolio, name_of(kind), period));
}

std::vector<FeeCharge> load_charges_of(Database& book, FeeKind kind, Date period) {
  return charges_of(book.query(
      std::string(charge_columns) + "WHERE kind = ? AND period_day = ? ORDER BY portfolio_no, n",
      name_of(kind), period));
}

std::vector<OpenPeriod> load_open_periods(Database& book, FeeKind kind) {
  std::vector<OpenPeriod> periods;
  Cursor rows = book.query(
      "SELECT portfolio_no, period_day FROM fee_charge AS c WHERE kind = ? AND "
      "outstanding_minor > 0 AND n = (SELECT max(n) FROM fee_charge AS l WHERE "
      "l.portfolio_no = c.portfolio_no AND l.kind = c.kind AND l.period_day = c.period_day) "
      "ORDER BY portfolio_no, period_day",
      name_of(kind));
  while (rows.next()) periods.push_back({rows.number<PortfolioNo>(0), rows.date(1)});
  return periods;
}

void save_fee_instruction(WriteTransaction& write, const FeeInstruction& at) {
  Database& book = write.database();
  const std::int64_t next =
      book.integer_or(0, "SELECT max(instruction_no) FROM fee_instruction") + 1;
  book.run("INSERT INTO fee_instruction VALUES (?, ?, ?, ?, ?, ?, ?, ?)", next, at.portfolio,
           at.month, std::string_view(at.is_waiver ? "waive" : "rebate"), at.amount_minor, at.actor,
           at.why, write.revision());
}

std::optional<FeeInstruction> load_fee_instruction(Database& book, PortfolioNo portfolio,
                                                   Date month) {
  Cursor rows = book.query(
      "SELECT kind, amount_minor, actor, why FROM fee_instruction WHERE month_day = ? AND "
      "portfolio_no = ? ORDER BY instruction_no DESC LIMIT 1",
      month, portfolio);
  if (!rows.next()) return std::nullopt;
  return FeeInstruction{portfolio,       month,          rows.text(0) == "waive",
                        rows.integer(1), rows.string(2), rows.string(3)};
}

void save_fee_approval(WriteTransaction& write, const FeeApproval& at) {
  Database& book = write.database();
  const std::int64_t n =
      book.integer_or(0, "SELECT max(n) FROM fee_approval WHERE month_day = ?", at.month) + 1;
  book.run("INSERT INTO fee_approval VALUES (?, ?, ?, ?, ?, ?, ?, ?)", at.month, n, at.sha256,
           at.portfolios, at.actor, at.approved_by, at.why, write.revision());
}

std::optional<FeeApproval> load_fee_approval(Database& book, Date month) {
  Cursor rows = book.query(
      "SELECT sha256, portfolios, actor, approved_by, why FROM fee_approval WHERE month_day = ? "
      "ORDER BY n DESC LIMIT 1",
      month);
  if (!rows.next()) return std::nullopt;
  return FeeApproval{month,          rows.string(0), rows.integer(1),
                     rows.string(2), rows.string(3), rows.string(4)};
}

}  // namespace wealthjobs::store
