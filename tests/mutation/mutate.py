#!/usr/bin/env python3
"""Mutation testing: mutate.py [--seed N] [--count 400] [--build DIRECTORY].

Copies the project, writes a sample of mutants into include/ and src/, all at once, compiles the tests of it, and runs for each mutant the
suites that come past it, the fastest first, until one fails. tests/README.md says more.
"""
import argparse
import collections
import os
import random
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from places import Finder

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LAYERS = ("calendar", "core", "series", "growth", "records", "aggregate", "projection", "monitor", "claims", "bulletin", "io")
FOLDERS = (*LAYERS, "golden", "properties", "starved")
SLOW = ("properties",)  # asked of what all others let live
AT_ONCE = os.cpu_count() or 1


def run(*command, **options):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, errors="replace", **options)


def layer_of(file):
    return next((layer for layer in LAYERS if "/" + layer + "/" in file), "error, version")


def find_places(tree):
    """All places of the library, as its sources and the headers alone show them."""
    finder = Finder(tree, ("include", "src"))
    common = ["-std=c++20", "-I%s/include" % tree, "-I%s/src" % tree, "-isystem", "/usr/include/eigen3"]
    everything = tree / "everything.cpp"
    sources = [path for path in sorted((tree / "src").rglob("*.cpp")) if path.name != "level.cpp"]
    for part in range(0, len(sources), 8):
        everything.write_text("".join('#include "%s"\n' % path for path in sources[part:part + 8]))
        finder.parse(everything, [*common, "-DHIGHWATER_COMPILED=1"])
    everything.write_text("#include <highwater/highwater.hpp>\n")
    finder.parse(everything, common)
    return list(finder.places.values())


def sample(places, count, seed):
    """As many of each layer as its share of all lines, and within a layer of each operator; no two that overlap."""
    chooser = random.Random(seed)
    by_layer = collections.defaultdict(lambda: collections.defaultdict(list))
    lines = collections.defaultdict(set)
    for place in sorted(places):
        by_layer[layer_of(place.file)][place.operator].append(place)
        lines[layer_of(place.file)].add((place.file, place.line))
    total = sum(len(of_layer) for of_layer in lines.values())
    chosen = []
    taken = collections.defaultdict(list)
    for layer, kinds in sorted(by_layer.items()):
        wanted = max(4, round(count * len(lines[layer]) / total))
        for pool in kinds.values():
            chooser.shuffle(pool)
        pools = [pool for _, pool in sorted(kinds.items())]
        while wanted > 0 and any(pools):
            for pool in [pool for pool in pools if pool]:
                place = pool.pop()
                near = taken[place.file]
                if wanted > 0 and all(place.end <= begin or end <= place.begin for begin, end in near):
                    near.append((place.begin, place.end))
                    chosen.append(place)
                    wanted -= 1
    return dict(enumerate(sorted(chosen), start=1))


def write(tree, mutants):
    """Writes the library with these mutants in it; files whose text stays are left alone."""
    by_file = collections.defaultdict(list)
    for number, place in mutants.items():
        by_file[place.file].append((place, number))
    for folder in ("include", "src"):
        for path in (ROOT / folder).rglob("*.[ch]pp"):
            name = str(path.relative_to(ROOT))
            text = path.read_bytes()
            for place, number in sorted(by_file.get(name, []), reverse=True):
                text = text[:place.begin] + place.template.format(number).encode() + text[place.end:]
            target = tree / name
            if not target.exists() or target.read_bytes() != text:
                target.write_bytes(text)


def compile_all(tree, build, mutants):
    """Compiles, and takes out the mutants on whose lines the compiler finds fault. How many these were."""
    left_out = 0
    targets = ["highwater_%s_test" % folder for folder in FOLDERS]
    while True:
        write(tree, mutants)
        done = run("cmake", "--build", build, "-j", AT_ONCE, "--", "-k", "0", *targets)
        if done.returncode == 0:
            return left_out
        said = set(re.findall(r"%s/((?:include|src)/[^:\s]+):(\d+)" % re.escape(str(tree)), done.stdout + done.stderr))
        wrong = [number for number, place in mutants.items()
                 if any(place.file == file and 0 <= int(line) - place.line <= place.template.count("\n") for file, line in said)]
        if not wrong:
            sys.exit("the tests do not compile:\n" + done.stdout[-4000:] + done.stderr[-4000:])
        for number in wrong:
            del mutants[number]
        left_out += len(wrong)


