# The version is written in version.hpp. Where a file of another format has to repeat it, it says the same.
string(REGEX MATCH "^[0-9]+\\.[0-9]+" minor ${VERSION})
string(REPLACE . _ suffix ${minor})

function(require file text)
  file(READ ${ROOT}/${file} content)
  string(FIND "${content}" "${text}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "${file} should have: ${text}")
  endif()
endfunction()

require(include/highwater/version.hpp "compiled_${suffix}\n")
require(include/highwater/version.hpp "headers_${suffix}\n")
require(packaging/vcpkg/ports/highwater/vcpkg.json "\"version\": \"${VERSION}\"")
require(CITATION.cff "\nversion: ${VERSION}\n")
require(CHANGELOG.md "\n## ${VERSION}\n")
require(integrations/postgresql/highwater.control "default_version = '${minor}'")
