#!/usr/bin/env python3
"""The pages of the reference, a header each, from what doxygen read: reference.py XML NAMES PAGES.

Fails and says which where something public has no comment:
  * a name that tests/public_names has (of overloads at least the first);
  * a member of an options struct, unless its type is one of the library's and says it, or the comment of the struct does;
  * a parameter of a function: a number or a text has to be spoken of in its comment, a type of the library speaks for itself.
"""
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

LAYERS = {
    "calendar": "Periods, fiscal years, working days", "series": "Series, panels, vintages, missing values, seasons",
    "growth": "Growth", "records": "Records, ranks, streaks, significance", "aggregate": "Totals, windows, lower frequencies",
    "projection": "Projections, targets, backtests", "monitor": "Scans, trackers, watch lists, discoveries",
    "claims": "Claims of a release", "bulletin": "Sentences, charts and pages", "io": "Files and Arrow",
    "core": "Choices and small types that all layers share", "": "Errors and versions",
}
SAID_AS = {"path": "file", "out": "stream"}


def text_of(node):
    return "".join(node.itertext()) if node is not None else ""


def comment_of(node):
    return " ".join(text_of(node.find(tag)) for tag in ("briefdescription", "detaileddescription")).strip()


class Reference:
    def __init__(self, xml):
        self.xml = xml
        self.groups = {}  # header -> its compounddef
        self.compounds = {}  # name -> compounddef of a class, struct or concept
        for file in sorted(xml.glob("*.xml")):
            if not re.match(r"(group|class|struct|concept)", file.name):
                continue
            for compound in ET.parse(file).getroot().iter("compounddef"):
                if compound.get("kind") == "group":
                    self.groups[text_of(compound.find("title"))] = compound
                else:
                    self.compounds[text_of(compound.find("compoundname"))] = compound

    def inner(self, header):
        for node in self.groups[header].findall("innerclass"):
            yield text_of(node)
        for name, compound in self.compounds.items():  # doxygen puts no concept into a group
            if compound.get("kind") == "concept" and compound.find("location").get("file") == "highwater/" + header:
                yield name

    def members(self, group):
        return [m for s in group.findall("sectiondef") for m in s.findall("memberdef")]

    def names_of(self, header):
        """Public names of a header: (name, kind, anchor id)."""
        group = self.groups[header]
        for name in self.inner(header):
            if not re.search(r"(^|::)(Part|Columns|Elements)$", name):
                kind = self.compounds[name].get("kind")
                yield name, "concept" if kind == "concept" else "class", self.compounds[name]
        for member in self.members(group):
            name = text_of(member.find("qualifiedname"))
            yield name, member.get("kind"), member


def library_types(reference):
    types = set(n.split("::")[-1] for n in reference.compounds if comment_of(reference.compounds[n]))
    for group in reference.groups.values():
        types |= {text_of(m.find("name")) for m in reference.members(group) if m.get("kind") in ("enum", "typedef")}
    return types


def check(reference, expected):
    faults, commented, seen = [], {}, {}
    types = library_types(reference)

    def of_library(written):
        return bool(set(re.findall(r"\w+", written)) & types)

    for header in reference.groups:
        for name, kind, node in reference.names_of(header):
            seen.setdefault(name, header)
            commented[name] = commented.get(name, "") + " " + comment_of(node)
            if kind == "class" and re.search(r"Options$|^highwater::io::(Limits|ArrowColumns)$|::Indicator$", name):
                said = comment_of(node)
                for member in (m for s in node.findall("sectiondef") for m in s.findall("memberdef")):
                    of = text_of(member.find("name"))
                    if member.get("kind") == "variable" and not comment_of(member) and not of_library(
                            text_of(member.find("type"))) and not re.search(r"``%s``|:%s:" % (of, of), said):
                        faults.append("%s: %s::%s has no comment" % (header, name, of))
    for name in expected:
        if name not in seen:
            faults.append("%s is public and not in what doxygen reads" % name)
        elif not commented[name].strip():
            faults.append("%s: %s has no comment" % (seen[name], name))
    for header in reference.groups:
        before = ""  # "The same from text in memory", "otherwise as trailing_mean": the comment above goes on
        for name, kind, node in reference.names_of(header):
            if kind != "function" or name not in expected:
                continue
            said = comment_of(node)
            if not said or re.match(r"(The same|.*[Oo]therwise as|.*\b[Aa]s )", said, re.S):
                said += " " + before
            before = said
            templates = {w for t in node.findall("templateparamlist") for w in re.findall(r"\w+", text_of(t))}
            words = set(re.findall(r"\w+", said + " " + commented[name]))
            for param in node.findall("param"):
                of, written = text_of(param.find("declname")), text_of(param.find("type"))
                if not of or of_library(written) or set(re.findall(r"\w+", written)) & templates - {"const"}:
                    continue
                if not words & {of, of.rstrip("s"), of + "s", SAID_AS.get(of, of)}:
                    faults.append("%s: the comment of %s does not speak of its parameter %s" % (header, name, of))
    return sorted(set(faults))


