#include "store/recon_runs.h"

#include <array>

#include "base/check.h"
#include "base/sha256.h"
#include "finance/ledger/named_value.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Date;

constexpr std::array<std::string_view, 3> status_names{"passed", "blocked", "overridden"};

std::string digest_of(const std::vector<ReconSource>& sources) {
  std::string text;
  for (const ReconSource& source : sources) {
    text += source.custodian + "|" + source.statement_day.iso() + "|" +
            (source.is_compared ? source.sha256 : "missing") + "\n";
  }
  return base::sha256_hex(text);
}

std::string digest_of(const ReconRun& run) {
  base::Sha256 digest;
  digest.update(std::string(name_of(run.status)) + "|" + run.why + "|" +
                std::to_string(run.matched) + "\n");
  for (const ReconItem& item : run.items) {
    digest.update(item.state + "|" + finance::identity_text(item.identity) + "|" +
                  std::to_string(item.ours) + "|" + std::to_string(item.theirs) + "|" +
                  std::to_string(item.pending) + "|" + item.break_class + "|" + item.causes + "\n");
  }
  return digest.finish_hex();
}

void save_items(Database& book, std::int64_t no, const std::vector<ReconItem>& items) {
  Statement& insert =
      book.cached("INSERT INTO recon_item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  std::int64_t item_no = 0;
  for (const ReconItem& item : items) {
    insert.run(no, ++item_no, item.state, finance::name_of(item.identity.kind),
               item.identity.custodian, item.identity.account, item.identity.portfolio_id,
               item.identity.subject, item.ours, item.theirs, item.pending, item.break_class,
               item.causes, item.break_no);
  }
}

void load_details(Database& book, ReconRun& run) {
  Cursor sources = book.query(
      "SELECT custodian, statement_day, state, sha256 FROM recon_source WHERE recon_no = ? "
      "ORDER BY custodian",
      run.no);
  while (sources.next()) {
    run.sources.push_back(
        {sources.string(0), sources.date(1), sources.text(2) == "compared", sources.string(3)});
  }
  Cursor rows = book.query(
      "SELECT state, kind, custodian, account, portfolio_id, subject, ours, theirs, pending, "
      "class, causes, break_no FROM recon_item WHERE recon_no = ? ORDER BY item_no",
      run.no);
  while (rows.next()) {
    const auto kind = finance::break_kind_from(rows.text(1));
    WEALTHJOBS_CHECK(kind.has_value());
    run.items.push_back({rows.string(0),
                         {*kind, rows.string(2), rows.string(3), rows.string(4), rows.string(5)},
                         rows.integer(6),
                         rows.integer(7),
                         rows.integer(8),
                         rows.string(9),
                         rows.string(10),
                         rows.optional_integer(11)});
  }
}

}  // namespace

std::string_view name_of(ReconStatus status) {
  return status_names[static_cast<std::size_t>(status)];
}

std::int64_t save_recon_run(WriteTransaction& write, const ReconRun& run) {
  Database& book = write.database();
  const std::string source_sha256 = digest_of(run.sources);
  const std::string result_sha256 = digest_of(run);
  std::int64_t n = 1;
  {
    Cursor last = book.query(
        "SELECT recon_no, n, source_sha256, result_sha256 FROM recon_run WHERE control = ? AND "
        "day = ? ORDER BY n DESC LIMIT 1",
        run.control, run.day);
    if (last.next()) {
      if (last.text(2) == source_sha256 && last.text(3) == result_sha256) return last.integer(0);
      n = last.integer(1) + 1;
    }
  }
  const std::int64_t no = book.integer_or(0, "SELECT max(recon_no) FROM recon_run") + 1;
  book.run("INSERT INTO recon_run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", no, run.control,
           run.day, n, source_sha256, result_sha256, run.matched, run.explained, run.accepted,
           run.unexplained, name_of(run.status), run.why, write.revision());
  for (const ReconSource& source : run.sources) {
    book.run("INSERT INTO recon_source VALUES (?, ?, ?, ?, ?)", no, source.custodian,
             source.statement_day, source.is_compared ? "compared" : "missing", source.sha256);
  }
  save_items(book, no, run.items);
  return no;
}

std::optional<ReconRun> load_last_recon_run(Database& book, std::string_view control, Date day) {
  std::optional<ReconRun> run;
  {
    Cursor rows = book.query(
        "SELECT recon_no, n, matched, explained, accepted, unexplained, status, why FROM recon_run "
        "WHERE control = ? AND day = ? ORDER BY n DESC LIMIT 1",
        control, day);
    if (!rows.next()) return std::nullopt;
    const auto status = finance::value_named<ReconStatus>(rows.text(6), status_names);
    WEALTHJOBS_CHECK(status.has_value());
    run = ReconRun{.no = rows.integer(0),
                   .control = std::string(control),
                   .day = day,
                   .n = rows.small(1),
                   .matched = rows.integer(2),
                   .explained = rows.integer(3),
                   .accepted = rows.integer(4),
                   .unexplained = rows.integer(5),
                   .status = *status,
                   .why = rows.string(7),
                   .sources = {},
                   .items = {}};
  }
  load_details(book, *run);
  return run;
}

std::optional<Date> load_last_recon_day(Database& book) {
  Cursor rows = book.query("SELECT max(day) FROM recon_run");
  if (!rows.next()) return std::nullopt;
  return rows.optional_date(0);
}

std::vector<ReconciledThrough> load_reconciled_through(Database& book, Date day) {
  std::vector<ReconciledThrough> through;
  Cursor rows = book.query(
      "SELECT s.custodian, max(s.statement_day) FROM recon_run AS r JOIN recon_source AS s ON "
      "s.recon_no = r.recon_no WHERE r.control = 'custodian' AND r.day <= ? AND r.status <> "
      "'blocked' AND s.state = 'compared' GROUP BY s.custodian ORDER BY s.custodian",
      day);
  while (rows.next()) through.push_back({rows.string(0), rows.date(1)});
  return through;
}

}  // namespace wealthjobs::store
