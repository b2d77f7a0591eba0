#include "jobs/pack_assembly.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/error.h"
#include "base/json_document.h"
#include "finance/valuation/fx_checks.h"
#include "finance/valuation/price_choice.h"
#include "finance/valuation/price_move.h"
#include "jobs/believed_prices.h"
#include "jobs/held_rates.h"
#include "jobs/override_prices.h"
#include "jobs/quote_choice.h"
#include "store/book_currencies.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/facts.h"
#include "store/instrument_holders.h"
#include "store/observations.h"
#include "store/valuations.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;

constexpr Date first_date_of_all{-1'000'000};
constexpr std::int32_t longest_gap_days = 366;

finance::PriceMoveOptions move_options(const Parameters& parameters) {
  finance::PriceMoveOptions options;
  options.move_warn_bps = parameters.integer("move_warn_bps");
  options.split_tol_bps = parameters.integer("split_tol_bps");
  options.source_tol_bps = parameters.integer("source_tol_bps");
  options.move_action = parameters.text("move_action") == "hold" ? finance::MoveAction::hold
                                                                 : finance::MoveAction::use;
  return options;
}

class Assembler {
 public:
  Assembler(const JobContext& context, const store::Master& master)
      : book_(context.book),
        master_(master),
        parameters_(context.request.parameters),
        day_(context.request.business_date),
        options_(move_options(context.request.parameters)),
        believed_(context.book, master),
        overrides_(context.book, master, day_) {
    load_last_pack();
    for (finance::CorporateAction& action :
         store::load_corporate_actions(book_, {day_ - longest_gap_days, day_})) {
      if (!action.is_cancelled) actions_[action.instrument].push_back(std::move(action));
    }
  }

  PackAssembly assemble() {
    assembly_.pack.header.day = day_;
    assembly_.pack.header.policy = parameters_.text("policy");
    assembly_.pack.prices = overrides_.prices();
    assembly_.findings = overrides_.findings();
    for (const store::InstrumentPrices& prices : store::load_latest_prices(book_, day_)) {
      if (!prices.latest.empty() && !overrides_.contains(prices.instrument)) choose(prices);
    }
    choose_rates();
    measure_coverage();
    assembly_.canonical = canonical_text(assembly_.pack, master_);
    assembly_.pack.header.sha256 = finance::pack_hash(assembly_.canonical);
    assembly_.pack.header.id =
        finance::pack_id(day_, assembly_.pack.header.policy, assembly_.pack.header.sha256);
    return std::move(assembly_);
  }

 private:
  void load_last_pack() {
    const auto close = store::load_last_close_before(book_, day_);
    const auto pack = close ? store::load_current_pack(book_, close->day) : std::nullopt;
    if (!pack) return;
    for (const store::PackPrice& price : pack->prices) {
      // an override that has expired says nothing about the vendor's next price
      if (price.source != store::override_source) last_prices_[price.instrument] = price;
    }
  }

  void find(std::string kind, store::Severity severity, finance::InstrumentNo instrument,
            std::string text) {
    assembly_.findings.push_back({day_, "build_pack", std::move(kind), severity, finance::the_firm,
                                  instrument, std::move(text)});
  }

  // What stood for the instrument before: a price confirmed since the last pack, the last pack's
  // price, else the observation before.
  std::optional<store::PackPrice> before(const store::LatestPrice& latest) const {
    const auto last = last_prices_.find(latest.instrument);
    if (last != last_prices_.end() && last->second.asof < latest.day) {
      const auto waived =
          believed_.last_waived(latest.instrument, last->second.asof, latest.day - 1);
      return waived ? *waived : last->second;
    }
    if (last != last_prices_.end() || !latest.previous_day) return std::nullopt;
    return store::PackPrice{latest.instrument, *latest.previous_day, latest.previous_close_e6,
                            latest.currency, latest.source};
  }

  finance::PriceMove judge(const store::InstrumentPrices& prices, const store::LatestPrice& latest,
                           const store::PackPrice& last) const {
    finance::PriceStep step;
    step.previous_e6 = last.price_e6;
    step.current_e6 = latest.close_e6;
    const auto actions = actions_.find(latest.instrument);
    if (actions != actions_.end()) {
      for (const finance::CorporateAction& action : actions->second) {
        if (action.ex_date <= last.asof || action.ex_date > latest.day) continue;
        if (action.kind == finance::ActionKind::split) {
          step.split_new = action.ratio_new_e6;
          step.split_old = action.ratio_old_e6;
        } else {
          step.distribution_e6 += action.amount_per_share_e6;
        }
      }
    }
    for (const store::LatestPrice& other : prices.latest) {
      if (other.source == latest.source || other.day != latest.day) continue;
      step.second_source_e6 = other.close_e6;
    }
    return finance::classify_move(step, options_);
  }

