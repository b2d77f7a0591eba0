#include "cmd_demo.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/error.h"
#include "base/json_document.h"
#include "demo_book.h"
#include "output.h"

namespace wealthjobs::app {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& path, int error) {
  throw base::Error(base::error_kind_of_errno(error), path + ": " + std::strerror(error),
                    "wealthjobs demo a folder that can be written");
}

}  // namespace

int cmd_demo(const DemoOptions& options) {
  const fs::path folder(options.folder);
  if (fs::exists(folder / "jobs.toml")) {
    throw base::Error(base::ErrorKind::usage,
                      (folder / "jobs.toml").string() + " exists already: nothing was written",
                      "wealthjobs demo with a new folder");
  }
  const auto files = demo_files();
  for (const auto& [name, text] : files) {
    const fs::path path = folder / name;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) fail(path.parent_path().string(), error.value());
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.flush();
    if (!file) fail(path.string(), errno);
  }
  const std::string config = (folder / "jobs.toml").string();
  print_answer(options.global,
               "the demo book lies in " + options.folder + "; next:\n  wealthjobs --config " +
                   config + " init\n  wealthjobs --config " + config + " import " +
                   (folder / "book").string() + "\n  wealthjobs --config " + config + " run cob",
               {{"folder", options.folder}, {"files", files.size()}, {"config", config}});
  return 0;
}

}  // namespace wealthjobs::app
