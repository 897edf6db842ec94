"""A language is one file: the one that CONTRIBUTING shows is put in place and reads whole texts."""

from __future__ import annotations

import asyncio
import importlib
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.dispatch import decide, judge
from alerts.explain import Judgement, explain, lines
from alerts.messages import render
from alerts.rules import parse
from alerts.watches import Watch, Watchlist
from record.placing import Located
from record.store import Record
from record.types import Report, Revision
from statements import extract, lexicon
from statements.intake import Intake
from statements.languages import document_language, language
from statements.lexicon import LexiconError, words
from statements.lexicon.language import NEEDED
from statements.locating import locate_reports
from statements.pool import ExtractPool
from tests.builders import EPOCH, record_articles, revision
from tests.statements.reading import people, read_post
from tests.statements.test_robustness import check

LEXICONS = Path(__file__).with_name("lexicons")
CONTRIBUTING = (Path(__file__).resolve().parents[2] / "CONTRIBUTING.md").read_text("utf-8")
MARKS = '„“»«"\u00a0 .'
Row = tuple[str, str, str]  # speaker id, words, stance


def example() -> str:
    section = CONTRIBUTING.split("## How to add a language")[1].split("\n## ")[0]
    (found,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    return str(found)


Install = Callable[[Path], None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Puts the languages of a folder in place, for one test."""
    before = set(sys.modules)

    def add(folder: Path) -> None:
        monkeypatch.setattr(lexicon, "__path__", [*lexicon.__path__, str(folder)])
        importlib.invalidate_caches()

    yield add
    for name in set(sys.modules) - before:
        if name.startswith("statements.lexicon."):
            del sys.modules[name]
            delattr(lexicon, name.rpartition(".")[2])


@pytest.fixture
def german(tmp_path: Path, install: Install) -> None:
    (tmp_path / "de.py").write_text(example(), "utf-8")
    install(tmp_path)


@pytest.fixture
def spanish_and_french(install: Install) -> None:
    install(LEXICONS)


def read(text: str, lang: str | None) -> list[Report]:
    return extract(revision(text, "", observed_at=EPOCH, lang=lang), people())


def rows(text: str, lang: str) -> list[Row]:
    return [(each.speaker.id, said(each), each.stance) for each in read(text, lang)]


def said(report: Report) -> str:
    return " … ".join(part.strip(MARKS) for part in report.text.split(" … "))


# ---------------------------------------------------------------- German, by the file of CONTRIBUTING


GERMAN: list[tuple[str, list[Row]]] = [
    (
        "Elon Musk sagte am Montag, dass Tesla in Grünheide ein zweites Werk öffnet.",
        [("elon-musk", "Tesla in Grünheide ein zweites Werk öffnet", "claim")],
    ),
    (
        "„Der Markt in China ist schwierig“, sagte Ford-Chef Jim Farley am Montag.",
        [("jim-farley", "Der Markt in China ist schwierig", "claim")],
    ),
    ("»Das ist der Plan«, erklärte Mary Barra.", [("mary-barra", "Das ist der Plan", "claim")]),
    (
        "Ola Källenius, Chef von Mercedes-Benz, erklärte: „Die Nachfrage ist gut.“",
        [("ola-kallenius", "Die Nachfrage ist gut", "claim")],
    ),
    (
        "Christian Sewing, der die Deutsche Bank führt, sagte, die Zinsen würden sinken.",
        [("?christiansewing", "die Zinsen würden sinken", "claim")],
    ),
    (
        "Die Nachfrage sei stark, sagte der Chef von Ford.",
        [("jim-farley", "Die Nachfrage sei stark", "claim")],
    ),
    (
        "Jim Farley hat auf der Messe gesagt, der Umsatz sei gestiegen.",
        [("jim-farley", "der Umsatz sei gestiegen", "claim")],
    ),
    (
        "„Wir haben nicht vor, das Werk zu verkaufen“, hat Jim Farley gesagt. „Das ist falsch.“",
        [("jim-farley", "Wir haben nicht vor, das Werk zu verkaufen … Das ist falsch", "deny")],
    ),
    (
        "„Das Werk“, sagte Elon Musk am 3. März, „ist fertig.“",
        [("elon-musk", "Das Werk … ist fertig", "claim")],
    ),
    ("BMW wies den Bericht über eine Fusion zurück.", [("bmw", "den Bericht über eine Fusion", "deny")]),
    ("Tesla bestritt Gespräche mit der Regierung.", [("tesla", "Gespräche mit der Regierung", "deny")]),
    (
        "Eine Sprecherin von Xiaomi teilte mit, dass es keine Pläne für Europa gebe.",
        [("xiaomi", "es keine Pläne für Europa gebe", "deny")],
    ),
    (
        "Am Montag kündigte Tesla an, in dem Werk 2000 Stellen zu streichen.",
        [("tesla", "in dem Werk 2000 Stellen zu streichen", "plan")],
    ),
    (
        "Elon Musk lobte die Ingenieure und kündigte an, das Werk zu erweitern.",
        [("elon-musk", "die Ingenieure", "judge"), ("elon-musk", "das Werk zu erweitern", "plan")],
    ),
    (
        "Die Gewerkschaft IG Metall forderte am Dienstag, dass der Konzern die Löhne erhöht.",
        [("?igmetall", "der Konzern die Löhne erhöht", "ask")],
    ),
    (
        "Verkehrsminister Volker Wissing betonte, dass die Preise sinken. „Es reicht“, sagte Wissing.",
        [("?volkerwissing", "die Preise sinken", "claim"), ("?volkerwissing", "Es reicht", "claim")],
    ),
    (
        "Laut Volkswagen steigt die Produktion um zehn Prozent.",
        [("volkswagen", "steigt die Produktion um zehn Prozent", "claim")],
    ),
    (
        "Die Produktion steigt laut Volkswagen um zehn Prozent.",
        [("volkswagen", "Die Produktion steigt … um zehn Prozent", "claim")],
    ),
    (
        "Volkswagen zufolge steigt der Umsatz um zehn Prozent.",
        [("volkswagen", "steigt der Umsatz um zehn Prozent", "claim")],
    ),
    (
        "Wie Elon Musk sagte, ist das Werk im Mai fertig.",
        [("elon-musk", "ist das Werk im Mai fertig", "claim")],
    ),
    (
        "Laut Anna Berger ist das Werk bereit. „Es ist hell“, sagte Berger.",
        [("?annaberger", "ist das Werk bereit", "claim"), ("?annaberger", "Es ist hell", "claim")],
    ),
    ("Die Preise fallen, so Jim Farley.", [("jim-farley", "Die Preise fallen", "claim")]),
    ("Elon Musk: „Der Preis ist zu hoch.“", [("elon-musk", "Der Preis ist zu hoch", "claim")]),
    (
        "Auf die Frage, ob das Werk bleibt, sagte Elon Musk: „Das ist noch offen.“",
        [("elon-musk", "Das ist noch offen", "claim")],
    ),
    (
        "„Ich bin stolz“, sagte Lei Jun, und er fügte hinzu: „Der Wagen ist bereit.“",
        [("lei-jun", "Ich bin stolz", "judge"), ("lei-jun", "Der Wagen ist bereit", "claim")],
    ),
    (
        "Lei Jun sagte, der Wagen sei bereit, und er fügte hinzu, dass er stolz auf das Team sei.",
        [("lei-jun", "der Wagen sei bereit", "claim"), ("lei-jun", "er stolz auf das Team sei", "judge")],
    ),
    (
        "Jim Farley, Chef von Ford, sagte Elon Musk am Telefon, die Nachfrage sei gut.",
        [("jim-farley", "die Nachfrage sei gut", "claim")],
    ),
    (
        "Die Lage sei „sehr ernst“, sagte Elon Musk. „Das ist noch nicht alles.“",
        [("elon-musk", "Die Lage sei „sehr ernst … Das ist noch nicht alles", "claim")],
    ),
    (
        "Elon Musk schrieb auf X: „Das Werk ist fertig“ und ging nach Hause.",
        [("elon-musk", "Das Werk ist fertig", "claim")],
    ),
    (
        "Jim Farley sagte der Zeitung „Welt“, die Nachfrage sei gut.",
        [("jim-farley", "die Nachfrage sei gut", "claim")],
    ),
    (
        "Die Nachfrage, sagte Elon Musk am Montag, sei gut.",
        [("elon-musk", "Die Nachfrage … sei gut", "claim")],
    ),
    ("Die UBS erklärte, dass die Zinsen sinken.", [("?ubs", "die Zinsen sinken", "claim")]),
    ("Laut Minister Habeck sinken die Preise.", [("?habeck", "sinken die Preise", "claim")]),
    ("Wissing sagte, dass die Preise sinken.", [("?wissing", "die Preise sinken", "claim")]),
    (
        "In Wolfsburg hat Oliver Blume gesagt, das Werk bleibe.",
        [("oliver-blume", "das Werk bleibe", "claim")],
    ),
    (
        "Jim Farley kam nach Köln. „Das Werk bleibt hier“, sagte Farley.",
        [("jim-farley", "Das Werk bleibt hier", "claim")],
    ),
    ("Karl M. Weber sagte, dass das Werk bleibt.", [("?karlmweber", "das Werk bleibt", "claim")]),
    ("Das koste 5 Mio. Euro, sagte Elon Musk.", [("elon-musk", "Das koste 5 Mio. Euro", "claim")]),
    (
        "Elon Musk sagte: „Es reicht. Jim Farley hat recht.“ Er fügte hinzu, das Werk sei fertig.",
        [
            ("elon-musk", "Es reicht. Jim Farley hat recht", "claim"),
            ("elon-musk", "das Werk sei fertig", "claim"),
        ],
    ),
]


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(("text", "expected"), GERMAN, ids=[text[:40] for text, _ in GERMAN])
def test_the_german_of_contributing_reads(text: str, expected: list[Row]) -> None:
    assert rows(text, "de") == expected


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    "text",
    [
        "Das Werk ist neu. Die Halle in Berlin ist groß, und der Verkauf läuft gut.",
        "Der Bericht sagte, dass nichts stimmt.",
        "Elon Musk sagte nicht, ob das Werk kommt.",
        "Experten sagten, die Preise würden fallen.",
        "Studie sagt, die Preise fallen.",
        "Der Verkäufer sagte, es sei gut.",
        "Elon Musk ist so müde, dass er schläft.",
        "Die dementierte Nachricht, dass Tesla verkauft wird, ist falsch.",
        "„Das ist gut“, sagte er.",
        "Elon Musk eröffnete am Montag das Werk in Grünheide.",
        "Falls Elon Musk bestätigt, dass Tesla kommt, steigt der Kurs.",
        "Es ist unklar, ob der Manager Elon Musk sagte, dass Tesla kommt.",
    ],
)
def test_where_nobody_says_anything_in_german_nothing_is_read(text: str) -> None:
    assert read(text, "de") == []


@pytest.mark.usefixtures("german")
def test_a_german_article_is_read_from_its_first_name_to_its_last_pronoun() -> None:
    text = (
        "Jim Farley sprach am Montag in einem Interview mit der Zeitung über das Werk in Köln.\n\n"
        "„Wir werden in Köln keine Stellen streichen“, sagte er in dem Interview.\n\n"
        "„Das haben wir versprochen.“\n\n"
        "Das Unternehmen teilte mit, dass der Umbau im Mai beginne.\n\n"
        "Lesen Sie auch: Elon Musk sagte, das Werk sei fertig."
    )
    found = read(text, "de")
    assert [(each.speaker.id, each.reasons[-1].code) for each in found] == [
        ("jim-farley", "pronoun"),
        ("jim-farley", "carried-over"),
        ("ford", "topic"),
    ]
    assert [(each.venue, each.polarity, each.provenance) for each in found] == [
        ("interview", "negative", "direct-quote"),
        ("interview", "positive", "direct-quote"),
        (None, "positive", "paraphrase"),
    ]
    for each in found:
        assert each.text == " … ".join(text[start:end] for start, end in each.content)


@pytest.mark.usefixtures("german")
def test_he_is_whoever_spoke_last_unless_a_sentence_since_begins_with_another() -> None:
    text = (
        "Elon Musk war in Berlin. „Das Werk wird größer“, sagte er.\n"
        "Jim Farley reiste nach Köln. „Das Werk bleibt hier“, sagte er. Er lobte auch Elon Musk. "
        "„Das ist gut“, sagte er."
    )
    assert [each.speaker.id for each in read(text, "de")] == ["elon-musk", *["jim-farley"] * 3]


@pytest.mark.usefixtures("german")
def test_an_unknown_spokeswoman_speaks_for_her_company() -> None:
    (found,) = read("Anna Berger, Sprecherin der Nordwerk AG, sagte: „Das ist uns bekannt.“", "de")
    assert (found.speaker.id, found.who, found.org) == ("?nordwerkag", "Anna Berger", "Nordwerk AG")
    assert found.provenance == "spokesperson"


@pytest.mark.usefixtures("german")
def test_a_german_post_is_its_authors_word() -> None:
    (found,) = read_post("Wir haben keine Pläne für den Bau eines Werks in Europa.")
    assert (found.speaker.id, found.stance, found.polarity) == ("lei-jun", "deny", "negative")


WORDS = """Elon Musk Tesla-Chef sagte wies zurück kündigte an laut zufolge wie so er Sprecherin von der das
Unternehmen Ford und nicht hat gesagt „ “ » « " , . : – ( ) 3. Dr. l' dass ß İ 雷军表示，"""
PIECES = st.sampled_from([*words(WORDS), "\n", "\x00", ", dass ", "Elon Musk sagte"])


@pytest.mark.usefixtures("german")
@given(st.lists(PIECES, max_size=50).map(" ".join))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_mixture_of_german_words_and_marks_makes_it_fail(text: str) -> None:
    check(text, read(text, "de"))


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    "piece", ["sagte ", "Elon Musk, ", "Musk sagte, ", "er „", "Er sagte: „Ja.“\n", "A ", "l'"]
)
def test_a_long_text_of_one_thing_takes_no_time(piece: str) -> None:
    begun = time.process_time()
    read((piece * 100_000)[:100_000], "de")
    assert time.process_time() - begun < 5


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("marks", ["„“", "»«", "“”", '""', "«»"])
def test_the_quotes_of_a_language_are_added_to_the_usual_ones(marks: str) -> None:
    (found,) = read(f"{marks[0]}Das Werk bleibt hier{marks[1]}, sagte Elon Musk.", "de")
    assert (found.kind, found.text) == ("direct", f"{marks[0]}Das Werk bleibt hier{marks[1]}")


@pytest.mark.usefixtures("german")
def test_a_mention_ends_before_the_one_who_is_told() -> None:
    text = "Jim Farley kam nach Köln. „Das Werk bleibt hier“, sagte Farley der Zeitung."
    (found,) = read(text, "de")
    assert found.mention is not None
    assert text[slice(*found.mention)] == "Farley"


@pytest.mark.usefixtures("german")
def test_a_compound_names_the_organisation_of_an_unknown_chief() -> None:
    (found,) = read("Nordwerk-Chef Karl Meier sagte, dass das Werk bleibt.", "de")
    assert (found.who, found.org, found.role) == ("Karl Meier", "Nordwerk", "Chef")


# ---------------------------------------------------------------- Spanish and French


SPANISH: list[tuple[str, list[Row]]] = [
    (
        "Elon Musk dijo el lunes que Tesla tiene una fábrica en México.",
        [("elon-musk", "Tesla tiene una fábrica en México", "claim")],
    ),
    (
        "«Vamos a abrir otra fábrica», dijo el lunes Elon Musk.",
        [("elon-musk", "Vamos a abrir otra fábrica", "plan")],
    ),
    (
        '"Es un coche magnífico", afirmó Jim Farley en una entrevista. "Es nuestro mejor coche."',
        [("jim-farley", "Es un coche magnífico … Es nuestro mejor coche", "judge")],
    ),
    ("«La demanda», dijo Elon Musk, «es fuerte».", [("elon-musk", "La demanda … es fuerte", "claim")]),
    (
        "—No vamos a vender —dijo Elon Musk—. Es falso.",
        [("elon-musk", "No vamos a vender", "deny")],
    ),
    (
        "«La demanda es fuerte», ha dicho Mary Barra.\nAñadió que los precios son altos.",
        [("mary-barra", "La demanda es fuerte", "claim"), ("mary-barra", "los precios son altos", "claim")],
    ),
    (
        "Ayer Elon Musk aseguró: «No hay ningún plan para vender».",
        [("elon-musk", "No hay ningún plan para vender", "deny")],
    ),
    ("Tesla anunció el martes que cerrará la planta.", [("tesla", "cerrará la planta", "plan")]),
    ("Ford anunció una inversión de mil millones.", [("ford", "una inversión de mil millones", "plan")]),
    (
        "El fabricante chino BYD negó los rumores de una compra.",
        [("byd", "los rumores de una compra", "deny")],
    ),
    (
        "La portavoz de Ford, Ana Ruiz, dijo que la planta es segura.",
        [("ford", "la planta es segura", "claim")],
    ),
    ("Según Volkswagen, la producción ha crecido.", [("volkswagen", "la producción ha crecido", "claim")]),
    ("La producción ha crecido, según Volkswagen.", [("volkswagen", "La producción ha crecido", "claim")]),
    (
        "El presidente de Xiaomi, Lei Jun, escribió en X que el coche llega en julio.",
        [("lei-jun", "el coche llega en julio", "claim")],
    ),
    (
        "Elon Musk elogió a los ingenieros y prometió abrir otra planta.",
        [("elon-musk", "a los ingenieros", "judge"), ("elon-musk", "abrir otra planta", "plan")],
    ),
    (
        "Carlos Pérez Gil, director de Solaria, declaró que el precio es alto. «Es bueno», añadió Pérez Gil.",
        [("?carlosperezgil", "el precio es alto", "claim"), ("?carlosperezgil", "Es bueno", "claim")],
    ),
    (
        "«La demanda es fuerte», dijo Mary Barra.\n«Los precios son altos», añadió.",
        [("mary-barra", "La demanda es fuerte", "claim"), ("mary-barra", "Los precios son altos", "claim")],
    ),
    ("«La demanda es fuerte», Elon Musk dijo ayer.", [("elon-musk", "La demanda es fuerte", "claim")]),
    ("En aquel momento, Elon Musk dijo adiós.", []),
    ("El informe dijo que nada es cierto. Elon Musk no dijo si la fábrica abre.", []),
    ("La fábrica es nueva y la demanda crece. El lunes llovió en Madrid.", []),
]

FRENCH: list[tuple[str, list[Row]]] = [
    (
        "« L’usine est prête », a déclaré lundi Elon Musk.\n« Nous sommes là », a-t-il ajouté.",
        [("elon-musk", "L’usine est prête", "claim"), ("elon-musk", "Nous sommes là", "claim")],
    ),
    (
        "Le PDG de Ford, Jim Farley, a annoncé l’ouverture d’une usine en mai.",
        [("jim-farley", "l’ouverture d’une usine en mai", "plan")],
    ),
    (
        "La demande est forte, a expliqué le patron de Ford.",
        [("jim-farley", "La demande est forte", "claim")],
    ),
    ("D’après Elon Musk, l’usine est prête.", [("elon-musk", "l’usine est prête", "claim")]),
    ("Comme l’a dit Elon Musk, l’usine est prête.", [("elon-musk", "l’usine est prête", "claim")]),
    ("L’entreprise Tesla a démenti tout projet de vente.", [("tesla", "tout projet de vente", "deny")]),
    (
        "Une porte-parole d’Apple a indiqué que l’application est en ligne.",
        [("apple", "l’application est en ligne", "claim")],
    ),
    (
        "« La demande », explique Luc Moreau, directeur de l’usine, « est très forte. »",
        [("?lucmoreau", "La demande … est très forte", "claim")],
    ),
    ("Elon Musk n’a pas dit si l’usine est prête.", []),
]


@pytest.mark.usefixtures("spanish_and_french")
@pytest.mark.parametrize(("text", "expected"), SPANISH, ids=[text[:40] for text, _ in SPANISH])
def test_a_spanish_file_reads(text: str, expected: list[Row]) -> None:
    assert rows(text, "es") == expected


@pytest.mark.usefixtures("spanish_and_french")
@pytest.mark.parametrize(("text", "expected"), FRENCH, ids=[text[:40] for text, _ in FRENCH])
def test_a_french_file_reads(text: str, expected: list[Row]) -> None:
    assert rows(text, "fr") == expected


# ---------------------------------------------------------------- which language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plant is new and it will open in May.", "en"),
        ("雷军表示，工厂将于周一投产。", "zh"),
        ("Xiaomi 小米 SU7 Ultra", "en"),
        ("小米 SU7", "zh"),
        ("Das Werk ist neu, und es wird im Mai geöffnet.", "en"),  # there is no other Latin language
        ("", "en"),
    ],
)
def test_with_english_and_chinese_alone_the_script_decides(text: str, expected: str) -> None:
    assert language(text) == expected
    assert language(text, "de") == expected
    assert document_language(text, "en") is None


