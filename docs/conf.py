# Settings of Sphinx; docs/build runs it.
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_version = (ROOT / "include/highwater/version.hpp").read_text()

project = "highwater"
copyright = "the authors of highwater; MIT licence"
release = ".".join(re.findall(r"#define HIGHWATER_VERSION_\w+ (\d+)", _version))
version = release

extensions = ["breathe", "myst_parser"]
primary_domain = "cpp"
highlight_language = "cpp"
nitpicky = True
# Names inside declarations that are no names of this library: std, template parameters, the private bases of signatures.
nitpick_ignore_regex = [("cpp:identifier", ".*"), ("cpp:func", "std::.*")]
exclude_patterns = ["programs", "tools"]

myst_heading_anchors = 3
myst_enable_extensions = ["deflist"]

breathe_projects = {"highwater": str(ROOT / "build/docs/doxygen/xml")}
breathe_default_project = "highwater"
breathe_show_include = False
breathe_default_members = ("members", "undoc-members")

html_theme = "furo"
html_title = "highwater " + release
html_static_path = ["static"]
html_css_files = ["pages.css"]
html_show_sphinx = False
html_copy_source = False
html_theme_options = {"top_of_page_button": None}


def _link_into_the_repository(app, env, node, content):
    """A link to a file of the repository that is no page, as a forge follows it: here it is the name alone."""
    target = node.get("reftarget", "").partition("#")[0]
    if target.startswith("../") and (Path(app.srcdir) / node.get("refdoc", "")).parent.joinpath(target).exists():
        return content
    return None


def setup(app):
    app.connect("missing-reference", _link_into_the_repository)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