  void choose(const store::InstrumentPrices& prices) {
    std::vector<finance::PriceObservation> observations;
    for (const store::LatestPrice& latest : prices.latest) {
      observations.push_back({latest.day,
                              latest.close_e6,
                              finance::PriceType::official_close,
                              latest.source,
                              latest.version,
                              false,
                              {}});
    }
    const auto choice =
        finance::choose_price(observations, day_, parameters_.texts("source_priority"));
    if (!choice) return;
    const store::LatestPrice& latest = prices.latest[choice->row];
    store::PackPrice price{latest.instrument, latest.day, latest.close_e6, latest.currency,
                           latest.source};
    if (const auto last = before(latest)) {
      const finance::PriceMove move = judge(prices, latest, *last);
      const std::string key =
          held_price_key(master_, latest.instrument, latest.day, latest.close_e6);
      if (move.is_held && !believed_.contains(key)) {
        hold_back(latest, move, key);
        price = *last;
      } else if (move.kind != finance::PriceMoveKind::ordinary && latest.day == day_) {
        find("mover", store::Severity::warn, latest.instrument, key + ": " + move.reason());
      }
    }
    assembly_.pack.prices.push_back(std::move(price));
  }

  void hold_back(const store::LatestPrice& latest, const finance::PriceMove& move,
                 const std::string& key) {
    find("held_price", store::Severity::critical, latest.instrument,
         key + ": " + move.reason() + "; the price before is used");
    store::QuarantineRow row;
    row.job = "build_pack";
    row.day = latest.day;
    row.source = "price " + latest.source;
    row.row_key = key;
    row.reason = std::string(finance::name_of(move.kind));
    row.severity = store::Severity::warn;
    row.instrument = latest.instrument;
    row.payload_json = base::json_line({{"reason", move.reason()}});
    assembly_.quarantine.push_back(std::move(row));
  }

  void choose_rates() {
    const QuoteChoice choice =
        choose_quotes(HeldRates(book_, day_).without_held(store::load_latest_rates(book_, day_)));
    for (const QuoteRemark& remark : choice.remarks) {
      find(remark.kind, store::Severity::warn, finance::no_instrument,
           remark.pair + ": " + remark.text);
    }
    const auto close = store::load_last_close_before(book_, day_);
    const auto currencies =
        store::load_book_currencies(book_, close ? close->day : first_date_of_all, day_);
    finance::RequiredQuotes required = finance::required_quotes(
        choice.quotes, currencies, base::Currency::of(parameters_.text("anchor")));
    for (const base::Currency currency : required.missing) {
      assembly_.missing_currencies.push_back(currency.code());
    }
    assembly_.pack.rates = std::move(required.quotes);
  }

  // Instruments that never had a price hold their own portfolios later (RULINGS A7, A9).
  void measure_coverage() {
    std::set<finance::InstrumentNo> priced;
    for (const store::PackPrice& price : assembly_.pack.prices) priced.insert(price.instrument);
    std::vector<finance::HeldInstrument> rows;
    for (const auto& [instrument, cost_minor] : store::load_held_costs(book_)) {
      if (priced.contains(instrument)) {
        rows.push_back({master_.instrument_id(instrument), cost_minor, true, false});
      } else {
        find("no_price", store::Severity::critical, instrument,
             std::string(master_.instrument_id(instrument)) + " is held and has no price at all");
      }
    }
    assembly_.coverage = finance::coverage_of(rows, parameters_.integer("min_coverage_bps"));
  }

  store::Database& book_;
  const store::Master& master_;
  const Parameters& parameters_;
  Date day_;
  finance::PriceMoveOptions options_;
  BelievedPrices believed_;
  OverridePrices overrides_;
  std::map<finance::InstrumentNo, store::PackPrice> last_prices_;
  std::map<finance::InstrumentNo, std::vector<finance::CorporateAction>> actions_;
  PackAssembly assembly_;
};

}  // namespace

std::string canonical_text(const store::Pack& pack, const store::Master& master) {
  finance::PackContent content{pack.header.day, pack.header.policy, pack.rates, {}, {}};
  for (const store::PackPrice& price : pack.prices) {
    content.prices.push_back({std::string(master.instrument_id(price.instrument)), price.currency,
                              price.asof, price.price_e6, price.source});
  }
  for (const store::PackWaiver& waiver : pack.waivers) {
    content.waivers.push_back(
        {std::string(master.instrument_id(waiver.instrument)), waiver.reason});
  }
  auto text = finance::canonical_pack(content);
  if (text) return std::move(*text);
  throw base::Error(base::ErrorKind::internal,
                    "pack of " + pack.header.day.iso() + ": " +
                        std::string(finance::name_of(text.error().refusal)) + " in " +
                        text.error().row,
                    "wealthjobs doctor");
}

PackAssembly assemble_pack(const JobContext& context, const store::Master& master) {
  return Assembler(context, master).assemble();
}

}  // namespace wealthjobs::jobs
