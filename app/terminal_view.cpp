#include "terminal_view.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace wealthjobs::app {
namespace {

constexpr std::string_view green = "\x1b[32m";
constexpr std::string_view red = "\x1b[31m";
constexpr std::string_view faint = "\x1b[2m";

int width_of(int fd) {
  winsize size{};
  if (isatty(fd) == 0 || ioctl(fd, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

bool is_dumb() {
  const char* term = std::getenv("TERM");
  return term == nullptr || std::string_view(term) == "dumb" || *term == '\0';
}

std::string cut(std::string text, int width) {
  if (width > 1 && text.size() >= static_cast<std::size_t>(width)) {
    text.resize(static_cast<std::size_t>(width) - 1);
  }
  return text;
}

}  // namespace

std::string seconds_text(std::int64_t duration_us) {
  const std::int64_t tenths = duration_us / 100'000;
  if (tenths < 1'200) {
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
  }
  return std::to_string(tenths / 600) + " min " + std::to_string(tenths / 10 % 60) + " s";
}

int terminal_width() { return width_of(STDOUT_FILENO); }

TerminalView::TerminalView(const GlobalOptions& global, const pipeline::Pipeline& pipeline)
    : clock_(base::system_clock()),
      is_live_(isatty(STDERR_FILENO) != 0 && !is_dumb() && !global.quiet && !global.json),
      is_verbose_(global.verbose && !global.quiet),
      has_colour_(is_live_ && !global.no_color && std::getenv("NO_COLOR") == nullptr),
      pipeline_(pipeline.name) {}

TerminalView::~TerminalView() { erase(); }

void TerminalView::begin(base::Date date) {
  title_ = pipeline_ + " " + date.iso();
  lines_.clear();
}

void TerminalView::end() {
  erase();
  lines_.clear();
}

void TerminalView::step_started(const runner::StepOutcome& step) {
  lines_[step.name] = {clock_.monotonic_us(), ""};
  if (!is_live_ && is_verbose_) say(step.name + " started", faint);
}

void TerminalView::step_progress(const runner::StepOutcome& step, std::string_view line) {
  lines_[step.name].text = line;
}

void TerminalView::step_waits(const runner::StepOutcome& step) {
  lines_.erase(step.name);
  if (is_live_ || is_verbose_) say(step.name + ": " + step.reason, faint);
}

void TerminalView::step_ended(const runner::StepOutcome& step) {
  lines_.erase(step.name);
  const bool is_good = store::is_done(step.state);
  if (is_verbose_ || (is_live_ && !is_good)) {
    say(std::string(store::name_of(step.state)) + " " + step.name + ": " + step.reason,
        is_good ? green : red);
  }
}

void TerminalView::tick() {
  if (!is_live_) return;
  const std::int64_t now = clock_.monotonic_us();
  if (now < next_draw_us_) return;
  next_draw_us_ = now + tick_us() / 2;
  draw();
}

void TerminalView::say(const std::string& line, std::string_view colour) {
  erase();
  if (has_colour_) {
    std::fprintf(stderr, "%s%s\x1b[0m\n", colour.data(), line.c_str());
  } else {
    std::fprintf(stderr, "%s\n", line.c_str());
  }
}

void TerminalView::erase() {
  if (drawn_ > 0) std::fprintf(stderr, "\x1b[%dA\r\x1b[J", drawn_);
  drawn_ = 0;
}

void TerminalView::draw() {
  const int width = width_of(STDERR_FILENO);
  const std::int64_t now = clock_.monotonic_us();
  std::string text;
  int count = 0;
  for (const auto& [step, line] : lines_) {
    std::string row = title_ + "  " + step + "  " + seconds_text(now - line.since_us);
    if (!line.text.empty()) row += "  " + line.text;
    text += cut(row, width) + "\n";
    ++count;
  }
  erase();
  std::fputs(text.c_str(), stderr);
  drawn_ = count;
}

}  // namespace wealthjobs::app
