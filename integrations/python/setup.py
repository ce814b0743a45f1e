"""Builds the compiled part with CMake. Where the library is installed follows from CMAKE_PREFIX_PATH."""

import re
import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

here = Path(__file__).resolve().parent


class CMakeBuild(build_ext):
    def build_extension(self, extension):
        target = Path(self.get_ext_fullpath(extension.name)).resolve().parent
        work = Path(self.build_temp).resolve()
        work.mkdir(parents=True, exist_ok=True)
        arguments = ["-D", "CMAKE_BUILD_TYPE=Release", "-D", f"Python_EXECUTABLE={sys.executable}"]
        subprocess.check_call(["cmake", "-S", here, "-B", work, *arguments])
        subprocess.check_call(["cmake", "--build", work])
        subprocess.check_call(["cmake", "--install", work, "--prefix", target.parent])


version = (here / "../../include/highwater/version.hpp").read_text()
numbers = re.findall(r"^#define HIGHWATER_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)$", version, re.MULTILINE)
setup(version=".".join(numbers), ext_modules=[Extension("highwater._core", [])], cmdclass={"build_ext": CMakeBuild})
