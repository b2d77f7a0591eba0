// generate_reports: the firm-level reports of a day in every format, as a preliminary and as a
// final edition, reproducible to the byte (domain job 7, RULINGS A16).
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json_document.h"
#include "base/sha256.h"
#include "base/text.h"
#include "jobs/book_calendars.h"
#include "jobs/break_report.h"
#include "jobs/daily_reports.h"
#include "jobs/definitions.h"
#include "jobs/intake_folder.h"
#include "jobs/report_file.h"
#include "store/closes.h"
#include "store/database.h"
#include "store/job_run.h"
#include "store/journal.h"
#include "store/packs.h"
#include "store/report_editions.h"
#include "store/transaction.h"

namespace wealthjobs::jobs {
namespace {

using base::Date;
using base::ExitStatus;

std::string fingerprint(const JobContext& context) {
  const Date day = context.request.business_date;
  std::string text;
  for (const std::string_view job : {"build_pack", "settle_trades", "value_portfolios"}) {
    const auto run = store::load_job_run_on(context.book, job, day);
    text += run ? run->fingerprint + run->result_json + "\n" : "not run\n";
  }
  if (context.request.parameters.text("edition") == "final") {
    const auto close = store::load_close(context.book, day);
    text += close ? close->hash : "not closed";
  }
  return base::sha256_hex(text);
}

// Files of one edition: written before the transaction, registered inside it.
class Edition {
 public:
  Edition(const JobContext& context, ReportFrame frame) : frame_(std::move(frame)) {
    const std::string& folder = context.request.parameters.text("folder");
    const bool is_absolute = !folder.empty() && folder.front() == '/';
    base_ = (is_absolute ? folder : context.request.config_dir + "/" + folder) + "/" +
            frame_.day.iso() + "/";
    formats_ = context.request.parameters.texts("formats");
    config_dir_ = context.request.config_dir;
  }

  void write(const std::string& report, const render::Document& document, const std::string& csv) {
    for (const std::string& format : formats_) {
      if (format == "csv") add(report, format, write_report_file(path(report, "csv"), csv));
    }
    write_for_people(report, document);
  }

  void write_journal(store::Database& book, const store::Master& master) {
    ReportFile csv(path("journal", "csv"));
    const render::Document document =
        journal_report(book, master, frame_, [&](std::string_view text) { csv.write(text); });
    if (has("csv")) add("journal", "csv", csv.finish());
    write_for_people("journal", document);
  }

  [[nodiscard]] const std::vector<store::ReportEdition>& files() const { return files_; }

 private:
  [[nodiscard]] bool has(std::string_view format) const {
    return std::ranges::find(formats_, format) != formats_.end();
  }
  [[nodiscard]] std::string path(const std::string& report, const std::string& suffix) const {
    return base_ + report + "-" + frame_.edition + "." + suffix;
  }
  void write_for_people(const std::string& report, const render::Document& document) {
    if (has("text")) {
      add(report, "text", write_report_file(path(report, "txt"), render::document_text(document)));
    }
    if (has("json")) {
      add(report, "json",
          write_report_file(path(report, "json"),
                            base::json_text(render::document_json(document))));
    }
    if (has("html")) {
      add(report, "html", write_report_file(path(report, "html"), render::document_html(document)));
    }
  }
  void add(const std::string& report, const std::string& format, const std::string& hash) {
    store::ReportEdition row;
    row.day = frame_.day;
    row.report = report;
    row.edition = frame_.edition;
    row.format = format;
    row.path = register_path(path(report, format == "text" ? "txt" : format), config_dir_);
    row.sha256 = hash;
    row.pack_id = frame_.pack_id;
    row.ledger_hash = frame_.ledger_hash;
    files_.push_back(std::move(row));
  }

