#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "bulletin/render/escape.hpp"
#include "claims/wording.hpp"
#include "highwater/bulletin/bulletin.hpp"
#include "highwater/calendar/period_text.hpp"

namespace HIGHWATER_NAMESPACE::bulletin {
using namespace claims;
using namespace wording;
namespace {

using Json = nlohmann::json;

constexpr std::string_view schema = "highwater.bulletin/1";
constexpr int most_decimals = 17;  // as many digits as a double has

// ---- names of what is chosen from a list ---------------------------------------------------------------------------

constexpr std::array<std::string_view, 9> names_of(Topic) {
  return {"record",      "period_growth", "year_growth", "trailing_mean", "period_streak",
          "year_streak", "year_to_date",  "outlook",     "target"};
}
constexpr std::array<std::string_view, 5> names_of(Quantity) {
  return {"observed", "total", "mean", "fraction", "count"};
}
constexpr std::array<std::string_view, 5> names_of(Magnitude) {
  return {"none", "one", "thousand", "million", "billion"};
}
constexpr std::array<std::string_view, 5> names_of(Measure) { return {"flow", "stock", "index", "rate", "balance"}; }
constexpr std::array<std::string_view, 2> names_of(Tone) { return {"full", "brief"}; }
constexpr std::array<std::string_view, 2> names_of(FiscalLabel) { return {"end_year", "start_year"}; }
constexpr std::array<std::string_view, 2> names_of(Basis) { return {"period", "year"}; }
constexpr std::array<std::string_view, 3> names_of(ChangeKind) { return {"difference", "growth", "ratio"}; }
constexpr std::array<std::string_view, 2> names_of(BalanceSide) { return {"deficit", "surplus"}; }
constexpr std::array<std::string_view, 2> names_of(Side) { return {"high", "low"}; }
constexpr std::array<std::string_view, 2> names_of(Window) { return {"including", "before"}; }
constexpr std::array<std::string_view, 2> names_of(Ties) { return {"strict", "weak"}; }
constexpr std::array<std::string_view, 2> names_of(Direction) { return {"rising", "falling"}; }

template <class T>
concept Named = requires(T value) {
  names_of(value);
};

// ---- what each object holds: said once, for writing and reading ----------------------------------------------------

template <class Visit>
void members(Printed& p, Visit visit) {
  visit("value", p.value), visit("resolution", p.resolution);
}
template <class Visit>
void members(FiscalYear& f, Visit visit) {
  visit("first_month", f.first_month), visit("label", f.label);
}
template <class Visit>
void members(Figure& f, Visit visit) {
  visit("label", f.label), visit("value", f.value), visit("quantity", f.quantity);
}

// The members of claims are those of their types, under the same names.
template <class C, class Visit>
requires requires(C c) { Claim(c); }
void members(C& c, Visit visit) {
  visit("period", c.period);
  if constexpr (requires { c.holder; }) visit("holder", c.holder);
  if constexpr (requires { c.length; }) visit("length", c.length);
  if constexpr (requires { c.since; }) visit("since", c.since);
  if constexpr (requires { c.rank; }) visit("rank", c.rank);
  if constexpr (requires { c.days; }) visit("days", c.days);
  if constexpr (requires { c.what; }) visit("what", c.what);
  if constexpr (requires { c.value; }) visit("value", c.value);
  if constexpr (requires { c.resolution; }) visit("resolution", c.resolution);
  if constexpr (requires { c.first; }) visit("first", c.first);
  if constexpr (requires { c.basis; }) visit("basis", c.basis);
  if constexpr (requires { c.measure; }) visit("measure", c.measure);
  if constexpr (requires { c.base; }) visit("base", c.base);
  if constexpr (requires { c.whole; }) visit("whole", c.whole);
  if constexpr (requires { c.window; }) visit("window", c.window);
  if constexpr (requires { c.side; }) visit("side", c.side);
  if constexpr (requires { c.balance; }) visit("balance", c.balance);
  if constexpr (requires { c.ties; }) visit("ties", c.ties);
  if constexpr (requires { c.direction; }) visit("direction", c.direction);
}

struct NoVisit {
  void operator()(const char*, const auto&) const {}
};
template <class T>
concept WithMembers = requires(T value) {
  members(value, NoVisit{});
};

// ---- writing -------------------------------------------------------------------------------------------------------

std::string json(const std::string& text) { return json_quoted(text); }
std::string json(double value) { return is_missing(value) ? "null" : plain(value); }
std::string json(std::int64_t value) { return std::to_string(value); }
std::string json(int value) { return std::to_string(value); }
std::string json(Period period) { return "\"" + to_string(period) + "\""; }
template <Named T>
std::string json(T value) {
  return "\"" + std::string(names_of(value)[static_cast<std::size_t>(value)]) + "\"";
}
template <class T>
std::string json(const std::optional<T>& value);

// {"kind": ..., "period": ...}; empty optionals are left out.
template <class T>
std::string object(T value, std::string_view kind) {
  std::string text = kind.empty() ? "" : "\"kind\": \"" + std::string(kind) + "\"";
  members(value, [&text](const char* name, const auto& member) {
    const std::string written = json(member);
    if (written.empty()) return;
    text.append(text.empty() ? "\"" : ", \"").append(name).append("\": ").append(written);
  });
  return "{" + text + "}";
}
std::string json(const Printed& value) { return object(value, ""); }
std::string json(FiscalYear value) { return object(value, ""); }
std::string json(const Figure& value) { return object(value, ""); }
std::string json(const Claim& claim) {
  return std::visit([&](const auto& kind) { return object(kind, kind_of(claim)); }, claim);
}
template <class T>
std::string json(const std::optional<T>& value) {
  return value ? json(*value) : "";
}

std::string json(const Statement& statement);

template <class Items>
std::string list(const Items& items, std::string_view separator, std::string_view indent) {
  if (std::empty(items)) return "[]";
  std::string text = "[";
  const char* comma = "";
  for (const auto& item : items) {
    text.append(comma).append(separator).append(json(item));
    comma = ",";
  }
  return text.append(indent).append("]");
}

std::string json(const Statement& statement) {
  return "{\n      \"topic\": " + json(statement.topic) + ",\n      \"sentence\": " + json(statement.sentence) +
         ",\n      \"formula\": " + json(statement.formula) + ",\n      \"chance\": " + json(statement.chance) +
         ",\n      \"figures\": " + list(statement.figures, "\n        ", "\n      ") +
         ",\n      \"claims\": " + list(statement.claims, "\n        ", "\n      ") + "\n    }";
}

// ---- reading -------------------------------------------------------------------------------------------------------

// A text as errors quote it: one line, and not all of it if it is long.
std::string shown(std::string_view text) { return "\"" + shortened(text, 40) + "\""; }

// How deep lists and objects may stand in each other: a bulletin needs 6.
constexpr std::size_t deepest = 16;

int line_of(std::string_view text, std::size_t byte) {
  return 1 + static_cast<int>(std::ranges::count(text.substr(0, byte > 0 ? byte - 1 : 0), '\n'));
}

// Looks at the text before it is made a tree of: how deep it goes, and that no member stands twice. Json::parse() could do so
// as it goes, but then looks through a list each time that an object in it ends.
class Watch : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }  // unreachable: text has none
  bool start_object(std::size_t) override { return open(); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    if (!members_.back().insert(name).second)
      throw Error("bulletin JSON: " + shown(name) + " stands twice in one object");
    return true;
  }
  // Json::parse() comes to the same place, and says what is wrong.
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  bool open() {
    members_.emplace_back();
    if (members_.size() > deepest) throw Error("bulletin JSON: lists and objects stand in each other too deeply");
    return true;
  }
  bool close() {
    members_.pop_back();
    return true;
  }

