"""The release form that people sign, as one web page that prints on one A4 page and needs no network."""

from importlib import resources
from pathlib import Path

from jinja2 import Environment

from campaign.messages import formatting, translate, web_page
from campaign.messages.translate import N_
from campaign.workspace import Workspace
from media import files
from media.languages import known
from schedules.errors import BadRequest

VERSION = "2026-1"
SCRIPTED = "script-src 'self'"  # what the policy of a page with a button says more
ENDINGS = (".html", ".htm")


def page_of(language: str) -> str:
    """Return what the form's pages in a language say that they are."""
    return f"form {known.short(language)}"


def write(workspace: Workspace, language: str, path: Path) -> None:
    """Write the campaign's release in a language; raises as `require_fit`."""
    require_fit(language, path)
    code = known.short(language)
    files.write_whole(path, web_page.sealed(rendered(workspace, code), page_of(code)))


def require_fit(language: str, path: Path) -> None:
    """Raise BadRequest for a language without a release, and for a file that is not to be a web page."""
    if path.suffix.lower() not in ENDINGS:
        raise BadRequest("release-ending", path=path, hint=BadRequest("release-pdf-hint"))
    languages = written_languages()
    if known.short(language) not in languages:
        raise BadRequest("release-language", language=language, known=", ".join(languages))


def written_languages() -> list[str]:
    """Return the languages in which there is a release."""
    return [code for code in known.languages() if "release" in translate.texts(code)]


def rendered(workspace: Workspace, code: str, *, film: str = "", script: str = "") -> str:
    """Return the page in a language that there is one in, with what is known already; `film` is its subject.

    `script` is the address of what its button to print runs, where the page is served.
    """
    words = translate.texts(code)["release"]
    spoken = [formatting.language(short, code) for short in map(known.short, workspace.settings.languages)]
    page = (resources.files("campaign.testimonies") / "release.html").read_text(encoding="utf-8")
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(page)
    return template.render(
        tongue=code,
        words=words,
        controllers=translate.labelled(words["controllers"], code),
        languages=spoken,
        campaign=workspace.settings.name,
        organisations=workspace.settings.organisations,
        version=VERSION,
        policy=f"{web_page.policy()}; {SCRIPTED}" if script else web_page.policy(),
        film=film,
        contact=next((one for one in workspace.settings.contacts if not one.startswith("@")), ""),
        script=script,
        press=translate.translate(N_("Print this form"), code),
    )
