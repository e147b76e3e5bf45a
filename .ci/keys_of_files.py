"""Print the keys that records, series, werkvormen and settings may hold, one name a line.

Such a field is read and written with its table as a whole, so nothing names it, and vulture
would call it dead. A dataclass of a file is keyword-only, has `extra`, or says `key(...)`.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path


def is_table(node: ast.ClassDef) -> bool:
    """Tell whether a class is a table of a file: keyword-only, or with room for unknown keys."""
    keyword_only = any(
        keyword.arg == "kw_only"
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call)
        for keyword in decorator.keywords
    )
    return keyword_only or any(
        isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and field.target.id == "extra"
        for field in node.body
    )


def is_key(value: ast.expr | None) -> bool:
    """Tell whether a field is made by `key(...)`."""
    return (
        isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "key"
    )


def keys_of(tree: ast.Module) -> set[str]:
    """Name the keys that the tables of a module hold."""
    return {
        field.target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for field in node.body
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and (is_table(node) or is_key(field.value))
    }


names: set[str] = set()
for folder in sys.argv[1:]:
    for file in Path(folder).rglob("*.py"):
        names |= keys_of(ast.parse(file.read_text(encoding="utf-8")))
sys.stdout.write("".join(f"{name}\n" for name in sorted(names)))
