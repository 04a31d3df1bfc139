"""Text that was decoded wrongly is decoded again; text that was not stays as it is."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.errors import BadInput
from media.text import encodings


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("CrÃ©dal, câ€™est", "Crédal, c’est"),
        ("CrÃ©dal en Crédal", "Crédal en Crédal"),
        ("â‚¬ 5", "€ 5"),
        ("Å“uvre", "œuvre"),
        ("CrÃƒÂ©dal", "Crédal"),
    ],
)
def test_decoded_again(written: str, meant: str) -> None:
    """UTF-8 that was read as an older encoding, once or twice, wholly or in part, is read again as UTF-8."""
    assert encodings.repaired(written) == meant


@pytest.mark.parametrize(
    "text",
    ["Elle a dit â€œouiâ€", "Et puis nonâ€ .", "nonâ€\u00a0!", "BEAUTÉ²", "LIBERTÉ°", "À°", "EMPLOYÉ·E·S"],
)
def test_what_was_not_decoded_wrongly_or_lost_a_byte_stays(text: str) -> None:
    """Nothing is guessed: not what stood where a byte was lost, and capitals with accents are right as they are."""
    assert encodings.repaired(text) == text


@pytest.mark.parametrize(
    "line",
    [
        "« Ça va ? » – l’été à Liège…",
        "‘s Avonds: één crème brûlée",
        "œ : « oui »",
        "Ayşe & Łukasz",
        "Ã",
        "naïef",
        "São Paulo",
    ],
)
def test_right_lines_stay(line: str) -> None:
    """Quotes, dashes, spaces and accents of right lines are as they were."""
    assert encodings.repaired(line) == line


def test_invisible_characters() -> None:
    """What nobody sees goes, a line end of Unicode becomes a space, a letter of Windows is that letter."""
    assert encodings.repaired("\ufeffeen\u200b\u2028twee \x80 5") == "een twee € 5"


def line_in(page: str, text: str) -> bytes:
    """Three lines in a page, the second with what tells it from others."""
    return f"1\n{text}\neen\n".encode(page)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("cp1252", "één café, geïnteresseerd, hè"), ("cp1252", "À Liège, la crème de Thérèse…"),
        ("cp1252", "« LIBERTÉ\u00a0» n° 5, 40 m², € 3"), ("cp1252", "c’est “ça”"), ("cp1252", "João Muñoz"),
        ("cp850", "Une créatrice d'idées à Liège, près de chez vous"), ("cp437", "één crème"),
        ("mac_roman", "Une créatrice d'idées à Liège"), ("utf-16-le", "Crédal"), ("utf-16-be", "Crédal"),
        ("utf-16", "Crédal"), ("utf-32-le", "Crédal"), ("utf-8", "Şükrü"), ("utf-8-sig", "Şükrü"),
    ],
)  # fmt: skip
def test_what_is_sure_is_read(page: str, text: str) -> None:
    """Letters of every day, or an encoding that shows by itself, leave no doubt, whatever the code page."""
    reading = encodings.read(line_in(page, text))
    assert (reading.text.split("\n")[1], reading.sure) == (text, True)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("cp1254", "Şükrü İnce"), ("cp1254", "Ayşe Yıldız"), ("iso8859_9", "Çağla Ağrı"), ("cp857", "Şükrü"),
        ("cp1250", "Łukasz uit Łódź"), ("cp1250", "Petr Čech"), ("cp1250", "Zięba"), ("cp1250", "Kovačević"),
        ("cp1250", "Dvořák"), ("cp1250", "Gergő Szűcs"), ("iso8859_2", "Wałęsa"), ("cp1250", "Poznań"),
        ("cp1250", "Ştefan Ţurcanu"), ("cp1257", "Jānis Bērziņš"), ("cp1251", "Иван Петров"), ("koi8_u", "Иван Петров"),
        ("cp1253", "Γιώργος"), ("cp1256", "محمد"),
    ],
)  # fmt: skip
def test_names_are_guessed_and_asked(page: str, text: str) -> None:
    """Letters of names are guessed by the language that has them together, and never said to be sure."""
    reading = encodings.read(line_in(page, f"Dit is {text}, hier."))
    assert text in reading.text
    assert (reading.sure, reading.line, reading.guesses[0].sample) == (False, 2, f"Dit is {text}, hier.")
    assert len({one.sample for one in reading.guesses}) == len(reading.guesses) > 1


NAMES = (
    "Şükrü Łukasz Čapek Ağrı Gergő Jørgen Иван Zięba Þór Muñoz Ștefan Wałęsa Poznań Bērziņš Ayşe Işık Özgür Ömer "
    "István Łódź Ilić Γιώργος محمد Brăila Peña João Anaïs Loïc Zoë Hélène Benoît Jérôme Ève Geneviève Aïcha Liège "
    "Überlingen België daarvóór ruïne brûlée très là où être août Œuvre cœur Dvořák"
)
PAGES = "cp1252 iso8859_15 cp1254 cp1250 iso8859_2 cp1257 cp1251 cp1253 cp1256 cp850 cp852 cp857 mac_roman"


def test_no_name_in_any_page_is_taken_for_another() -> None:
    """A single name, in each page that can hold it: what is sure is right, and where it is not, it is asked."""
    wrong = []
    for name in NAMES.split():
        for page in PAGES.split():
            content = f"Dit is {name}.".encode(page, errors="replace")
            reading = encodings.read(content)
            if b"?" not in content and reading.sure and reading.text != content.decode(page):
                wrong.append((name, page, reading.text))
    assert wrong == []


def test_everyday_words_are_sure() -> None:
    """What Belgian computers write every day is read without a question."""
    words = (
        "één vóór geïnteresseerd coördinatie reünie hè crème très là où être même août déjà cœur naïef façade"
    )
    names = "Liège België Thérèse Hélène François Benoît Loïc Zoë Anaïs Gaëlle Ömer Müller Gül Muñoz Peña"
    for word in [
        *words.split(),
        *names.split(),
        "…maar ja",
        "Brussel–Luik",
        "« oui »",
        "5 €",
        "n° 5",
        "d’été",
    ]:
        reading = encodings.read(f"Dit is\n{word}\n".encode("cp1252"))
        assert (reading.sure, reading.text.split("\n")[1]) == (True, word)


@given(
    words=st.lists(
        st.sampled_from(
            [
                "Şükrü",
                "Čapek",
                "Łukasz",
                "één",
                "crème",
                "Ağrı",
                "Țurcanu",
                "Jørgen",
                "Иван",
                "naïef",
                "Zięba",
            ]
        ),
        min_size=1,
    ),
    page=st.sampled_from(["cp1252", "cp1250", "cp1254", "cp850", "mac_roman", "iso8859_16", "cp1251"]),
)
def test_what_is_sure_is_right(words: list[str], page: str) -> None:
    """Whatever names stand in whatever page: a reading that is not the right one is never sure."""
    content = " ".join(words).encode(page, errors="ignore")
    reading = encodings.read(content)
    assert reading.text == content.decode(page) or not reading.sure


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("één\ncrème\n".encode() + b"caf\xe9\n", 3),
        ("één feest ".encode() + b"\xf0\x9f\x8e\n", 1),
        (b"feest\n\xf0\x9f\x8e\r\n", 2),
        (b"l\xe2\x80t\n", 1),
    ],
)
def test_utf8_but_for_a_byte(content: bytes, line: int) -> None:
    """A file that is UTF-8 but for single bytes is that, with the line of the first, and no other page."""
    reading = encodings.read(content)
    assert (reading.broken, reading.sure, reading.line, "\ufffd" in reading.text) == (True, False, line, True)


def test_what_somebody_says_holds() -> None:
    """An encoding that a person names is taken, unless nobody knows it or the bytes do not fit it."""
    assert encodings.read("Şükrü".encode("cp1254"), encoding="cp1254").text == "Şükrü"
    with pytest.raises(BadInput, match="encoding-unknown"):
        encodings.read(b"\xe9", encoding="rot13")
    with pytest.raises(BadInput, match="encoding-does-not-fit"):
        encodings.read(b"een\n\xe9", encoding="utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_are_read(content: bytes) -> None:
    """Any bytes are read as some text, at a line that is there."""
    reading = encodings.read(content)
    assert 1 <= reading.line <= content.count(b"\n") + 1


@pytest.mark.parametrize(
    "page", ["latin-1", "cp1252", "cp1254", "cp1250", "mac_roman", "cp850", "cp437", "cp1251"]
)
def test_utf8_read_as_any_page_is_noticed(page: str) -> None:
    """UTF-8 that was read as one of the pages that offices have is noticed and read again."""
    wrong = "Crédal l’été à Liège".encode().decode(page)
    assert encodings.spoilt(wrong) == "twice"
    assert encodings.repaired(wrong) == "Crédal l’été à Liège"


@pytest.mark.parametrize("name", ["Şükrü", "Łukasz", "Ağrı", "İnce", "Yıldız", "Wałęsa"])
def test_names_read_wrongly_are_noticed(name: str) -> None:
    """Names whose UTF-8 was read as Windows-1252 are noticed and read again."""
    wrong = name.encode().decode("cp1252", errors="surrogateescape")
    if wrong.isprintable():
        assert encodings.spoilt(wrong) == "twice"
        assert encodings.repaired(wrong) == name


@pytest.mark.parametrize(
    ("line", "spoilt"),
    [
        ("une cr?atrice", "questions"), ("Ay?e", "questions"), ("????", "questions"), ("l\ufffd", "lost"),
        ("Wat? Hoe?", None), ("https://x.be/?a=b", None), ("watch?v=1", None), ("В\u00a0Москве «да»", None),
        ("« LIBERTÉ »… Île, Âge, São João", None), ("Ärzte, Änderung…", None), ("Wat?!", None),
    ],
)  # fmt: skip
def test_lost_letters(line: str, spoilt: str | None) -> None:
    """Letters that became question marks or were lost are noticed; questions, links and other languages are not."""
    assert encodings.spoilt(line) == spoilt


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("👩\u200d🍳 en ❤️\u200d🔥", True),
        ("می\u200cخواهم", True),
        ("नमस्\u200dते", True),
        ("שלום!\u200f", True),
        ("\u200f(שלום)", True),
        ("Dag \u200fIk", False),
        ("\u200fשלום\u200f!", True),
        ("Bru\u200dssel", False),
        ("Ik\u200e bak", False),
        ("👩\u200d ", False),
        ("a\u200bb", False),
    ],
)
def test_what_leads_letters_is_not_invisible(text: str, seen: bool) -> None:
    """Joiners and marks of direction belong to the signs that they lead; elsewhere they are what nobody sees."""
    assert (encodings.INVISIBLE.search(text) is None) is seen
    assert (encodings.repaired(text) == text) is seen


@pytest.mark.parametrize(
    "before", ["", "Een lange zin " * 9, '<?xml version="1.0"?><tt xml:lang="nl"><body><p>' * 2]
)
@pytest.mark.parametrize(("page", "name"), [("cp1254", "Ayşe Yıldız"), ("cp1250", "Łukasz Żak")])
def test_samples_show_the_letters_in_question(before: str, page: str, name: str) -> None:
    """Readings that are offered differ in what is shown of them, however far into a line the letters stand."""
    reading = encodings.read(f"{before}{name} vertelt.".encode(page), language="nl")
    assert not reading.sure
    assert name in reading.guesses[0].sample
    assert len({one.sample for one in reading.guesses}) == len(reading.guesses) > 1
    assert max(len(one.sample) for one in reading.guesses) < 70


@pytest.mark.parametrize(
    "around",
    ["Ik heet {}.", "Ik ben {}, en dit is mijn café, met één zoon: Zoë.", "Je suis {}, née à Liège."],
)
@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("cp1250", "Michał Paweł Rafał Gał Wiśniewski Leśniak Kościelny Woźniak Sęk Zdeněk Kőszegi Ştefan"),
        ("iso8859_2", "Michał Paweł Rafał Žák"),
        ("cp1254", "Yıldız Aydın Kılıç"),
    ],
)  # fmt: skip
def test_names_that_read_like_western_text(page: str, names: str, around: str) -> None:
    """Names of which another page makes words with Western letters or signs (Micha³, Leœniak) are asked about, too."""
    for name in names.split():
        text = around.format(name).translate({ord(a): ord(b) for a, b in zip("ëàè", "éáé", strict=True)})
        reading = encodings.read(text.encode(page), language="nl")
        assert not reading.sure, (name, reading.text)
        assert any(name in guess.sample for guess in reading.guesses), (name, reading.guesses)


def test_western_signs_are_sure() -> None:
    """Units, numbers and words with oe, as Belgian texts have them, are no guess."""
    words = "n°5 15m² 50m³ 20°C 5km² CO² cœur œil œuf nœud œnologie manœuvre aiguë reünie prêt forêts évêque"
    for word in words.split():
        reading = encodings.read(f"Un mot: {word} et un café très bon.".encode("cp1252"), language="fr")
        assert (reading.sure, word in reading.text) == (True, True), word


@pytest.mark.parametrize("stray", [b"\x81", b"\x8d", b"\x90"])
def test_a_stray_byte_behind_many_words(stray: bytes) -> None:
    """A page that has no letter for a byte is no reading, also where it stands behind all words that are judged."""
    words = " ".join(f"{a}{b}{c}é" for a, b, c in product("bcdfghklmn", "aeiou", "lmnrstvkpd"))
    read = encodings.read(words.encode("cp1252") + b"\n" + stray + b" einde")
    assert "cp1252" not in (read.encoding, *(one.encoding for one in read.guesses))
    assert not any("\x80" <= sign <= "\x9f" for sign in read.text)
