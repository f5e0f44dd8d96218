"""Every format gives the same stories, with the day that it names, and an error in the place of what is none."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import tarfile
import zipfile
from datetime import date, timedelta

import pytest

from detente.errors import NotAStory
from detente.ingest import files_under, read_article, stories_in
from detente.ingest.feeds import entries_of, feeds_of
from detente.ingest.formats import FORMATS, format_of, root_of
from detente.ingest.source import FREE
from detente.model import Article, PartKind

OSLO = "Norway closed its embassy in Tripoli on Monday, the foreign minister said."
KIEL = "Denmark and Germany signed a treaty on the fisheries of the Baltic in Kiel on Tuesday."
DAY = date(2014, 7, 28)


def zstd(data):
    stream_io = pytest.importorskip("fastwarc.stream_io")
    packed = io.BytesIO()
    writer = stream_io.ZstdWriter(packed)
    for at in range(0, len(data), 1 << 20):
        writer.write(data[at : at + (1 << 20)])
    writer.close()
    return packed.getvalue()


def zipped(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return packed.getvalue()


def lines(*texts):
    return "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)).encode()


def found_in(tmp_path, name, data):
    """The stories of a file of this name; errors as their words, without the folder."""
    file = tmp_path / name
    file.write_bytes(data)
    return [
        story if isinstance(story, Article) else str(story).replace(f"{tmp_path}/", "") for story in stories_in(file)
    ]


def texts(found):
    return [story.text if isinstance(story, Article) else story for story in found]


# --- tables


def table(rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


ROWS = [
    ["id", "text", "published", "outlet", "note"],
    ["7", f"{OSLO}\r\n\r\nIt gave “no” reason.", "2014-07-28", "A", "x"],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_row_is_a_story(tmp_path, encoding, delimiter):
    (story,) = found_in(tmp_path, "a.csv", table(ROWS, delimiter).encode(encoding))
    assert (story.id, story.published, story.outlet) == ("7", DAY, "A")
    assert story.text == ROWS[1][1]


def test_a_bad_row_does_not_stop_the_next(tmp_path):
    rows = [["id", "text", "published"], ["1", "", ""], ["2", OSLO, "soon"], ["3", OSLO, "", "more"], ["4", OSLO]]
    rows += [["5", f"{OSLO} It gave no reason."]] * 300
    data = table(rows).encode() + b"6,Caf\xe9 owners met on Monday.,\r\n7,The envoy left on Monday.,\r\n"
    found = texts(found_in(tmp_path, "a.csv", data))
    assert found[0] == "a.csv: 1: is empty"
    assert "a.csv: 2:" in found[1]
    assert "no date" in found[1]
    assert found[2] == "a.csv: line 4: has 4 cells, and there are 3 columns"
    assert found[3] == OSLO
    assert found[-2] == "a.csv: line 306: is not UTF-8"
    assert found[-1] == "The envoy left on Monday."


def test_an_open_quote_costs_no_more_than_the_limit_for_one_row(tmp_path):
    data = b'id,text\n1,"' + b"The envoy left on Monday.\n" * 500_000 + b'"\n2,' + OSLO.encode() + b"\n"
    found = texts(found_in(tmp_path, "a.csv", data))
    assert "is no row of a table" in found[0]
    assert len(found) > 1


def test_a_table_needs_a_column_of_text(tmp_path):
    (found,) = found_in(tmp_path, "a.csv", b"id,body\n1,x\n")
    assert found == 'a.csv: has no column "text" in its first line, only: id, body'


def test_words_that_parquet_holds_as_bytes(tmp_path):
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    texts = pa.array([f"{OSLO} “It gave no reason.”".encode(), b"\xff\xfe\x00"], pa.binary())
    packed = io.BytesIO()
    parquet.write_table(pa.table({"text": texts, "published": pa.array([b"2014-07-28", None], pa.binary())}), packed)
    first, second = found_in(tmp_path, "a.parquet", packed.getvalue())
    assert (first.text, first.published) == (f"{OSLO} “It gave no reason.”", DAY)
    assert second == 'a.parquet: line 2: has no "text" of words'


def test_a_row_of_parquet_is_a_story(tmp_path):
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = {"ID": [1, 2, 3], "text": [OSLO, None, KIEL], "published": [DAY, DAY, None], "size": [1.5, 2.5, 3.5]}
    packed = io.BytesIO()
    parquet.write_table(pa.table(columns), packed)
    first, second, third = found_in(tmp_path, "a.parquet", packed.getvalue())
    assert (first.id, first.text, first.published, third.text) == ("1", OSLO, DAY, KIEL)
    assert second == 'a.parquet: 2: has no "text" of words'
    whole = packed.getvalue()
    (broken,) = found_in(tmp_path, "b.parquet", whole[:100] + b"\xff" * 60 + whole[160:-200])
    assert "b.parquet: is a Parquet file that is damaged" in broken


# --- archives


@pytest.mark.parametrize("pack", [gzip.compress, zstd, lambda data: zipped(a_jsonl=data)], ids=["gz", "zst", "zip"])
def test_an_archive_is_read_like_what_is_in_it(tmp_path, pack):
    suffix = {gzip.compress: ".gz", zstd: ".zst"}.get(pack, ".zip")
    assert texts(found_in(tmp_path, f"a.jsonl{suffix}", pack(lines(OSLO, KIEL)))) == [OSLO, KIEL]
    assert texts(found_in(tmp_path, "nameless", pack(lines(OSLO, KIEL)))) == [OSLO, KIEL]


def test_errors_name_the_file_in_the_archive(tmp_path):
    data = zipped(a_txt=OSLO, b_txt="", c__d_jsonl="{\n" + lines(KIEL).decode(), _hidden=KIEL)
    found = texts(found_in(tmp_path, "a.zip", data))
    assert found[:2] == [OSLO, "a.zip: b.txt: is empty"]
    assert found[2].startswith("a.zip: c/d.jsonl: line 1: is not JSON")
    assert found[3:] == [KIEL]


def test_archives_in_archives_as_far_as_is_sensible(tmp_path):
    inner = gzip.compress(OSLO.encode())
    assert texts(found_in(tmp_path, "a.zip", zipped(a_zip=zipped(a_txt_gz=inner)))) == [OSLO]
    deep = zipped(a_zip=zipped(a_zip=zipped(a_txt_gz=inner)))
    assert "is an archive within 3 archives" in texts(found_in(tmp_path, "a.zip", deep))[0]


def test_archives_that_are_too_deep_are_told_in_one_line(tmp_path):
    innermost = zipped(**{f"{n}_zip": zipped(a_txt=OSLO) for n in range(10)}, b_txt=KIEL)
    kiel, error = found_in(tmp_path, "a.zip", zipped(a_zip=zipped(a_zip=innermost)))
    assert kiel.text == KIEL
    assert error.endswith("0.zip: is an archive within 3 archives, and 9 more beside it: unpack it first")


def test_what_came_before_the_damage_is_kept(tmp_path):
    whole = gzip.compress(lines(*[f"{OSLO} Number {n} of many." for n in range(3000)]))
    found = texts(found_in(tmp_path, "a.jsonl.gz", whole[: len(whole) // 2]))
    assert found[0].startswith(OSLO)
    assert "a.jsonl.gz: is an archive that is damaged" in found[-1]
    assert len(found) > 100


@pytest.mark.parametrize("pack", [gzip.compress, zstd, lambda data: zipped(a_jsonl=data)], ids=["gz", "zst", "zip"])
def test_a_bomb_is_not_unpacked(tmp_path, pack):
    bomb = pack(b'{"' + b"0" * (2 * FREE))
    assert len(bomb) < 200_000
    found = found_in(tmp_path, "bomb", bomb)
    assert "only a bomb" in found[-1]
    assert len(found) <= 2


def test_a_zip_that_holds_one_bomb_many_times(tmp_path):
    data = zipped(**{f"a{n}_jsonl": b"0" * (FREE // 2) for n in range(4)})
    found = found_in(tmp_path, "a.zip", data)
    assert "only a bomb" in found[-1]
    assert len(found) <= 4


def test_encrypted_and_office_files_are_named(tmp_path):
    data = bytearray(zipped(a_txt=OSLO))
    data[6] |= 1  # the flag in the file's own header, then in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert found_in(tmp_path, "a.zip", bytes(data)) == ["a.zip: a.txt: is encrypted"]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    assert "office document" in found_in(tmp_path, "a.docx", packed.getvalue())[0]


# --- directories and patterns


def test_patterns_name_files(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("1.txt", "2.txt", "b/3.txt", "4[x].txt"):
        (tmp_path / name).write_text(OSLO, encoding="utf-8")

    def fitting(pattern):
        return [str(path.relative_to(tmp_path)) for path in files_under([tmp_path / pattern], recursive=True)]

    assert fitting("*.txt") == ["1.txt", "2.txt", "4[x].txt"]
    assert fitting("**/*.txt") == ["1.txt", "2.txt", "4[x].txt", "b/3.txt"]
    assert fitting("4[x].txt") == ["4[x].txt"]
    assert fitting("?/") == ["b/3.txt"]
    assert fitting("*.csv") == ["*.csv"]


# --- feeds

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Lantern Post</title>
<item><title>Oslo closes &amp; locks embassy</title><link>http://lantern.example/1</link><guid>g1</guid>
<pubDate>Mon, 28 Jul 2014 01:00:00 +0300</pubDate><description>&lt;p&gt;{OSLO}&lt;/p&gt;&lt;p&gt;It gave no
reason.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description></item>
<item><title>Only a title</title><link>javascript:alert(1)</link><guid>g2</guid></item>
<item><title>Kiel treaty</title><link>http://lantern.example/3</link><pubDate>DAY3</pubDate>
<content:encoded>{"".join(f"&lt;p>{KIEL} Paragraph {n}.&lt;/p>" for n in range(9))}</content:encoded></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lantern Post</title><entry><id>x</id><title>Oslo</title>
<link href="http://lantern.example/1"/><published>2014-07-28T23:30:00-05:00</published><updated>2015-01-01T00:00:00Z
</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{OSLO}</p></div></content></entry></feed>"""


