"""Reads every file of a folder with the parsers of Python's library, and recomputes what the JSON bulletins state."""
import json
import math
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

folder = pathlib.Path(sys.argv[1])
BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def one_line(text):
    text = re.sub("[\t\n\r\u2028\u2029]", " ", BIDI.sub("", text))
    return re.sub("[\0-\x1f\x7f-\x9f]", "\ufffd", text)


def refuse_constant(name):
    raise AssertionError(f"{name} is not JSON")


def check_markup(path, root):
    for element in root.iter():
        tag = element.tag.split("}")[-1]
        assert tag in KNOWN, f"{path}: <{tag}>"
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name not in ("href", "src", "style"), f"{path}: {name}={value}"
            if name in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height") and "%" not in value:
                assert -1 <= float(value) <= 721, f"{path}: {name}={value}"
            assert "nan" not in value and "inf" not in value, f"{path}: {name}={value}"


KNOWN = set("html head meta title style body main h1 ol li p code div figure details summary table thead tbody tr th td "
            "svg desc g rect circle line path text".split())


def texts(root, tag):
    return ["".join(e.itertext()) for e in root.iter() if e.tag.split("}")[-1] == tag]


def close(a, b):
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)


def months_of(period):
    year, _, rest = period.partition("-")
    if not rest:
        return int(year), 1
    if rest[0] == "Q":
        return int(year) * 4 + int(rest[1]) - 1, 4
    if rest[0] == "S":
        return int(year) * 2 + int(rest[1]) - 1, 2
    return int(year) * 12 + int(rest) - 1, 12


def verify(path, bulletin):
    """Every figure that the data determine, and every formula on the figures. Returns how many were recomputed."""
    data = bulletin["data"]
    start, _ = months_of(data["first"])
    assert len(data["values"]) == len(data["resolution"])

    def value(period):
        return data["values"][months_of(period)[0] - start]

    def between(label):
        first, last = re.search(r"of (\S+) to (\S+)$", label).groups()
        return [value_at for value_at in data["values"][months_of(first)[0] - start:months_of(last)[0] - start + 1]]

    done = 0
    for statement in bulletin["statements"]:
        figures = {figure["label"]: figure["value"] for figure in statement["figures"]}
        for figure in statement["figures"]:
            label, expected = figure["label"], None
            if label.startswith("sum of"):
                expected = sum(between(label))
            elif label.startswith("mean of"):
                expected = sum(between(label)) / len(between(label))
            elif figure["quantity"] == "observed" and label != "target":
                expected = value(label)
            if expected is not None:
                assert close(figure["value"], expected), f"{path}: {label} is {expected}"
                done += 1
        if statement["topic"] in ("record", "period_growth", "year_growth", "trailing_mean", "year_to_date", "target"):
            formula = statement["formula"]
            for i, label in enumerate(sorted(figures, key=len, reverse=True)):
                formula = formula.replace(label, f"@{i}@")
            for i, label in enumerate(sorted(figures, key=len, reverse=True)):
                formula = formula.replace(f"@{i}@", repr(figures[label]))
            result = statement["figures"][1 if statement["topic"] == "target" else 0]["value"]
            if re.fullmatch(r"[-+*/(). 0-9e]+", formula):
                assert close(eval(formula), result), f"{path}: {statement['formula']} is {eval(formula)}"
                done += 1
        for claim in statement["claims"]:
            assert claim["kind"] and claim["period"], path
    return done


count = recomputed = 0
for path in sorted(folder.iterdir()):
    if path.suffix == ".label":
        raw = path.read_bytes()
        try:
            label = raw.decode("utf-8")
        except UnicodeDecodeError:
            label = None
        bulletin = json.loads(path.with_suffix(".json").read_text("utf-8"), parse_constant=refuse_constant)
        page = ElementTree.parse(path.with_suffix(".html")).getroot()
        for text in (path.with_suffix(".txt"), path.with_suffix(".md")):
            assert not re.search("[\0-\x09\x0b-\x1f\x7f]", text.read_text("utf-8")) and not BIDI.search(text.read_text("utf-8"))
        if label is None:
            assert "\ufffd" in bulletin["title"]
        else:
            assert bulletin["title"] == label, path
            assert texts(page, "h1")[0].startswith(one_line(label)), path
            assert path.with_suffix(".txt").read_text("utf-8").startswith(one_line(label)), path
        assert not re.search(r"(?<!\\)[<>]", path.with_suffix(".md").read_text("utf-8")), path
        check_markup(path, page)
        charts = len(list(folder.glob(path.stem + ".*.svg")))
        assert 2 * charts == sum(element.tag.endswith("}svg") for element in page.iter()) and charts >= 1, path
        recomputed += verify(path, bulletin)
        count += 1
    elif path.suffix == ".svg":
        check_markup(path, ElementTree.parse(path).getroot())
        count += 1
assert count > 50 and recomputed > 200, (count, recomputed)
print(f"{count} bulletins and charts parsed, {recomputed} figures recomputed")
