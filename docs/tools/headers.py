#!/usr/bin/env python3
"""Headers as doxygen and Sphinx are to see them: headers.py INCLUDE OUT.

The comments of the library have a form of their own (a key, blanks, text: `Shape    T -> T`), which is plain to read in a
header. Here each becomes reStructuredText, and comments beside members become comments before them. What is not public
(detail, deleted functions, specialisations of templates of std) is left out.
"""
import re
import sys
from pathlib import Path

# Of the core only what public types are made of.
CORE = ["core/vocabulary/policies.hpp", "core/vocabulary/parallel.hpp", "core/vocabulary/progress.hpp",
        "core/vocabulary/line_fit.hpp", "core/drawdown.hpp"]
KEYS = ("Shape", "Units", "Missing", "Errors", "Source", "Cost", "Types")
KEYED = re.compile(r"^((?:%s)|[A-Za-z_]\w*(?:::\w+)?(?:, [A-Za-z_]+)*)(?:   *|:  *)(\S.*)$" % "|".join(KEYS))


CODE = re.compile(r"`([^`]+)`|(?<![\w.])((?:\w+::)+\w+(?:\(\))?|\w+\(\)|\w*[a-z]_[a-z]\w*|\.[a-z]\w+(?= =))")


def inline(text):
    """Text of a comment as reStructuredText: names are code, everything else is taken as it is."""
    out, at = "", 0
    for code in CODE.finditer(text):
        out += escape(text[at:code.start()])
        before, after = text[:code.start()][-1:], text[code.end():][:1]
        out += "" if not before or before.isspace() or before in "'\"([{<-/:" else "\\ "
        out += "``" + (code.group(1) or code.group(2)) + "``"
        out += "" if not after or after.isspace() or after in "'\")]}>-/:.,;!?" else "\\ "
        at = code.end()
    return out + escape(text[at:])


def escape(text):
    return re.sub(r"(?<=\w)_(?!\w)", r"\\_", re.sub(r"([\\*|`])", r"\\\1", text))


def comment_to_rst(lines):
    """The lines of a comment without their slashes. Keys such as Shape become fields, names of members a list."""
    out, kind, indent = [], None, ""  # of the list that goes on
    for line in lines:
        keyed = KEYED.match(line)
        if keyed and (line[len(keyed.group(1)):].startswith("  ") or keyed.group(1) in KEYS):
            key, field = keyed.group(1), keyed.group(1) in KEYS
            if kind != ("field" if field else "item") and out and out[-1]:
                out.append("")
            kind, indent = ("field", "   ") if field else ("item", "  ")
            names = ", ".join("``%s``" % k for k in key.split(", "))
            out.append((":%s: " % key if field else "- %s: " % names) + inline(keyed.group(2)))
        elif kind in ("field", "item") and re.match(r"^    +\S", line):
            out.append(indent + inline(line.strip()))
        elif re.match(r"^    \S", line):
            if kind != "code":
                out += ["", ".. code-block:: cpp", ""]
            kind = "code"
            out.append("   " + line.strip())
        else:
            if kind:
                out.append("")
            kind = None
            out.append(inline(line))
    return out


def block(indent, lines):
    body = comment_to_rst(lines)
    return [indent + "/// @verbatim embed:rst:leading-slashes"] + [(indent + "/// " + l).rstrip() for l in body] + \
           [indent + "/// @endverbatim"]


def without_blocks(text, opening):
    """Without the blocks in braces that begin so."""
    while True:
        found = re.search(opening, text)
        if not found:
            return text
        depth, at = 0, found.end() - 1
        while True:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
            if depth == 0:
                break
        end = text.find("\n", at)
        text = text[:found.start()] + text[end if text[at:at + 1] != ";" else at + 1:]


def without_private_names(text):
    text = text.replace("HIGHWATER_NAMESPACE", "highwater")
    text = re.sub(r" ?HIGHWATER_LIFETIMEBOUND", "", text)
    text = without_blocks(text, r"namespace (?:highwater::)?(?:detail|core) \{(?![^{}]*struct LineFit)")
    text = without_blocks(text, r"template <>\nstruct std::\w+<[^>]*>[^{]*\{")
    text = without_blocks(text, r'extern "C" \{')
    text = re.sub(r"template <>\ninline constexpr bool std::ranges::.*\n", "", text)
    text = without_blocks(text, r"\ninline (?:constexpr )?\w+ \w+::\w+(?:\([^{;]*\)(?: const)? )?\{")  # members defined outside
    text = re.sub(r"(?<=\d)'(?=\d)", "", text)  # in 100'000
    text = re.sub(r"= \{\.\w+ = (\w+)\}(?=[,)])", r"= {\1}", text)  # as a default argument, which Sphinx cannot read
    text = re.sub(r"\n *(?:template <[^\n]*\n)?(?:[^\n;{}]*\n)?[^\n]*= delete;[^\n]*", "", text)
    return re.sub(r"\n *friend (?:class|struct) [^\n]*;", "", text)


