#include "store/findings.h"

#include <algorithm>

#include "base/check.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Date;
using finance::InstrumentNo;
using finance::PortfolioNo;

Severity severity_from(std::string_view text) {
  for (const Severity severity : {Severity::info, Severity::warn, Severity::critical}) {
    if (finance::name_of(severity) == text) return severity;
  }
  WEALTHJOBS_CHECK(false);
}

QuarantineStatus status_from(std::string_view text) {
  for (const QuarantineStatus status :
       {QuarantineStatus::open, QuarantineStatus::fixed, QuarantineStatus::waived}) {
    if (name_of(status) == text) return status;
  }
  WEALTHJOBS_CHECK(false);
}

constexpr std::string_view quarantine_columns =
    "SELECT quarantine_no, job, day, source, row_key, reason, severity, portfolio_no, "
    "instrument_no, payload_json, status, ifnull(resolved_by, ''), ifnull(resolved_why, ''), "
    "known_rev FROM quarantine ";

QuarantineRow quarantine_at(const Row& row) {
  return {.no = row.integer(0),
          .job = row.string(1),
          .day = row.optional_date(2),
          .source = row.string(3),
          .row_key = row.string(4),
          .reason = row.string(5),
          .severity = severity_from(row.text(6)),
          .portfolio = row.number<PortfolioNo>(7),
          .instrument = row.number<InstrumentNo>(8),
          .payload_json = row.string(9),
          .status = status_from(row.text(10)),
          .resolved_by = row.string(11),
          .resolved_why = row.string(12),
          .known_rev = row.integer(13)};
}

std::vector<QuarantineRow> quarantine_rows(Cursor rows) {
  std::vector<QuarantineRow> found;
  while (rows.next()) found.push_back(quarantine_at(rows));
  return found;
}

constexpr std::string_view hold_columns =
    "SELECT day, portfolio_no, reason, detail, released_by, released_why, known_rev FROM hold ";

std::vector<Hold> hold_rows(Cursor rows) {
  std::vector<Hold> holds;
  while (rows.next()) {
    holds.push_back({.day = rows.date(0),
                     .portfolio = rows.number<PortfolioNo>(1),
                     .reason = rows.string(2),
                     .detail = rows.string(3),
                     .released_by = rows.optional_text(4),
                     .released_why = rows.optional_text(5),
                     .known_rev = rows.integer(6)});
  }
  return holds;
}

}  // namespace

std::string_view name_of(QuarantineStatus status) {
  switch (status) {
    case QuarantineStatus::open:
      return "open";
    case QuarantineStatus::fixed:
      return "fixed";
    case QuarantineStatus::waived:
      return "waived";
  }
  WEALTHJOBS_CHECK(false);
}

