"""Which places of a source let a text that is not its own be read as markup.

Textual and Rich read markup in any plain text, unless they are told not to or get a `Content`
or `Text`. So each place must be told, or get what is made as one, or words of the source.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import Final

TOLD: Final = frozenset(
    {"Digits", "Label", "Link", "OptionList", "Placeholder", "SelectionList", "Static", "notify"}
)
"""What takes `markup=False`, and what is put in it later is then no markup either."""
_GIVEN: Final = frozenset(
    {
        "Button",
        "Checkbox",
        "Collapsible",
        "RadioButton",
        "Select",
        "Selection",
        "DiscoveryHit",
        "Hit",
        "Tab",
        "TabPane",
        "ToggleButton",
        "add",
        "add_column",
        "add_columns",
        "add_leaf",
        "add_row",
        "add_rows",
        "set_label",
        "with_tooltip",
    }
)
"""What takes no such word: it has to get something that is no plain text."""
_RICH: Final = frozenset({"Console", "TextColumn"})
"""What of Rich takes `markup=False`."""
_PARSERS: Final = frozenset({"from_markup", "from_text", "render_markup", "to_content"})
_TITLES: Final = frozenset(
    {"border_subtitle", "border_title", "label", "loading_label", "sub_title", "title", "tooltip"}
)
_KINDS: Final = ("Content", "Text", "Strip")
"""What is never read as markup; a plain text is."""

Scope = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def markup_places(tree: ast.Module) -> Iterator[int]:
    """Find each line of a module where a text of somebody could be read as markup."""
    known = _Known(tree)
    for node, scopes in _with_scopes(tree, (tree,)):

        def safe(value: ast.expr, inside: tuple[Scope, ...] = scopes) -> bool:
            return known.is_safe(value, inside)

        if any(_faults(node, known.told, safe)):
            yield getattr(node, "lineno", 0)


def _faults(
    node: ast.AST, told: frozenset[str], safe: Callable[[ast.expr], bool]
) -> Iterator[bool]:
    match node:
        case ast.Call():
            name = name_of(node.func)
            if name in told:
                yield not _says_no_markup(node)
            elif name in _PARSERS:
                yield not all(isinstance(each, ast.Constant) for each in node.args)
            elif name in _GIVEN and (name != "add" or _is_tree(node)):
                yield not all(map(safe, _texts(node)))
            elif name == "print" and isinstance(node.func, ast.Attribute):
                yield name_of(node.func.value) == "rich"
        case ast.ClassDef() if _derives(node) and _has_init(node):
            calls = (each for each in ast.walk(node) if isinstance(each, ast.Call))
            yield not any(
                name_of(each.func) == "__init__" and _says_no_markup(each) for each in calls
            )
        case ast.FunctionDef(name="render"):
            yield node.returns is not None and _last_word(node.returns) not in _KINDS
        case ast.ImportFrom(module="rich"):
            yield any(alias.name == "print" for alias in node.names)
        case ast.Assign() | ast.AnnAssign() | ast.AugAssign():
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            titled = any(isinstance(to, ast.Attribute) and to.attr in _TITLES for to in targets)
            yield titled and node.value is not None and not safe(node.value)


def name_of(node: ast.expr) -> str:
    """Return the last name of `a.b.c` or `c`, else nothing."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_tree(call: ast.Call) -> bool:
    """Tell whether `add` is that of a tree; sets and searches have one as well."""
    return isinstance(call.func, ast.Attribute) and name_of(call.func.value) in ("root", "tree")


def _says_no_markup(call: ast.Call) -> bool:
    return any(
        each.arg == "markup" and isinstance(each.value, ast.Constant) and each.value.value is False
        for each in call.keywords
    )


def _derives(node: ast.ClassDef) -> bool:
    return any(name_of(base) in TOLD for base in node.bases)


def _has_init(node: ast.ClassDef) -> bool:
    return any(isinstance(each, ast.FunctionDef) and each.name == "__init__" for each in node.body)


_NO_TEXTS: Final = frozenset(
    {"id", "name", "classes", "variant", "disabled", "value", "allow_blank", "compact", "key"}
    | {"justify", "overflow", "no_wrap", "ratio", "width", "height", "style", "min_width"}
    | {"callback", "command", "score", "text", "expand", "data"}
)


def _texts(call: ast.Call) -> Iterator[ast.expr]:
    """Return what a call shows; of a choice its words, not what it stands for."""
    name = name_of(call.func)
    if name == "Hit":
        yield from call.args[1:2]
    elif name in ("DiscoveryHit", "Select", "Selection"):
        yield from call.args[:1]
    else:
        yield from call.args
    yield from (each.value for each in call.keywords if each.arg not in _NO_TEXTS)