  ReportFrame frame_;
  std::string base_;
  std::string config_dir_;
  std::vector<std::string> formats_;
  std::vector<store::ReportEdition> files_;
};

// Of the last entry that belongs to the day: later days must not change what is rendered again.
std::string ledger_hash(store::Database& book, const std::optional<store::PeriodClose>& close) {
  if (!close) return store::load_ledger_head(book).hash;
  std::string hash;
  store::for_each_entry(book, {close->last_entry_id - 1, close->last_entry_id},
                        [&](const store::JournalEntry& entry) { hash = entry.hash; });
  return hash;
}

std::vector<std::string> overrides_of(const store::PeriodClose& close) {
  std::vector<std::string> texts;
  const base::Json record = base::Json::parse(close.record_json);
  for (const base::Json& row : record.at("overrides")) {
    texts.push_back(row.at("gate").get<std::string>() + "; " + row.at("why").get<std::string>());
  }
  return texts;
}

JobResult run(JobContext& context) {
  // read
  const Date day = context.request.business_date;
  const Parameters& parameters = context.request.parameters;
  const store::Master master = store::Master::load(context.book);
  const auto pack = store::load_current_pack_header(context.book, day);
  const auto close = store::load_close(context.book, day);
  const bool is_final = parameters.text("edition") == "final";
  const finance::Calendars calendars = load_calendars(context.book);
  const finance::CalendarSet primary(
      calendar_named(calendars, context.request.config->calendar.primary));
  if (!store::load_job_run_on(context.book, "value_portfolios", day) || !pack) {
    return JobResult::gate(ExitStatus::gate_blocked, day.iso() + " is not valued",
                           "wealthjobs run cob --date " + day.iso());
  }
  if (is_final && !close) {
    return JobResult::gate(ExitStatus::gate_blocked,
                           day.iso() + " is not closed: there is no final edition",
                           "wealthjobs run cob --date " + day.iso());
  }
  const std::int64_t missing = portfolios_without_nav(context.book, master, day);
  const auto portfolios = static_cast<std::int64_t>(master.portfolios().size());
  if (missing * 100 > parameters.integer("max_skip_pct") * portfolios) {
    return JobResult::gate(ExitStatus::data_invalid,
                           base::counted("portfolio", missing) + " of " +
                               std::to_string(portfolios) + " without a nav",
                           "wealthjobs holds list --date " + day.iso());
  }

  // compute
  ReportFrame frame{
      day, parameters.text("edition"), pack->id, ledger_hash(context.book, close), {}};
  if (close) {
    frame.known_rev = close->known_rev;
    frame.last_entry_id = close->last_entry_id;
  }
  if (is_final) {
    frame.close_hash = close->hash;
    frame.overrides = overrides_of(*close);
  }
  // a preliminary edition comes before the control of its day: it knows what the day before left
  const Date known_day = is_final ? day : day - 1;
  const CustodianStatus custodians = custodian_status(context.book, known_day);
  frame.custodians = custodian_status_text(custodians);
  auto edition = std::make_shared<Edition>(context, frame);
  const auto exceptions = exceptions_report(context.book, master, frame);
  edition->write("exceptions", exceptions, render::table_csv(exceptions.sections.front().table));
  const auto navs = nav_report(context.book, master, frame);
  edition->write("nav", navs, render::table_csv(navs.sections.back().table));
  const auto sections = break_sections(context.book, custodians, known_day, primary);
  edition->write("breaks", breaks_report(context.book, master, frame, sections),
                 render::table_csv(sections.back().table));
  edition->write_journal(context.book, master);

  // write
  JobResult result;
  const auto files = static_cast<long long>(edition->files().size());
  result.why = parameters.text("edition") + " edition: " + base::counted("file", files);
  if (missing > 0) result.why += ", " + base::counted("portfolio", missing) + " without a nav";
  result.rows_written = files;
  result.result_json = base::json_line({{"edition", parameters.text("edition")}, {"files", files}});
  result.write = [edition](JobWrite& write) {
    write.revision();
    for (const store::ReportEdition& file : edition->files()) {
      store::save_report_edition(write.transaction(), file);
    }
  };
  return result;
}

}  // namespace

JobDefinition generate_reports() {
  using pipeline::ParameterType;
  JobDefinition job;
  job.name = "generate_reports";
  job.summary = "write the day's reports as text, CSV, JSON and HTML";
  job.needs_previous_close = true;
  job.may_follow_close = true;
  job.rerun = Rerun::repeat;
  job.edition_key = "edition";
  job.after_jobs = {"value_portfolios"};
  job.parameters = {
      {.key = "edition",
       .type = ParameterType::text,
       .default_value = "preliminary",
       .choices = {"preliminary", "final"},
       .meaning = "preliminary before the close, final after it"},
      {.key = "folder",
       .type = ParameterType::text,
       .unit = "path",
       .default_value = "reports",
       .meaning = "where the folders of the days lie"},
      {.key = "formats",
       .type = ParameterType::text_list,
       .default_value = std::vector<std::string>{"text", "csv", "json", "html"},
       .choices = {"text", "csv", "json", "html"},
       .meaning = "what is written"},
      {.key = "max_skip_pct",
       .unit = "percent",
       .min = 0,
       .max = 100,
       .default_value = 5,
       .meaning = "portfolios without a nav that are only listed"},
  };
  job.reads =
      "portfolio_nav position_value finding hold quarantine settlement journal_entry "
      "recon_run break_event";
  job.writes = "report_edition";
  job.fingerprint = fingerprint;
  job.run = run;
  return job;
}

}  // namespace wealthjobs::jobs
