"""The release that people sign, as one web page that prints on one A4 page and needs no network."""

from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment

from campaign.messages import translate, web_page
from campaign.workspace import Office
from schedules.errors import BadRequest

VERSION = "2026-1"
TEXTS: dict[str, dict[str, Any]] = {
    "nl": {
        "title": "Toestemming voor een filmgetuigenis",
        "intro": "Wij vragen u twee dingen apart: of wij u mogen filmen, en of wij de film mogen tonen. U mag op elke "
        "vraag neen zeggen. "
        "Iedereen die herkenbaar is, tekent een eigen formulier.",
        "controllers": "Gezamenlijk verantwoordelijk voor uw gegevens",
        "you": ["Naam", "E-mail of telefoon", "Film (nummer of onderwerp)"],
        "film": "1. Ik laat mij filmen",
        "publish": "2. Ik laat de film en citaten eruit tonen",
        "yes": "ja",
        "no": "neen",
        "edits": "De film mag ingekort, ondertiteld en vertaald worden, zonder dat mijn woorden een andere "
        "betekenis krijgen.",
        "only": "Als u bij 2 ja zegt, dan enkel voor wat u aankruist:",
        "channels": ["Waar", ["Facebookpagina van de campagne", "websites van de partners", "nieuwsbrief",
        "pers", "drukwerk"]],
        "languages": "Talen",
        "tongues": {"nl": "Nederlands", "fr": "Frans", "en": "Engels", "de": "Duits"},
        "purposes": ["Waarvoor", ["deze campagne", "archief", "betaalde advertenties"]],
        "name": ["Mijn naam", ["volledig", "enkel voornaam", "schuilnaam:", "geen naam"]],
        "duration": ["Hoelang", ["tot ik mijn toestemming intrek", "tot en met (datum):"]],
        "special": [
            "3. Enkel als de film erover vertelt: ik stem er uitdrukkelijk mee in dat de film spreekt over mijn",
            ["gezondheid", "afkomst", "geloof of overtuiging", "politieke mening", "vakbond"],
        ],
        "rights": "Wat u moet weten",
        "points": [
            ["Vrij.", "Weigeren of intrekken verandert niets: niet aan uw krediet, niet aan uw begeleiding, niet "
            "aan uw werk."],
            ["Intrekken", "kan altijd, helemaal of voor één kanaal of taal, even gemakkelijk als toestemmen: een "
            "bericht of "
             "telefoontje volstaat, zonder reden, aan:"],
            ["Daarna", "halen wij de film zo snel mogelijk van onze pagina’s, als het kan binnen 24 uur; u krijgt "
            "antwoord binnen een "
             "maand. Wat voordien gebeurde, blijft rechtmatig. "
             "Drukwerk dat al verspreid is, kan niet worden teruggehaald."],
            ["Grondslag", "is uw toestemming (AVG artikel 6.1.a, en 9.2.a voor punt 3) en uw recht op afbeelding. "
            "Voor de "
             "Facebookpagina is ook Meta verantwoordelijk; Meta kan gegevens buiten de EU verwerken."],
            ["Bewaring:", "de film zolang uw toestemming geldt; dit formulier nog 5 jaar daarna, afzonderlijk, "
            "als bewijs."],
            ["Uw rechten:", "inzage, verbetering, wissing, beperking, overdracht, en klacht bij de "
            "Gegevensbeschermingsautoriteit "
             "(gegevensbeschermingsautoriteit.be)."],
        ],
        "sign": ["Datum", "Handtekening"],
        "minor": "Bent u jonger dan 18? Dan tekent ook een ouder of voogd; u tekent zelf ook.",
        "guardian": ["Naam ouder of voogd", "Datum", "Handtekening"],
        "foot": "Formulier {version} (nl). U krijgt een kopie.",
    },
    "fr": {
        "title": "Consentement à un témoignage filmé",
        "intro": "Nous vous demandons deux choses séparément : pouvons-nous vous filmer, et pouvons-nous "
        "montrer le film ? Vous pouvez "
        "dire non à chaque question. Chaque personne reconnaissable signe son propre formulaire.",
        "controllers": "Responsables conjoints du traitement de vos données",
        "you": ["Nom", "E-mail ou téléphone", "Film (numéro ou sujet)"],
        "film": "1. J’accepte d’être filmé·e",
        "publish": "2. J’accepte que le film et des citations soient montrés",
        "yes": "oui",
        "no": "non",
        "edits": "Le film peut être raccourci, sous-titré et traduit, sans changer le sens de mes paroles.",
        "only": "Si vous dites oui au point 2, uniquement pour ce que vous cochez :",
        "channels": ["Où", ["page Facebook de la campagne", "sites des partenaires", "lettre d’information",
        "presse", "imprimés"]],
        "languages": "Langues",
        "tongues": {"nl": "néerlandais", "fr": "français", "en": "anglais", "de": "allemand"},
        "purposes": ["Finalités", ["cette campagne", "archives", "publicité payante"]],
        "name": ["Mon nom", ["complet", "prénom seul", "pseudonyme :", "aucun nom"]],
        "duration": ["Durée", ["jusqu’à ce que je retire mon consentement", "jusqu’au (date) :"]],
        "special": [
            "3. Seulement si le film en parle : j’accepte explicitement que le film parle",
            ["de ma santé", "de mon origine", "de mes convictions religieuses ou autres", "de mes opinions "
            "politiques", "de mon appartenance syndicale"],
        ],
        "rights": "Ce qu’il faut savoir",
        "points": [
            ["Libre.", "Refuser ou retirer votre consentement ne change rien : ni à votre crédit, "
            "ni à votre accompagnement, ni à votre travail."],
            ["Retirer", "est possible à tout moment, en entier ou pour un canal ou une langue, aussi simplement "
            "que consentir : un "
             "message ou un appel suffit, sans motif, à :"],
            ["Ensuite", "nous retirons le film de nos pages au plus vite, dans les 24 heures si possible ; "
            "vous recevez une réponse dans "
             "le mois. Ce qui a été fait avant reste licite. Les imprimés déjà diffusés ne peuvent pas être rappelés."],
            ["La base", "est votre consentement (RGPD, article 6.1.a, et 9.2.a pour le point 3) et votre droit à "
            "l’image. Pour la "
             "page Facebook, Meta est aussi responsable ; Meta peut traiter des données hors de l’UE."],
            ["Conservation :", "le film, tant que votre consentement est valable ; ce formulaire, 5 ans "
            "de plus, à part, comme preuve."],
            ["Vos droits :", "accès, rectification, effacement, limitation, portabilité, et plainte auprès de "
            "l’Autorité de "
             "protection des données (autoriteprotectiondonnees.be)."],
        ],
        "sign": ["Date", "Signature"],
        "minor": "Vous avez moins de 18 ans ? Un parent ou tuteur signe aussi ; vous signez vous-même également.",
        "guardian": ["Nom du parent ou tuteur", "Date", "Signature"],
        "foot": "Formulaire {version} (fr). Vous en recevez une copie.",
    },
    "en": {
        "title": "Consent to a filmed testimony",
        "intro": "We ask you two things apart: whether we may film you, and whether we may show it. You may say "
        "no to anything. "
        "Everybody who can be recognised signs a form of their own.",
        "controllers": "Jointly responsible for your data",
        "you": ["Name", "E-mail or telephone", "Film (number or subject)"],
        "film": "1. I agree to be filmed",
        "publish": "2. I agree that the film and quotes from it are shown",
        "yes": "yes",
        "no": "no",
        "edits": "The film may be shortened, subtitled and translated, without changing what my words mean.",
        "only": "If you say yes to 2, then only for what you tick:",
        "channels": ["Where", ["Facebook Page of the campaign", "partners’ websites", "newsletter", "press", "print"]],
        "languages": "Languages",
        "tongues": {"nl": "Dutch", "fr": "French", "en": "English", "de": "German"},
        "purposes": ["What for", ["this campaign", "archive", "paid advertising"]],
        "name": ["My name", ["in full", "first name alone", "pseudonym:", "no name"]],
        "duration": ["How long", ["until I take my consent back", "up to and including (date):"]],
        "special": [
            "3. Only if the film tells of it: I agree explicitly that the film speaks of my",
            ["health", "origin", "belief", "political opinion", "trade union"],
        ],
        "rights": "What you should know",
        "points": [
            ["Free.", "Refusing or taking back changes nothing: not your credit, not your coaching, not your work."],
            ["Taking back", "is possible at any time, wholly or for one channel or language, as easily as "
            "agreeing: a message or a "
             "call is enough, without a reason, to:"],
            ["Then", "we take the film off our pages as soon as we can, within 24 hours if possible; you have an "
            "answer within a "
             "month. What was done before stays lawful. Printed matter already handed out cannot be called back."],
            ["The basis", "is your consent (GDPR article 6(1)(a), and 9(2)(a) for point 3) and your portrait "
            "right. For the "
             "Facebook Page Meta is responsible too; Meta may process data outside the EU."],
            ["Kept:", "the film as long as your consent holds; this form for 5 years more, apart, as proof."],
            ["Your rights:", "access, correction, erasure, restriction, portability, and a complaint to the "
            "Belgian Data Protection "
             "Authority (dataprotectionauthority.be)."],
        ],
        "sign": ["Date", "Signature"],
        "minor": "Are you younger than 18? Then a parent or guardian signs too; you sign yourself as well.",
        "guardian": ["Name of parent or guardian", "Date", "Signature"],
        "foot": "Form {version} (en). You get a copy.",
    },
}  # fmt: skip


ENDINGS = (".html", ".htm")


def write(office: Office, language: str, path: Path) -> None:
    """Write the campaign's release in a language.

    Raises BadRequest for a language without one, and for a file that is not to be a web page.
    """
    if path.suffix.lower() not in ENDINGS:
        raise BadRequest("release-ending", path=path, hint=translate.say("release-pdf-hint"))
    tongue = language.partition("-")[0].lower()
    if tongue not in TEXTS:
        raise BadRequest("release-language", language=language, known=", ".join(TEXTS))
    web_page.put(path, rendered(office, tongue))


def rendered(office: Office, tongue: str) -> str:
    """Return the page."""
    words = TEXTS[tongue]
    spoken = [words["tongues"].get(one.partition("-")[0], one) for one in office.settings.languages]
    page = (files("campaign.testimonies") / "release.html").read_text(encoding="utf-8")
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(page)
    return template.render(
        tongue=tongue,
        words=words,
        languages=spoken,
        campaign=office.settings.name,
        organisations=office.settings.organisations,
        version=VERSION,
    )
