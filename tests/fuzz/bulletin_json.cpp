#include <string>

#include "fuzz/input.hpp"
#include "fuzz/well_formed.hpp"
#include "highwater/bulletin/bulletin.hpp"

// Bulletins from JSON: what is read writes the same again, renders, and verifies or says why not.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace bulletin = highwater::bulletin;
  fuzz::answers([&] {
    const bulletin::Bulletin read = bulletin::parse_json(std::string_view(reinterpret_cast<const char*>(data), size));
    const std::string written = to_json(read);
    fuzz::must(to_json(bulletin::parse_json(written)) == written, "what is read of JSON writes the same again");
    fuzz::must(!to_text(read).empty() && !to_markdown(read).empty(), "a bulletin has a title");
    fuzz::must_be_well_formed(to_html(read));
    static_cast<void>(verify(read));
  });
  return 0;
}
