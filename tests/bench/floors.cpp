// Floors for scripts/bench: each subcommand does one kind of work bare and prints the seconds it
// took.
//
//   spawn N PROGRAM [ARG...]    posix_spawn and wait, N times
//   commits N FOLDER            one-row commits, WAL and synchronous FULL
//   prices CSV FOLDER           reads instrument,date,close,currency rows and inserts them bare
//                               into the book's own table price with its guard, one transaction
//   unguarded CSV FOLDER        the same without the guard of the table
//   positions BOOK              steps position, balance and lot once, as a valuation must
//   results BOOK FOLDER         writes the rows of the last valued day bare into the same tables
//   value N                     values N positions in memory with the book's own rule
#include <fcntl.h>
#include <spawn.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "finance/valuation/position_value.h"
#include "store/schema_sql.h"

extern char** environ;

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

[[noreturn]] void fail(const std::string& what) {
  std::fprintf(stderr, "bench_floors: %s\n", what.c_str());
  std::exit(70);
}

class Bare {
 public:
  explicit Bare(const std::string& path) {
    if (sqlite3_open(path.c_str(), &db_) != SQLITE_OK) fail(path);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456;"
        "PRAGMA cache_size=-32768");
  }
  ~Bare() { sqlite3_close(db_); }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;
  void run(const std::string& sql) {
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      fail(sqlite3_errmsg(db_));
    }
  }
  sqlite3_stmt* prepare(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
      fail(sqlite3_errmsg(db_));
    }
    return statement;
  }

 private:
  sqlite3* db_ = nullptr;
};

// The CREATE TABLE of one table of the schema, without its guards.
std::string table_sql(const std::string& name) {
  for (const auto& file : wealthjobs::store::schema_files()) {
    const std::string sql(file.sql);
    const auto start = sql.find("CREATE TABLE " + name + " (");
    if (start != std::string::npos) return sql.substr(start, sql.find(";\n", start) + 1 - start);
  }
  fail("no table " + name);
}

// The guard that every insert into a table passes.
std::string insert_guard_sql(const std::string& table) {
  for (const auto& file : wealthjobs::store::schema_files()) {
    const std::string sql(file.sql);
    const auto start = sql.find("CREATE TRIGGER " + table + "_insert ");
    if (start != std::string::npos) return sql.substr(start, sql.find("\nEND;", start) + 5 - start);
  }
  fail("no guard of " + table);
}

double spawn(int n, char** argv) {
  const auto start = Clock::now();
  for (int i = 0; i < n; ++i) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    pid_t pid = 0;
    if (posix_spawn(&pid, argv[0], &actions, nullptr, argv, environ) != 0) fail(argv[0]);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    waitpid(pid, &status, 0);
  }
  return seconds_since(start);
}

double commits(int n, const std::string& folder) {
  Bare db(folder + "/commits.db");
  db.run("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)");
  sqlite3_stmt* insert = db.prepare("INSERT INTO t (b) VALUES ('x')");
  const auto start = Clock::now();
  for (int i = 0; i < n; ++i) {
    sqlite3_step(insert);
    sqlite3_reset(insert);
  }
  const double taken = seconds_since(start);
  sqlite3_finalize(insert);
  return taken;
}

double prices(const std::string& csv, const std::string& folder, bool is_guarded) {
  using namespace wealthjobs::base;
  Bare db(folder + "/prices.db");
  db.run(table_sql("price"));
  if (is_guarded) db.run(insert_guard_sql("price"));
  sqlite3_stmt* insert = db.prepare("INSERT OR FAIL INTO price VALUES (?, ?, 'bench', 1, ?, ?, 1)");
  const auto start = Clock::now();
  std::ifstream file(csv);
  std::string line;
  std::getline(file, line);
  db.run("BEGIN IMMEDIATE");
  while (std::getline(file, line)) {
    const auto a = line.find(',');
    const auto b = line.find(',', a + 1);
    const auto c = line.find(',', b + 1);
    sqlite3_bind_int64(insert, 1, std::atoll(line.c_str() + 1));  // I00017
    sqlite3_bind_int64(insert, 2, Date::parse(line.substr(a + 1, b - a - 1))->days());
    sqlite3_bind_int64(insert, 3, *parse_decimal(line.substr(b + 1, c - b - 1), price_scale));
    sqlite3_bind_text(insert, 4, line.c_str() + c + 1, 3, SQLITE_TRANSIENT);
    sqlite3_step(insert);
    sqlite3_reset(insert);
  }
  db.run("COMMIT");
  const double taken = seconds_since(start);
  sqlite3_finalize(insert);
  return taken;
}

