"""The release that people sign, as one web page that prints on one A4 page and needs no network."""

from importlib.resources import files
from pathlib import Path

from jinja2 import Environment

from campaign import report
from campaign.office import Office
from campaign.sentences import releasewords, saying
from schedules.errors import BadRequest

ENDINGS = (".html", ".htm")


def write(office: Office, language: str, path: Path) -> None:
    """Write the campaign's release in a language.

    Raises BadRequest for a language without one, and for a file that is not to be a web page.
    """
    if path.suffix.lower() not in ENDINGS:
        raise BadRequest("release-ending", path=path, hint=saying.say("release-pdf-hint"))
    tongue = language.partition("-")[0].lower()
    if tongue not in releasewords.TEXTS:
        raise BadRequest("release-language", language=language, known=", ".join(releasewords.TEXTS))
    report.put(path, rendered(office, tongue))


def rendered(office: Office, tongue: str) -> str:
    """Return the page."""
    words = releasewords.TEXTS[tongue]
    spoken = [words["tongues"].get(one.partition("-")[0], one) for one in office.settings.languages]
    page = (files("campaign") / "release.html").read_text(encoding="utf-8")
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(page)
    return template.render(
        tongue=tongue,
        words=words,
        languages=spoken,
        campaign=office.settings.name,
        organisations=office.settings.organisations,
        version=releasewords.VERSION,
    )