def title(text, line):
    return "%s\n%s\n" % (text, line * len(text))


def write(path, text):
    if not path.exists() or path.read_text() != text:  # unchanged pages are not read anew
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def pages(reference, target, expected):
    written = set()

    def page(name, text):
        write(target / name, text)
        written.add(target / name)

    by_layer = {}
    for header in reference.groups:
        if any(True for _ in reference.names_of(header)):
            by_layer.setdefault(header.partition("/")[0] if "/" in header else "", []).append(header)
    index = [title("Reference", "=")]
    index.append("Every public name, by layer and header: %d of them. ``#include <highwater/highwater.hpp>`` brings them all "
                 "but Eigen maps, dates of ``std::chrono`` and ``std::format``. :ref:`genindex` has the names in the order "
                 "of the alphabet, the members of types among them.\n" % len(expected))
    index.append("In comments ``T`` is the number of periods and ``N`` that of the series of a panel. *Missing* says where a "
                 "result is NaN or empty, *Errors* what throws :cpp:class:`highwater::Error`.\n")
    layers = []
    for layer in LAYERS:
        headers = sorted(by_layer.get(layer, []))
        if not headers:
            continue
        rows = [".. list-table::\n   :widths: 30 70\n   :class: names\n"]
        for header in headers:
            stem = header[:-len(".hpp")]
            names = dict.fromkeys(n for n, _, _ in reference.names_of(header) if n in expected or layer == "core")
            roles = ", ".join(":cpp:any:`%s <%s>`" % (re.sub(r"^highwater::", "", n), n) for n in names)
            rows.append("   * - :doc:`%s </reference/%s>`\n     - %s" % (header.rpartition("/")[2], stem, roles or "operators"))
            group = re.sub(r"\W", "_", stem)
            concepts = [n for n, kind, _ in reference.names_of(header) if kind == "concept"]
            page(stem + ".rst", "\n".join([
                title(header, "="), ".. code-block:: cpp\n\n   #include <highwater/%s>\n" % header,
                *(".. doxygenconcept:: %s\n" % name for name in concepts),
                ".. doxygengroup:: %s\n   :content-only:\n   :members:\n   :undoc-members:\n" % group]))
        index += [title(LAYERS[layer], "-"), *rows, ""]
        stems = [h[:-len(".hpp")] for h in headers]
        if layer:
            page(layer + "/index.rst", "\n".join([
                title(LAYERS[layer], "="), *rows, "",
                ".. toctree::\n   :hidden:\n\n" + "\n".join("   %s </reference/%s>" % (s.rpartition("/")[2], s) for s in stems) + "\n"]))
            layers.append("   %s <%s/index>" % (layer, layer))
        else:
            layers += ["   " + stem for stem in stems]
    index.append(".. toctree::\n   :hidden:\n\n" + "\n".join(layers) + "\n")
    page("index.rst", "\n".join(index))
    for old in target.rglob("*.rst"):
        if old not in written:
            old.unlink()


def qualify(xml):
    """Members of groups by their whole names, as breathe needs them to know the namespace."""
    for file in xml.glob("group_*.xml"):
        text = file.read_text()
        file.write_text(re.sub(r"<name>[^<]*</name>(\s*)<qualifiedname>([^<]*)</qualifiedname>",
                               r"<name>\2</name>\1<qualifiedname>\2</qualifiedname>", text))


def main():
    reference = Reference(Path(sys.argv[1]))
    expected = Path(sys.argv[2]).read_text().split()
    faults = check(reference, set(expected))
    for fault in faults:
        print("docs: " + fault, file=sys.stderr)
    pages(reference, Path(sys.argv[3]), set(expected))
    qualify(Path(sys.argv[1]))
    if faults:
        sys.exit("docs: %d public names, members or parameters without a comment" % len(faults))
    print("docs: %d public names in %d headers, each with its comment" % (len(expected), len(reference.groups)))


if __name__ == "__main__":
    main()
