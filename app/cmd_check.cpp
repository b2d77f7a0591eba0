#include "cmd_check.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "app_context.h"
#include "base/error.h"
#include "base/json_document.h"
#include "base/text.h"
#include "jobs/job.h"
#include "output.h"
#include "pipeline/spec_toml.h"

namespace wealthjobs::app {
namespace {

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw base::Error(base::ErrorKind::config, path + ": " + std::strerror(errno),
                      "wealthjobs check FILE");
  }
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

int cmd_check(const CheckOptions& options) {
  const std::string path = options.file.empty() ? find_config(options.global) : options.file;
  const auto parsed = pipeline::parse_config(read_text(path), path, jobs::catalogue());
  const bool is_faulty = pipeline::has_fault(parsed.diagnostics);
  if (options.global.json) {
    base::Json findings = base::Json::array();
    for (const pipeline::Diagnostic& found : parsed.diagnostics) {
      findings.push_back({{"file", found.file},
                          {"line", found.line},
                          {"column", found.column},
                          {"message", found.message},
                          {"hint", found.hint},
                          {"is_warning", found.is_warning}});
    }
    print_answer(options.global, "", {{"file", path}, {"ok", !is_faulty}, {"findings", findings}});
  } else {
    std::string text;
    for (const pipeline::Diagnostic& found : parsed.diagnostics) {
      text += pipeline::format_diagnostic(found) + "\n";
    }
    if (!is_faulty && !options.global.quiet) {
      text += path + ": ok, " +
              base::counted("pipeline", static_cast<long long>(parsed.config.pipelines.size())) +
              "\n";
    }
    print_out(text);
  }
  return is_faulty ? static_cast<int>(base::ExitStatus::config) : 0;
}

}  // namespace wealthjobs::app