def _with_scopes(
    node: ast.AST, scopes: tuple[Scope, ...]
) -> Iterator[tuple[ast.AST, tuple[Scope, ...]]]:
    for child in ast.iter_child_nodes(node):
        yield child, scopes
        inner = (*scopes, child) if isinstance(child, Scope) else scopes
        yield from _with_scopes(child, inner)


def _last_word(annotation: ast.expr) -> str:
    """Return the innermost name of a type: `Content` of `list[Content]`."""
    text = ast.unparse(annotation).replace("'", "")
    return text.rstrip("]").split("[")[-1].split(",")[0].split(".")[-1].strip()


class _Known:
    """What a module says about the names in it."""

    def __init__(self, tree: ast.Module) -> None:
        self._returns = {
            each.name: _last_word(each.returns)
            for each in ast.walk(tree)
            if isinstance(each, ast.FunctionDef) and each.returns is not None
        }
        heirs = {
            each.name
            for each in ast.walk(tree)
            if isinstance(each, ast.ClassDef) and _derives(each) and not _has_init(each)
        }
        self.told = TOLD | _RICH | heirs
        self._resolving: set[str] = set()

    def is_safe(self, value: ast.expr, scopes: tuple[Scope, ...]) -> bool:
        """Tell whether a value is no text, or a text of the source itself."""

        def all_safe(values: Iterable[ast.expr | None]) -> bool:
            return all(each is None or self.is_safe(each, scopes) for each in values)

        match value:
            case ast.Constant():
                return True
            case ast.JoinedStr():
                return all(isinstance(each, ast.Constant) for each in value.values)
            case ast.Tuple():  # of a choice: its words, and what it stands for
                return all_safe(value.elts[:1])
            case ast.List() | ast.Set():
                return all_safe(value.elts)
            case ast.Dict():
                return all_safe(value.values)
            case ast.ListComp() | ast.GeneratorExp():
                return all_safe([value.elt])
            case ast.Starred() | ast.Subscript():
                return all_safe([value.value])
            case ast.IfExp():
                return all_safe([value.body, value.orelse])
            case ast.BoolOp():
                return all_safe(value.values)
            case ast.BinOp():  # other signs than these make no text
                composes = isinstance(value.op, ast.Add | ast.Mod | ast.Mult)
                return not composes or all_safe([value.left, value.right])
            case ast.Call():
                return self._is_safe_call(value, scopes)
            case ast.Name():
                return self._is_safe_name(value.id, scopes)
        return False

    def _is_safe_call(self, call: ast.Call, scopes: tuple[Scope, ...]) -> bool:
        name = name_of(call.func)
        if name in _KINDS or self._returns.get(name) in _KINDS:
            return True
        if name == "len":
            return True
        if name in ("MappingProxyType", "max", "min"):
            return all(self.is_safe(each, scopes) for each in call.args)
        made = call.func.value if isinstance(call.func, ast.Attribute) else None
        # `Content.assemble(...)`, and `Content(...).stylize(...)`
        return made is not None and (
            name_of(made) in _KINDS
            or (isinstance(made, ast.Call) and self._is_safe_call(made, scopes))
        )

    def _is_safe_name(self, name: str, scopes: tuple[Scope, ...]) -> bool:
        if name in self._resolving:
            return True
        self._resolving.add(name)
        try:
            for scope in reversed(scopes):
                values = list(_values(name, scope))
                if values:
                    return all(each is not None and self.is_safe(each, scopes) for each in values)
            return False
        finally:
            self._resolving.discard(name)


_SAFE: Final = ast.Constant(None)


def _values(name: str, scope: Scope) -> Iterator[ast.expr | None]:
    """Return what a name stands for in a scope; None for what cannot be known."""
    if isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
        for argument in (*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs):
            if argument.arg == name:
                kind = _last_word(argument.annotation) if argument.annotation else ""
                yield _SAFE if kind in _KINDS else None
    for node in ast.walk(scope) if not isinstance(scope, ast.Module) else scope.body:
        match node:
            case ast.Assign():
                for target in node.targets:
                    yield from _assigned(name, target, node.value)
            case ast.AnnAssign() | ast.AugAssign():
                if isinstance(node.target, ast.Name) and node.target.id == name:
                    yield node.value
            case ast.For() | ast.comprehension():
                if any(isinstance(each, ast.Name) and each.id == name for each in _named(node)):
                    yield None


