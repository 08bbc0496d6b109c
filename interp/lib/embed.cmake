# Writes OUTPUT, a C++ file with the text of each of SOURCES: what
# library_sources() of interp/lib/library_source.h gives.
set(entries "")
foreach(path IN LISTS SOURCES)
  file(READ ${path} text)
  get_filename_component(name ${path} NAME)
  string(REGEX REPLACE "\\.py$" "" name ${name})
  string(APPEND entries "    {\"${name}\", R\"library(${text})library\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"interp/lib/library_source.h\"

namespace scriptling {

namespace {

constexpr LibrarySource kSources[] = {
${entries}};

}  // namespace

std::span<const LibrarySource> library_sources() { return kSources; }

}  // namespace scriptling
")
