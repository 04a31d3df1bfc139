"""Dutch, as it is written in Flanders."""

from media.languages.language import Dialogue, Habit, Language, Notes, Sample, Shown, Spoken

_COMMON = """
het een van ik je dat niet zijn maar ook voor om nog wij hij zij ze wel naar bij uit geen heb heeft hebben
wordt worden kan kunnen deze dit onze mijn jullie heel toen waar alles iets altijd samen omdat zonder goed meer
veel tot hoe nu door aan ben hun moet moeten gaat gaan werd waren
"""
_TELLING = """
kom komt kijk kijken bekijk ontdek ontdekt ontdekken lees luister welkom bedankt dank morgen vandaag vanavond verhaal
verhalen getuigenis getuigenissen ondernemer ondernemers nieuw nieuwe leven winkel bakker bakkerij vertelt zie
brood bak bakken dag dagen ochtend avond jaar jaren fiets fietsen herstel bloemen tuin verkoopt verkopen moeilijk
helpt helpen begint begon opent opende startte kreeg krijgt leende
durven werk geld klanten dank allemaal droom
twee drie vier ja nee
"""
_CLINGING = """
de het een 't 'n der des den
aan achter behalve bij binnen boven buiten door in langs met na naar naast om onder op over per sinds te tegen
ten ter tijdens tot tussen uit van vanaf vanuit via voor voorbij wegens zonder
en of maar want dus dat die als dan omdat doordat hoewel indien mits nadat opdat sinds tenzij terwijl toen totdat
voordat wanneer zoals zodat zodra
mijn m'n jouw je zijn z'n haar hun ons onze uw dit deze elk elke ieder iedere geen alle
ik jij hij ze we wij
dhr. mevr. mr. ir. ing. dr. prof. meneer mevrouw
"""
_LEANING = """
ben bent is was waren heb hebt heeft hebben had hadden word wordt worden werd werden
kan kunt kunnen kon konden zal zult zullen zou zouden moet moeten moest moesten mag mogen mocht mochten
wil wilt willen wou wilde wilden ga gaat gaan ging gingen
welk welke waarvan waarvoor waarmee waarin waarop waarbij wiens wier
"""

