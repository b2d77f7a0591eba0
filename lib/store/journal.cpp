#include "store/journal.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "base/check.h"
#include "base/rounding.h"
#include "base/sha256.h"
#include "finance/ledger/entry_text.h"
#include "store/journal_rows.h"
#include "store/master.h"
#include "store/transaction.h"

namespace wealthjobs::store {

using base::Currency;
using base::Date;
using finance::InstrumentNo;
using finance::number_of;
using finance::PortfolioNo;

base::Sha256Digest digest_at(const Row& row, int column) {
  const Bytes bytes = row.blob(column);
  base::Sha256Digest digest{};
  WEALTHJOBS_CHECK(bytes.size() == digest.size());
  std::ranges::copy(bytes, digest.begin());
  return digest;
}

namespace {

struct BalanceKey {
  std::uint64_t portfolio_and_account = 0;
  std::uint32_t currency = 0;
  auto operator<=>(const BalanceKey&) const = default;
};

struct KeyHash {
  std::size_t operator()(const BalanceKey& key) const noexcept {
    return mixed(key.portfolio_and_account ^ (std::uint64_t{key.currency} << 40));
  }
  std::size_t operator()(std::uint64_t key) const noexcept { return mixed(key); }
  static std::size_t mixed(std::uint64_t key) {
    key *= 0x9e3779b97f4a7c15ULL;
    return static_cast<std::size_t>(key ^ (key >> 29));
  }
};

std::uint64_t joined(std::int32_t high, std::int32_t low) {
  return static_cast<std::uint64_t>(static_cast<std::uint32_t>(high)) << 32 |
         static_cast<std::uint32_t>(low);
}

struct MovedBalance {
  Currency currency;
  std::int64_t amount_minor = 0;
};

struct MovedPosition {
  std::int64_t traded_e6 = 0;
  std::int64_t settled_e6 = 0;
};

template <class Map>
auto sorted_keys(const Map& map) {
  std::vector<typename Map::key_type> keys;
  keys.reserve(map.size());
  for (const auto& [key, value] : map) keys.push_back(key);
  std::ranges::sort(keys);
  return keys;
}

// "trade|T1|td|x2" of cause "trade|T1|td": 2.
int generation_of_reversal(std::string_view source_key, std::string_view cause_key) {
  WEALTHJOBS_CHECK(source_key.starts_with(cause_key));
  const std::string_view suffix = source_key.substr(cause_key.size());
  WEALTHJOBS_CHECK(suffix.starts_with("|x"));
  int generation = 0;
  const auto end =
      std::from_chars(suffix.data() + 2, suffix.data() + suffix.size(), generation).ptr;
  WEALTHJOBS_CHECK(end == suffix.data() + suffix.size());
  return generation;
}

struct Cause {
  std::string_view source_key;
  int generation = 0;
  std::optional<std::int64_t> reverses_entry_id;
};

}  // namespace

struct JournalWriter::State {
  State(WriteTransaction& write, const Master& master_rows, const JournalOptions& chosen)
      : book(write.database()),
        master(master_rows),
        options(chosen),
        revision(write.revision()),
        entry(book.cached(
            "INSERT OR FAIL INTO journal_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
            "?)")),
        line(book.cached("INSERT OR FAIL INTO journal_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")),
        delivery(book.cached("INSERT OR FAIL INTO delivery VALUES (?, ?, ?, ?)")),
        realised(book.cached(
            "INSERT OR FAIL INTO realised VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
    Cursor head = book.query(
        "SELECT entry_id, hash FROM journal_entry "
        "ORDER BY entry_id DESC LIMIT 1");
    if (head.next()) {
      last_id = head.integer(0);
      last_hash = digest_at(head, 1);
    }
  }

  std::int64_t post(const finance::Posting& posting, const Cause& cause);
  void save_entry(const finance::Posting& posting, const Cause& cause);
  void save_lines(const finance::Posting& posting);
  void save_realised(const finance::Posting& posting);
  void move(const finance::Posting& posting);
  void flush_balances();
  void flush_positions();

  Database& book;
  const Master& master;
  JournalOptions options;
  std::int64_t revision;
  Statement& entry;
  Statement& line;
  Statement& delivery;
  Statement& realised;
  std::int64_t last_id = 0;
  base::Sha256Digest last_hash{};
  finance::EntryText text;
  std::int64_t posted = 0;
  std::unordered_map<BalanceKey, MovedBalance, KeyHash> balances;
  std::unordered_map<std::uint64_t, MovedPosition, KeyHash> positions;
};

JournalWriter::JournalWriter(WriteTransaction& write, const Master& master,
                             const JournalOptions& options)
    : state_(std::make_unique<State>(write, master, options)) {
  WEALTHJOBS_CHECK(!options.last_closed || *options.last_closed < options.business_date);
}

JournalWriter::~JournalWriter() = default;

std::int64_t JournalWriter::post(const finance::Posting& posting) {
  return state_->post(posting, {.source_key = posting.cause_key, .reverses_entry_id = {}});
}

std::int64_t JournalWriter::post(const finance::Reversal& reversal) {
  return state_->post(reversal.posting, {.source_key = reversal.source_key,
                                         .generation = generation_of_reversal(
                                             reversal.source_key, reversal.posting.cause_key),
                                         .reverses_entry_id = reversal.entry_id});
}

std::int64_t JournalWriter::post(const finance::Replacement& replacement) {
  return state_->post(replacement.posting, {.source_key = replacement.source_key,
                                            .generation = replacement.generation,
                                            .reverses_entry_id = {}});
}

void JournalWriter::flush() {
  state_->flush_balances();
  state_->flush_positions();
}

std::int64_t JournalWriter::posted() const { return state_->posted; }

std::int64_t JournalWriter::State::post(const finance::Posting& posting, const Cause& cause) {
  WEALTHJOBS_CHECK(finance::is_balanced(posting));
  WEALTHJOBS_CHECK(posting.date <= options.business_date);
  ++last_id;
  save_entry(posting, cause);
  save_lines(posting);
  save_realised(posting);
  move(posting);
  ++posted;
  return last_id;
}

void JournalWriter::State::save_entry(const finance::Posting& posting, const Cause& cause) {
  const bool is_late = options.last_closed && posting.date <= *options.last_closed;
  const Date effective = is_late ? options.business_date : posting.date;
  text.begin(last_hash, {.entry_id = last_id,
                         .effective_date = effective,
                         .kind = posting.kind,
                         .source_key = cause.source_key,
                         .reverses_entry_id = cause.reverses_entry_id});
  for (const finance::PostingLine& at : posting.lines) {
    text.add({.account = at.account,
              .portfolio_id = master.portfolio_id(at.portfolio),
              .instrument_id = master.instrument_id(at.instrument),
              .currency = at.currency,
              .amount_minor = at.amount_minor,
              .quantity_e6 = at.quantity_e6,
              .lot_id = at.lot_id});
  }
  last_hash = text.hash();
  const std::string_view cause_key = posting.cause_key;
  std::optional<std::string_view> cause_column;
  if (cause_key != cause.source_key) cause_column = cause_key;
  std::optional<Date> origin;
  if (is_late) origin = posting.date;
  entry.run(last_id, effective, origin, finance::name_of(posting.kind), cause.source_key,
            cause_column, cause.generation, cause.reverses_entry_id, posting.portfolio, options.job,
            options.business_date, revision, Bytes(last_hash));
}

void JournalWriter::State::save_lines(const finance::Posting& posting) {
  int number = 0;
  for (const finance::PostingLine& at : posting.lines) {
    std::optional<std::string_view> lot;
    if (!at.lot_id.empty()) lot = at.lot_id;
    line.run(last_id, ++number, at.account, at.portfolio, at.instrument, at.currency,
             at.amount_minor, at.quantity_e6, lot);
  }
  for (const finance::Delivery& at : posting.deliveries) {
    delivery.run(last_id, posting.portfolio, at.instrument, at.quantity_e6);
  }
}

void JournalWriter::State::save_realised(const finance::Posting& posting) {
  int number = 0;
  for (const finance::Realisation& at : posting.realisations) {
    realised.run(last_id, ++number, posting.portfolio, at.instrument, at.lot_id, at.acquired_date,
                 at.disposed_date, at.quantity_e6, at.currency, at.cost_minor, at.proceeds_minor,
                 at.cost_base_minor, at.proceeds_base_minor, at.price_gain_base_minor,
                 at.fx_gain_base_minor);
  }
}

void JournalWriter::State::move(const finance::Posting& posting) {
  for (const finance::PostingLine& at : posting.lines) {
    const std::int32_t portfolio = number_of(at.portfolio);
    MovedBalance& balance =
        balances[{joined(portfolio, code_of(at.account)), at.currency.packed()}];
    balance.currency = at.currency;
    balance.amount_minor = base::add_checked(balance.amount_minor, at.amount_minor);
    if (at.quantity_e6) {
      std::int64_t& traded = positions[joined(portfolio, number_of(at.instrument))].traded_e6;
      traded = base::add_checked(traded, *at.quantity_e6);
    }
  }
  for (const finance::Delivery& at : posting.deliveries) {
    std::int64_t& settled =
        positions[joined(number_of(posting.portfolio), number_of(at.instrument))].settled_e6;
    settled = base::add_checked(settled, at.quantity_e6);
  }
}

void JournalWriter::State::flush_balances() {
  Statement& add = book.cached(
      "INSERT INTO balance VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
      "amount_minor = amount_minor + excluded.amount_minor");
  for (const BalanceKey& key : sorted_keys(balances)) {
    const MovedBalance& moved = balances.at(key);
    add.run(static_cast<std::int64_t>(key.portfolio_and_account >> 32),
            static_cast<std::int64_t>(key.portfolio_and_account & 0xffffffffU), moved.currency,
            moved.amount_minor);
  }
  balances.clear();
}

void JournalWriter::State::flush_positions() {
  Statement& add = book.cached(
      "INSERT INTO position VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
      "traded_e6 = traded_e6 + excluded.traded_e6, settled_e6 = settled_e6 + excluded.settled_e6");
  for (const std::uint64_t key : sorted_keys(positions)) {
    const MovedPosition& moved = positions.at(key);
    add.run(static_cast<std::int64_t>(key >> 32), static_cast<std::int64_t>(key & 0xffffffffU),
            moved.traded_e6, moved.settled_e6);
  }
  positions.clear();
}

LedgerHead load_ledger_head(Database& book) {
  Cursor head =
      book.query("SELECT entry_id, hash FROM journal_entry ORDER BY entry_id DESC LIMIT 1");
  if (!head.next()) return {.entry_id = 0, .hash = std::string(base::zero_hash)};
  return {.entry_id = head.integer(0), .hash = base::hex_of(digest_at(head, 1))};
}

}  // namespace wealthjobs::store