def suites_of(program):
    listed = run(program, "--gtest_list_tests").stdout
    return sorted(set(re.findall(r"^(\S+)\.", listed, re.M)))


def run_suite(program, suite, limit=None, **environment):
    """Whether it passes."""
    command = [str(program), "--gtest_brief=1", "--gtest_fail_fast", "--gtest_filter=%s.*" % suite]
    with open(os.devnull, "w") as nothing:
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=nothing, stderr=nothing)
        try:
            return process.wait(limit) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return False


def survey(programs, scratch):
    """(program, suite) -> seconds, mutants that it comes past."""
    known = {}

    def look(program, suite):
        trace = scratch / ("%s.%s.reached" % (program.name, suite.replace("/", "_")))
        begin = time.monotonic()
        if not run_suite(program, suite, HIGHWATER_REACHED=str(trace)):
            sys.exit("%s %s fails without a mutant" % (program.name, suite))
        seconds = time.monotonic() - begin
        known[program, suite] = seconds, {int(line) for line in trace.read_text().split()} if trace.exists() else set()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for one in [pool.submit(look, program, suite) for program in programs for suite in suites_of(program)]:
            one.result()
    return known


def killer_of(number, known):
    """The suite that fails under the mutant; None if it survives."""
    asked = [(any(slow in program.name for slow in SLOW), seconds, program, suite)
             for (program, suite), (seconds, reached) in known.items() if number in reached]
    for _, seconds, program, suite in sorted(asked, key=lambda one: one[:2]):
        if not run_suite(program, suite, limit=20 + 10 * seconds, HIGHWATER_MUTANT=str(number)):
            return suite
    return None


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=400)
    options.add_argument("--build", type=Path, default=ROOT / "build" / "mutation")
    asked = options.parse_args()

    tree, build = asked.build / "tree", asked.build / "build"
    tree.mkdir(parents=True, exist_ok=True)
    for name in ("CMakeLists.txt", "cmake", "tests", "examples", "include", "src"):
        source, target = ROOT / name, tree / name
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copy2(source, target)
    mutants = sample(find_places(tree), asked.count, asked.seed)
    configured = run("cmake", "-S", tree, "-B", build, "-G", "Ninja", "-D", "CMAKE_BUILD_TYPE=Debug", "-D", "CMAKE_CXX_FLAGS_DEBUG=-O0",
                     "-D", "CMAKE_CXX_FLAGS=-w -std=c++20 -include %s" % (HERE / "mutant.hpp"), "-D", "CMAKE_UNITY_BUILD=ON", "-D",
                     "HIGHWATER_LEVELS=OFF", "-D", "HIGHWATER_BUILD_EXAMPLES=OFF", "-D", "HIGHWATER_INSTALL=OFF", "-D",
                     "HIGHWATER_FUZZ=none", "-D", "HIGHWATER_PRECOMPILE=ON")
    if configured.returncode != 0:
        sys.exit(configured.stdout + configured.stderr)
    left_out = compile_all(tree, build, mutants)
    print("%d mutants; %d more did not compile" % (len(mutants), left_out), flush=True)

    scratch = asked.build / "reached"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    known = survey([build / "tests" / ("highwater_%s_test" % folder) for folder in FOLDERS], scratch)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        killers = dict(zip(mutants, pool.map(lambda number: killer_of(number, known), mutants)))

    score = collections.defaultdict(lambda: [0, 0])
    for number, place in mutants.items():
        for group in (layer_of(place.file), "all " + place.operator + "s", "all"):
            score[group][0] += killers[number] is not None
            score[group][1] += 1
    for group, (killed, all_of_them) in sorted(score.items()):
        print("%-18s %4d of %4d  %5.1f %%" % (group, killed, all_of_them, 100 * killed / all_of_them))
    print("%.0f minutes of CPU" % (sum(os.times()[:4]) / 60))
    reached = set().union(*(past for _, past in known.values()))
    for number, place in mutants.items():
        if killers[number] is None:
            line = (ROOT / place.file).read_bytes()[:place.begin].count(b"\n") + 1
            text = (ROOT / place.file).read_bytes()[place.begin:place.end].decode().split("\n")[0]
            print("survives %d: %s:%d: %s %s: %s%s" % (number, place.file, line, place.operator, place.change, text,
                                                      "" if number in reached else " (no test comes past it)"))


if __name__ == "__main__":
    main()
