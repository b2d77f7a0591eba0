#include "store/high_water_marks.h"

#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Date;
using finance::PortfolioNo;

constexpr std::string_view accrual_columns =
    "SELECT portfolio_no, day, through_day, fee_schedule_id, hurdle_from, mark_nav_minor, "
    "mark_units_e6, inflow_minor, outflow_minor, units_before_e6, units_e6, gross_minor, "
    "nav_minor, fee_minor, gst_minor, recoverable_minor, locked_fee_minor, locked_gst_minor, "
    "locked_recoverable_minor FROM performance_accrual ";

std::optional<PerformanceAccrual> first_accrual(Cursor rows) {
  if (!rows.next()) return std::nullopt;
  PerformanceAccrual accrual;
  accrual.portfolio = rows.number<PortfolioNo>(0);
  accrual.day = rows.date(1);
  accrual.through = rows.date(2);
  accrual.fee_schedule_id = rows.string(3);
  accrual.hurdle_from = rows.date(4);
  accrual.mark = {rows.integer(5), rows.integer(6)};
  accrual.inflow_minor = rows.integer(7);
  accrual.outflow_minor = rows.integer(8);
  accrual.units_before_e6 = rows.integer(9);
  accrual.units_e6 = rows.integer(10);
  accrual.gross_minor = rows.integer(11);
  accrual.nav_minor = rows.integer(12);
  accrual.fee = {rows.integer(13), rows.integer(14), rows.integer(15)};
  accrual.locked = {rows.integer(16), rows.integer(17), rows.integer(18)};
  return accrual;
}

constexpr std::string_view mark_columns =
    "SELECT portfolio_no, day, version, reason, nav_minor, units_e6, hurdle_from, fee_minor, "
    "gst_minor, recoverable_minor, run_day, actor, why FROM high_water_mark AS m ";

std::optional<HighWaterMark> first_mark(Cursor rows) {
  if (!rows.next()) return std::nullopt;
  HighWaterMark mark;
  mark.portfolio = rows.number<PortfolioNo>(0);
  mark.day = rows.date(1);
  mark.version = rows.small(2);
  mark.reason = rows.string(3);
  mark.mark = {rows.integer(4), rows.integer(5)};
  mark.hurdle_from = rows.date(6);
  mark.fee = {rows.integer(7), rows.integer(8), rows.integer(9)};
  mark.run_day = rows.date(10);
  mark.actor = rows.string(11);
  mark.why = rows.string(12);
  return mark;
}

void save_movement(WriteTransaction& write, const PerformanceAccrual& at, std::string_view kind,
                   std::int64_t amount_minor, std::int64_t units_e6) {
  if (units_e6 == 0) return;
  write.database().run("INSERT INTO unit_movement VALUES (?, ?, ?, ?, ?, ?)", at.portfolio, at.day,
                       kind, amount_minor, units_e6, write.revision());
}

}  // namespace

void clear_performance_accrual(WriteTransaction& write, PortfolioNo portfolio, Date day) {
  Database& book = write.database();
  book.run("DELETE FROM performance_accrual WHERE portfolio_no = ? AND day = ?", portfolio, day);
  book.run("DELETE FROM unit_movement WHERE portfolio_no = ? AND day = ?", portfolio, day);
}

void save_performance_accrual(WriteTransaction& write, const PerformanceAccrual& at,
                              std::int64_t units_bought_e6, std::int64_t units_sold_e6) {
  clear_performance_accrual(write, at.portfolio, at.day);
  write.database().run(
      "INSERT INTO performance_accrual VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?)",
      at.portfolio, at.day, at.through, at.fee_schedule_id, at.hurdle_from, at.mark.nav_minor,
      at.mark.units_e6, at.inflow_minor, at.outflow_minor, at.units_before_e6, at.units_e6,
      at.gross_minor, at.nav_minor, at.fee.fee_minor, at.fee.gst_minor, at.fee.recoverable_minor,
      at.locked.fee_minor, at.locked.gst_minor, at.locked.recoverable_minor, write.revision());
  save_movement(write, at, "opening", 0, at.opening_units_e6);
  save_movement(write, at, "inflow", at.inflow_minor, units_bought_e6);
  save_movement(write, at, "outflow", -at.outflow_minor, -units_sold_e6);
}

std::optional<PerformanceAccrual> load_performance_accrual_before(Database& book,
                                                                  PortfolioNo portfolio, Date day) {
  return first_accrual(book.query(std::string(accrual_columns) +
                                      "WHERE portfolio_no = ? AND day < ? ORDER BY day DESC "
                                      "LIMIT 1",
                                  portfolio, day));
}

std::optional<PerformanceAccrual> load_performance_accrual(Database& book, PortfolioNo portfolio,
                                                           Date day) {
  return first_accrual(book.query(
      std::string(accrual_columns) + "WHERE portfolio_no = ? AND day = ?", portfolio, day));
}

void save_high_water_mark(WriteTransaction& write, const HighWaterMark& at) {
  Database& book = write.database();
  const std::int64_t version =
      book.integer_or(0,
                      "SELECT max(version) FROM high_water_mark WHERE portfolio_no = ? AND day = ?",
                      at.portfolio, at.day) +
      1;
  book.run("INSERT INTO high_water_mark VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           at.portfolio, at.day, version, at.reason, at.mark.nav_minor, at.mark.units_e6,
           at.hurdle_from, at.fee.fee_minor, at.fee.gst_minor, at.fee.recoverable_minor, at.run_day,
           at.actor, at.why, write.revision());
}

std::optional<HighWaterMark> load_mark_up_to(Database& book, PortfolioNo portfolio, Date run_day) {
  return first_mark(book.query(
      std::string(mark_columns) +
          "WHERE portfolio_no = ? AND run_day <= ? AND reason <> 'withdrawn' AND NOT EXISTS "
          "(SELECT 1 FROM high_water_mark AS l WHERE l.portfolio_no = m.portfolio_no AND "
          "l.day = m.day AND l.version > m.version) ORDER BY day DESC LIMIT 1",
      portfolio, run_day));
}

std::optional<HighWaterMark> load_mark_before(Database& book, PortfolioNo portfolio, Date run_day) {
  return load_mark_up_to(book, portfolio, run_day - 1);
}

std::optional<HighWaterMark> load_mark_on(Database& book, PortfolioNo portfolio, Date day) {
  return first_mark(book.query(std::string(mark_columns) +
                                   "WHERE portfolio_no = ? AND day = ? ORDER BY version DESC "
                                   "LIMIT 1",
                               portfolio, day));
}

void save_peak(WriteTransaction& write, const Peak& at) {
  Database& book = write.database();
  book.run("DELETE FROM peak_observation WHERE portfolio_no = ? AND day = ?", at.portfolio, at.day);
  book.run("INSERT INTO peak_observation VALUES (?, ?, ?, ?, ?, ?)", at.portfolio, at.day,
           at.navpu_e9, at.peak_e9, at.is_held ? 1 : 0, write.revision());
}

std::optional<Peak> load_peak_before(Database& book, PortfolioNo portfolio, Date day) {
  Cursor rows = book.query(
      "SELECT portfolio_no, day, navpu_e9, peak_e9, is_held FROM peak_observation "
      "WHERE portfolio_no = ? AND day < ? ORDER BY day DESC LIMIT 1",
      portfolio, day);
  if (!rows.next()) return std::nullopt;
  return Peak{rows.number<PortfolioNo>(0), rows.date(1), rows.integer(2), rows.integer(3),
              rows.integer(4) != 0};
}

}  // namespace wealthjobs::store
