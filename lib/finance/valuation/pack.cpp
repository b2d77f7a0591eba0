#include "finance/valuation/pack.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/check.h"
#include "base/decimal.h"
#include "base/int128.h"
#include "base/rounding.h"
#include "base/sha256.h"
#include "base/text.h"

namespace wealthjobs::finance {
namespace {

constexpr std::string_view format_line = "wj-pack/1";
constexpr std::size_t hash_letters_in_id = 12;

using Fields = std::vector<std::string_view>;

std::string joined(char letter, const Fields& fields) {
  std::string row(1, letter);
  for (const std::string_view field : fields) {
    row += '|';
    row += field;
  }
  return row;
}

bool is_legal(std::string_view field) {
  const auto is_bad = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f || c == '|';
  };
  return std::ranges::none_of(field, is_bad) && base::is_utf8_text(field);
}

std::optional<PackRefusal> field_refusal(const Fields& fields) {
  if (std::ranges::any_of(fields, &std::string_view::empty)) return PackRefusal::empty_field;
  if (!std::ranges::all_of(fields, is_legal)) return PackRefusal::illegal_character;
  return std::nullopt;
}

// Collects rows and what would make them refusable; the first fault by precedence wins.
class Rows {
 public:
  explicit Rows(base::Date asof) : asof_(asof) {}

  void add(char letter, const Fields& fields) {
    rows_.push_back(joined(letter, fields));
    if (const auto refusal = field_refusal(fields)) note(*refusal);
  }
  void add_dated(char letter, const Fields& fields, base::Date asof) {
    add(letter, fields);
    if (asof > asof_) note(PackRefusal::look_ahead);
  }
  // About the row added last.
  void note(PackRefusal refusal) { note(refusal, rows_.size() - 1); }
  void note(PackRefusal refusal, std::size_t row) {
    if (fault_ && fault_->refusal <= refusal) return;
    fault_ = PackFault{refusal, rows_[row]};
  }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] const std::optional<PackFault>& fault() const { return fault_; }
  std::vector<std::string> sorted() && {
    std::ranges::sort(rows_);
    return std::move(rows_);
  }

 private:
  base::Date asof_;
  std::vector<std::string> rows_;
  std::optional<PackFault> fault_;
};

void add_rates(Rows& rows, const std::vector<FxQuote>& rates) {
  std::set<std::pair<base::Currency, base::Currency>> pairs;
  for (const FxQuote& rate : rates) {
    rows.add_dated('F',
                   {rate.base.view(), rate.quote.view(), rate.asof.iso(),
                    std::to_string(rate.rate_e8), "8", rate.source},
                   rate.asof);
    if (rate.rate_e8 <= 0) rows.note(PackRefusal::rate_not_positive);
    const bool is_new = pairs.insert(std::minmax({rate.base, rate.quote})).second;
    if (!is_new || rate.base == rate.quote) rows.note(PackRefusal::duplicate_pair);
  }
}

void add_instruments(Rows& rows, const PackContent& content) {
  std::vector<std::pair<std::string_view, std::size_t>> instruments;  // and their rows
  instruments.reserve(content.prices.size() + content.waivers.size());
  for (const PackPrice& price : content.prices) {
    rows.add_dated('P',
                   {price.instrument, price.currency.view(), price.asof.iso(),
                    std::to_string(price.price_e6), "6", price.source},
                   price.asof);
    instruments.emplace_back(price.instrument, rows.size() - 1);
  }
  for (const PackWaiver& waiver : content.waivers) {
    rows.add('W', {waiver.instrument, waiver.reason});
    instruments.emplace_back(waiver.instrument, rows.size() - 1);
  }
  std::ranges::sort(instruments);
  const auto twice =
      std::ranges::adjacent_find(instruments, {}, [](const auto& entry) { return entry.first; });
  if (twice != instruments.end()) {
    rows.note(PackRefusal::duplicate_instrument, std::next(twice)->second);
  }
}

bool read_rate(const std::vector<std::string>& f, PackContent& content) {
  if (f.size() != 7 || f[5] != "8") return false;
  const auto from = base::Currency::parse(f[1]);
  const auto to = base::Currency::parse(f[2]);
  const auto asof = base::Date::parse(f[3]);
  const auto rate = base::parse_decimal(f[4], 0);
  if (!from || !to || !asof || !rate) return false;
  content.rates.push_back({*from, *to, *asof, *rate, f[6]});
  return true;
}

bool read_price(const std::vector<std::string>& f, PackContent& content) {
  if (f.size() != 7 || f[5] != "6") return false;
  const auto currency = base::Currency::parse(f[2]);
  const auto asof = base::Date::parse(f[3]);
  const auto price = base::parse_decimal(f[4], 0);
  if (!currency || !asof || !price) return false;
  content.prices.push_back({f[1], *currency, *asof, *price, f[6]});
  return true;
}

bool read_row(const std::string& line, PackContent& content) {
  const std::vector<std::string> fields = base::split_text(line, '|');
  if (fields[0] == "F") return read_rate(fields, content);
  if (fields[0] == "P") return read_price(fields, content);
  if (fields[0] != "W" || fields.size() != 3) return false;
  content.waivers.push_back({fields[1], fields[2]});
  return true;
}

