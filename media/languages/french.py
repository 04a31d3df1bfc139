"""French, as it is written in Belgium; its spaces are those of the Imprimerie nationale."""

import re

from media.languages.language import NARROW, WIDE, Dialogue, Habit, Language, Notes, Sample, Shown, Spoken

_COMMON = """
le la les un une est et à au aux du que qui ne pas je j' vous nous il elle ils elles mais pour dans avec sur ce
cette ces c'est d'un d'une qu'on ont été être avoir fait faire très bien aussi mon ma mes notre nos votre vos leur tout
tous même sans où quand parce j'ai n'est l'on suis sommes était
"""
_TELLING = """
bonjour bonsoir venez découvrez découvrir regardez regarder écoutez voici voir demain hui histoire histoires
témoignage témoignages nouveau nouvelle nouveaux nouvelles vie raconte boulanger boulangère boulangerie magasin lisez
bienvenue merci pain pains fais fait faut voilà quel quelle moi jour jours matin matins année années vélo vélos fleurs
aide aident ouvre lance entrepreneurs entrepreneuse entrepreneuses prêt
jardin répare vend vends vendons ouvert commencé seule métier travail argent rêve rêves difficile oser ça oui
"""
_CLINGING = """
le la les un une des du de au aux ce cet cette ces
à dans en par pour sans sous sur vers chez avec avant après contre depuis derrière devant dès entre envers
jusque malgré parmi pendant selon ainsi tandis parce afin
et ou mais car donc ni or que qui dont où si quand comme lorsque puisque quoique
mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
je tu il elle on nous vous ils elles se me te y
ne très chaque quelques toute toutes aucun aucune
m. mm. mme mmes mlle mlles me dr pr monsieur madame
"""
_LEANING = """
ai as a avons avez ont avais avait avions aviez avaient aurai auras aura aurons aurez auront aurais aurait auraient
aie aies ait ayons ayez aient ayant
suis es est sommes êtes sont étais était étions étiez étaient serai seras sera serons serez seront serais serait
seraient sois soit soyons soyez soient étant être avoir
peux peut pouvons pouvez peuvent pouvais pouvait pouvaient pourra pourrai pourrait pourraient pourrais
dois doit devons devez doivent devais devait devaient devra devrai devrait devraient devrais
veux veut voulons voulez veulent voulais voulait voulaient voudrais voudrait voudraient
vais vas va allons allez vont allais allait allaient faut fallait faudra faudrait
lequel laquelle lesquels lesquelles auquel auxquels auxquelles duquel desquels desquelles
quel quelle quels quelles grâce lors quant peu sein
"""
_LIGATURED = r"(?i)\b(?:choeur|coeur|soeur|oeuvre|manoeuvre|oeuf|boeuf|noeud|voeu|oeil|moeurs|oenolog)\w*"
_BREAKABLE = r" (?=([;!?])(?:[\s;:!?»)\]”\"…]|$))| (?=»(?:[\s;:!?)\]”\".,…]|$))| (?=:(?:\s|$))|(?<=«) (?=\S)"
_VOWEL = (  # of the words that begin with h, those of Latin and Greek; a y before a vowel is a consonant: de Yasmine
    r"(?i)[aàâæeéèêëiîïoôœuùûü]|y(?![aeiouéè])"
    r"|h(?:[éèêôy]|abi[lt]|ector|el[ei]|enri|er[mv]|eur|ist|iver|om[em]|on[no]|or[at]|ubert|ug[ou]|um|uî|uil)"
)


def _spaced(found: re.Match[str]) -> str:
    return (WIDE if found[1] in ":»" else NARROW) + found[1]


def _unbroken(found: re.Match[str]) -> str:
    return NARROW if found[1] else WIDE