LANGUAGE = Language(
    code="nl",
    region="nl_BE",
    facebook_locale="nl_NL",  # the list has nl_BE too
    reading_speed=(15.0, 17.0),
    common_words=frozenset(_COMMON.split()),
    clinging_words=frozenset(_CLINGING.split()),
    leaning_words=frozenset(_LEANING.split()),
    telling_words=frozenset(_TELLING.split()),
    telling_signs=(
        r"\b[a-z]*(?:aa|uu|ee|oo)[bdfgklmnprst]",
        r"\b[a-z]*(?:ij|sch)[a-z]*\b",
        r"\b[a-z]{2,}(?:ken|gt|dt|elt)\b",
    ),
    roles={
        "entrepreneur": "micro-ondernemer",
        "microfinancier": "microfinancier",
        "coach": "coach",
        "policy-maker": "beleidsmaker",
        "jury": "jurylid",
        "host": "presentatie",
    },
    sample=Sample(
        name="Fatou Voorbeeld",
        role="micro-ondernemer",
        cue="De markt ging dicht, maar mijn oven bleef elke dag aan.",
    ),
    at="om",
    draft="ONTWERP",
    yes=("j", "ja"),
    no=("n", "nee", "neen"),
    hours=("u", "uur"),
    weekdays=(
        "ma maandag",
        "di din dinsdag",
        "wo woe woensdag",
        "do don donderdag",
        "vr vrij vrijdag",
        "za zat zaterdag",
        "zo zon zondag",
    ),
    months={"febr": 2},
    shown=Shown(
        months="januari februari maart april mei juni juli augustus september oktober november december",
        short_months="jan feb mrt apr mei jun jul aug sep okt nov dec",
        weekdays="maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        short_weekdays="ma di wo do vr za zo",
        languages={"nl": "Nederlands", "fr": "Frans", "en": "Engels"},
        cities={"Europe/Brussels": "Brussel"},
        both="en",
        either="of",
    ),
    spoken=Spoken(
        now=("nu", "direct", "meteen", "onmiddellijk"),
        days={"vandaag": 0, "morgen": 1, "overmorgen": 2, "gisteren": -1, "eergisteren": -2},
        next=("volgende", "komende", "aanstaande"),
        this=("deze", "van"),
        parts={
            "vroeg": (4, 11),
            "ochtend": (4, 11),
            "morgen": (4, 11),
            "voormiddag": (6, 12),
            "middag": (12, 18),
            "namiddag": (12, 18),
            "avond": (17, 23),
        },
        midnight=("middernacht",),
        before_day=("op",),
        since=("van", "vanaf", "tussen"),
        about=("rond", "omstreeks", "tegen", "circa", "ca", "ongeveer"),
        until=("tot", "t/m", "en", "of", "dan"),
        before_time=("te",),
        clock_words=("half", "kwart"),
        lapse=("over", "binnen"),
        units={
            "s": "s sec seconde seconden",
            "m": "m min minuut minuten",
            "h": "h u uur uren",
            "d": "d dag dagen",
        },
    ),
    ordinals=("e",),
    names=("vlaams", "flamand", "flemish", "vls"),
    habits=(Habit(code="apostrophe-opens", look=r"(?<!\w)‘(?=[stnkm]\b)", put="’"),),
    dialogue=Dialogue(first=r"(?![-–—])", second=r"-(?=\S)"),  # the second speaker alone is marked
    small_start=r"-?['’][stnk] [a-zà-ÿ]",
    loans=(r"(?:micro)?(?:lening|krediet)\w*", "geleend", "lenen"),
    kit_keys={
        "color": "kleur kleuren",
        "fonts": "lettertype lettertypes",
        "title_card": "titelkaart",
        "end_card": "eindkaart",
        "lower_third": "naambalk",
        "subtitles": "ondertitels ondertiteling",
        "partner": "partners",
        "picture": "beeld",
        "audio": "geluid",
        "theme": "thema thema's",
        "name": "naam",
        "languages": "talen taal",
        "link": "koppeling",
        "foreground": "voorgrond",
        "background": "achtergrond",
        "primary": "hoofdkleur primair",
        "accent": "accentkleur",
        "paper": "papier",
        "subtitle_text": "ondertiteltekst ondertitel-tekst",
        "subtitle_box": "ondertitelvlak ondertitel-vlak",
        "path": "pad bestand",
        "light": "licht",
        "dark": "donker",
        "corner": "hoek",
        "width_pct": "breedte",
        "box_alpha": "dekking ondoorzichtigheid",
        "logo_light": "logo-licht",
        "logo_dark": "logo-donker",
        "url": "website adres",
        "order": "volgorde",
        "seconds": "seconden duur",
        "fade": "overvloeien overgang",
        "text": "tekst",
        "partners_text": "partnertekst",
        "fill": "vulling vullen",
        "surround": "rondom rand",
        "look": "look uiterlijk uitzicht vormgeving",
        "cover": "omslag omslagbeeld voorblad",
        "words": "woorden",
        "small_light": "klein-licht licht-klein",
        "small_dark": "klein-donker donker-klein",
        "second_language": "tweede-taal",
        "highlight": "markering markeren",
        "shape": "vorm",
        "style": "stijl",
        "tighten": "dichterbij inzoomen aansnijden",
        "question": "vraag",
        "short": "kort kortere",
        "fr": "frans",
        "nl": "nederlands vlaams",
        "en": "engels",
    },
    numerals=("een één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    kit_choices={
        "nl": ("Nederlands", "Vlaams", "nld"),
        "fr": ("Frans", "fra"),
        "en": ("Engels", "eng"),
        "top-left": ("linksboven", "links boven", "boven links", "bovenaan links", "linkerbovenhoek"),
        "top-right": ("rechtsboven", "rechts boven", "boven rechts", "bovenaan rechts", "rechterbovenhoek"),
        "bottom-left": ("linksonder", "links onder", "onder links", "onderaan links", "linkeronderhoek"),
        "bottom-right": (
            "rechtsonder",
            "rechts onder",
            "onder rechts",
            "onderaan rechts",
            "rechteronderhoek",
        ),
        "surround": ("omgeven", "omkaderd", "rand", "met rand"),
        "crop": ("bijgesneden", "bijsnijden", "uitsnijden"),
        "blur": ("vervaagd", "vervagen", "wazig", "onscherp"),
        "brand": ("huisstijlkleur", "merkkleur", "huisstijl", "kleur"),
        "band": ("band", "balk", "strook", "woordenband"),
        "classic": ("klassiek",),
        "flag": ("vlag", "naamvlag", "vaandel"),
        "plate": ("plaat", "plaatje", "naamplaat", "naamplaatje"),
        "film": ("film", "beeld", "filmbeeld"),
        "none": ("geen", "zonder", "niets"),
        "split": ("gesplitst", "verdeeld", "gedeeld"),
        "plain": ("eenvoudig", "gewoon", "effen"),
        "off": ("uit", "geen", "nee"),
        "on": ("aan",),
        "word": ("woord", "woorden"),
    },
    notes=Notes(
        estimated="Tijden geschat door Testimony Campaign",
        aligned="Tijden uit het geluid gehaald door Testimony Campaign",
        recognised="Woorden en tijden herkend door Testimony Campaign",
        unchecked="niemand heeft ze nagekeken.",
        checked="nagekeken door {who} op {day}",
        words="woorden",
        look="Nakijken",
        differences={
            "not-spoken": "Niet gezegd op {at}",
            "not-in-text": "Niet in de tekst op {at}",
            "otherwise": "Anders gezegd op {at}",
        },
        to_fill="te vertalen ondertitels.",
    ),
    inventions=(
        r"onderti?te?l(?:s|d|ing|ed)?(?: ingediend)?(?: door)?(?: de)? amara org gemeenschap",
        r"ondertiteld door.{0,40}",
        r"ondertiteling(?: door.{0,40})?",
        r"ondertitels? (?:door|ingediend door|gemaakt door).{0,40}",
        r"(?:muziek|applaus|gelach)",
        r"tv gelderland(?: \d+)?",
        r"(?:bedankt|dank u|dank je)(?: wel)? voor het kijken(?: naar deze video)?",
        r"vergeet niet te abonneren(?: op het kanaal)?",
    ),
)
