import re
from pathlib import Path

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy, load, rmdir

required_conan_version = ">=2.0"


class HighwaterConan(ConanFile):
    name = "highwater"
    description = "Indicator time series: growth, records, streaks, fiscal totals, projection, and the sentences of a release"
    license = "MIT"
    topics = ("time-series", "statistics", "indicators")
    package_type = "library"
    settings = "os", "compiler", "build_type", "arch"
    options = {"shared": [True, False], "fPIC": [True, False]}
    default_options = {"shared": False, "fPIC": True}
    implements = ["auto_shared_fpic"]

    @property
    def _root(self):
        return Path(self.recipe_folder).parents[1]

    def set_version(self):
        header = load(self, str(self._root / "include" / "highwater" / "version.hpp"))
        self.version = ".".join(re.findall(r"#define HIGHWATER_VERSION_\w+ (\d+)", header))

    def export_sources(self):
        for pattern in ("CMakeLists.txt", "LICENSE", "cmake/*", "include/*", "src/*", "program/*"):
            copy(self, pattern, src=str(self._root), dst=self.export_sources_folder)

    def layout(self):
        cmake_layout(self)

    def requirements(self):
        self.requires("eigen/3.4.0", transitive_headers=True)
        # Private headers of the compiled library.
        for private in ("boost/[>=1.74]", "fast_float/[>=3.0]", "nlohmann_json/[>=3.10]"):
            self.requires(private, headers=True, libs=False, transitive_headers=False, visible=False)

    def validate(self):
        check_min_cppstd(self, 20)

    def generate(self):
        CMakeDeps(self).generate()
        toolchain = CMakeToolchain(self)
        toolchain.cache_variables["HIGHWATER_BUILD_TESTS"] = False
        toolchain.cache_variables["HIGHWATER_BUILD_EXAMPLES"] = False
        for variable, package in (("FAST_FLOAT", "fast_float"), ("NLOHMANN_JSON", "nlohmann_json")):
            folder = self.dependencies[package].cpp_info.includedirs[0]
            toolchain.cache_variables[f"HIGHWATER_{variable}_INCLUDE_DIR"] = folder
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        copy(self, "LICENSE", src=self.source_folder, dst=str(Path(self.package_folder) / "licenses"))
        CMake(self).install()
        for folder in ("lib/cmake", "lib/pkgconfig", "share"):
            rmdir(self, str(Path(self.package_folder) / folder))

    def package_info(self):
        headers = self.cpp_info.components["headers"]
        headers.set_property("cmake_target_name", "highwater::headers")
        headers.set_property("pkg_config_name", "highwater-headers")
        headers.requires = ["eigen::eigen"]
        headers.bindirs = []
        headers.libdirs = []
        if self.settings.compiler in ("gcc", "clang", "apple-clang"):
            headers.cxxflags = ["-ffp-contract=off"]

        compiled = self.cpp_info.components["compiled"]
        compiled.set_property("cmake_target_name", "highwater::highwater")
        compiled.set_property("pkg_config_name", "highwater")
        compiled.libs = ["highwater"]
        compiled.defines = ["HIGHWATER_COMPILED=1"]
        compiled.requires = ["headers", "boost::headers", "fast_float::fast_float", "nlohmann_json::nlohmann_json"]
        if self.settings.os in ("Linux", "FreeBSD"):
            compiled.system_libs = ["m", "pthread"]
