// Statements of custodians: what they say an account held on a day, as they wrote it.
//
//   Statement   (custodian, account, day, positions or cash): whole; other content is its next
//               version, the same content changes nothing. A line that is gone is gone; an account
//               that a later file does not name keeps its last version
//   Ids         portfolio and instrument ids are text: what the book does not know is a break of
//   its
//               own, no reason to refuse the statement
//   Accounts    which portfolio lies in which account, from the statements themselves
//   Example     save_statement(write, {"BNY", "ACC1", day, StatementKind::positions, "in/custodian_
//               positions.csv", {{"P1", "BHP", 100'000'000}}})
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace wealthjobs::store {

class Database;
class WriteTransaction;

enum class StatementKind { positions, cash };
std::string_view name_of(StatementKind kind);

struct StatementLine {
  std::string portfolio_id;
  std::string subject;  // instrument id or currency code
  std::int64_t amount = 0;
  bool operator==(const StatementLine&) const = default;
};

struct CustodianStatement {
  std::string custodian;
  std::string account;
  base::Date day;
  StatementKind kind = StatementKind::positions;
  std::string source;
  std::vector<StatementLine> lines;  // each (portfolio, subject) once, in any order
};

struct StatementSaved {
  int version = 1;
  bool is_new = true;  // false: this content is the latest version already
};
StatementSaved save_statement(WriteTransaction& write, const CustodianStatement& statement);

// One line of the latest versions.
struct StatementRow {
  std::string_view account;
  std::string_view portfolio_id;
  std::string_view subject;
  std::int64_t amount = 0;
};
// By account; the views live until the visitor returns.
void for_each_statement_row(Database& book, std::string_view custodian, base::Date day,
                            StatementKind kind,
                            const std::function<void(const StatementRow&)>& visit);

// SHA-256 over accounts, kinds and contents of the latest versions; empty where there is none.
std::string load_statement_digest(Database& book, std::string_view custodian, base::Date day);

struct StatementKinds {
  bool positions = false;
  bool cash = false;
  bool operator==(const StatementKinds&) const = default;
};
// What the custodian delivered for a day; and what it has ever delivered for a day up to it.
StatementKinds load_statement_kinds(Database& book, std::string_view custodian, base::Date day);
StatementKinds load_usual_kinds(Database& book, std::string_view custodian, base::Date through);

struct KnownCustodian {
  std::string custodian;
  base::Date last_day;  // of its newest statement up to the day asked for
  bool operator==(const KnownCustodian&) const = default;
};
// Those that have delivered a statement of `through` or before, by name.
std::vector<KnownCustodian> load_custodians(Database& book, base::Date through);

struct CustodianAccount {
  std::string custodian;
  std::string account;
  std::string portfolio_id;
  base::Date first_day;
  base::Date last_day;
  bool operator==(const CustodianAccount&) const = default;
};
// By (custodian, account, portfolio id).
std::vector<CustodianAccount> load_custodian_accounts(Database& book);

}  // namespace wealthjobs::store