def _named(node: ast.For | ast.comprehension) -> Iterator[ast.AST]:
    return ast.walk(node.target)


def _assigned(name: str, target: ast.expr, value: ast.expr) -> Iterator[ast.expr | None]:
    if isinstance(target, ast.Name) and target.id == name:
        yield value
    elif isinstance(target, ast.Tuple) and any(
        isinstance(each, ast.Name) and each.id == name for each in target.elts
    ):
        if isinstance(value, ast.Tuple) and len(value.elts) == len(target.elts):
            for to, each in zip(target.elts, value.elts, strict=True):
                yield from _assigned(name, to, each)
        else:
            yield None


MARKUP_SAMPLES: Final = (
    ("Static(text)", "Static(text, markup=False)"),
    ("Static('x')", "Static('x', markup=False)"),
    ("Label(f'hallo {naam}', markup=True)", "Label(Content(naam), markup=False)"),
    ("Static(id='x', markup=switch)", "Static(id='x', markup=False)"),
    ("self.notify(sentence)", "self.notify(sentence, markup=False)"),
    ("self.app.notify('x', title=f'{x}')", "self.app.notify('x', markup=False)"),
    ("OptionList(*options)", "OptionList(*options, markup=False)"),
    ("class A(Static):\n def __init__(self): pass", "class A(Static):\n pass"),
    ("A()\nclass A(Static): x = 1", "A(markup=False)\nclass A(Static): x = 1"),
    ("Button(words)", "Button('Bewaren')"),
    ("Button(f'{x}' if y else 'z')", "Button('y' if y else 'z')"),
    ("Button('hallo %s' % naam)", "Button('hallo %s' % 'Jan')"),
    ("Button('{}'.format(x))", "Button(Content('{}'.format(x)))"),
    ("Button('hallo ' + naam)", "Button(Content('hallo ') + Content(naam))"),
    ("Checkbox(label=naam)", "Checkbox(label=Text(naam), id=naam)"),
    ("Select([(naam, value)])", "Select([(Text(naam), value)], value=value)"),
    ("Select((each, 1) for each in names)", "Select((Text(each), each) for each in names)"),
    ("a = naam; Select(a)", "a = [(Text(naam), 1)]; Select(a)"),
    ("a = ['x']; a = naam; Tab(a)", "a = 'x'; a = 'y'; Tab(a)"),
    ("for a in names: Tab(a)", "for a in names: Tab(Text(a))"),
    ("a, b = 'x', naam; Tab(b)", "a, b = 'x', naam; Tab(a)"),
    ("def f(a: str): Tab(a)", "def f(a: Content): Tab(a)"),
    ("def f() -> str: Tab(f())", "def f() -> Text: Tab(f())"),
    ("def f() -> list[str]: Tab(*f())", "def f() -> list[Text]: Tab(*f())"),
    ("WORDS = {1: naam}; Tab(WORDS[x])", "WORDS = {1: 'een'}; Tab(WORDS[x])"),
    ("table.add_row('x', naam)", "table.add_row('x', Text(naam), style=style)"),
    ("self.root.add(naam)", "found.add(naam)"),
    ("tree.add_leaf(naam)", "tree.add_leaf(Content(naam))"),
    ("Hit(1, naam, run)", "Hit(1, Text(naam), run, text=naam)"),
    ("DiscoveryHit('x', run, help=naam)", "DiscoveryHit('x', run, help='y')"),
    ("self.border_title = f'{x}'", "self.border_title = Content(f'{x}')"),
    ("self.tooltip: str = '; '.join(x)", "self.notes = f'{x}'"),
    ("self.border_subtitle += naam", "self.border_subtitle += 'x'"),
    ("app.sub_title = naam", "app.sub_title = 'OEFENEN'"),
    ("Content.from_markup(naam)", "Content.from_markup('[b]x[/b]')"),
    ("Text.from_markup(f'[b]{naam}[/b]')", "Text.from_markup('[b]x[/b]')"),
    ("Content.from_text(naam)", "Content.from_text('x')"),
    ("def render(self) -> str: pass", "def render(self) -> Content: pass"),
    ("Console(stderr=True)", "Console(stderr=True, markup=False)"),
    ("TextColumn(naam)", "TextColumn(naam, markup=False)"),
    ("from rich import print", "from rich import box"),
    ("rich.print(naam)", "console.print(naam)"),
)
"""What must be found, all on one line, and beside it what is as it should be."""
