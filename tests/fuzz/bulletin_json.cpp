#include <string>

#include "fuzz/input.hpp"
#include "highwater/bulletin/bulletin.hpp"
#include "support/well_formed.hpp"

// Bulletins from JSON: what is read writes the same again, renders, and verifies or says why not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace bulletin = highwater::bulletin;
  fuzz::answers([&] {
    const bulletin::Bulletin read = bulletin::parse_json(std::string_view(reinterpret_cast<const char*>(data), size));
    const std::string written = to_json(read);
    fuzz::must(to_json(bulletin::parse_json(written)) == written, "what is read of JSON writes the same again");
    fuzz::must(!to_text(read).empty() && !to_markdown(read).empty(), "a bulletin has a title");
    fuzz::must(test_support::fault_of_markup(to_html(read)).empty(), "markup is well-formed");
    static_cast<void>(verify(read));
  });
  return 0;
}
