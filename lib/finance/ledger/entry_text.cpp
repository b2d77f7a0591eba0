#include "finance/ledger/entry_text.h"

#include <array>
#include <charconv>

namespace wealthjobs::finance {
namespace {

constexpr std::size_t link_length = 65;  // 64 hex digits and LF

void append_number(std::string& text, std::int64_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  text.append(digits.data(), end);
}

}  // namespace

void EntryText::begin(const base::Sha256Digest& previous_hash, const EntryHead& head) {
  text_ = base::hex_of(previous_hash);
  text_ += "\nwj-entry/1\n";
  append_number(text_, head.entry_id);
  text_ += '\n';
  text_ += head.effective_date.iso();
  text_ += '\n';
  text_ += name_of(head.kind);
  text_ += '\n';
  text_ += head.source_key;
  text_ += '\n';
  if (head.reverses_entry_id) append_number(text_, *head.reverses_entry_id);
  text_ += '\n';
}

void EntryText::add(const EntryLineText& line) {
  append_number(text_, code_of(line.account));
  text_ += '|';
  text_ += line.portfolio_id;
  text_ += '|';
  text_ += line.instrument_id;
  text_ += '|';
  text_ += line.currency.view();
  text_ += '|';
  append_number(text_, line.amount_minor);
  text_ += '|';
  if (line.quantity_e6) append_number(text_, *line.quantity_e6);
  text_ += '|';
  text_ += line.lot_id;
  text_ += '\n';
}

std::string_view EntryText::canonical() const {
  return std::string_view(text_).substr(link_length);
}

base::Sha256Digest EntryText::hash() const { return base::sha256(text_); }

}  // namespace wealthjobs::finance
