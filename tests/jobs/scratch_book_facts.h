// The bodies behind scratch_book.h, which includes this file.
#pragma once

#include "scratch_book.h"

namespace wealthjobs::jobs::testing {

inline std::string ScratchBook::fresh_copy(const ScratchFolder& folder) {
  static const std::string fresh = [] {
    const ScratchFolder once;
    store::create_book(once / "fresh.db");
    return bytes_of(once / "fresh.db");
  }();
  std::string path = folder / "wealth.db";
  std::ofstream(path, std::ios::binary) << fresh;
  return path;
}

inline void ScratchBook::add(const Buy& given) {
  store::FactRow<finance::Trade> row;
  row.action = given.action;
  row.id = given.id;
  row.source = "trades.csv:1";
  finance::Trade& trade = row.fact;
  trade.portfolio = master.portfolio_no(given.portfolio).value();
  trade.instrument = master.instrument_no(given.instrument).value();
  trade.currency = master.instrument(trade.instrument).currency;
  trade.side = given.side;
  trade.trade_date = day(given.date);
  if (given.settle_date != nullptr) trade.settle_date = day(given.settle_date);
  trade.quantity_e6 = e6(given.quantity);
  trade.price_e6 = e6(given.price);
  trade.commission_minor = cents(given.commission);
  trade.tax_minor = cents(given.tax);
  write([&](auto& transaction) {
    const auto saved = save_trades(transaction, master, std::vector{row});
    EXPECT_TRUE(saved.conflicts.empty()) << given.id;
  });
}

inline void ScratchBook::add(const Flow& given) {
  store::FactRow<finance::CashFlow> row;
  row.action = given.action;
  row.id = given.id;
  row.source = "cash_flows.csv:1";
  row.fact.portfolio = master.portfolio_no(given.portfolio).value();
  row.fact.date = day(given.date);
  row.fact.currency = base::Currency::of(given.currency);
  row.fact.amount_minor = cents(given.amount);
  row.fact.kind =
      row.fact.amount_minor < 0 ? finance::FlowKind::withdrawal : finance::FlowKind::deposit;
  write([&](auto& transaction) {
    const auto saved = save_cash_flows(transaction, master, std::vector{row});
    EXPECT_TRUE(saved.conflicts.empty()) << given.id;
  });
}

inline void ScratchBook::add(const Delivered& given) {
  store::FactRow<finance::Confirmation> row;
  row.id = given.id;
  row.source = "settlements.csv:1";
  row.fact.trade_key = given.trade;
  row.fact.date = day(given.date);
  row.fact.quantity_e6 = e6(given.quantity);
  row.fact.cash_minor = cents(given.cash);
  row.fact.currency = base::Currency::of(given.currency);
  write([&](auto& transaction) {
    const auto saved = save_confirmations(transaction, master, std::vector{row});
    EXPECT_TRUE(saved.conflicts.empty()) << given.id;
  });
}

inline void ScratchBook::add(const Split& given) {
  store::FactRow<finance::CorporateAction> row;
  row.action = given.action;
  row.id = given.id;
  row.source = "corporate_actions.csv:1";
  row.fact.kind = finance::ActionKind::split;
  row.fact.instrument = master.instrument_no(given.instrument).value();
  row.fact.ex_date = day(given.date);
  row.fact.currency = master.instrument(row.fact.instrument).currency;
  row.fact.ratio_new_e6 = e6(given.new_shares);
  row.fact.ratio_old_e6 = e6(given.old_shares);
  write([&](auto& transaction) {
    const auto saved = save_corporate_actions(transaction, master, std::vector{row});
    EXPECT_TRUE(saved.conflicts.empty()) << given.id;
  });
}

inline void ScratchBook::add(const Dividend& given) {
  store::FactRow<finance::CorporateAction> row;
  row.action = given.action;
  row.id = given.id;
  row.source = "corporate_actions.csv:1";
  row.fact.instrument = master.instrument_no(given.instrument).value();
  row.fact.ex_date = day(given.date);
  if (given.pay_date != nullptr) row.fact.pay_date = day(given.pay_date);
  row.fact.currency = base::Currency::of(given.currency);
  row.fact.amount_per_share_e6 = e6(given.amount);
  row.fact.withholding_ppm = given.withholding_ppm;
  row.fact.fee_per_share_e6 = e6(given.fee);
  write([&](auto& transaction) {
    const auto saved = save_corporate_actions(transaction, master, std::vector{row});
    EXPECT_TRUE(saved.conflicts.empty()) << given.id;
  });
}

inline store::EventOrigin test_origin() { return {"tester", "host", 42, "c0ffee", "0.1.0"}; }

inline JobRequest ScratchBook::start(const JobDefinition& job, const char* date, const Ask& ask) {
  const store::EventOrigin origin = test_origin();
  store::RunRow run;
  run.pipeline = "test";
  run.business_date = day(date);
  run.n = store::next_run_number(book, run.pipeline, run.business_date);
  run_id = run.run_id = store::run_id_of(run.pipeline, run.business_date, run.n);
  run.config_sha256 = origin.config_sha256;
  run.version = origin.version;
  run.actor = origin.actor;
  run.host = origin.host;
  run.boot_id = "boot";
  run.pid = origin.pid;
  run.started_us = clock.wall_us();
  store::StepRow step;
  step.run_id = run_id;
  step.step = "step";
  step.job = job.name;
  store::WriteTransaction transaction(book);
  store::create_run(transaction, origin, run, std::vector{step});
  JobRequest request;
  request.attempt =
      store::start_attempt(transaction, origin, run_id, "step", {clock.wall_us(), 42, ""});
  transaction.commit();

  const pipeline::JobEntry entry{std::string(job.name), job.posts, job.after_jobs, job.parameters,
                                 std::string(job.summary)};
  request.config = &config;
  request.config_dir = folder / "etc";
  request.business_date = day(date);
  request.parameters = Parameters(
      pipeline::effective_parameters(entry, config.jobs[std::string(job.name)], ask.with));
  request.run_id = run_id;
  request.step = "step";
  request.actor = origin.actor;
  request.force = ask.force;
  request.restate = ask.restate;
  request.override_why = ask.override_why;
  return request;
}

inline Execution ScratchBook::run(const JobDefinition& job, const char* date, const Ask& ask) {
  const JobRequest request = start(job, date, ask);
  return execute(book, job, request, test_origin(), clock);
}

inline std::vector<std::string> ScratchBook::journal() {
  std::vector<std::string> lines;
  store::for_each_entry(book, {}, [&](const store::JournalEntry& entry) {
    std::string line = entry.effective_date.iso() + " ";
    if (entry.origin_date) line += "[" + entry.origin_date->iso() + "] ";
    line += entry.source_key;
    const char* between = " ";
    for (const finance::PostingLine& at : entry.posting.lines) {
      line += between + std::to_string(finance::code_of(at.account)) +
              (at.amount_minor < 0 ? " " : " +") + std::to_string(at.amount_minor);
      between = ", ";
    }
    lines.push_back(line);
  });
  return lines;
}

// A book like the mini book of the domain pages: P1, BHP on XASX, and its closes of four days.
inline void make_mini_book(ScratchBook& scratch) {
  scratch.portfolio("P1");
  scratch.instrument("BHP");
  scratch.price("BHP", "2026-04-02", "42.50");
  scratch.price("BHP", "2026-04-07", "42.80");
  scratch.price("BHP", "2026-04-08", "43.10");
}

}  // namespace wealthjobs::jobs::testing
