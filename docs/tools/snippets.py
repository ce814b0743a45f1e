#!/usr/bin/env python3
"""The code and output that pages show are those of programs that are run: snippets.py [--write].

In a page a comment names the part, and the block below it is that part:

    <!-- growth of programs/tutorial.cpp -->            between two lines `//! [growth]`
    <!-- growth of programs/tutorial.expected.txt -->   from the line `== growth` to the next such line

Every block of cpp or text in docs/ has such a comment. With --write blocks are written anew from the programs.
"""
import re
import sys
import textwrap
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(?:^<!-- (\w+) of (\S+) -->\n)?^```(cpp|text)\n(.*?)^```$", re.M | re.S)


def part(name, file):
    path = DOCS / file
    if not path.exists():
        return None
    text = path.read_text()
    if file.endswith(".cpp"):
        found = re.search(r"^ *//! \[%s\]\n(.*?)^ *//! \[%s\]$" % (name, name), text, re.M | re.S)
        return textwrap.dedent(found.group(1)) if found else None
    found = re.search(r"^== %s\n(.*?)(?=^== |\Z)" % name, text, re.M | re.S)
    return found.group(1) if found else None


def main():
    write, faults, count = "--write" in sys.argv[1:], [], 0
    for page in sorted(DOCS.glob("**/*.md")):
        text = page.read_text()

        def block(found):
            nonlocal count
            name, file, language, shown = found.groups()
            line = text.count("\n", 0, found.start()) + 1
            place = "%s:%d" % (page.relative_to(DOCS.parent), line)
            if name is None:
                faults.append("%s: a block of %s that no comment says the program of" % (place, language))
                return found.group(0)
            count += 1
            wanted = part(name, file)
            if wanted is None:
                faults.append("%s: there is no part %s in docs/%s" % (place, name, file))
                return found.group(0)
            if shown != wanted and not write:
                faults.append("%s: is not what docs/%s has as %s; docs/tools/snippets.py --write takes it from there"
                              % (place, file, name))
            return "<!-- %s of %s -->\n```%s\n%s```" % (name, file, language, wanted)

        anew = BLOCK.sub(block, text)
        if write and anew != text:
            page.write_text(anew)
    for fault in faults:
        print("docs: " + fault, file=sys.stderr)
    if faults or count == 0:
        sys.exit("docs: snippets differ from the programs" if faults else "docs: no snippet was found")
    print("docs: %d snippets are those of programs" % count)


if __name__ == "__main__":
    main()