@pytest.mark.usefixtures("german", "spanish_and_french")
@pytest.mark.parametrize(
    ("text", "document", "expected"),
    [
        ("Das Werk ist neu, und es wird im Mai geöffnet.", None, "de"),
        ("Das Werk ist neu, und es wird im Mai geöffnet.", "en", "de"),
        ("La fábrica es nueva y abre en mayo.", None, "es"),
        ("L’usine est neuve et elle ouvre en mai.", "en", "fr"),
        ("The plant is new and it will open in May.", "de", "en"),
        ("Ola Källenius: „Bereit!“", "de", "de"),  # too short to tell
        ("Ola Källenius: „Bereit!“", None, "en"),
        ("雷军表示，工厂将于周一投产。", "de", "zh"),
    ],
)
def test_frequent_words_tell_languages_of_one_script_apart(
    text: str, document: str | None, expected: str
) -> None:
    assert language(text, document) == expected


@pytest.mark.usefixtures("german")
def test_each_paragraph_is_read_in_its_own_language() -> None:
    text = (
        "Elon Musk said on Monday that the plant in Grünheide was ready for the new model.\n\n"
        "Jim Farley sagte am Montag, dass das Werk in Köln für das neue Modell bereit ist.\n\n"
        "雷军表示，工厂将于周一投产。"
    )
    assert [each.speaker.id for each in read(text, None)] == ["elon-musk", "jim-farley", "lei-jun"]


