// Results on stdout: a document as text, or as one JSON document with --json.
#pragma once

#include <string_view>

#include "base/json.h"
#include "options.h"
#include "render/document.h"

namespace wealthjobs::app {

// Throws Error(io_error or no_space) where stdout cannot take it.
void print_out(std::string_view text);
void print_document(const GlobalOptions& global, const render::Document& document);
// A one-line answer for people, its JSON for scripts; nothing for people with --quiet.
void print_answer(const GlobalOptions& global, std::string_view line, const base::Json& json);

}  // namespace wealthjobs::app
