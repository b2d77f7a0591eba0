#include "output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "base/error.h"
#include "base/json_document.h"

namespace wealthjobs::app {

void print_out(std::string_view text) {
  const bool is_written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (is_written || errno == EPIPE) return;
  const int error = errno;
  throw base::Error(base::error_kind_of_errno(error),
                    std::string("standard output: ") + std::strerror(error));
}

void print_document(const GlobalOptions& global, const render::Document& document) {
  print_out(global.json ? base::json_text(render::document_json(document))
                        : render::document_text(document));
}

void print_answer(const GlobalOptions& global, std::string_view line, const base::Json& json) {
  if (global.json) {
    base::Json document = {{"schema_version", base::json_schema_version}};
    document.update(json);
    print_out(base::json_text(document));
  } else if (!global.quiet) {
    print_out(std::string(line) + "\n");
  }
}

}  // namespace wealthjobs::app