def test_prose_in_a_language_without_a_file_says_nothing_though_a_word_looks_english() -> None:
    text = (
        "Jim Farley afirmou que a fábrica vai abrir na primavera. “Estamos prontos para a produção”, adds "
        "o diretor da Ford.\n\nTesla reports uma queda, indica o relatório da empresa publicado em Lisboa."
    )
    assert read(text, "pt") == []


def test_a_language_with_a_script_of_its_own_is_known_by_its_letters(
    tmp_path: Path, install: Install
) -> None:
    (tmp_path / "ru.py").write_text(RUSSIAN, "utf-8")
    install(tmp_path)
    (found,) = read("Илон Маск сказал, что завод готов.", None)
    assert (found.who, found.text) == ("Илон Маск", "завод готов")


RUSSIAN = """
SCRIPT = "cyrillic"
FUNCTION_WORDS = ("и", "в", "не", "на", "что")
CUES = (("c", None, "сказал, заявил"),)
THAT = ("что",)
DETERMINERS = ("этот",)
PERSON_PRONOUNS = ("он", "она")
COMPANY_NOUNS = ("компания",)
TITLES = ("президент",)
SPOKES = ("представитель",)
"""


# ---------------------------------------------------------------- a wrong file


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("CUES = (", "de.py:1: SyntaxError"),
        ("import nothing_of_the_kind", "de.py: ModuleNotFoundError"),
        (RUSSIAN.replace("TITLES", "TITLE"), "TITLES is missing; TITLE is read by nobody; did you mean T"),
        (RUSSIAN.replace('("этот",)', '"этот"'), "DETERMINERS is a list of words: this is a str"),
        (RUSSIAN.replace('("c", None', '("x", None'), "“x” is no frame"),
        (RUSSIAN.replace('("c", None', '("c", "lie"'), "“lie” is no stance"),
        (RUSSIAN.replace('(("c", None, "сказал, заявил"),)', '("c", None)'), "CUES is a list of (frames"),
        (RUSSIAN + "VENUES = {'pub': 'beer'}", "VENUES is a dict of terms by venue: “pub” is no venue"),
        (RUSSIAN + "NOT = ('не',)", "NOT is terms between commas"),
        (RUSSIAN + "PRO_DROP = 1", "PRO_DROP is True or False"),
    ],
)
def test_a_wrong_file_is_told_by_name(wrong: str, told: str, tmp_path: Path, install: Install) -> None:
    (tmp_path / "de.py").write_text(wrong, "utf-8")
    install(tmp_path)
    with pytest.raises(LexiconError, match=re.escape(told)) as raised:
        lexicon.languages()
    assert str(raised.value).startswith("statements/lexicon/de.py")