def with_shared_members(text, shared):
    """TimeSeries and SeriesView with the members that both have from a base of the library's own."""
    return re.sub(r"(class \w+) : public detail::SeriesAccess<\w+> \{\n public:\n", lambda m: m.group(1) + " {\n public:\n" + shared, text)


def prepare(text):
    lines, out = text.split("\n"), []
    statement = 0  # in `out`, where the statement of the line begins
    i = 0
    while i < len(lines):
        line = lines[i]
        doc = re.match(r"^( *)///(?!<)(?!/) ?(.*)$", line)
        if doc:
            indent, body = doc.group(1), []
            while i < len(lines) and (more := re.match(r"^ *///(?!<) ?(.*)$", lines[i])):
                body.append(more.group(1))
                i += 1
            statement = len(out)
            out += block(indent, body)
            continue
        beside = re.match(r"^( *)(?=\S)((?:[^/\"]|\"[^\"]*\")+?) *//(/<)? (.*)$", line)
        if beside and not beside.group(2).startswith("#"):
            indent, code = beside.group(1), beside.group(2)
            column = line.index("//", len(indent))
            body = [beside.group(4)]
            while i + 1 < len(lines) and re.match(r"^ {%d,}//(/<)? " % max(column - 1, 1), lines[i + 1]):
                i += 1
                body.append(re.sub(r"^ *//(/<)? ", "", lines[i]))
            begin = statement if statement < len(out) else len(out)
            is_doc = bool(beside.group(3)) or code.endswith(";")
            if is_doc and not any("@verbatim" in l for l in out[begin:]):
                out[begin:begin] = block(indent, body)
            out.append(indent + code)
            if code.endswith((";", "{", "}", ",")):
                statement = len(out)
        else:
            out.append(line)
            stripped = line.split("//")[0].rstrip()
            if stripped.endswith((";", "{", "}", ",", ":")) or not stripped:
                statement = len(out)
        i += 1
    return "\n".join(out)


def grouped(text, name):
    """Each namespace by its whole name, its contents in the doxygen group of the header: what a page shows."""
    group = re.sub(r"\W", "_", name[:-len(".hpp")])
    out, spaces, intro = [], [], []
    comment = []  # the comment right above

    def opened():
        out.extend(["namespace " + "::".join(spaces) + " {", "//! @addtogroup " + group, "//! @{"])

    def closed():
        out.extend(["//! @}", "}  // namespace " + "::".join(spaces)])

    for line in text.split("\n"):
        if found := re.match(r"^namespace ([\w:]+) \{$", line):
            intro += comment and [re.sub(r"^///? ?", "", l) for l in comment] + [""]
            if comment and comment[0].startswith("///"):
                del out[-len(comment):]
            comment = []
            if spaces:
                closed()
            spaces.append(found.group(1))
            opened()
        elif re.match(r"^\}  // namespace [\w:]+$", line):
            closed()
            spaces.pop()
            if spaces:
                opened()
            comment = []
        else:
            comment = comment + [line] if line.startswith("//") and not spaces else []
            out.append(line)
    head = ["//! @defgroup %s %s" % (group, name)]
    if any(intro):
        head += [line.replace("///", "//!") for line in block("", intro)]
    return "\n".join(["#pragma once", *head, *out])


def main():
    include, target = Path(sys.argv[1]), Path(sys.argv[2])
    access = (include / "highwater/series/series_view.hpp").read_text().split("class SeriesAccess {", 1)[1]
    shared = access.split(" public:\n", 1)[1].split(" protected:", 1)[0]
    for header in sorted((include / "highwater").rglob("*.hpp")):
        name = header.relative_to(include / "highwater").as_posix()
        if name.startswith("core/") and name not in CORE:
            continue
        to = target / "highwater" / name
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(prepare(grouped(with_shared_members(without_private_names(header.read_text()), shared), name)))


if __name__ == "__main__":
    main()
