"""What each part may load, seen from an interpreter that has loaded nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

import sessiecoach

PACKAGE = Path(sessiecoach.__file__).parent
LAYERS_WITHOUT_SCREENS = sorted(
    file.parent.name for file in PACKAGE.glob("*/__init__.py") if file.parent.name != "ui"
)

_LOADED_BY = """
import json, sys
before = set(sys.modules)
{statements}
sys.__stdout__.write("\\n" + json.dumps(sorted(set(sys.modules) - before)))
"""


def modules_of(package: str) -> list[str]:
    """Name every module of `package`, a dotted name below sessiecoach or sessiecoach itself."""
    folder = PACKAGE.joinpath(*package.split(".")[1:])
    names = []
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
        names.append(".".join(parts).removesuffix(".__init__"))
    return [name for name in names if not name.endswith("__main__")]


def loaded_by(statements: str, working_folder: Path | None = None) -> set[str]:
    """Run `statements` in a fresh interpreter and name the modules that this loaded."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-I", "-B", "-c", _LOADED_BY.format(statements=statements)],
        capture_output=True,
        encoding="utf-8",
        cwd=working_folder,
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def families(modules: Iterable[str]) -> set[str]:
    """Name the top-level packages of `modules`."""
    return {module.partition(".")[0] for module in modules}


def foreign_to_the_domain(modules: Iterable[str]) -> set[str]:
    """Name what is neither of the standard library nor of the domain."""
    return {
        module
        for module in modules
        if module.partition(".")[0] not in sys.stdlib_module_names
        and module not in ("sessiecoach", "sessiecoach.domain")
        and not module.startswith("sessiecoach.domain.")
    }


def import_all(modules: Iterable[str]) -> str:
    """Write the statement that imports `modules`."""
    return f"import {', '.join(modules)}"


def test_domain_loads_only_the_standard_library() -> None:
    """Every module of the domain together loads nothing of other layers or other projects."""
    modules = modules_of("sessiecoach.domain")
    loaded = loaded_by(import_all(modules))
    assert set(modules) <= loaded
    assert foreign_to_the_domain(loaded) == set()


def test_what_is_foreign_to_the_domain_is_seen() -> None:
    """Another layer and another project are both named, also when loaded on the way."""
    loaded = loaded_by("import sessiecoach.storage.home, tomli_w")
    assert {"sessiecoach.storage", "sessiecoach.storage.home", "tomli_w"} <= (
        foreign_to_the_domain(loaded)
    )


@pytest.mark.parametrize("layer", LAYERS_WITHOUT_SCREENS)
def test_layers_without_screens_load_no_textual(layer: str) -> None:
    """A report or a check never waits for Textual; Rich is for what makes tables."""
    unwanted = {"textual"} if layer == "export" else {"textual", "rich"}
    loaded = loaded_by(import_all(modules_of(f"sessiecoach.{layer}")))
    assert families(loaded) & unwanted == set()


def test_every_layer_without_screens_is_asked() -> None:
    """The packages above are found by being there; these at least are."""
    assert {"domain", "dutch", "storage", "live"} <= set(LAYERS_WITHOUT_SCREENS)


@pytest.mark.parametrize("arguments", [[], ["--help"], ["--version"], ["check"]])
def test_command_line_loads_no_textual(arguments: list[str]) -> None:
    """Importing the command line, asking it for help and checking files all do without Textual."""
    run = "import sessiecoach.cli"
    if arguments:
        run += (
            "\ntry:"
            f"\n    code = sessiecoach.cli.main({arguments!r})"
            "\nexcept SystemExit as leaving:"
            "\n    code = leaving.code"
            "\nassert code in (0, None), code"
        )
    loaded = loaded_by(run)
    assert "sessiecoach.cli" in loaded
    assert "textual" not in families(loaded)


def test_textual_is_seen_when_it_is_loaded() -> None:
    """The question above can be answered with yes."""
    assert "textual" in families(loaded_by("import textual.app"))


def test_the_start_screen_loads_no_session() -> None:
    """What only an open session needs is not waited for before the list is painted."""
    loaded = loaded_by("import sessiecoach.ui.app, sessiecoach.ui.screens.start")
    assert {"sessiecoach.storage.archive", "sessiecoach.ui.widgets.meeting_list"} <= loaded
    unwanted = ("sessiecoach.domain.session", "sessiecoach.storage.records", "tomli_w")
    assert [module for module in sorted(loaded) if module.startswith(unwanted)] == []


def test_importing_does_nothing(home: Path) -> None:
    """Importing every module of the program makes no file and no folder."""
    before = set(home.rglob("*"))
    loaded = loaded_by(import_all(modules_of("sessiecoach")), working_folder=home / "work")
    assert "sessiecoach.storage.home" in loaded
    assert set(home.rglob("*")) == before