def test_an_entry_of_a_feed_is_a_story(tmp_path):
    pytest.importorskip("feedparser")
    first, second, third = found_in(tmp_path, "feed.xml", RSS.replace("DAY3", "nonsense").encode())
    assert first.text == f"Oslo closes & locks embassy\n\n{OSLO}\n\nIt gave no reason."
    assert (first.title, first.outlet) == ("Oslo closes & locks embassy", "Lantern Post")
    assert first.url == "http://lantern.example/1"
    assert (first.published, first.published_from) == (DAY, "metadata"), "the day in the feed's own time zone"
    assert first.parts[0].kind is PartKind.TITLE
    assert second == "feed.xml: g2: has no text in the feed"
    assert third.published is None
    assert third.text.count("\n\n") == 9


def test_a_teaser_is_told_from_the_story_itself():
    pytest.importorskip("feedparser")
    assert [entry.whole for entry in entries_of(RSS.encode())] == [False, False, True]


def test_atom(tmp_path):
    pytest.importorskip("feedparser")
    (story,) = found_in(tmp_path, "feed", ATOM.encode())
    assert (story.text, story.published) == (f"Oslo\n\n{OSLO}", DAY)


@pytest.mark.parametrize("ahead", [2, 400, 40_000])
def test_a_day_to_come_is_not_believed(ahead):
    pytest.importorskip("feedparser")
    day = (date.today() + timedelta(days=ahead)).strftime("%a, %d %b %Y 10:00:00 GMT")
    assert entries_of(RSS.replace("DAY3", day).encode())[2].day is None


