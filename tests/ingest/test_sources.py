"""What arrives is decoded, or refused by name and reason."""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import date, datetime

import pytest

from detente.errors import (
    BadDate,
    InputError,
    MalformedRecord,
    MissingInput,
    NotAStory,
    TooLarge,
    UndecodableText,
    UnreadLanguage,
)
from detente.ingest import Known, article_from_text, article_of, articles_of, files_under, read_article, stories_in
from detente.ingest.decode import LIMIT, decode
from detente.ingest.formats import FORMATS, format_of

STORY = "Turkey “rejected” the café owners’ demand on Monday, the minister said.\r\n\r\nIt gave no reason."
PLAIN = "Norway closed its embassy in Tripoli on Monday, the foreign minister said."


def test_text_is_kept_exactly_as_it_was_given():
    article = article_from_text(STORY)
    assert article.text == STORY
    assert article.hash == hashlib.sha256(STORY.encode()).hexdigest()
    assert article.id == article.hash[:16]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_give_one_text(encoding):
    assert read_article(STORY.encode(encoding)).text == STORY


def test_latin_1():
    words = "The Señor of the café in Málaga met the Danish envoy Søren Ågård on Monday."
    assert read_article(words.encode("latin-1")).text == words


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert read_article(b"\xef\xbb\xbf" + PLAIN.encode()).parts[0].start == 0


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", NotAStory, "empty"),
        (b" \n\t\n", NotAStory, "empty"),
        (bytes(range(256)) * 20, NotAStory, "binary"),
        (PLAIN.encode() + b"\x00\x00" + PLAIN.encode(), NotAStory, "binary"),
        (b"%PDF-1.7 and so on", NotAStory, "a PDF"),
        (b"PK\x03\x04 and so on", NotAStory, "zip"),
        (b"a" * (LIMIT + 1), TooLarge, "5 MB"),
        (b"12, 13, 14\n15, 16, 17\n", NotAStory, "no sentence"),
        (b"--- *** ---", NotAStory, "no sentence"),
        ("Ça été, là-bas, où Élodie".encode()[:-1] + "é".encode()[:1] + b" x", UndecodableText, "broken at byte"),
        (b"\xff\xfeA", UndecodableText, "UTF-16"),
    ],
)
def test_refused_by_name_and_reason(data, error, words):
    with pytest.raises(error, match=words):
        read_article(data)


FOREIGN = {
    "gb18030": ("渔船召回挪威大使谈判失败船员要求释放挪威渔船。", "Chinese"),
    "big5": ("挪威召回駐俄羅斯大使，要求釋放船員，兩國談判失敗。", "Chinese"),
    "shift_jis": ("日本外務省は火曜日、駐露大使召還を発表、乗組員全員釈放を要求。", "Japanese"),
    "cp1251": ("Норвегия отозвала своего посла из России после задержания траулера.", "Cyrillic"),
}


@pytest.mark.parametrize("encoding", FOREIGN)
@pytest.mark.parametrize("times", [1, 30])
def test_old_encodings_of_other_scripts(tmp_path, encoding, times):
    text, name = FOREIGN[encoding]
    data = (text * times).encode(encoding)
    assert decode(data) == data.decode(encoding)
    with pytest.raises(UnreadLanguage, match=name):
        read_article(data)
    table = tmp_path / "a.csv"
    table.write_bytes(b"id,text\n1," + data + b"\n")
    assert all(isinstance(story, UnreadLanguage) and name in str(story) for story in stories_in(table))


@pytest.mark.parametrize(
    "text",
    [
        "Libya expelled 2,000 Nigerians.",
        "Kenya fights al-Shabaab.",
        "Chad sent back 200 Sudanese.",
        "Clashes killed 300.",
        "U.S. bombed 3 ships.",
        "Japan lent $3bn to Kenya.",
        "Egypt & Sudan sign pact",
        "Cyprus – Turkey talks fail",
        "EU fines 3 firms",
        "Peru said: “No.”",
        "3 Mi-24s bombed Goma.",
        "Oman paid 5.5% more.",
        "Putin resigned.",
    ],
)
def test_a_short_sentence_is_read(text):
    assert read_article(text.encode()).text == text


