// What `wealthjobs calc` prints: JSON whose numbers have 17 significant digits, so that a double
// comes back bit for bit, or a small table.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "finance/performance/figure.h"
#include "options.h"
#include "render/document.h"

namespace wealthjobs::app {

// Two-space indented; %.17g for doubles, whatever the locale.
std::string exact_json_text(const base::Json& json);

base::Json json_number(const std::optional<double>& value);  // null for none
base::Json json_reason(finance::FigureReason reason);        // null for none
// Ten significant digits for people; "-" for none, with the reason behind it.
std::string number_text(const std::optional<double>& value);
std::string figure_text(const finance::Figure& figure);

// One section of a calculation.
render::Section table_of(std::string name, std::vector<render::Column> columns);

// The JSON under schema_version, or the document.
void print_calculation(const GlobalOptions& global, const base::Json& json,
                       const render::Document& document);

}  // namespace wealthjobs::app
