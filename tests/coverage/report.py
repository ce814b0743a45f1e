#!/usr/bin/env python3
"""What the tests ran of include/ and src/: report.py <build directory>, after the tests have left their profiles there.

A line, or either way of a branch, counts as run if any instance of a template ran it, in any program: tests/README.md says
more. Prints what is missing and a table by layer, and ends with 1 if that is too much.
"""
import json
import os
import re
import subprocess
import sys
from bisect import bisect_right
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = [ROOT / "include", ROOT / "src"]
LINES, BRANCHES = 100.0, 95.0  # the least that each layer needs, in per cent
MARK = re.compile(r"// unreachable: \S")
# Directives, what begins or ends a block, and the name of a class, where the members stand that the compiler writes.
NO_CODE = re.compile(r"\s*(#.*|(struct|class) \w+[^;(){]*\{|[})\];\s]*(else\b[\s{]*)?(//.*)?)$")
# Before what is no branch: the way past all cases of a switch, for a case that lacks is a warning; what the compiler decides.
NO_BRANCH = re.compile(r"switch \($|if constexpr \([^;{]*$")


def tool(build, name):
    """The tool of LLVM that belongs to the compiler of that build."""
    cache = (build / "CMakeCache.txt").read_text()
    compiler = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.*)$", cache, re.M).group(1)
    return subprocess.run([compiler, "-print-prog-name=" + name], check=True, capture_output=True, text=True).stdout.strip()


def programs(build):
    for path in sorted(build.rglob("*")):
        if "CMakeFiles" not in path.parts and path.is_file() and os.access(path, os.X_OK):
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def export(cov, program, profile):
    """What one program says of each file, all instances beside each other."""
    command = [cov, "export", "-format=text", "-skip-functions", "-skip-expansions", "-ignore-filename-regex=^/usr/"]
    done = subprocess.run([*command, "-instr-profile", profile, program], capture_output=True, text=True)
    if done.returncode != 0:
        if "no coverage data" in done.stderr.lower():
            return []
        sys.exit("%s: %s" % (program, done.stderr))
    return json.loads(done.stdout)["data"][0]["files"]


def ran(count):
    """Counts that threads lost can leave less than nothing, which is shown as the largest number."""
    return 0 < count < 2**62


def lines_of(segments):
    """Line -> whether it ran, for the lines that have code, as llvm-cov counts them."""
    of_line = defaultdict(list)
    for line, _, count, counted, entry, gap in segments:
        of_line[line].append((count, counted, entry, gap))
    result = {}
    around = None
    for line in range(segments[0][0], segments[-1][0] + 1) if segments else []:
        here = of_line.get(line, [])
        starts = [count for count, counted, entry, gap in here if counted and entry and not gap]
        skipped = here and here[0][2] and not here[0][1]
        if not skipped and (starts or (around and around[1])):
            result[line] = any(map(ran, starts + [around[0] if around else 0]))
        if here:
            around = here[-1]
    return result


@lru_cache
def cpu_has(macro):
    """Whether the CPU has what __AVX2__ and the like say of the compiler's target; elsewhere than on Linux: yes."""
    info = Path("/proc/cpuinfo")
    return not info.exists() or macro.strip("_").lower() in info.read_text().split()


def not_for_this_cpu(text):
    """The lines between `#if defined(__AVX...__)` and what ends it, where the CPU cannot run them."""
    lines, conditions = set(), []
    for number, line in enumerate(text, 1):
        if line.startswith("#if"):
            conditions.append(all(cpu_has(macro) for macro in re.findall(r"(?<!!)defined\((__AVX\w+__)\)", line)))
        elif line.startswith("#el"):
            conditions[-1] = True
        elif line.startswith("#endif"):
            conditions.pop()
        elif not all(conditions):
            lines.add(number)
    return lines