def test_and_nothing_starts_with_it(tmp_path: Path, install: Install) -> None:
    (tmp_path / "de.py").write_text("CUES = 5", "utf-8")
    install(tmp_path)
    with pytest.raises(LexiconError, match="CUES is a list"):
        ExtractPool(people()).start()


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path, install: Install) -> None:
    (tmp_path / "de.py").write_text("", "utf-8")
    install(tmp_path)
    with pytest.raises(LexiconError) as raised:
        lexicon.of("en")
    assert all(f"{name} is missing" in str(raised.value) for name in NEEDED)


# ---------------------------------------------------------------- through the record


class HerePool:
    """Reads in this process, where the language is."""

    async def extract(self, revision: Revision) -> list[Located]:
        return locate_reports(revision, people())


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("record_url", ["sqlite"], indirect=True)
def test_what_is_said_in_a_third_language_is_recorded_matched_told_and_explained(record: Record) -> None:
    text = "Jim Farley dementierte, dass das Werk in Köln verkauft wird. „Das ist falsch“, sagte er."
    record_articles(record, text)
    asyncio.run(Intake(record.intake, HerePool()).work())  # type: ignore[arg-type]
    statements = record.reading.statements()
    assert sorted(each.text for each in statements) == ["das Werk in Köln verkauft wird", "„Das ist falsch“"]
    watch = Watch("werk", "Werk", ("jim-farley",), rule=parse("Köln").rule, when="Köln", notify=("desk",))
    events = record.judging.claim_events(10)[0].events
    (alert,) = decide(judge(Watchlist((watch,), {}, people()), events, frozenset()))
    now, zone = datetime(2026, 11, 23, tzinfo=UTC), ZoneInfo("UTC")
    assert "dementierte" in render(alert, "plain", now=now, zone=zone, names={}).text
    told = Judgement("Werk", True, alert.lead.explanation)
    (first,) = [each for each in statements if "Köln" in each.text]
    assert "denial" in "\n".join(lines(explain(first, [told], [], zone)))
