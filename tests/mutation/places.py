"""Where the library could be wrong: the places of include/ and src/ that a mutation can change, found by clang's parser."""
import re
from collections import namedtuple

import clang.cindex as clang

Kind = clang.CursorKind
# A place is a range of a file and what may stand there instead: `{0}` of a template is the number of the mutant.
Place = namedtuple("Place", "file begin end line operator change template")

SWAPS = {"+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||",
         "||": "&&", "&": "|", "|": "&", "<<": ">>", ">>": "<<"}
ARITHMETIC = {getattr(clang.TypeKind, name) for name in (
    "BOOL", "CHAR_U", "UCHAR", "CHAR_S", "SCHAR", "SHORT", "USHORT", "INT", "UINT", "LONG", "ULONG", "LONGLONG", "ULONGLONG", "FLOAT",
    "DOUBLE", "LONGDOUBLE")}
FUNCTIONS = {Kind.FUNCTION_DECL, Kind.CXX_METHOD, Kind.CONSTRUCTOR, Kind.DESTRUCTOR, Kind.CONVERSION_FUNCTION, Kind.FUNCTION_TEMPLATE}
CALLS = {Kind.CALL_EXPR, Kind.COMPOUND_ASSIGNMENT_OPERATOR}


class Finder:
    """Collects the places of translation units, each once."""

    def __init__(self, root, folders):
        self.root = str(root) + "/"
        self.folders = tuple(self.root + folder + "/" for folder in folders)
        self.texts = {}
        self.places = {}

    def parse(self, path, arguments):
        unit = clang.Index.create().parse(str(path), args=arguments)
        worst = [d for d in unit.diagnostics if d.severity >= clang.Diagnostic.Error]
        if worst:
            raise SystemExit("%s cannot be parsed: %s" % (path, worst[0]))
        for cursor in unit.cursor.get_children():
            if cursor.location.file and cursor.location.file.name.startswith(self.folders):
                self.declarations(cursor)

    def declarations(self, cursor):
        if cursor.kind in FUNCTIONS and cursor.is_definition():
            for child in cursor.get_children():
                if child.kind == Kind.COMPOUND_STMT:
                    self.statements(child)
        elif cursor.kind in (Kind.NAMESPACE, Kind.CLASS_DECL, Kind.STRUCT_DECL, Kind.CLASS_TEMPLATE, Kind.LINKAGE_SPEC,
                             Kind.CLASS_TEMPLATE_PARTIAL_SPECIALIZATION, Kind.UNEXPOSED_DECL):
            for child in cursor.get_children():
                self.declarations(child)

    def text(self, cursor):
        name = cursor.extent.start.file.name
        if name not in self.texts:
            with open(name, "rb") as file:
                self.texts[name] = file.read()
        return self.texts[name][cursor.extent.start.offset:cursor.extent.end.offset].decode()

    def statements(self, cursor):
        """What a body consists of. What the compiler computes is left out: a mutant is chosen when the program runs."""
        if not (cursor.extent.start.file and cursor.extent.start.file.name.startswith(self.folders)):
            return
        kind, children = cursor.kind, list(cursor.get_children())
        if kind in (Kind.STATIC_ASSERT, Kind.TYPE_REF, Kind.TEMPLATE_REF):
            return
        if kind == Kind.VAR_DECL and re.match(r"(static )?constexpr|constinit", self.text(cursor)):
            return
        if kind == Kind.CASE_STMT:
            children = children[1:]
        if kind == Kind.IF_STMT:
            if re.match(r"if\s+constexpr", self.text(cursor)):
                children = children[1:]
            elif children and children[0].kind.is_expression():
                self.add(children[0], "condition", "!({1})", "bool({1})")
        if kind == Kind.WHILE_STMT and children and children[0].kind.is_expression():
            self.add(children[0], "condition", "!({1})", "bool({1})")
        if kind == Kind.COMPOUND_STMT:
            for child in children:
                self.statement(child)
        if kind == Kind.BINARY_OPERATOR and len(children) == 2:
            self.operation(cursor, *children)
        if kind == Kind.INTEGER_LITERAL and re.fullmatch(r"\d+U?", self.text(cursor)):
            self.add(cursor, "constant", "{1} + 1", "{1}")
        if kind == Kind.FLOATING_LITERAL:
            self.add(cursor, "constant", "{1} + 1.0", "{1}")
        if kind == Kind.RETURN_STMT and children and children[0].type.get_canonical().kind in ARITHMETIC:
            is_bool = children[0].type.get_canonical().kind == clang.TypeKind.BOOL
            self.add(children[0], "result", "!({1})" if is_bool else "({1}) + 1", "{1}")
        for child in children:
            self.statements(child)

    def statement(self, cursor):
        text = self.text(cursor)
        is_assignment = cursor.kind == Kind.BINARY_OPERATOR and re.search(r"(?<![=!<>])=(?!=)", text)
        if cursor.kind in CALLS or is_assignment or (cursor.kind == Kind.UNARY_OPERATOR and ("++" in text or "--" in text)):
            self.add(cursor, "statement", "", None)

    def operation(self, cursor, left, right):
        begin, end = left.extent.end.offset - cursor.extent.start.offset, right.extent.start.offset - cursor.extent.start.offset
        text = self.text(cursor).encode()
        if not 0 < begin < end < len(text):
            return
        sign = text[begin:end].decode().strip()
        if sign in SWAPS:
            other = text[:begin].decode() + " " + SWAPS[sign] + " " + text[end:].decode()
            self.add(cursor, "operator", other, "{1}", "%s for %s" % (SWAPS[sign], sign))

    def add(self, cursor, operator, other, same, change=""):
        begin, end = cursor.extent.start, cursor.extent.end
        text = self.text(cursor)
        # What a macro wrote cannot be changed where it is used.
        if begin.file.name != end.file.name or not text or "HIGHWATER_" in text or "\n#" in text:
            return
        if same is None:
            template = "if (!mutation::is_alive({0}U)) " + text.replace("{", "{{").replace("}", "}}")
            change = "removed"
        else:
            quoted = text.replace("{", "{{").replace("}", "}}")
            other = other if operator == "operator" else other.replace("{1}", text)
            template = "(mutation::is_alive({0}U) ? (%s) : (%s))" % (other.replace("{", "{{").replace("}", "}}"),
                                                                   same.replace("{1}", quoted))
            change = change or {"condition": "negated", "constant": "one more", "result": "another"}[operator]
        name = begin.file.name[len(self.root):]
        place = Place(name, begin.offset, end.offset, begin.line, operator, change, template)
        self.places.setdefault((name, begin.offset, end.offset, operator), place)
