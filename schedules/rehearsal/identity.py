"""Who the rehearsal Page is and who connects it: `page.json`, made up once and kept in the folder."""

import json
import random
import secrets
from pathlib import Path
from typing import Any

from schedules.rehearsal.shelf import Who

# what `page.json` grants at first; take one out there to rehearse a lacking role or permission
TASKS = ["ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"]
SCOPES = [
    "pages_show_list",
    "pages_read_engagement",
    "pages_manage_posts",
    "pages_manage_engagement",
    "pages_read_user_content",
    "read_insights",
]


def made(folder: Path, name: str | None) -> dict[str, Any]:
    """Return who the Page is; made up once."""
    fresh = {
        "page_id": str(random.SystemRandom().randrange(10**14, 10**15)),
        "token": f"rehearsal-{secrets.token_hex(16)}",
        "name": "Testimony Campaign",
        "app_id": str(random.SystemRandom().randrange(10**14, 10**15)),
        "app_secret": secrets.token_hex(16),
        "user_id": str(random.SystemRandom().randrange(10**14, 10**15)),
        "user_token": f"rehearsal-user-{secrets.token_hex(16)}",
        "tasks": TASKS,
        "scopes": SCOPES,
    }
    return fresh | read(folder) | ({"name": name} if name else {})


def read(folder: Path) -> dict[str, Any]:
    """Return what the folder says of its Page; nothing if it says nothing."""
    try:
        told = json.loads((folder / "page.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def write(folder: Path, told: dict[str, Any]) -> None:
    """Keep who the Page is, for its owner's eyes alone."""
    new = folder / "page.json.new"
    new.write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")
    new.chmod(0o600)
    new.replace(folder / "page.json")


def who(told: dict[str, Any]) -> Who:
    """Return by whom the Page is connected."""
    names = ("app_id", "app_secret", "user_id", "user_token")
    return Who(
        **{name: told[name] for name in names}, tasks=tuple(told["tasks"]), scopes=tuple(told["scopes"])
    )