// What a row is about: letter and pair, or letter and instrument.
std::string subject_of(std::string_view row) {
  const std::size_t fields = row.starts_with('F') ? 3 : 2;
  std::size_t end = 0;
  for (std::size_t i = 0; i < fields && end != std::string_view::npos; ++i) {
    end = row.find('|', end == 0 ? 0 : end + 1);
  }
  return std::string(row.substr(0, end));
}

std::map<std::string, std::string> rows_by_subject(std::string_view canonical) {
  std::map<std::string, std::string> rows;
  for (const std::string& line : base::split_text(canonical, '\n')) {
    if (line.size() > 1 && line[1] == '|') rows.emplace(subject_of(line), line);
  }
  return rows;
}

}  // namespace

std::string_view name_of(PackRefusal refusal) {
  switch (refusal) {
    case PackRefusal::empty_field:
      return "empty_field";
    case PackRefusal::illegal_character:
      return "illegal_character";
    case PackRefusal::look_ahead:
      return "look_ahead";
    case PackRefusal::rate_not_positive:
      return "rate_not_positive";
    case PackRefusal::duplicate_pair:
      return "duplicate_pair";
    case PackRefusal::duplicate_instrument:
      return "duplicate_instrument";
  }
  return "illegal_character";
}

base::Result<std::string, PackFault> canonical_pack(const PackContent& content) {
  const std::string policy_line = "policy=" + content.policy;
  if (const auto refusal = field_refusal({content.policy})) {
    return base::refuse(PackFault{*refusal, policy_line});
  }
  Rows rows(content.asof);
  add_rates(rows, content.rates);
  add_instruments(rows, content);
  if (rows.fault()) return base::refuse(*rows.fault());
  std::string text(format_line);
  text += "\nasof=" + content.asof.iso() + "\n" + policy_line + "\n";
  for (const std::string& row : std::move(rows).sorted()) {
    text += row;
    text += '\n';
  }
  return text;
}

std::string pack_hash(std::string_view canonical) { return base::sha256_hex(canonical); }

std::string pack_id(base::Date asof, std::string_view policy, std::string_view hash) {
  WEALTHJOBS_CHECK(hash.size() >= hash_letters_in_id);
  std::string id = asof.iso() + "-";
  id += policy;
  id += '-';
  id += hash.substr(0, hash_letters_in_id);
  return id;
}

base::Result<PackContent, std::string> parse_pack(std::string_view canonical) {
  const std::vector<std::string> lines = base::split_text(canonical, '\n');
  if (lines.size() < 4 || lines[0] != format_line) return base::refuse("line 1: not a wj-pack/1");
  const auto asof = lines[1].starts_with("asof=") ? base::Date::parse(lines[1].substr(5))
                                                  : std::optional<base::Date>();
  if (!asof) return base::refuse("line 2: expected asof=YYYY-MM-DD");
  if (!lines[2].starts_with("policy=")) return base::refuse("line 3: expected policy=<id>");
  PackContent content;
  content.asof = *asof;
  content.policy = lines[2].substr(7);
  for (std::size_t i = 3; i + 1 < lines.size(); ++i) {
    if (read_row(lines[i], content)) continue;
    return base::refuse("line " + std::to_string(i + 1) + ": not an F, P or W row: " + lines[i]);
  }
  const auto again = canonical_pack(content);
  if (!again) {
    return base::refuse(std::string(name_of(again.error().refusal)) + ": " + again.error().row);
  }
  if (*again != canonical) return base::refuse("the rows are not in their canonical form");
  return content;
}

PackCoverage coverage_of(std::span<const HeldInstrument> held, std::int64_t min_coverage_bps) {
  constexpr std::int64_t bps_of_one = 10'000;
  PackCoverage coverage;
  base::int128 total = 0;
  base::int128 priced = 0;
  for (const HeldInstrument& item : held) {
    const base::int128 value = item.value_minor;
    const base::int128 magnitude = value < 0 ? -value : value;
    total += magnitude;
    if (item.has_price) priced += magnitude;
    if (!item.has_price && !item.has_waiver) coverage.missing.emplace_back(item.instrument);
  }
  std::ranges::sort(coverage.missing);
  coverage.is_enough = priced * bps_of_one >= total * min_coverage_bps;
  if (total > 0) {
    coverage.bps = base::divide_rounded(priced * bps_of_one, total, base::Rounding::toward_zero);
  }
  return coverage;
}

std::string_view name_of(PackChangeKind kind) {
  switch (kind) {
    case PackChangeKind::added:
      return "added";
    case PackChangeKind::removed:
      return "removed";
    case PackChangeKind::changed:
      return "changed";
  }
  return "changed";
}

std::vector<PackChange> pack_changes(std::string_view before, std::string_view after) {
  std::vector<PackChange> changes;
  const auto old_rows = rows_by_subject(before);
  const auto new_rows = rows_by_subject(after);
  for (const auto& [subject, row] : old_rows) {
    const auto found = new_rows.find(subject);
    if (found == new_rows.end()) {
      changes.push_back({PackChangeKind::removed, row, {}});
    } else if (found->second != row) {
      changes.push_back({PackChangeKind::changed, row, found->second});
    }
  }
  for (const auto& [subject, row] : new_rows) {
    if (!old_rows.contains(subject)) changes.push_back({PackChangeKind::added, {}, row});
  }
  std::ranges::sort(changes, {}, [](const PackChange& change) -> const std::string& {
    return change.kind == PackChangeKind::added ? change.after : change.before;
  });
  return changes;
}

}  // namespace wealthjobs::finance