  std::vector<std::set<std::string>> members_;  // of what is open
};

// The text as a tree in which no member stands twice.
Json parsed(std::string_view text) {
  Watch watch;
  Json::sax_parse(text, &watch);
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    const std::string what = error.what();  // "[...] parse error at line 2, column 12: syntax error while ..."
    const std::size_t colon = what.find(": ");
    throw Error("bulletin JSON, line " + std::to_string(line_of(text, error.byte)) + ": " +
                (colon == std::string::npos ? what : what.substr(colon + 2)));
  } catch (const Json::out_of_range& error) {
    throw Error("bulletin JSON: a number is beyond the range of a double");
  }
}

// A member of an object, and where it stands: "statements[2].claims[0].period".
struct Node {
  const Json* json;
  std::string place;
  bool business_days = false;  // whether dates in it are business days

  [[noreturn]] void fail(const std::string& what) const {
    throw Error("bulletin JSON: " + (place.empty() ? "the whole" : place) + " " + what);
  }
  [[noreturn]] void fail_as_other_than(const char* what) const {
    fail("is not " + std::string(what) + ": " +
         shortened(json->dump(-1, ' ', false, Json::error_handler_t::replace), 40));
  }

  std::optional<Node> find(const std::string& name) const {
    if (!json->is_object()) fail_as_other_than("an object");
    const auto found = json->find(name);
    if (found == json->end()) return std::nullopt;
    return Node{&*found, place.empty() ? name : place + "." + name, business_days};
  }
  Node at(const std::string& name) const {
    if (auto found = find(name)) return *std::move(found);
    throw Error("bulletin JSON: " + (place.empty() ? "" : place + ".") + name + " is missing");
  }
  std::vector<Node> items() const {
    if (!json->is_array()) fail_as_other_than("a list");
    std::vector<Node> found;
    for (const Json& item : *json)
      found.push_back({&item, place + "[" + std::to_string(found.size()) + "]", business_days});
    return found;
  }
  const std::string& text() const {
    if (!json->is_string()) fail_as_other_than("a text");
    return json->get_ref<const std::string&>();
  }
  std::int64_t whole_number() const {
    if (!json->is_number_integer() || (json->is_number_unsigned() && json->get<std::uint64_t>() > most_whole))
      fail_as_other_than("a whole number");
    return json->get<std::int64_t>();
  }