@pytest.mark.parametrize(
    "text",
    ["Table 3.", "Table 3. Figure 4.", "AFG, 12, IRQ, 14, SYR, 13", "Sheet 12 13 Row 14 15", "1. 2. 3.", "Page 12"],
)
def test_numbers_with_words_between_them_are_no_sentence(text):
    with pytest.raises(NotAStory, match="no sentence"):
        read_article(text.encode())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Le ministre des affaires étrangères a déclaré lundi que la frontière resterait fermée pendant un mois.",
            "French",
        ),
        (
            "Der Außenminister sagte am Montag, die Grenze werde für mindestens einen Monat geschlossen bleiben.",
            "German",
        ),
        (
            "Dışişleri bakanı pazartesi günü yaptığı açıklamada sınırın bir ay daha kapalı kalacağını söyledi.",
            "Turkish",
        ),
        ("El ministro de Asuntos Exteriores dijo el lunes que la frontera seguirá cerrada durante un mes.", "Spanish"),
        ("Министр иностранных дел заявил в понедельник, что граница останется закрытой ещё месяц.", "Cyrillic"),
        ("外交部长星期一表示，边境将继续关闭一个月。", "Chinese"),
        ("قال وزير الخارجية يوم الاثنين إن الحدود ستبقى مغلقة لمدة شهر.", "Arabic"),
    ],
)
def test_another_language_is_named_and_refused(text, language):
    with pytest.raises(UnreadLanguage, match=language):
        article_from_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "Turkey apologized.",
        "Putin snubs Erdogan",
        "Lavrov, Cavusoglu meet Belgrade.",
        "Recep Tayyip Erdogan met Nicolas Maduro.",
        "Russia, Turkey, Iran sign Astana accord; Kazakhstan hosts",
        "Egypt arrests Muslim Brotherhood supreme guide Mohammed Badie",
    ],
)
def test_short_english_is_not_refused(text):
    assert article_from_text(text).language == "en"


def test_a_language_that_is_given_is_believed():
    assert article_from_text(PLAIN, language="en-GB").language == "en"
    with pytest.raises(UnreadLanguage, match="German"):
        article_from_text(PLAIN, language="de")


def test_files_are_refused_by_name(tmp_path):
    with pytest.raises(MissingInput, match="no such file"):
        read_article(tmp_path / "missing.txt")
    with pytest.raises(NotAStory, match="is a directory"):
        read_article(tmp_path)
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(TooLarge, match="5 MB") as caught:
        read_article(big)
    assert str(big) in str(caught.value)


def test_a_huge_line_is_looked_at_quickly(tmp_path):
    file = tmp_path / "long.txt"
    file.write_bytes(b"a" * (LIMIT - 10))
    with pytest.raises(NotAStory, match="no sentence"):
        read_article(file)


def test_days_that_are_given():
    assert article_from_text(PLAIN, published="2015-12-02").published == date(2015, 12, 2)
    assert article_from_text(PLAIN, published="2015-12-02T23:10:00Z").published == date(2015, 12, 2)
    assert article_from_text(PLAIN, published=datetime(2015, 12, 2, 9, 30)).published == date(2015, 12, 2)
    assert article_from_text(PLAIN).published is None
    with pytest.raises(BadDate, match="2015-12-02"):
        article_from_text(PLAIN, published="2 December")


@pytest.mark.parametrize("day", [date.max, date.min, "9999-12-31"])
def test_a_day_that_stands_for_none(day):
    with pytest.raises(BadDate, match="stands for no date"):
        article_from_text(PLAIN, published=day)
    (found,) = articles_of([json.dumps({"text": PLAIN, "published": str(day)})])
    assert isinstance(found, MalformedRecord)


def test_a_given_day_wins_over_the_dateline():
    text = "TUNIS, May 3, 2011 (Harbour News) - Tunisia closed a border crossing on Tuesday, officials said."
    article = article_from_text(text, published=date(2011, 5, 4))
    assert (article.published, article.published_from) == (date(2011, 5, 4), "given")


def test_a_record_gives_all_it_knows():
    record = {
        "id": 7,
        "text": PLAIN,
        "published": "2014-07-28",
        "title": "Oslo closes embassy",
        "outlet": "Lantern Post",
    }
    article = article_of(record)
    assert (article.id, article.title, article.outlet) == ("7", "Oslo closes embassy", "Lantern Post")
    assert (article.published, article.published_from) == (date(2014, 7, 28), "given")


def test_a_record_wins_over_the_defaults():
    article = article_of({"text": PLAIN, "outlet": "Lantern Post"}, defaults=Known(outlet="Other", title="Embassy"))
    assert (article.outlet, article.title) == ("Lantern Post", "Embassy")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not JSON"),
        ("[1]", "not an object"),
        ("{}", 'lacks "text"'),
        ('{"text": 5}', 'no "text" of words'),
        ('{"text": "The envoy left on Monday.", "published": "soon"}', "published"),
        ('{"text": "The envoy left on Monday.", "published": 2015}', "published"),
        ('{"text": "The envoy left on Monday.", "title": 5}', "title"),
        ('{"text": "The envoy left \\ud800 on Monday."}', "surrogate"),
        ("[" * 100_000, "nested|recursion"),
        ('{"text": "x", "n": ' + "9" * 5000 + "}", "not JSON"),
    ],
)
def test_a_bad_line_is_named(line, words):
    found = list(articles_of([line]))
    assert len(found) == 1
    assert isinstance(found[0], MalformedRecord)
    assert pytest.raises(MalformedRecord, match=words).__class__
    assert any(word in str(found[0]) for word in words.split("|"))


def test_a_bad_line_does_not_stop_the_next():
    found = list(articles_of(["{", json.dumps({"id": "a", "text": PLAIN}), "", json.dumps({"id": "b", "text": ""})]))
    assert [type(story).__name__ for story in found] == ["MalformedRecord", "Article", "NotAStory"]
    assert str(found[0]).startswith("line 1: ")
    assert str(found[2]) == "b: is empty"


