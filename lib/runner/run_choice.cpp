#include "runner/run_choice.h"

#include <algorithm>

#include "store/database.h"

namespace wealthjobs::runner {
namespace {

bool was_raised_by_others(store::Database& book, const pipeline::Pipeline& pipeline,
                          base::Date business_date, std::int64_t since_revision) {
  auto causes =
      book.query("SELECT DISTINCT cause FROM knowledge WHERE revision > ?", since_revision);
  while (causes.next()) {
    const std::string cause = causes.string(0);
    const bool is_ours = std::ranges::any_of(pipeline.steps, [&](const pipeline::Step& step) {
      return !step.job.empty() && cause == step.job + " " + business_date.iso();
    });
    if (!is_ours) return true;
  }
  return false;
}

}  // namespace

RunChoice choose_run(const std::optional<store::RunRow>& last, const RunWish& wish) {
  if (!last || wish.is_new) return RunChoice::fresh;
  if (!store::is_complete(last->state)) return RunChoice::again;
  if (wish.is_selected || wish.is_reopened || last->outcome == partial_outcome) {
    return RunChoice::fresh;
  }
  if (last->state == store::RunState::skipped && !wish.would_be_skipped) return RunChoice::fresh;
  return RunChoice::already_complete;
}

std::vector<pipeline::PreviousStep> previous_steps(const std::vector<store::StepRow>& rows,
                                                   const std::vector<std::string>& compare_again) {
  std::vector<pipeline::PreviousStep> steps;
  for (const store::StepRow& row : rows) {
    const bool is_open = std::ranges::find(compare_again, row.step) != compare_again.end();
    steps.push_back(
        {row.step, is_open ? "pending" : std::string(store::name_of(row.state)), row.attempt});
  }
  return steps;
}

std::vector<std::string> steps_to_compare(store::Database& book, const pipeline::Pipeline& pipeline,
                                          base::Date business_date,
                                          const std::vector<store::StepRow>& rows,
                                          std::int64_t since_revision) {
  std::vector<std::string> names;
  if (!was_raised_by_others(book, pipeline, business_date, since_revision)) return names;
  for (const store::StepRow& row : rows) {
    const auto index = pipeline::find_step(pipeline, row.step);
    const bool is_job = index && !pipeline.steps[*index].job.empty();
    const bool has_succeeded =
        row.state == store::StepState::succeeded || row.state == store::StepState::reused;
    if (is_job && has_succeeded) names.push_back(row.step);
  }
  return names;
}

}  // namespace wealthjobs::runner
