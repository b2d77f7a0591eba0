#include "cli.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string_view>

#include <CLI/CLI.hpp>

#include "base/error.h"
#include "base/exit_status.h"
#include "base/text.h"
#include "cmd_backup.h"
#include "cmd_breaks.h"
#include "cmd_calc.h"
#include "cmd_cancel.h"
#include "cmd_check.h"
#include "cmd_demo.h"
#include "cmd_doctor.h"
#include "cmd_events.h"
#include "cmd_exit_codes.h"
#include "cmd_fees.h"
#include "cmd_history.h"
#include "cmd_holds.h"
#include "cmd_import.h"
#include "cmd_init.h"
#include "cmd_is_business_day.h"
#include "cmd_jobs.h"
#include "cmd_log.h"
#include "cmd_migrate.h"
#include "cmd_pipelines.h"
#include "cmd_plan.h"
#include "cmd_portfolio.h"
#include "cmd_price.h"
#include "cmd_quarantine.h"
#include "cmd_reopen.h"
#include "cmd_report.h"
#include "cmd_run.h"
#include "cmd_run_job.h"
#include "cmd_schedule.h"
#include "cmd_show.h"
#include "cmd_statement.h"
#include "cmd_status.h"
#include "last_line.h"
#include "options.h"
#include "pipeline/duration_text.h"

namespace wealthjobs::app {
namespace {

using base::ExitStatus;

// "EXIT STATUS" at the end of every help text.
std::string exit_status_text(std::initializer_list<int> statuses) {
  std::string text = "EXIT STATUS\n";
  for (const int status : statuses) {
    const auto value = static_cast<ExitStatus>(status);
    for (const base::ExitStatusRow& row : base::exit_status_table()) {
      if (row.status != value) continue;
      text += "  " + std::to_string(status) +
              std::string(status < 10    ? 5
                          : status < 100 ? 4
                                         : 3,
                          ' ');
      text += std::string(row.name) + ": " + std::string(row.meaning) + "\n";
    }
  }
  return text + "All statuses: wealthjobs exit-codes";
}

// A duration such as 90s, 10m, 2h or 30d, into seconds.
std::function<bool(const std::vector<std::string>&)> seconds_into(std::int64_t& seconds) {
  return [&seconds](const std::vector<std::string>& texts) {
    const auto parsed = pipeline::parse_duration_s(texts.front());
    if (!parsed) throw CLI::ValidationError(texts.front(), parsed.error());
    seconds = *parsed;
    return true;
  };
}

class CommandLine {
 public:
  CommandLine();
  int run(int argc, char** argv);
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  template <class Options>
  struct Command {
    CLI::App* app;
    Options* options;
  };

  // A command with its options; `act` runs after a successful parse.
  template <class Options>
  Command<Options> add(const std::string& name, const std::string& about,
                       int (*act)(const Options&), std::initializer_list<int> statuses) {
    auto options = std::make_shared<Options>();
    CLI::App* command = app_.add_subcommand(name, about);
    command->footer(exit_status_text(statuses));
    command->fallthrough();
    command->callback([this, options, act] {
      options->global = global_;
      act_ = [options, act] { return act(*options); };
    });
    return {command, options.get()};
  }
  void add_global_options();
  void add_book_commands();
  void add_run_commands();
  void add_looking_commands();
  void add_queue_commands();
  void add_fee_commands();
  void add_other_commands();
  void add_calc_commands();
  int usage_error(const std::string& why, const std::string& command) const;
  [[nodiscard]] std::string mistyped_command(int argc, char** argv) const;