class Ran:
    """Of one file: its lines, and its branches by where their conditions are."""

    def __init__(self, text):
        self.text = text
        self.skipped = not_for_this_cpu(text)
        self.lines = {}
        self.branches = {}

    def add(self, file):
        for line, did in lines_of(file["segments"]).items():
            if line not in self.skipped and not NO_CODE.match(self.text[line - 1]):
                self.lines[line] = self.lines.get(line, False) or did
        starts = [(line, column) for line, column, *_ in file["segments"]]
        for line, column, end_line, end_column, yes, no, *_ in file["branches"]:
            leading = " ".join([*self.text[max(0, line - 4) : line - 1], self.text[line - 1][: column - 1]])
            if line in self.skipped or NO_BRANCH.search(leading):
                continue
            at = bisect_right(starts, (line, column)) - 1
            asked = at >= 0 and ran(file["segments"][at][2])
            key = (line, column, end_line, end_column)
            before = self.branches.get(key, (False, False, False))
            self.branches[key] = (before[0] or ran(yes), before[1] or ran(no), before[2] or asked)

    def missing_ways(self):
        """(line, column, way) of the ways that no test went. One that the compiler knows beforehand has no counts."""
        for (line, column, *_), (yes, no, asked) in sorted(self.branches.items()):
            if asked and not yes and not no:
                continue
            if not yes:
                yield line, column, "true"
            if not no:
                yield line, column, "false"

    def excused(self, mark):
        """The lines that a mark speaks of: its own, and those right below it that did not run."""
        lines = {mark}
        if not self.lines.get(mark, False):
            while mark < len(self.text) and not self.lines.get(mark + 1, False):
                mark += 1
                lines.add(mark)
        return lines

    def ways(self):
        return 2 * sum(not (asked and not yes and not no) for yes, no, asked in self.branches.values())


def layer_of(path):
    parts = path.relative_to(ROOT / "include" / "highwater" if FOLDERS[0] in path.parents else FOLDERS[1]).parts
    return parts[0] if len(parts) > 1 else "(root)"


def main(build):
    profiles = sorted(build.glob("coverage/*.profraw"))
    if not profiles:
        sys.exit("%s/coverage has no profiles: the tests did not run there" % build)
    profile = build / "coverage" / "all.profdata"
    subprocess.run([tool(build, "llvm-profdata"), "merge", "-sparse", "-o", profile, *profiles], check=True)

    files = {}
    cov = tool(build, "llvm-cov")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for exported in pool.map(lambda program: export(cov, program, profile), programs(build)):
            for file in exported:
                path = Path(os.path.normpath(file["filename"]))
                if any(folder in path.parents for folder in FOLDERS):
                    if path not in files:
                        files[path] = Ran(path.read_text().splitlines())
                    files[path].add(file)

    table = defaultdict(lambda: [0, 0, 0, 0])  # lines, those that ran, ways, those that were taken
    missing, marks = [], 0
    for path, seen in sorted(files.items()):
        name = path.relative_to(ROOT)
        lines = [line for line, did in seen.lines.items() if not did]
        ways = list(seen.missing_ways())
        marked = set()
        for mark in (number for number, text in enumerate(seen.text, 1) if MARK.search(text)):
            marks += 1
            excused = seen.excused(mark)
            marked |= excused
            if not excused & {*lines, *(way[0] for way in ways)}:
                missing.append("%s:%d: marked as unreachable, and was reached" % (name, mark))
        lines = [line for line in lines if line not in marked]
        ways = [way for way in ways if way[0] not in marked]
        row = table[layer_of(path)]
        row[0] += len(seen.lines)
        row[1] += len(seen.lines) - len(lines)
        row[2] += seen.ways()
        row[3] += seen.ways() - len(ways)
        missing += ["%s:%d: did not run" % (name, line) for line in sorted(lines)]
        missing += ["%s:%d:%d: never %s" % (name, *way) for way in ways if way[0] not in lines]

    # The levels are a table of functions, which are in headers.
    unseen = [path for path in FOLDERS[1].rglob("*.cpp") if path not in files and path.name != "level.cpp"]
    missing += ["%s: in no program" % path.relative_to(ROOT) for path in sorted(unseen)]
    print("\n".join(missing))
    print("\n%-12s %7s %7s %7s   %8s %7s %7s" % ("layer", "lines", "ran", "%", "branches", "ran", "%"))
    enough = not any("was reached" in line or "in no program" in line for line in missing)
    for layer, row in [*sorted(table.items()), ("all", [sum(column) for column in zip(*table.values())])]:
        lines, branches = (100.0 * part / whole if whole else 100.0 for whole, part in (row[:2], row[2:]))
        print("%-12s %7d %7d %7.2f   %8d %7d %7.2f" % (layer, *row[:2], lines, *row[2:], branches))
        enough = enough and lines >= LINES and branches >= BRANCHES
    print("marked as unreachable: %d" % marks)
    if not enough:
        print("FAILED: each layer needs %g %% of its lines and %g %% of its branches" % (LINES, BRANCHES))
    sys.exit(0 if enough else 1)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]).resolve())
