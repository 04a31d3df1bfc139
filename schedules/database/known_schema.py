"""Is a database's schema ours and nothing else? A trigger, view, index or rule of a stranger's is found by comparing.

Asked before any table is read, for a view may stand in a table's place. What the migrations make is known by its hash;
where a newer Alembic writes it otherwise, it is made anew in memory and compared.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from functools import cache, lru_cache

from media.findings import Finding
from schedules.model import campaign_paths

Part = tuple[str, str, str, str]  # type, name, table, and its normalised SQL
FILE = campaign_paths.DATABASE
KNOWN: dict[
    str, tuple[str, ...]
] = {  # by schema version: of what the migrations make, and made before a release
    "0001": ("7f739d9209e93b5947c5728e83b037c7c6ce6b1a75d06eec1715f75c34ec14ab",),
    "0002": ("3edaf6486fcc0131f68a75fa2b9ed967245bfae55393546c06828848cc32a126",),
    "0003": ("45caca4aa795556f78b4fd48fd850c84aad6a074aa558ff45ecae9b5ab1223aa",),
    "0004": ("b0dd5e3d7ce162e51f977de4a5f1a27a57874a06aca93d3f256ef1fe2bcea6ee",),
    "0005": (
        "4728f62ee3986b77e34dfe946ce3f364266b957fa572f2b8bd95e162c65087ac",
        "07c9ab96601c2b1e559bade4c96ee177bf2f4c88f303974c1588f7330386684d",  # no key on the guardian yet
    ),
    "0006": (
        "56240063c0cf01943e1721ebd07b80f5df587f59509896c457262ba0a309683c",
        "a393a28d23515113c5406901572c7f989ef4976559efab632e4f8e0db83e8256",  # from that 0005
    ),
    "0007": (
        "aacfba6f992ab90c8dbbe2c4b2c457cfa88c7cb956c0150810ef5904da2f57dd",
        "0e8e9a7c2c9bfd77a7dc56d2664c138545522a892a346e0c4786750688a62ee7",  # from that 0005
    ),
    "0008": (
        "06116124d3486ff9286ab7d9bd26c6b474caae4b4310566b640bd0121555d5fb",
        "ce248fd42eb1350334707039bbe3ef9565b2cd136250d533aa13fe95d8994b64",  # from that 0005
    ),
    "0009": (
        "beca6fafa72f857671b21e61bdb52999778be3d5a263a57ee573b356e70bbc77",
        "242c9719ee93124cfbba5859e1183380d93d67ee102fc25ec2326adf2de74271",  # from that 0005
    ),
    "0011": (
        "53d3695390074071d64158d027339038a12d998f1a1363fe8ff7f5617f26d991",
        "228ccbb22baf32a2ec62ce2bb95468ef4f06697bb7c72152d57ffa2e30476067",  # from that 0005
    ),
    "0012": (
        "7d3d2f27008293d479953cb0b1a1db62e3002b3d48d4336edb9e8b16112abc5e",
        "6a7456c7a0f98f3499b640560592dd336608dd15feb3aad47d4aec4f115dfc63",  # from that 0005
    ),
    "0013": (
        "607e629586d45a66e9bbf54bcf1b42273471c3e92b665b7059f9a6d3de2583e4",
        "23a426305089f328dc063571959c47844795880133ec69b4421771882dafe760",  # from that 0005
    ),
}
_STATISTICS = ("sqlite_stat1", "sqlite_stat4")  # of ANALYZE; they steer the planner alone
_TOKEN = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|`[^`]*`|\[[^\]]*\]|\w+|[^\s\w]""")


def version(connection: sqlite3.Connection) -> str | None:
    """Return the schema's version as the database names it, None where it has none; raises sqlite3.Error."""
    table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if connection.execute(table).fetchone() is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return row[0] if row and isinstance(row[0], str) else None


def strangers(connection: sqlite3.Connection, version: str) -> list[Finding]:
    """Return what of the schema is not as our migrations make it, or lacks; raises sqlite3.Error."""
    found = parts(connection)
    shared = "SELECT count(*) - count(DISTINCT rootpage) FROM sqlite_master WHERE rootpage > 0"
    odd = {("table", "sqlite_master")} if connection.execute(shared).fetchone()[0] else set()
    if digest(found) not in KNOWN.get(version, ()):
        odd |= {part[:2] for part in {*found} ^ {*_made(version)}}
    return [
        Finding(code="strange-schema", severity="error", where=FILE, params={"kind": kind, "name": name})
        for kind, name in sorted(odd)
    ]


def parts(connection: sqlite3.Connection) -> list[Part]:
    """Return what a schema consists of, in a form that spaces and quotes do not change."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    told = [(str(kind), str(name), str(table), _normal(sql)) for kind, name, table, sql in rows]
    return sorted(part for part in told if part[:2] not in {("table", one) for one in _STATISTICS})


def digest(found: list[Part]) -> str:
    """Return the hash of a schema's parts."""
    return hashlib.sha256(json.dumps(found).encode()).hexdigest()


@lru_cache(maxsize=256)  # the same few statements in each database
def _normal(sql: object) -> str:
    """Return SQL without what its writer was free in: spaces, quotes, capitals, the order within a table's brackets."""
    tokens = list(_tokens(str(sql or "")))
    if tokens[:2] != ["create", "table"]:
        return " ".join(tokens)
    items: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token, 0)
        if (depth == 1 and token in "(,") or (depth == 0 and token == ")"):
            items.append([])
        else:
            items[-1].append(token)
    return "\n".join(sorted(map(" ".join, items)))


def _tokens(sql: str) -> Iterator[str]:
    for token in _TOKEN.findall(sql):
        bare = token[1:-1] if token[0] in '"`[' else token
        yield token if token[0] == "'" else bare.lower()


@cache
def _made(version: str) -> tuple[Part, ...]:
    """Return the parts that our migrations make up to a version."""
    from schedules.database.migrations import steps  # Alembic is slow to load and seldom needed

    with steps.in_memory(version) as connection:
        return tuple(parts(connection))