  CLI::App app_{"wealthjobs closes a wealth manager's day and proves the numbers.", "wealthjobs"};
  GlobalOptions global_;
  std::function<int()> act_;
};

CommandLine::CommandLine() {
  app_.set_version_flag("--version", "wealthjobs " WEALTHJOBS_VERSION, "print the version");
  app_.set_help_flag("-h,--help", "print this help");
  app_.require_subcommand(1);
  app_.footer(exit_status_text({0, 1, 2, 64, 65, 66, 70, 75, 78, 124}));
  add_global_options();
  add_book_commands();
  add_run_commands();
  add_looking_commands();
  add_queue_commands();
  add_fee_commands();
  add_other_commands();
  add_calc_commands();
}

void CommandLine::add_global_options() {
  app_.add_option("--config", global_.config,
                  "configuration; default $WEALTHJOBS_CONFIG, ./jobs.toml, "
                  "/etc/wealthjobs/jobs.toml")
      ->type_name("FILE");
  app_.add_option("--db", global_.db, "the book; default [store] database of the configuration")
      ->type_name("FILE");
  app_.add_flag("--json", global_.json, "one JSON document on standard output");
  app_.add_flag("--quiet", global_.quiet, "say nothing when all is well");
  app_.add_flag("--no-color", global_.no_color, "no colour (also NO_COLOR, TERM=dumb)");
  app_.add_flag("-v,--verbose", global_.verbose, "say more on standard error");
}

void CommandLine::add_book_commands() {
  add<InitOptions>("init", "create the book", cmd_init, {0, 73, 74, 77, 78});
  auto demo = add<DemoOptions>("demo", "write a small, realistic book and its jobs.toml", cmd_demo,
                               {0, 64, 73, 77});
  demo.app->add_option("DIR", demo.options->folder, "folder to write")->required();

  auto import = add<ImportOptions>("import", "load a book folder", cmd_import,
                                   {0, 65, 66, 73, 74, 75, 77, 78});
  import.app->add_option("DIR", import.options->folder, "folder with CSV files")->required();
  import.app->add_flag("--amend", import.options->amend,
                       "changed content under a known id is an amendment");
  import.app->add_option("--why", import.options->why, "reason, kept with the import")
      ->type_name("TEXT");
  import.app
      ->add_option("--wait", seconds_into(import.options->wait_s), "wait so long for the book lock")
      ->type_name("DUR");

  add<DoctorOptions>("doctor", "prove that the book is whole", cmd_doctor, {0, 74, 77, 78});
  auto backup = add<BackupOptions>("backup", "copy the book while it is in use", cmd_backup,
                                   {0, 64, 73, 74, 77, 78});
  backup.app->add_option("FILE", backup.options->file, "the copy; must not exist")->required();
  auto migrate = add<MigrateOptions>("migrate", "bring an older book to this schema", cmd_migrate,
                                     {0, 73, 74, 75, 77, 78});
  migrate.app->add_flag("-n,--dry-run", migrate.options->dry_run, "only say what would be done");
}

template <class Options>
void add_selection(CLI::App* command, Options* options) {
  command->add_option("--step", options->steps, "only this step (again: more)")->type_name("S");
  command->add_option("--from-step", options->from_step, "this step and those after it")
      ->type_name("S");
  command->add_flag("--downstream", options->downstream, "with --step: what needs it, too");
  command->add_flag("--force", options->force, "a new run; unchanged steps post nothing");
  command->add_flag("--restate", options->restate, "changed steps of an open day post again");
}

void CommandLine::add_run_commands() {
  auto run =
      add<RunOptions>("run", "run a pipeline for a business date", cmd_run,
                      {0, 1, 2, 3, 10, 64, 65, 66, 69, 70, 73, 74, 75, 77, 78, 124, 130, 143});
  CLI::App* command = run.app;
  RunOptions* options = run.options;
  command->add_option("PIPELINE", options->pipeline, "cob, or one of jobs.toml")->required();
  auto* date = command->add_option("--date", options->date,
                                   "2020-06-30, today, yesterday, last-business-day, today-1bd");
  auto* from = command->add_option("--from", options->from, "first day of a range");
  auto* to = command->add_option("--to", options->to, "last day of a range");
  for (CLI::Option* option : {date, from, to}) option->type_name("D");
  from->needs(to)->excludes(date);
  to->needs(from)->excludes(date);
  add_selection(command, options);
  command->add_flag("--resume", options->resume, "only go on with an unfinished run");
  command->add_flag("-n,--dry-run", options->dry_run, "print the plan, run nothing");
  command
      ->add_option("--override", options->override_gate.steps, "let this gate pass (needs --why)")
      ->type_name("STEP");
  command->add_option("--ticket", options->override_gate.ticket, "reference of an override")
      ->type_name("T");
  command->add_option("--approved-by", options->override_gate.approved_by, "who approved it")
      ->type_name("USER");
  command->add_option("--why", options->why, "reason for force, restate or override")
      ->type_name("TEXT");
  command->add_option("--wait", seconds_into(options->wait_s), "wait so long for the lock")
      ->type_name("DUR");
  command->add_option("--jobs", options->jobs, "at most so many steps at a time")->type_name("N");
  command->add_flag("--detailed-exit-code", options->detailed_exit_code,
                    "10 where there was nothing to do");

  auto job = add<RunJobOptions>("run-job", "run one job", cmd_run_job,
                                {0, 1, 2, 10, 64, 65, 66, 69, 70, 73, 74, 75, 77, 78, 124});
  job.app->add_option("JOB", job.options->job, "see wealthjobs jobs")->required();
  job.app->add_option("--date", job.options->date, "business date")->type_name("D");
  job.app->add_option("--pack", job.options->pack, "pack to work with")->type_name("ID");
  job.app->add_option("--param", job.options->parameters, "key=value (again: more)")
      ->type_name("K=V");
  job.app->add_flag("--force", job.options->force, "a new run; an unchanged job posts nothing");
  job.app->add_flag("--restate", job.options->restate, "reverse and post again on an open day");
  job.app->add_option("--why", job.options->why, "reason for force or restate")->type_name("TEXT");
  job.app->add_option("--wait", seconds_into(job.options->wait_s), "wait so long for the lock")
      ->type_name("DUR");
  job.app->add_flag("--detailed-exit-code", job.options->detailed_exit_code,
                    "10 where there was nothing to do");

  auto plan = add<PlanOptions>("plan", "what would run, and why", cmd_plan, {0, 64, 74, 77, 78});
  plan.app->add_option("PIPELINE", plan.options->pipeline, "cob, or one of jobs.toml")->required();
  plan.app->add_option("--date", plan.options->date, "business date")->type_name("D");
  plan.app->add_option("--format", plan.options->format, "text, json, mermaid or dot")
      ->check(CLI::IsMember({"text", "json", "mermaid", "dot"}));
  add_selection(plan.app, plan.options);

  auto cancel = add<CancelOptions>("cancel", "end a running run", cmd_cancel, {0, 64, 74, 77});
  cancel.app->add_option("RUN", cancel.options->run_id, "run id, such as cob-2020-06-30-1")
      ->required();
}

void CommandLine::add_looking_commands() {
  auto status =
      add<StatusOptions>("status", "what runs now and what ran last", cmd_status, {0, 64, 74, 78});
  status.app->add_option("RUN", status.options->run_id, "one run");

  auto history = add<HistoryOptions>("history", "runs of the past", cmd_history, {0, 64, 74, 78});
  history.app->add_option("PIPELINE", history.options->pipeline, "only this pipeline");
  history.app->add_option("--job", history.options->job, "steps of this job")->type_name("J");
  history.app->add_option("--state", history.options->state, "only this state")->type_name("STATE");
  history.app->add_option("--from", history.options->from, "first business date")->type_name("D");
  history.app->add_option("--to", history.options->to, "last business date")->type_name("D");
  history.app
      ->add_option("--since", seconds_into(history.options->since_s), "started within, e.g. 30d")
      ->type_name("DUR");
  history.app->add_option("--page", history.options->page, "page, from 1")
      ->check(CLI::Range(1, 1'000'000));
  history.app->add_option("--page-size", history.options->page_size, "rows a page")
      ->check(CLI::Range(1, 10'000));

  auto log = add<LogOptions>("log", "what the steps of a run printed", cmd_log, {0, 64, 66, 74});
  log.app->add_option("RUN", log.options->run_id, "run id")->required();
  log.app->add_option("STEP", log.options->step, "one step");
  log.app->add_option("--attempt", log.options->attempt, "of this attempt")->type_name("N");
  log.app->add_option("--head", log.options->head, "first N lines")->type_name("N");
  log.app->add_option("--tail", log.options->tail, "last N lines")->type_name("N");
  log.app->add_flag("--follow", log.options->follow, "go on while the step runs");

  auto report = add<ReportOptions>("report", "summary of a run", cmd_report, {0, 64, 74, 78});
  report.app->add_option("RUN", report.options->run_id, "run id")->required();
  report.app->add_option("--format", report.options->format, "text, json or html")
      ->check(CLI::IsMember({"text", "json", "html"}));

  auto portfolio = add<PortfolioOptions>("portfolio", "nav, positions, cash and lots",
                                         cmd_portfolio, {0, 64, 66, 74, 78});
  portfolio.app->add_option("ID", portfolio.options->portfolio, "portfolio id")->required();
  portfolio.app->add_option("--date", portfolio.options->date, "business date")->type_name("D");

  auto events =
      add<EventsOptions>("events", "the hash-chained journal of runs", cmd_events, {0, 64, 74, 78});
  events.app->add_option("--run", events.options->run_id, "of one run")->type_name("RUN");
  events.app->add_option("--after", events.options->after, "after this number")->type_name("N");
  events.app->add_option("--limit", events.options->limit, "at most so many")
      ->check(CLI::Range(1, 1'000'000));
}

void CommandLine::add_queue_commands() {
  auto quarantine = add<QuarantineOptions>("quarantine", "rows that were set aside", cmd_quarantine,
                                           {0, 64, 66, 74, 77, 78});
  quarantine.app->add_option("ACTION", quarantine.options->action, "list, show or resolve")
      ->check(CLI::IsMember({"list", "show", "resolve"}));
  quarantine.app->add_option("N", quarantine.options->id, "number of the row");
  quarantine.app->add_option("--status", quarantine.options->status, "open, fixed, waived or all")
      ->check(CLI::IsMember({"open", "fixed", "waived", "all"}));
  quarantine.app->add_option("--as", quarantine.options->as, "resolve as fixed or waived")
      ->check(CLI::IsMember({"fixed", "waived"}));
  quarantine.app->add_option("--why", quarantine.options->why, "reason")->type_name("TEXT");

  auto breaks = add<BreaksOptions>("breaks", "differences to the custodians", cmd_breaks,
                                   {0, 64, 66, 74, 75, 77, 78});
  breaks.app->add_option("ACTION", breaks.options->action, "list, show, explain or resolve")
      ->check(CLI::IsMember({"list", "show", "explain", "resolve"}));
  breaks.app->add_option("N", breaks.options->id, "number of the break");
  breaks.app->add_flag("--open", breaks.options->open, "only unexplained ones");
  breaks.app->add_flag("--all", breaks.options->all, "also resolved and written off ones");
  breaks.app->add_option("--date", breaks.options->date, "as of this business date")
      ->type_name("D");
  breaks.app->add_option("--why", breaks.options->why, "reason")->type_name("TEXT");
  breaks.app->add_option("--until", breaks.options->until, "explained until this date")
      ->type_name("D");
  breaks.app->add_option("--owner", breaks.options->owner, "who follows it up")->type_name("WHO");

  auto holds = add<HoldsOptions>("holds", "portfolios that wait", cmd_holds, {0, 64, 66, 74, 77});
  holds.app->add_option("ACTION", holds.options->action, "list or release")
      ->check(CLI::IsMember({"list", "release"}));
  holds.app->add_option("PORTFOLIO", holds.options->portfolio, "portfolio id");
  holds.app->add_option("--date", holds.options->date, "business date")->type_name("D");
  holds.app->add_option("--why", holds.options->why, "reason of a release")->type_name("TEXT");
  auto statement = add<StatementOptions>("statement", "what a client gets for a period",
                                         cmd_statement, {0, 64, 66, 73, 74, 77});
  statement.app->add_option("PORTFOLIO", statement.options->portfolio, "portfolio id");
  statement.app->add_flag("--all", statement.options->is_all, "every portfolio, into files");
  statement.app->add_option("--period", statement.options->period, "2024Q1, 2024-03 or 2024")
      ->type_name("PERIOD")
      ->required();
  statement.app->add_option("--as-known", statement.options->as_known, "as the book knew it then")
      ->type_name("INSTANT");
  statement.app->add_option("--format", statement.options->format, "text, csv, json or html")
      ->check(CLI::IsMember({"all", "text", "csv", "json", "html"}));
  statement.app->add_option("--out", statement.options->out, "folder of --all")->type_name("DIR");
  auto price = add<PriceOptions>("price", "prices that stand over the vendor's", cmd_price,
                                 {0, 2, 64, 74, 75, 77, 78});
  price.app->add_option("ACTION", price.options->action, "set or list")
      ->required()
      ->check(CLI::IsMember({"set", "list"}));
  price.app->add_option("INSTRUMENT", price.options->instrument, "instrument id");
  price.app->add_option("D", price.options->date, "the date of the price");
  price.app->add_option("VALUE", price.options->value, "the price of one unit");
  price.app->add_option("--expires", price.options->expires, "the last day on which it is used")
      ->type_name("D");
  price.app->add_option("--why", price.options->why, "reason of an override")->type_name("TEXT");
  price.app->add_option("--approved-by", price.options->approved_by, "who approved it")
      ->type_name("USER");

  auto reopen = add<ReopenOptions>("reopen", "take the close of the last closed day back",
                                   cmd_reopen, {0, 2, 64, 74, 75, 77});
  reopen.app->add_option("DATE", reopen.options->date, "the last closed day")->required();
  reopen.app->add_option("--why", reopen.options->why, "the reason")->type_name("TEXT");
  reopen.app->add_option("--approved-by", reopen.options->approved_by, "who agreed")
      ->type_name("USER");
}

void CommandLine::add_fee_commands() {
  auto fees = add<FeesOptions>("fees", "preview, approve and correct charges of fees", cmd_fees,
                               {0, 64, 66, 74, 75, 77, 78});
  fees.app->add_option("ACTION", fees.options->action, "preview, approve, waive, rebate or reverse")
      ->required()
      ->check(CLI::IsMember({"preview", "approve", "waive", "rebate", "reverse"}));
  fees.app->add_option("PORTFOLIO", fees.options->portfolio, "of waive, rebate and reverse");
  fees.app->add_option("AMOUNT", fees.options->amount, "of rebate, before tax");
  fees.app->add_option("--month", fees.options->month, "month of the fees, 2026-04")
      ->required()
      ->type_name("M");
  fees.app->add_option("--why", fees.options->why, "reason")->type_name("TEXT");
  fees.app->add_option("--approved-by", fees.options->approved_by, "who approved the amounts")
      ->type_name("USER");
}

void CommandLine::add_other_commands() {
  auto check = add<CheckOptions>("check", "validate the configuration", cmd_check, {0, 64, 78});
  check.app->add_option("FILE", check.options->file, "default: the one any command would use");
  auto jobs = add<JobsOptions>("jobs", "the catalogue of jobs", cmd_jobs, {0, 64});
  jobs.app->add_option("JOB", jobs.options->job, "one job with its parameters");
  add<PipelinesOptions>("pipelines", "the pipelines of the configuration", cmd_pipelines, {0, 78});
  auto show =
      add<ShowOptions>("show", "one pipeline, as it is after all defaults", cmd_show, {0, 64, 78});
  show.app->add_option("PIPELINE", show.options->pipeline, "its name")->required();
  auto day = add<IsBusinessDayOptions>("is-business-day", "0 yes, 1 no", cmd_is_business_day,
                                       {0, 1, 64, 78});
  day.app->add_option("DAY", day.options->date, "default today");
  day.app->add_option("--calendar", day.options->calendar, "XNYS, XASX, XLON, TARGET ...")
      ->type_name("C");
  add<ExitCodesOptions>("exit-codes", "the table of exit statuses", cmd_exit_codes, {0});
}

void CommandLine::add_calc_commands() {
  auto calc = add<CalcOptions>("calc", "the rule library on your own CSV", cmd_calc,
                               {0, 64, 65, 66, 74, 77});
  CLI::App* command = calc.app;
  CalcOptions* options = calc.options;
  const auto option = [&](const std::string& name, auto& value, const std::string& about,
                          const std::string& type) {
    return command->add_option("--" + name, value, about)
        ->type_name(type)
        ->each([options, name](const std::string&) { options->given.push_back(name); });
  };
  command
      ->add_option("FIGURE", options->figure,
                   "xirr, twr, metrics, stats, daycount, psi, kl, ks, ols or lots")
      ->required();
  command->add_option("ARGUMENT", options->arguments, "its files; - is standard input");
  option("asof", options->asof, "twr, metrics: default the last valuation", "D");
  option("window", options->window, "twr: 1d mtd qtd ytd 1y 3y 5y inception", "W");
  option("flow-timing", options->flow_timing, "twr, metrics: mixed start_of_day end_of_day", "T");
  option("benchmark", options->benchmark, "metrics, stats: columns date, return", "FILE");
  option("risk-free", options->risk_free,
         "metrics, stats: yearly decimal, or a file date, value in percent", "RATE");
  option("periods-per-year", options->periods_per_year, "stats: default 252", "N")
      ->check(CLI::Range(1e-3, 1e6));
  option("bins", options->bins, "psi, kl, ks: default 10", "N")->check(CLI::Range(2, 1'000));
  option("smoothing", options->smoothing, "psi, kl, ks: additive, floor, replace_zero", "S")
      ->check(CLI::IsMember({"additive", "floor", "replace_zero"}));
  option("epsilon", options->epsilon, "psi, kl, ks: default 1e-4", "E")
      ->check(CLI::Range(1e-300, 1.0));
  option("method", options->method, "lots: fifo, lifo, hifo or average", "M")
      ->check(CLI::IsMember({"fifo", "lifo", "hifo", "average"}));

  auto schedule = add<ScheduleOptions>("schedule", "when a cron text fires, which days are open",
                                       cmd_schedule, {0, 64, 74, 77, 78});
  schedule.app->add_option("ACTION", schedule.options->action, "next or business-days")
      ->required()
      ->check(CLI::IsMember({"next", "business-days"}));
  schedule.app->add_option("--cron", schedule.options->cron, "next: five fields of crontab(5)")
      ->type_name("EXPR");
  schedule.app->add_option("--tz", schedule.options->zone, "next: time zone")->type_name("ZONE");
  schedule.app->add_option("--after", schedule.options->after, "next: default now")
      ->type_name("INSTANT");
  schedule.app->add_option("-n,--count", schedule.options->count, "next: how many, default 5")
      ->type_name("N")
      ->check(CLI::Range(1, 10'000));
  schedule.app
      ->add_option("--calendar", schedule.options->calendar, "business-days: XNYS, XASX ...")
      ->type_name("C");
  schedule.app->add_option("--from", schedule.options->from, "business-days: first day")
      ->type_name("D");
  schedule.app->add_option("--to", schedule.options->to, "business-days: last day")->type_name("D");
}

std::vector<std::string> CommandLine::names() const {
  std::vector<std::string> names;
  for (const CLI::App* command : app_.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

int CommandLine::usage_error(const std::string& why, const std::string& command) const {
  return print_last_line(
      base::Error(base::ErrorKind::usage, why,
                  "wealthjobs " + (command.empty() ? "" : command + " ") + "--help"));
}

// The first word that is neither an option nor an option's value, where it is no command.
std::string CommandLine::mistyped_command(int argc, char** argv) const {
  const auto known = names();
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--config" || word == "--db") {
      ++i;
      continue;
    }
    if (word.starts_with("-")) continue;
    return std::ranges::find(known, word) == known.end() ? std::string(word) : std::string();
  }
  return {};
}

int CommandLine::run(int argc, char** argv) {
  if (const std::string word = mistyped_command(argc, argv); !word.empty()) {
    const std::string near = base::nearest_word(word, names());
    return usage_error("there is no command \"" + word + "\"" +
                           (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
                       "");
  }
  try {
    app_.parse(argc, argv);
  } catch (const CLI::Success& wanted) {  // --help, --version
    return app_.exit(wanted, std::cout, std::cerr) == 0 ? 0 : 64;
  } catch (const CLI::ParseError& error) {
    const auto parsed = app_.get_subcommands();
    std::string why = error.what();
    std::ranges::replace(why, '\n', ' ');
    return usage_error(why, parsed.empty() ? "" : parsed.front()->get_name());
  }
  return act_();
}

}  // namespace

int run_command_line(int argc, char** argv) { return CommandLine().run(argc, argv); }

std::vector<std::string> command_names() { return CommandLine().names(); }

}  // namespace wealthjobs::app
