#include "finance/ledger/close_record.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "finance/ledger/trial_balance.h"

namespace wealthjobs::finance {
namespace {

const base::Currency aud = base::Currency::of("AUD");

TEST(CloseRecord, HasTheHashesOfTheRuleBook) {
  const std::string tb = "f5ed79a9899b69c01384d6c7f27b9dc48f49de40fc9443b6de2f0caef7068ca3";
  CloseHeader header;
  header.day = base::Date::from(2026, 4, 8);
  header.entry_count = 3;
  header.last_entry_id = 3;
  EXPECT_EQ(close_header_text(header),  // cl_hdr
            "wj-close/1\n2026-04-08\nentity=MAIN\nprev=" + std::string(64, '0') +
                "\nentries=3\nlast_entry=3\n");
  const std::string first = close_hash(header, tb);
  EXPECT_EQ(first, "7f52adbf240a56badd2d9df3da50eea64f6474d34ecd9d66164553eab2a82fa7");
  header.day = base::Date::from(2026, 4, 9);
  header.previous_hash = first;
  header.entry_count = 0;
  EXPECT_EQ(close_hash(header, tb),
            "32809fc8a07dcc3317829fcad775435926e5e1d5f8921cb0bf299381d30f903f");
}

// The entries of domain page 91, day by day: (account, amount) pairs.
struct MiniBookDay {
  base::Date day;
  int entries = 0;
  std::vector<std::pair<Account, std::int64_t>> lines;
  std::string trial_balance_hash;
  std::string hash;
};

std::vector<MiniBookDay> mini_book() {
  using enum Account;
  return {{base::Date::from(2026, 4, 1),
           3,
           {{cash, 2000000},
            {client_capital, -2000000},
            {receivable_interest, 110},
            {income_interest, -110},
            {expense_fees_mgmt, 55},
            {payable_fees_mgmt, -55}},
           "c2c82d60681ecb710c776c12474f352ecfb0a9dbc724260c1fb41e8d06b293a9",
           "aeeadb5d9707505965eca1cb722f1d3015bc70e3b156e0ef4f75eaa2024f31b6"},
          {base::Date::from(2026, 4, 2),
           3,
           {{securities_cost, 635424},
            {payable_settlement, -635424},
            {receivable_interest, 109},
            {income_interest, -109},
            {expense_fees_mgmt, 55},
            {payable_fees_mgmt, -55}},
           "4be114036c7b28dbda96650b03698585661e4632d5afef6cc35726f4545a0c84",
           "73cfcea5331dedd2690e5687be1bde69a4980e4366ef145008b3e5cc9593b3f9"},
          {base::Date::from(2026, 4, 7),
           2,
           {{receivable_interest, 548},
            {income_interest, -548},
            {expense_fees_mgmt, 274},
            {payable_fees_mgmt, -274}},
           "292ea6c36fd5ab764bca71329606caa449dfd059d71e49b6947c52f3ab6c7adc",
           "86ef023ae124c08affeaa45b41469d98972c31bb6b5e9a2a06cd577bfdda9b15"},
          {base::Date::from(2026, 4, 8),
           3,
           {{payable_settlement, 423616},
            {cash, -423616},
            {receivable_interest, 87},
            {income_interest, -87},
            {expense_fees_mgmt, 55},
            {payable_fees_mgmt, -55}},
           "927f7a554d76a2af364ae3ec8b8624fdbe2e6a69a5bbda963940e408957167b3",
           "6f222cce53b982f4520d5cddd262722c1ed17d58b3f138d0de26d03c2eb038bc"}};
}

TEST(CloseRecord, ChainsTheFourDaysOfTheMiniBook) {
  std::map<Account, std::int64_t> balances;
  CloseHeader header;
  for (const MiniBookDay& one : mini_book()) {
    for (const auto& [account, amount] : one.lines) balances[account] += amount;
    std::vector<TrialBalanceRow> rows;
    for (const auto& [account, amount] : balances) rows.push_back({account, aud, amount});
    const std::string tb_hash = base::sha256_hex(trial_balance_text(rows));
    EXPECT_EQ(tb_hash, one.trial_balance_hash) << one.day.iso();
    header.day = one.day;
    header.entry_count = one.entries;
    header.last_entry_id += one.entries;
    const std::string hash = close_hash(header, tb_hash);
    EXPECT_EQ(hash, one.hash) << one.day.iso();
    header.previous_hash = hash;
  }
}

}  // namespace
}  // namespace wealthjobs::finance