@pytest.mark.parametrize(
    "day", ["Thu, 01 Jan 1970 00:00:00 GMT", "31 Feb 2014", "Mon, 99 Jul 99999 00:00:00 +9999", "0000-00-00", "\x1b["]
)
def test_a_day_that_is_none_is_unknown(day):
    pytest.importorskip("feedparser")
    assert entries_of(RSS.replace("DAY3", day).encode())[2].day is None


def test_a_feed_in_an_encoding_that_it_does_not_name():
    pytest.importorskip("feedparser")
    data = RSS.replace("Lantern Post", "Låntern Pøst").encode("latin-1")
    assert entries_of(data, "text/xml; charset=utf-16")[0].outlet == "Låntern Pøst"


def test_a_page_is_no_feed(tmp_path):
    pytest.importorskip("feedparser")
    found = found_in(tmp_path, "a.rss", b"<!doctype html><html><body><p>Not found</p></body></html>")
    assert found == ["a.rss: is an HTML page and no feed"]
    assert found_in(tmp_path, "b.rss", b"  ") == ["b.rss: is empty"]


def test_a_list_of_feeds():
    opml = """<opml version="2.0"><body><outline text="A & B"><outline xmlUrl="http://a.example/feed"/>
    <outline xmlUrl=" http://b.example/feed "/><outline xmlUrl="file:///etc/hosts"/></outline>
    <outline xmlUrl="http://a.example/feed"/></body></opml>"""
    pytest.importorskip("lxml")
    found = ["http://a.example/feed", "http://b.example/feed", "file:///etc/hosts"]
    assert feeds_of(opml.encode()) == found, "what is no feed is not passed over in silence"
    with pytest.raises(NotAStory, match="names no feed"):
        feeds_of(b"<opml/>")