 private:
  static constexpr std::uint64_t most_whole = std::numeric_limits<std::int64_t>::max();
};

void read(const Node& node, std::string& value) { value = node.text(); }
void read(const Node& node, std::int64_t& value) { value = node.whole_number(); }
void read(const Node& node, int& value) {
  const std::int64_t whole = node.whole_number();
  if (whole != static_cast<int>(whole)) node.fail_as_other_than("a number of its kind");
  value = static_cast<int>(whole);
}
void read(const Node& node, double& value) {
  if (!node.json->is_null() && !node.json->is_number()) node.fail_as_other_than("a number");
  value = node.json->is_null() ? missing_value : node.json->get<double>();
}
void read(const Node& node, Period& value) {
  const std::optional<Period> period = try_parse_period(node.text());
  if (!period) node.fail("is not a period: " + shown(node.text()));
  value = *period;
  if (!node.business_days || period->frequency() != Frequency::daily) return;
  if (civil::weekday_of_day(period->ordinal()) > 4) node.fail("is not a business day: " + shown(node.text()));
  value = containing(*period, Frequency::business_daily);
}
template <Named T>
void read(const Node& node, T& value) {
  const auto names = names_of(value);
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == node.text()) return void(value = static_cast<T>(i));
  node.fail("cannot be " + shown(node.text()));
}
template <class T>
T read_as(const Node& node, T value) {
  read(node, value);
  return value;
}

template <WithMembers T>
void read(const Node& node, T& value) {
  members(value, [&node]<class Member>(const char* name, Member& member) {
    if constexpr (requires { member.has_value(); }) {
      using Value = typename Member::value_type;
      if (const auto child = node.find(name)) {
        if constexpr (std::is_same_v<Value, Period>)
          member = read_as(*child, Period(year(0)));
        else
          member = read_as(*child, Value{});
      }
    } else {
      read(node.at(name), member);
    }
  });
  if constexpr (std::is_same_v<T, FiscalYear>)
    if (value.first_month < 1 || value.first_month > 12) node.at("first_month").fail_as_other_than("a month");
}

// A claim to read into; a Period has no default.
template <class C>
C blank() {
  const Period p = year(0);
  if constexpr (std::is_same_v<C, PreviousRecord>)
    return {p, p, 0.0};
  else if constexpr (std::is_same_v<C, TrailingMean>)
    return {p, 0, 0.0};
  else if constexpr (std::is_same_v<C, GrowthStreak> || std::is_same_v<C, RankInYear> ||
                     std::is_same_v<C, WorkingDayCount>)
    return {p, 0};
  else if constexpr (std::is_same_v<C, UnmatchedSince>)
    return {p, p};
  else if constexpr (std::is_same_v<C, OutOfScope>)
    return {p, ""};
  else
    return {p, 0.0};
}

template <std::size_t i = 0>
Claim read_claim(const Node& node, const std::string& kind) {
  if constexpr (i < std::variant_size_v<Claim>) {
    auto claim = blank<std::variant_alternative_t<i, Claim>>();
    if (kind_of(claim) != kind) return read_claim<i + 1>(node, kind);
    read(node, claim);
    return claim;
  } else {
    node.fail("is of no known kind: " + shown(kind));
  }
}