double positions(const std::string& book) {
  Bare db(book);
  const auto start = Clock::now();
  long long sum = 0;
  for (const char* sql :
       {"SELECT portfolio_no, instrument_no, traded_e6, settled_e6 FROM position",
        "SELECT portfolio_no, account, currency, amount_minor FROM balance",
        "SELECT portfolio_no, instrument_no, cost_minor, cost_base_minor FROM lot"}) {
    sqlite3_stmt* rows = db.prepare(sql);
    while (sqlite3_step(rows) == SQLITE_ROW) sum += sqlite3_column_int64(rows, 3);
    sqlite3_finalize(rows);
  }
  const double taken = seconds_since(start);
  std::fprintf(stderr, "checksum %lld\n", sum);
  return taken;
}

double results(const std::string& book, const std::string& folder) {
  Bare db(folder + "/results.db");
  double taken = 0;
  db.run("ATTACH '" + book + "' AS book");
  for (const std::string table : {"portfolio_nav", "position_value", "cash_value"}) {
    db.run(table_sql(table));
    db.run("CREATE TEMP TABLE rows_" + table + " AS SELECT * FROM book." + table +
           " WHERE day = (SELECT max(day) FROM book." + table + ")");
    const auto start = Clock::now();
    db.run("INSERT INTO main." + table + " SELECT * FROM rows_" + table);
    taken += seconds_since(start);
  }
  return taken;
}

// Largest resident size of a program in MiB: a small parent, so that its own memory does not count.
double peak(char** argv) {
  pid_t pid = 0;
  if (posix_spawn(&pid, argv[0], nullptr, nullptr, argv, environ) != 0) return -1;
  int status = 0;
  rusage usage{};
  wait4(pid, &status, 0, &usage);
  return status == 0 ? static_cast<double>(usage.ru_maxrss) / 1024 : -1;
}

double value(int n) {
  using namespace wealthjobs;
  const auto usd = base::Currency::of("USD");
  std::vector<finance::UnitPrice> prices_of(1000);
  for (std::size_t i = 0; i < prices_of.size(); ++i) {
    prices_of[i] = finance::unit_price(10'000'000 + static_cast<std::int64_t>(i) * 10'000, 1, usd);
  }
  const std::vector<finance::FxConversion> conversions(1);
  std::vector<finance::PositionSlot> slots(static_cast<std::size_t>(n));
  for (std::size_t i = 0; i < slots.size(); ++i) {
    slots[i] = {static_cast<std::int32_t>(i % 1000), 0,
                static_cast<std::int64_t>(i % 997) * 1000000};
  }
  std::vector<std::int64_t> out(slots.size());
  const auto start = Clock::now();
  const std::int64_t sum = finance::value_positions(slots, prices_of, conversions, out);
  const double taken = seconds_since(start);
  std::fprintf(stderr, "sum %lld\n", static_cast<long long>(sum));
  return taken;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  double taken = -1;
  if (what == "spawn" && argc > 3) taken = spawn(std::atoi(argv[2]), argv + 3);
  if (what == "commits" && argc == 4) taken = commits(std::atoi(argv[2]), argv[3]);
  if (what == "prices" && argc == 4) taken = prices(argv[2], argv[3], true);
  if (what == "unguarded" && argc == 4) taken = prices(argv[2], argv[3], false);
  if (what == "positions" && argc == 3) taken = positions(argv[2]);
  if (what == "results" && argc == 4) taken = results(argv[2], argv[3]);
  if (what == "peak" && argc > 2) taken = peak(argv + 2);
  if (what == "value" && argc == 3) taken = value(std::atoi(argv[2]));
  if (taken < 0) {
    std::fprintf(
        stderr,
        "usage: bench_floors spawn|peak|commits|prices|unguarded|positions|results|value ...\n");
    return 64;
  }
  std::printf("%.6f\n", taken);
  return 0;
}