def test_a_list_of_feeds_is_no_story(tmp_path):
    assert "is a list of feeds" in found_in(tmp_path, "a.xml", b"<?xml version='1.0'?><!-- x --><opml/>")[0]


# --- feeds in JSON

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Lantern Post",
    "next_url": "http://lantern.example/feed?2",
    "items": [
        {"id": 7, "url": "http://lantern.example/1", "title": "Oslo closes & <locks> embassy",
         "content_html": f"<p>{OSLO}</p><p>It gave no<br>reason &amp; no notice.</p><script>alert(1)</script>",
         "content_text": "Not this.", "date_published": "2014-07-28T01:00:00+03:00",
         "date_modified": "2014-08-01T00:00:00Z"},
        {"id": "g2", "url": "javascript:alert(1)", "title": "Only a title"},
        {"id": "http://lantern.example/3", "content_text": f"{KIEL}\n\nMore than 3 < 4 & 5 ships\nsailed.",
         "date_modified": "2014-07-28"},
        {"id": "g4", "external_url": "http://other.example/4", "summary": f"{KIEL} \ud800", "date_published": 5},
        None,
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", ["feed.json", "feed", "feed.json.gz"])
@pytest.mark.parametrize("indent", [None, 2])
def test_a_feed_in_json(tmp_path, name, indent):
    pytest.importorskip("feedparser")
    data = json.dumps(JSON_FEED, indent=indent).encode()
    found = found_in(tmp_path, name, gzip.compress(data) if name.endswith(".gz") else data)
    first, second, third, fourth, fifth = found
    assert first.text == f"Oslo closes & <locks> embassy\n\n{OSLO}\n\nIt gave no\n\nreason & no notice."
    assert (first.title, first.outlet, first.url) == (
        "Oslo closes & <locks> embassy", "Lantern Post", "http://lantern.example/1",
    )  # fmt: skip
    assert (first.published, first.published_from) == (DAY, "metadata"), "the day in the feed's own time zone"
    assert second == f"{name}: g2: has no text in the feed"
    assert third.text == f"{KIEL}\n\nMore than 3 < 4 & 5 ships\n\nsailed.", "plain text is no markup"
    assert (third.url, third.published) == ("http://lantern.example/3", DAY)
    assert (fourth.text, fourth.url, fourth.published) == (f"{KIEL} ?", "http://other.example/4", None)
    assert fifth == f"{name}: an entry without a title: has no text in the feed"


@pytest.mark.parametrize("form", [str, lambda words: words.replace("/", "\\/")], ids=["plain", "as PHP writes it"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ordered", [True, False])
def test_a_feed_in_json_is_told_from_records(tmp_path, form, encoding, ordered):
    pytest.importorskip("feedparser")
    items = [{"content_text": f"{OSLO} {n}"} for n in range(400)]
    feed = {"version": "https://jsonfeed.org/version/1", "items": items}
    data = form(json.dumps(feed if ordered else dict(reversed(feed.items())))).encode(encoding)
    assert len(found_in(tmp_path, "a.json", data)) == 400, "the version may stand behind its items"
    records = json.dumps({"id": "a", "text": OSLO, "items": [{"a": 1}], "x": json.dumps(feed)}).encode(encoding)
    assert texts(found_in(tmp_path, "a.json", records)) == [OSLO]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ('{"items": [{"id": "1"}]}', 'is JSON but no JSON Feed: its "version" is not one of jsonfeed.org'),
        ('{"version": "https://jsonfeed.org/version/1", "items": 5}', 'is a JSON Feed without a list of "items"'),
        ('{"version": "https://jsonfeed.org/version/1", "items": []}', "holds no story"),
        ('{"version": "https://jsonfeed.org/version/1", "items": [', "is not JSON: Expecting value at character 57"),
        ('{"version": "https://jsonfeed.org/version/1", "items":' + "[" * 99_999, "is not JSON: nested too deeply"),
    ],
)
def test_a_feed_in_json_that_is_broken(tmp_path, words, why):
    pytest.importorskip("feedparser")
    assert found_in(tmp_path, "a.json", words.encode()) == [f"a.json: {why}"]


# --- news agencies

NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">
<nitf><head><docdata STATUS><date.issue norm="20140728T093000Z"/><doc-id id-string="lp-1"/></docdata>
<pubdata name="Lantern Post" ex-ref="http://lantern.example/1"/></head>
<body><body.head><hedline><hl1>Oslo closes embassy</hl1></hedline><byline>By Ada Writer</byline>
<dateline><location>OSLO</location></dateline></body.head>
<body.content><media><media-caption>A picture</media-caption></media><p>{OSLO}</p>
<block><p>It gave no reason&mdash;<em>none</em> at all.</p></block></body.content></body></nitf>"""
TEXT = f"Oslo closes embassy\n\nBy Ada Writer\n\nOSLO - {OSLO}\n\nIt gave no reason—none at all."
G2 = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:lp:{n}"><itemMeta>
<itemClass qcode="ninat:{kind}"/><provider literal="Lantern Post"/><versionCreated>2014-08-30T10:00:00Z</versionCreated>
<pubStatus qcode="stat:{status}"/></itemMeta><contentMeta><contentCreated>2014-07-28T10:00:00+02:00</contentCreated>
<headline>Oslo closes embassy</headline><by>By Ada Writer</by><dateline>OSLO</dateline></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""
XHTML = f"""<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>{OSLO}</p>
<p>It gave no reason—<i>none</i> at all.</p></body></html></inlineXML>"""
PLAIN = f"<inlineData contenttype='text/plain'>{OSLO}\n\nIt gave no reason—none at all.</inlineData>"


def test_nitf(tmp_path):
    pytest.importorskip("lxml")
    (story,) = found_in(tmp_path, "a.xml", NITF.replace(" STATUS", "").encode())
    assert story.text == TEXT
    assert (story.id, story.outlet, story.url) == ("lp-1", "Lantern Post", "http://lantern.example/1")
    assert (story.published, story.published_from) == (DAY, "metadata")
    assert [part.kind.value for part in story.parts[:3]] == ["title", "byline", "dateline"]


def test_a_story_that_was_taken_back(tmp_path):
    pytest.importorskip("lxml")
    data = NITF.replace("STATUS", 'management-status="canceled"').encode()
    assert found_in(tmp_path, "a.xml", data) == ["a.xml: was taken back by its sender (status canceled)"]


@pytest.mark.parametrize("content", [XHTML, PLAIN, f"<inlineXML>{NITF[NITF.index('<nitf>') :]}</inlineXML>"])
def test_newsml_g2(tmp_path, content):
    pytest.importorskip("lxml")
    content = content.replace(" STATUS", "").replace("&mdash;", "—")
    items = [G2.format(n=1, kind="text", status="usable", content=content)]
    items += [G2.format(n=2, kind="picture", status="usable", content="")]
    items += [G2.format(n=3, kind="text", status="withheld", content=content)]
    space = "http://iptc.org/std/nar/2006-10-01/"
    message = f"<newsMessage xmlns='{space}'><itemSet>{''.join(items)}</itemSet></newsMessage>"
    story, refused = found_in(tmp_path, "a", message.encode())
    assert story.text == TEXT
    assert (story.id, story.outlet, story.published) == ("urn:lp:1", "Lantern Post", DAY)
    assert "urn:lp:3: was taken back" in refused


def test_xml_of_another_kind_is_named(tmp_path):
    assert "(<svg>)" in found_in(tmp_path, "a.xml", b'<?xml version="1.0"?>\n<svg:svg/>')[0]


# --- in general


PAGE = f"<html><body><article><p>{OSLO}</p></article></body></html>"


def test_bytes_are_told_by_their_beginning():
    assert read_article(gzip.compress(OSLO.encode())).text == OSLO
    with pytest.raises(NotAStory, match="more than one story"):
        read_article(lines(OSLO, KIEL))


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (
            b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <a> --><!DOCTYPE b [<!ENTITY c "d">]><?e f?><x:rss version="2"',
            b"rss",
        ),
        ("<?xml version='1.0'?><feed>".encode("utf-16"), b"feed"),
        (b"<!DOCTYPE html><html>", b"html"),
        (b"no markup", None),
        (b"<!-- never closed", None),
        (b"", None),
    ],
)
def test_the_first_element(head, name):
    assert root_of(head) == name


@pytest.mark.parametrize("name", ["a.tar.gz", "a.tgz", "a"])
def test_a_tar_archive_is_named(tmp_path, name):
    (tmp_path / "a.txt").write_text(OSLO, encoding="utf-8")
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        archive.add(tmp_path / "a.txt", "a.txt")
    assert found_in(tmp_path, name, packed.getvalue()) == [
        f"{name}: is a tar archive, which is not read: unpack it first, or pack it as zip"
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a"])
def test_a_page_or_an_archive_is_one_whatever_it_is_called(tmp_path, name):
    pytest.importorskip("trafilatura")
    (story,) = found_in(tmp_path, name, PAGE.encode())
    assert story.text == OSLO
    assert texts(found_in(tmp_path, name, gzip.compress(lines(OSLO, KIEL)))) == [OSLO, KIEL]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_json_lines_in_any_width(tmp_path, encoding):
    words = f'{{"text": "{OSLO} “\u2028”"}}\r\n{{}}\n{{"text": "{KIEL}"}}'
    first, second, third = texts(found_in(tmp_path, "a.jsonl", words.encode(encoding)))
    assert (first, second, third) == (f"{OSLO} “\u2028”", 'a.jsonl: line 2: lacks "text"', KIEL)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("indent", [None, 2])
def test_json_in_one_piece(tmp_path, encoding, indent):
    records = [{"id": "a", "text": OSLO}, 5, {"text": ""}, {"id": "b"}, {"id": "c", "text": KIEL}]
    found = texts(found_in(tmp_path, "a.json", json.dumps(records, indent=indent).encode(encoding)))
    assert (found[0], found[-1]) == (OSLO, KIEL)
    assert [str(error).partition(": ")[2] for error in found[1:4]] == [
        'entry 2: is not an object such as {"id": "1", "text": "..."}', "entry 3: is empty", 'b: lacks "text"',
    ]  # fmt: skip
    assert texts(found_in(tmp_path, "b.json", json.dumps(records[0], indent=indent).encode(encoding))) == [OSLO]


def test_json_in_one_piece_that_is_too_large_or_broken(tmp_path):
    (large,) = found_in(tmp_path, "a.json", b"[" + b'{"text": ""},' * 2_000_000)
    assert large == "a.json: is larger than 20 MB, the most that a list in JSON may have: write one object a line"
    (broken,) = found_in(tmp_path, "a.json", b'[{"text": "x"}')
    assert broken.startswith("a.json: is not JSON: ")


def test_every_format_is_told_by_name_or_by_its_beginning():
    for kind in FORMATS:
        for suffix in kind.suffixes:
            assert format_of(f"STORY{suffix.upper()}", b"").name == kind.name


def test_a_fault_in_a_library_stops_one_file_only(tmp_path, monkeypatch):
    pytest.importorskip("trafilatura")

    def trip(*_args, **_kwargs):
        raise AssertionError("tripped")

    monkeypatch.setattr("trafilatura.bare_extraction", trip)
    found = texts(found_in(tmp_path, "a.zip", zipped(a_html=PAGE, b_txt=OSLO)))
    assert found == ["a.zip: a.html: cannot be read (AssertionError: tripped)", OSLO]


def test_what_needs_an_extra_names_it(tmp_path, monkeypatch):
    for module in ("trafilatura", "feedparser", "fastwarc.warc", "fastwarc.stream_io", "lxml", "pyarrow"):
        monkeypatch.setitem(sys.modules, module, None)
    for name in ("a.html", "a.rss", "a.warc", "a.nitf", "a.zst", "a.parquet"):
        (found,) = found_in(tmp_path, name, b"x")
        assert 'needs the extra "' in found


def test_a_page_of_countless_elements_is_refused(tmp_path):
    pytest.importorskip("trafilatura")
    (found,) = found_in(tmp_path, "a.html", b"<html><body>" + b"<div><div>x</div></div>" * 50_000)
    assert "more than 20,000 elements" in found