TimeSeries read_series(const Node& node, Period first, FiscalYear fiscal_year) {
  std::vector<double> values;
  for (const Node& item : node.items()) values.push_back(read_as(item, 0.0));
  if (values.empty()) node.fail("is empty");
  return {first, std::move(values), fiscal_year};
}

Statement read_statement(const Node& node) {
  Statement statement{read_as(node.at("topic"), Topic{}), node.at("sentence").text(), node.at("formula").text(), {}, {},
                      read_as(node.at("chance"), 0.0)};
  for (const Node& figure : node.at("figures").items()) statement.figures.push_back(read_as(figure, Figure{}));
  for (const Node& claim : node.at("claims").items())
    statement.claims.push_back(read_claim(claim, claim.at("kind").text()));
  return statement;
}

}  // namespace

std::string to_json(const Bulletin& bulletin) {
  return "{\n  \"schema\": \"" + std::string(schema) + "\",\n  \"title\": " + json(bulletin.indicator.title) +
         ",\n  \"unit\": " + json(bulletin.indicator.unit) +
         ",\n  \"magnitude\": " + json(bulletin.indicator.magnitude) +
         ",\n  \"measure\": " + json(bulletin.indicator.measure) + ",\n  \"period\": " + json(bulletin.period) +
         ",\n  \"as_of\": " + (bulletin.as_of ? json(*bulletin.as_of) : "null") +
         ",\n  \"decimals\": " + json(bulletin.decimals) + ",\n  \"tone\": " + json(bulletin.tone) +
         ",\n  \"fiscal_year\": " + json(bulletin.indicator.fiscal_year) +
         ",\n  \"data\": {\n    \"first\": " + json(bulletin.data.first()) +
         (bulletin.data.frequency() == Frequency::business_daily ? ",\n    \"days\": \"business\"" : "") +
         ",\n    \"fiscal_year\": " + json(bulletin.data.fiscal_year()) +
         ",\n    \"values\": " + list(bulletin.data.values(), " ", " ") +
         ",\n    \"resolution\": " + list(bulletin.resolution.values(), " ", " ") +
         "\n  },\n  \"statements\": " + list(bulletin.statements, "\n    ", "\n  ") + "\n}\n";
}

Bulletin parse_json(std::string_view text) {
  const Json json = parsed(text);
  Node root{&json, ""};
  if (root.at("schema").text() != schema)
    throw Error("bulletin JSON: schema is " + shown(root.at("schema").text()) + ", not \"" + std::string(schema) +
                "\"");
  const Node as_of = root.at("as_of");
  if (const auto days = root.at("data").find("days")) {
    if (days->text() != "business") days->fail("cannot be " + shown(days->text()));
    root.business_days = true;
  }
  const Node data = root.at("data");
  const Period first = read_as(data.at("first"), Period(year(0)));
  const FiscalYear counted_in = read_as(data.at("fiscal_year"), FiscalYear{});
  const auto measure = root.find("measure");  // a bulletin without one is of a flow
  // By itself: g++ 12 frees an aggregate twice that stands in braces in another, if what comes after it throws.
  Indicator indicator{root.at("title").text(), root.at("unit").text(), read_as(root.at("magnitude"), Magnitude{}),
                      measure ? read_as(*measure, Measure{}) : Measure::flow,
                      read_as(root.at("fiscal_year"), FiscalYear{})};
  Bulletin bulletin{std::move(indicator),
                    read_as(root.at("period"), Period(year(0))),
                    read_as(root.at("decimals"), 0),
                    {},
                    read_as(root.at("tone"), Tone{}),
                    read_series(data.at("values"), first, counted_in),
                    read_series(data.at("resolution"), first, counted_in),
                    as_of.json->is_null() ? std::nullopt : std::optional(read_as(as_of, Period(year(0)))),
                    {}};
  if (bulletin.resolution.size() != bulletin.data.size())
    data.at("resolution")
        .fail("has " + std::to_string(bulletin.resolution.size()) + " values for " +
              std::to_string(bulletin.data.size()) + " of the data");
  if (bulletin.period.frequency() != bulletin.data.frequency() || !bulletin.data.contains(bulletin.period))
    root.at("period").fail("is not one of the data: \"" + to_string(bulletin.period) + "\"");
  if (bulletin.decimals < 0 || bulletin.decimals > most_decimals)
    root.at("decimals").fail_as_other_than("a number of decimals");
  for (const Node& statement : root.at("statements").items()) bulletin.statements.push_back(read_statement(statement));
  return bulletin;
}

}  // namespace HIGHWATER_NAMESPACE::bulletin