void save_findings(WriteTransaction& write, Date day, std::string_view job,
                   std::span<const Finding> findings) {
  Database& book = write.database();
  book.run("DELETE FROM finding WHERE day = ? AND job = ?", day, job);
  Statement& insert = book.cached("INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  int n = 0;
  for (const Finding& finding : findings) {
    insert.run(day, job, ++n, finding.kind, finance::name_of(finding.severity), finding.portfolio,
               finding.instrument, finding.text);
  }
}

std::vector<Finding> load_findings(Database& book, Date day, std::optional<std::string_view> job) {
  std::vector<Finding> findings;
  Cursor rows = book.query(
      "SELECT day, job, kind, severity, portfolio_no, instrument_no, text FROM finding "
      "WHERE day = ?1 AND (?2 IS NULL OR job = ?2) ORDER BY job, n",
      day, job);
  while (rows.next()) {
    findings.push_back({.day = rows.date(0),
                        .job = rows.string(1),
                        .kind = rows.string(2),
                        .severity = severity_from(rows.text(3)),
                        .portfolio = rows.number<PortfolioNo>(4),
                        .instrument = rows.number<InstrumentNo>(5),
                        .text = rows.string(6)});
  }
  return findings;
}

std::int64_t save_quarantine(WriteTransaction& write, std::span<const QuarantineRow> rows) {
  Database& book = write.database();
  Statement& insert = book.cached(
      "INSERT INTO quarantine (job, day, source, row_key, reason, severity, portfolio_no, "
      "instrument_no, payload_json, known_rev) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT DO NOTHING");
  const std::int64_t revision = write.revision();
  std::int64_t added = 0;
  for (const QuarantineRow& row : rows) {
    insert.run(row.job, row.day, row.source, row.row_key, row.reason,
               finance::name_of(row.severity), row.portfolio, row.instrument, row.payload_json,
               revision);
    added += insert.changes();
  }
  return added;
}

std::vector<QuarantineRow> load_quarantine(Database& book, const QuarantineFilter& filter) {
  return quarantine_rows(
      book.query(std::string(quarantine_columns) +
                     (!filter.only_open ? "WHERE true"
                      : filter.as_known ? "WHERE (status = 'open' OR resolved_rev > ?2)"
                                        : "WHERE status = 'open'") +
                     " AND (?1 IS NULL OR job = ?1) AND (?2 IS NULL OR known_rev <= ?2) "
                     "ORDER BY quarantine_no",
                 filter.job, filter.as_known));
}

std::optional<QuarantineRow> load_quarantine_row(Database& book, std::int64_t no) {
  auto rows =
      quarantine_rows(book.query(std::string(quarantine_columns) + "WHERE quarantine_no = ?", no));
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<QuarantineRow> load_open_critical(Database& book, Date through) {
  return quarantine_rows(
      book.query(std::string(quarantine_columns) +
                     "WHERE status = 'open' AND severity = 'critical' AND (day IS NULL OR "
                     "day <= ?) ORDER BY portfolio_no, quarantine_no",
                 through));
}

bool save_resolution(WriteTransaction& write, std::int64_t no, const Resolution& resolution) {
  WEALTHJOBS_CHECK(resolution.status != QuarantineStatus::open);
  return write.database().run(
             "UPDATE quarantine SET status = ?, resolved_by = ?, resolved_why = ?, "
             "resolved_rev = ? WHERE quarantine_no = ? AND status = 'open'",
             name_of(resolution.status), resolution.actor, resolution.why, write.revision(),
             no) == 1;
}

std::int64_t save_holds(WriteTransaction& write, std::span<const Hold> holds) {
  Database& book = write.database();
  Statement& insert = book.cached(
      "INSERT INTO hold (day, portfolio_no, reason, detail, known_rev) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT DO NOTHING");
  Statement& update = book.cached(
      "UPDATE hold SET detail = ?4 WHERE day = ?1 AND portfolio_no = ?2 AND reason = ?3 "
      "AND detail <> ?4");
  const std::int64_t revision = write.revision();
  std::int64_t added = 0;
  for (const Hold& hold : holds) {
    insert.run(hold.day, hold.portfolio, hold.reason, hold.detail, revision);
    if (insert.changes() == 1) {
      ++added;
    } else {
      update.run(hold.day, hold.portfolio, hold.reason, hold.detail);
    }
  }
  return added;
}

void clear_holds(WriteTransaction& write, Date day, std::string_view reason,
                 std::span<const PortfolioNo> still_held) {
  Database& book = write.database();
  for (const Hold& hold : load_holds(book, day)) {
    if (hold.reason != reason || hold.released_by) continue;
    if (std::ranges::find(still_held, hold.portfolio) != still_held.end()) continue;
    book.run("DELETE FROM hold WHERE day = ? AND portfolio_no = ? AND reason = ?", day,
             hold.portfolio, reason);
  }
}

std::vector<Hold> load_holds(Database& book, Date day) {
  return hold_rows(
      book.query(std::string(hold_columns) + "WHERE day = ? ORDER BY portfolio_no, reason", day));
}

std::vector<Hold> load_open_holds(Database& book, Date through) {
  return hold_rows(book.query(std::string(hold_columns) + "WHERE day <= ? AND released_by IS NULL "
                                                          "ORDER BY day, portfolio_no, reason",
                              through));
}

std::int64_t save_release(WriteTransaction& write, PortfolioNo portfolio, Date through,
                          std::string_view actor, std::string_view why) {
  return write.database().run(
      "UPDATE hold SET released_by = ?, released_why = ? WHERE portfolio_no = ? AND day <= ? "
      "AND released_by IS NULL",
      actor, why, portfolio, through);
}

}  // namespace wealthjobs::store
