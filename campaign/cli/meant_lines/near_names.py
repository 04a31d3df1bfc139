"""Names of no organisation or testimony that are nearly one: the line with the name that there is."""

from campaign.cli.typed_lines import for_good
from campaign.cli.typed_lines.typed_line import Line, Slip
from schedules.errors import BadRequest


def organisation(line: Line, error: Exception) -> Slip | None:
    """Refuse the name of no organisation, where one is nearly called so, with the line that names it."""
    if getattr(error, "code", "") != "organisation-near" or not isinstance(error, BadRequest):
        return None
    written, name = str(error.params["written"]), str(error.params["name"])
    texts = [one.text if one.text != written else name for one in line.words]
    texts = [one if one != f"--organisation={written}" else f"--organisation={name}" for one in texts]
    return Slip(
        code="organisation-near-line", meant=line.rewritten(texts), params={"written": written, "name": name}
    )


def testimony(line: Line, error: Exception) -> Slip | None:
    """Refuse what is no testimony, where one testimony alone can be meant, with the line as it was meant."""
    told = error.params if isinstance(error, BadRequest) else {}
    written, person = told.get("slug"), told.get("person")
    films = told.get("films") if person else [told["name"]] if told.get("name") else None
    places = [place for place, one in enumerate(line.words) if one.text == written]
    if (
        not str(getattr(error, "code", "")).startswith("no-such-testimony-")
        or not isinstance(films, list)
        or len(films) != 1
        or len(places) != 1
        or not for_good.may_offer(line.before, str(written), str(person or films[0]))
    ):
        return None
    texts = [one.text for one in line.words]
    texts[places[0]] = str(films[0])
    takes = any("--person" in one.opts for one in line.command.params)
    if person and takes and not told.get("speaks") and "--person" not in texts:
        texts += ["--person", str(person)]
    code = "testimony-meant-person" if person else "testimony-meant"
    told = {"slug": written, "person": person, "name": films[0]}
    return Slip(code=code, meant=line.rewritten(texts), params=told)