LANGUAGE = Language(
    code="fr",
    region="fr_BE",
    facebook_locale="fr_FR",
    reading_speed=(15.0, 17.0),
    common_words=frozenset(_COMMON.split()),
    clinging_words=frozenset(_CLINGING.split()),
    leaning_words=frozenset(_LEANING.split()),
    telling_words=frozenset(_TELLING.split()),
    telling_signs=(
        r"\b[jJcC]'[aàeéêiîou]",
        r"\b[lLdDnNmMsS]'[aàeéêiîou]",
        r"\b[a-z]+(?:é|ée|és|ées|ère|ière)\b",
        r"\b[a-z]*[éèê][a-z]+(?:trices?|[ae]nces?|euses?|ements?|ions?)\b",
    ),
    roles={
        "entrepreneur": "micro-entrepreneur·e",
        "microfinancier": "microfinanceur·euse",
        "coach": "coach",
        "policy-maker": "responsable politique",
        "jury": "membre du jury",
        "host": "présentation",
    },
    sample=Sample(
        name="Hélène Exemple",
        role="micro-entrepreneuse",
        cue="Le marché a fermé, mais mon four est resté allumé : j’ai livré !",
    ),
    at="à",
    draft="BROUILLON",
    yes=("o", "oui"),
    no=("n", "non"),
    hours=("h", "heure", "heures"),
    weekdays=(
        "lun lundi",
        "mar mardi",
        "mer mercredi",
        "jeu jeudi",
        "ven vendredi",
        "sam samedi",
        "dim dimanche",
    ),
    shown=Shown(
        months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        short_months="janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
        weekdays="lundi mardi mercredi jeudi vendredi samedi dimanche",
        short_weekdays="lun. mar. mer. jeu. ven. sam. dim.",
        languages={"nl": "néerlandais", "fr": "français", "en": "anglais"},
        cities={"Europe/Brussels": "Bruxelles"},
        both="et",
        either="ou",
    ),
    spoken=Spoken(
        now=("maintenant", "tout de suite", "immediatement"),
        days={
            "aujourd'hui": 0,
            "demain": 1,
            "apres-demain": 2,
            "apres demain": 2,
            "hier": -1,
            "avant-hier": -2,
        },
        next=("prochain",),
        this=("ce", "cet", "cette"),
        parts={"matin": (4, 11), "apres-midi": (12, 18), "soir": (17, 23)},
        noon=("midi",),
        midnight=("minuit",),
        before_day=("le",),
        since=("de", "du", "dès", "entre", "depuis"),
        about=("vers", "environ", "env", "ca", "circa"),
        until=("à", "a", "au", "et", "jusque", "jusqu'à", "jusqu’à", "ou", "puis"),
        clock_words=("et demi", "et quart", "moins le quart", "demie"),
        lapse=("dans", "d'ici"),
        units={
            "s": "s sec seconde secondes",
            "m": "m min mn minute minutes",
            "h": "h heure heures",
            "d": "j jour jours",
        },
    ),
    ordinals=("er", "e"),
    first_day="er",
    elides=True,
    elisions={"de": "d’", "le": "l’", "que": "qu’", "jusque": "jusqu’", "lorsque": "lorsqu’"},
    elided_before=_VOWEL,
    space_before_signs=WIDE,
    habits=(
        Habit(
            code="space-before-sign",
            look=r"(?<=[^\s;:!?«(\[\"“…])[ ]*([;!?»])(?=[\s;:!?»)\]”\".,…]|$)",
            put=_spaced,
        ),
        Habit(code="space-before-sign", look=r"(?<=[^\s;:!?])[ ]*(:)(?=\s|$)", put=_spaced),
        Habit(code="space-after-quote", look=r"«[ ]*(?=\S)", put="«" + WIDE),
        Habit(code="ligature", look=_LIGATURED),
    ),
    unbreaking=Habit(code="space-breaks", look=_BREAKABLE, put=_unbroken),
    dialogue=Dialogue(  # both speakers are marked, and a space follows
        first=r"[-–—][ \u00a0\u202f](?=\S)", second=r"[-–—][ \u00a0\u202f](?=\S)"
    ),
    loans=(r"(?:micro)?crédit\w*", "prêts?", r"emprunt\w*"),
    kit_keys={
        "color": "couleur couleurs",
        "fonts": "police polices",
        "title_card": "carton-de-titre titre",
        "end_card": "carton-de-fin fin",
        "lower_third": "synthé bandeau",
        "subtitles": "sous-titres",
        "partner": "partenaire",
        "picture": "image",
        "audio": "son",
        "theme": "thème thèmes",
        "name": "nom",
        "languages": "langues langue",
        "link": "lien",
        "foreground": "avant-plan avantplan premier-plan",
        "background": "arrière-plan arrièreplan fond",
        "primary": "principale principal primaire",
        "accent": "accentuation",
        "paper": "papier",
        "subtitle_text": "texte-des-sous-titres texte-sous-titres",
        "subtitle_box": "fond-des-sous-titres fond-sous-titres",
        "path": "chemin fichier",
        "light": "clair",
        "dark": "foncé sombre",
        "corner": "coin",
        "width_pct": "largeur",
        "box_alpha": "opacité",
        "logo_light": "logo-clair",
        "logo_dark": "logo-foncé logo-sombre",
        "url": "site adresse",
        "order": "ordre",
        "seconds": "secondes durée",
        "fade": "fondu",
        "text": "texte",
        "partners_text": "texte-des-partenaires texte-partenaires",
        "fill": "remplissage remplir",
        "surround": "entourage autour",
        "look": "aspect apparence allure",
        "cover": "couverture vignette",
        "words": "mots",
        "small_light": "petit-clair clair-petit",
        "small_dark": "petit-foncé petit-sombre foncé-petit",
        "second_language": "deuxième-langue seconde-langue",
        "highlight": "surbrillance surlignage",
        "shape": "forme",
        "style": "style",
        "tighten": "rapprocher resserrer zoomer",
        "question": "question",
        "short": "court courte abrégé",
        "fr": "français francais",
        "nl": "néerlandais",
        "en": "anglais",
    },
    numerals=("un une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    kit_choices={
        "fr": ("français",),
        "nl": ("néerlandais", "flamand"),
        "en": ("anglais",),
        "top-left": ("en haut à gauche", "haut gauche", "à gauche en haut", "coin supérieur gauche"),
        "top-right": ("en haut à droite", "haut droite", "à droite en haut", "coin supérieur droit"),
        "bottom-left": ("en bas à gauche", "bas gauche", "à gauche en bas", "coin inférieur gauche"),
        "bottom-right": ("en bas à droite", "bas droite", "à droite en bas", "coin inférieur droit"),
        "surround": ("entouré", "entourer", "bordure", "avec bordure"),
        "crop": ("recadré", "recadrer", "rogné", "rogner"),
        "blur": ("flou", "flouté", "flouter"),
        "brand": ("couleur de la charte", "charte", "couleur", "couleur de la marque"),
        "band": ("bande", "bandeau"),
        "classic": ("classique",),
        "flag": ("drapeau", "fanion"),
        "plate": ("plaque", "plaquette", "cartouche"),
        "film": ("film", "image", "image du film"),
        "none": ("aucun", "aucune", "sans", "rien"),
        "split": ("partagé", "divisé", "séparé"),
        "plain": ("simple", "sobre", "uni"),
        "off": ("désactivé", "aucun", "aucune", "non", "éteint"),
        "on": ("activé", "allumé"),
        "word": ("mot", "mots"),
    },
    notes=Notes(
        estimated="Minutage estimatif de Testimony Campaign",
        aligned="Minutage fait sur le son par Testimony Campaign",
        recognised="Mots et minutage reconnus par Testimony Campaign",
        unchecked="pas encore de relecture.",
        checked="relecture par {who} le {day}",
        words="mots",
        look="À vérifier",
        differences={
            "not-spoken": "Non prononcé à {at}",
            "not-in-text": "Absent du texte à {at}",
            "otherwise": "Dit autrement à {at}",
        },
        to_fill="sous-titres à traduire.",
    ),
    inventions=(
        r"sous titr(?:es|age)(?: (?:réalisés?|faits?|proposés?|par|st|de|société).{0,60})?",
        r"(?:musique|applaudissements|rires)",
        r"merci d avoir regardé(?: cette vidéo)?",
        r"abonnez vous(?: à la chaîne)?",
    ),
)
