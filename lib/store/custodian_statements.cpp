#include "store/custodian_statements.h"

#include <algorithm>
#include <tuple>

#include "base/check.h"
#include "base/sha256.h"
#include "store/transaction.h"

namespace wealthjobs::store {
namespace {

using base::Date;

std::vector<StatementLine> sorted_lines(const CustodianStatement& statement) {
  std::vector<StatementLine> lines = statement.lines;
  std::ranges::sort(lines, {}, [](const StatementLine& line) {
    return std::tie(line.portfolio_id, line.subject);
  });
  return lines;
}

std::string digest_of(const std::vector<StatementLine>& lines) {
  base::Sha256 digest;
  for (const StatementLine& line : lines) {
    digest.update(line.portfolio_id + "|" + line.subject + "|" + std::to_string(line.amount) +
                  "\n");
  }
  return digest.finish_hex();
}

void save_accounts(Database& book, const CustodianStatement& statement,
                   const std::vector<StatementLine>& lines) {
  Statement& save = book.cached(
      "INSERT INTO custodian_account VALUES (?1, ?2, ?3, ?4, ?4) ON CONFLICT DO UPDATE SET "
      "first_day = min(first_day, ?4), last_day = max(last_day, ?4)");
  std::string_view last;
  for (const StatementLine& line : lines) {
    if (line.portfolio_id == last) continue;
    last = line.portfolio_id;
    save.run(statement.custodian, statement.account, line.portfolio_id, statement.day);
  }
}

StatementKinds kinds_of(Cursor rows) {
  StatementKinds kinds;
  while (rows.next()) {
    (rows.text(0) == "cash" ? kinds.cash : kinds.positions) = true;
  }
  return kinds;
}

// The latest version of each account's statement of a custodian, day and kind.
constexpr std::string_view latest_statements =
    "FROM custodian_statement AS s WHERE s.custodian = ?1 AND s.day = ?2 AND s.version = "
    "(SELECT max(l.version) FROM custodian_statement AS l WHERE l.custodian = s.custodian AND "
    "l.day = s.day AND l.account = s.account AND l.kind = s.kind) ";

}  // namespace

std::string_view name_of(StatementKind kind) {
  switch (kind) {
    case StatementKind::positions:
      return "positions";
    case StatementKind::cash:
      return "cash";
  }
  WEALTHJOBS_CHECK(false);
}

StatementSaved save_statement(WriteTransaction& write, const CustodianStatement& statement) {
  Database& book = write.database();
  const std::vector<StatementLine> lines = sorted_lines(statement);
  const std::string sha256 = digest_of(lines);
  StatementSaved saved;
  {
    Cursor last = book.query(
        "SELECT version, sha256 FROM custodian_statement WHERE custodian = ? AND day = ? AND "
        "account = ? AND kind = ? ORDER BY version DESC LIMIT 1",
        statement.custodian, statement.day, statement.account, name_of(statement.kind));
    if (last.next()) {
      if (last.text(1) == sha256) return {last.small(0), false};
      saved.version = last.small(0) + 1;
    }
  }
  const std::int64_t no =
      book.integer_or(0, "SELECT max(statement_no) FROM custodian_statement") + 1;
  book.run("INSERT INTO custodian_statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", no,
           statement.custodian, statement.account, statement.day, name_of(statement.kind),
           saved.version, statement.source, static_cast<std::int64_t>(lines.size()), sha256,
           write.revision());
  Statement& insert = book.cached(statement.kind == StatementKind::positions
                                      ? "INSERT INTO custodian_position VALUES (?, ?, ?, ?)"
                                      : "INSERT INTO custodian_cash VALUES (?, ?, ?, ?)");
  for (const StatementLine& line : lines) {
    insert.run(no, line.portfolio_id, line.subject, line.amount);
  }
  save_accounts(book, statement, lines);
  return saved;
}

void for_each_statement_row(Database& book, std::string_view custodian, Date day,
                            StatementKind kind,
                            const std::function<void(const StatementRow&)>& visit) {
  const std::string lines =
      kind == StatementKind::positions
          ? "SELECT x.account, p.portfolio_id, p.instrument_id, p.quantity_e6 FROM (SELECT "
            "s.statement_no, s.account "
          : "SELECT x.account, p.portfolio_id, p.currency, p.amount_minor FROM (SELECT "
            "s.statement_no, s.account ";
  const std::string table =
      kind == StatementKind::positions ? "custodian_position" : "custodian_cash";
  Cursor rows = book.query(lines + std::string(latest_statements) + "AND s.kind = ?3) AS x JOIN " +
                               table + " AS p ON p.statement_no = x.statement_no " +
                               "ORDER BY x.account, p.statement_no, 2, 3",
                           custodian, day, name_of(kind));
  while (rows.next()) visit({rows.text(0), rows.text(1), rows.text(2), rows.integer(3)});
}

std::string load_statement_digest(Database& book, std::string_view custodian, Date day) {
  std::string text;
  Cursor rows = book.query("SELECT s.account, s.kind, s.sha256 " + std::string(latest_statements) +
                               "ORDER BY s.account, s.kind",
                           custodian, day);
  while (rows.next()) {
    text += rows.string(0) + "|" + rows.string(1) + "|" + rows.string(2) + "\n";
  }
  return text.empty() ? std::string() : base::sha256_hex(text);
}

StatementKinds load_statement_kinds(Database& book, std::string_view custodian, Date day) {
  return kinds_of(
      book.query("SELECT DISTINCT kind FROM custodian_statement WHERE custodian = ? AND day = ?",
                 custodian, day));
}

StatementKinds load_usual_kinds(Database& book, std::string_view custodian, Date through) {
  return kinds_of(
      book.query("SELECT DISTINCT kind FROM custodian_statement WHERE custodian = ? AND day <= ?",
                 custodian, through));
}

std::vector<KnownCustodian> load_custodians(Database& book, Date through) {
  std::vector<KnownCustodian> custodians;
  Cursor rows = book.query(
      "SELECT custodian, max(day) FROM custodian_statement WHERE day <= ? GROUP BY custodian "
      "ORDER BY custodian",
      through);
  while (rows.next()) custodians.push_back({rows.string(0), rows.date(1)});
  return custodians;
}

std::vector<CustodianAccount> load_custodian_accounts(Database& book) {
  std::vector<CustodianAccount> accounts;
  Cursor rows = book.query(
      "SELECT custodian, account, portfolio_id, first_day, last_day FROM custodian_account "
      "ORDER BY custodian, account, portfolio_id");
  while (rows.next()) {
    accounts.push_back(
        {rows.string(0), rows.string(1), rows.string(2), rows.date(3), rows.date(4)});
  }
  return accounts;
}

}  // namespace wealthjobs::store
