#include "app_context.h"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/clock.h"
#include "base/error.h"
#include "base/sha256.h"
#include "base/text.h"
#include "jobs/job.h"

namespace wealthjobs::app {
namespace {

namespace fs = std::filesystem;

std::string first_line_of(const std::string& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

std::string user_name(uid_t uid) {
  const passwd* entry = getpwuid(uid);
  return entry == nullptr ? "uid " + std::to_string(uid) : std::string(entry->pw_name);
}

std::string real_user() {
  const std::string login = first_line_of("/proc/self/loginuid");
  if (!login.empty() && login != "4294967295") {
    return user_name(static_cast<uid_t>(std::strtoul(login.c_str(), nullptr, 10)));
  }
  const char* sudo_user = std::getenv("SUDO_USER");
  if (getuid() == 0 && sudo_user != nullptr && getpwnam(sudo_user) != nullptr) return sudo_user;
  return user_name(getuid());
}

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string read_config(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in || fs::is_directory(file)) {
    throw base::Error(base::ErrorKind::config, "cannot read the configuration " + file,
                      "check the path and the file's mode");
  }
  return text.str();
}

pipeline::Config parse_or_throw(const std::string& text, const std::string& file,
                                pipeline::ParseOptions options) {
  pipeline::ParsedConfig parsed = pipeline::parse_config(text, file, jobs::catalogue(), options);
  if (!pipeline::has_fault(parsed.diagnostics)) return std::move(parsed.config);
  long long faults = 0;
  for (const pipeline::Diagnostic& found : parsed.diagnostics) {
    if (found.is_warning) continue;
    ++faults;
    std::fprintf(stderr, "%s\n", pipeline::format_diagnostic(found).c_str());
  }
  throw base::Error(base::ErrorKind::config,
                    file + " has " + base::counted("fault", faults) + ", see above",
                    "wealthjobs check " + file);
}

std::string absolute_below(const std::string& folder, const std::string& path) {
  return (fs::path(folder) / path).lexically_normal().string();
}

}  // namespace

std::string program_version() { return WEALTHJOBS_VERSION; }

std::string find_config(const GlobalOptions& global) {
  if (!global.config.empty()) return global.config;
  const char* from_environment = std::getenv("WEALTHJOBS_CONFIG");
  if (from_environment != nullptr && *from_environment != '\0') return from_environment;
  std::error_code ignored;
  for (const char* candidate : {"jobs.toml", "/etc/wealthjobs/jobs.toml"}) {
    if (fs::exists(candidate, ignored)) return candidate;
  }
  throw base::Error(base::ErrorKind::config,
                    "no configuration: neither --config, WEALTHJOBS_CONFIG, ./jobs.toml nor "
                    "/etc/wealthjobs/jobs.toml",
                    "wealthjobs demo DIR");
}

AppContext load_context(const GlobalOptions& global, pipeline::ParseOptions parse) {
  AppContext context;
  context.global = global;
  context.config_file = find_config(global);
  const std::string text = read_config(context.config_file);
  context.config = parse_or_throw(text, context.config_file, parse);
  context.config_dir = fs::absolute(context.config_file).lexically_normal().parent_path().string();
  context.database = global.db.empty()
                         ? absolute_below(context.config_dir, context.config.store.database)
                         : absolute_below(fs::current_path().string(), global.db);
  context.log_root = context.config.runner.log_dir.empty()
                         ? context.database + ".logs"
                         : absolute_below(context.config_dir, context.config.runner.log_dir);
  context.origin = {real_user(), host_name(), getpid(), base::sha256_hex(text), program_version()};
  context.boot_id = first_line_of("/proc/sys/kernel/random/boot_id");
  return context;
}

store::Database open_book(const AppContext& context, store::OpenMode mode, int busy_timeout_ms) {
  store::OpenOptions options;
  options.mode = mode;
  options.busy_timeout_ms = busy_timeout_ms;
  options.allow_network_file_system = context.config.store.allow_network_filesystem;
  return store::Database::open(context.database, options);
}

store::Database open_runner_book(const AppContext& context) {
  store::OpenOptions options;
  options.allow_network_file_system = context.config.store.allow_network_filesystem;
  options.mmap_bytes = 0;
  options.cache_kb = 1'024;
  return store::Database::open(context.database, options);
}

runner::LockHolder lock_holder(const AppContext& context, const std::string& purpose) {
  return {context.origin.pid, context.origin.host, base::system_clock().wall_us(), purpose};
}

const pipeline::Pipeline& pipeline_named(const AppContext& context, const std::string& name) {
  if (const pipeline::Pipeline* found = context.config.find_pipeline(name)) return *found;
  const std::string near = base::nearest_word(name, context.config.pipeline_names());
  throw base::Error(base::ErrorKind::usage,
                    "there is no pipeline \"" + name + "\"" +
                        (near.empty() ? "" : "; did you mean \"" + near + "\"?"),
                    "wealthjobs pipelines");
}

void require_why(bool is_wanted, const std::string& action, const std::string& why) {
  if (!is_wanted || !base::trim_blanks(why).empty()) return;
  throw base::Error(base::ErrorKind::usage, action + " needs a reason",
                    "the same command with --why TEXT");
}

}  // namespace wealthjobs::app