def test_stories_of_a_file_of_lines(tmp_path):
    file = tmp_path / "stories.jsonl"
    file.write_text("\n".join(json.dumps({"id": str(n), "text": PLAIN}) for n in range(3)), encoding="utf-8")
    assert [story.id for story in stories_in(file)] == ["0", "1", "2"]
    with pytest.raises(NotAStory, match="more than one story"):
        read_article(file)


def test_directories_are_walked_when_asked(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "1.txt", ".hidden"):
        (tmp_path / name).write_text(PLAIN, encoding="utf-8")
    assert [path.name for path in files_under([tmp_path], recursive=True)] == ["1.txt", "2.txt"]
    assert list(files_under([tmp_path])) == [tmp_path]


def test_links_are_not_followed_in_circles_and_those_that_lead_elsewhere_are_named(tmp_path):
    tree, other = tmp_path / "tree", tmp_path / "other"
    for folder in (tree / "a" / "b", other):
        folder.mkdir(parents=True)
        (folder / "1.txt").write_text(PLAIN, encoding="utf-8")
    links = {"a/up": "..", "a/again": "..", "b": "a/b", "gone.txt": "none", "round.txt": "round.txt", "out": other}
    for name, target in links.items():
        (tree / name).symlink_to(target)
    named = ["a/b/1.txt", "gone.txt", "out", "round.txt"]
    found = {
        tree: named,
        tree / "**/*.txt": named,
        tree / "**/**": named,
        tree / "**/b/*.txt": ["a/b/1.txt", "b/1.txt", "out"],
    }
    for pattern, names in found.items():
        assert sorted(str(path.relative_to(tree)) for path in files_under([pattern], recursive=True)) == sorted(names)
    refused = {name: str(next(stories_in(tree / name))) for name in ("gone.txt", "round.txt", "out")}
    assert "there is no such file" in refused["gone.txt"]
    assert "Too many levels of symbolic links" in refused["round.txt"]
    assert "is a link to a directory; name the directory itself" in refused["out"]


PAGE = """<!doctype html><html lang="en"><head><title>Oslo closes embassy | Lantern Post</title>
<meta property="og:title" content="Oslo closes embassy"><meta property="og:site_name" content="Lantern Post">
<meta property="article:published_time" content="2014-07-28T09:00:00Z"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Oslo closes embassy</h1><p>Norway closed its embassy in Tripoli on Monday, the foreign minister said.</p>
<p>The ambassador and nine others left by ship for Malta, he told reporters in Oslo before a meeting of the cabinet.</p>
</article><footer>Imprint and terms of use</footer></body></html>"""


def test_html_gives_the_article_and_its_metadata():
    pytest.importorskip("trafilatura")
    article = read_article(PAGE.encode())
    assert "left by ship for Malta" in article.text
    assert "Imprint" not in article.text
    assert (article.published, article.published_from) == (date(2014, 7, 28), "metadata")
    assert article.title == "Oslo closes embassy"


HIDDEN = "<p>Spain recalled its envoy from Peru on Monday, the cabinet said in a statement to reporters.</p>"


@pytest.mark.parametrize(
    "hidden",
    [
        f"<div hidden>{HIDDEN}</div>",
        f"<section HIDDEN='hidden'><div>{HIDDEN}</div></section>",
        HIDDEN.replace("<p>", "<p hidden>"),
        f"<div style='display:none'>{HIDDEN}</div>",
    ],
)
def test_what_a_page_hides_is_no_part_of_its_story(hidden):
    pytest.importorskip("trafilatura")
    text = read_article(PAGE.replace("<p>The ambassador", f"{hidden}<p>The ambassador").encode()).text
    assert "Spain" not in text
    assert "left by ship for Malta" in text


@pytest.mark.parametrize(
    "page", [PAGE.replace("<body>", "<body hidden>"), PAGE.replace("<article>", "<article hidden='until-found'>")]
)
def test_a_page_that_is_shown_later_is_read(page):
    pytest.importorskip("trafilatura")
    assert "left by ship for Malta" in read_article(page.encode()).text


def test_html_without_the_extra_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(InputError, match=r"detente\[web\]"):
        read_article(PAGE.encode())


def test_a_page_without_an_article():
    pytest.importorskip("trafilatura")
    with pytest.raises(NotAStory, match=r"article|sentence"):
        read_article(b"<!doctype html><html><body></body></html>")


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", b"{", "text"),
        ("a.html", b"x", "html"),
        ("a.JSONL", b"x", "jsonl"),
        ("-", b'{"id": 1}', "jsonl"),
        ("-", b"<!DOCTYPE html>", "html"),
        ("-", b"Turkey said", "text"),
    ],
)
def test_formats_by_name_and_by_first_bytes(name, head, kind):
    assert format_of(name, head).name == kind


def test_the_last_format_takes_everything():
    assert FORMATS[-1].sniff(b"\x00anything")
