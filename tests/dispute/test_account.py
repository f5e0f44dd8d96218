"""How far each side gave way by the end of an account, and that every answer rests on its words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import detente
from detente.dispute.account import answer_text, rules
from detente.errors import NotAStory

SURRENDER = (
    "Chile and Peru quarrelled over an island in 1905. On 3 May Peruvian troops seized the island, which triggered a "
    "crisis for Chile. Chile responded by sending its fleet, triggering a crisis for Peru. After two days "
    "the Peruvian garrison surrendered on 9 May, ending the crisis. It was a victory for Chile."
)
RELEASE = (
    "On 4 June 1971 Kenya seized a Somali trawler. This triggered a crisis for Somalia, which threatened to attack. "
    "Kenya protested. On 10 June Kenya released the crew and apologized to Somalia. This ended the crisis."
)
WITHDRAWAL = (
    "In March 1969 Ghana massed troops on the border with Togo, which complained to the United Nations. Togo refused "
    "to yield. In April Ghana withdrew its troops and the crisis ended."
)


@pytest.mark.parametrize(
    ("text", "more", "less"), [(SURRENDER, "PER", "CHL"), (RELEASE, "KEN", "SOM"), (WITHDRAWAL, "GHA", "TGO")]
)
def test_who_yielded_more(text, more, less):
    found = answer_text(text)
    assert found[more].yielded > found[less].yielded
    assert found[more].answer.startswith("gave way")


@pytest.mark.parametrize("text", [SURRENDER, RELEASE, WITHDRAWAL])
def test_every_reason_is_a_sentence_of_the_account(text):
    for side in answer_text(text).values():
        assert 0 <= side.yielded <= 1
        assert all(text[b.start : b.end].rstrip().endswith(".") and b.adds for b in side.because)


def test_the_reason_gone_the_answer_is_another():
    before = answer_text(RELEASE)["KEN"]
    top = before.because[0]
    after = answer_text(RELEASE[: top.start] + RELEASE[top.end :])["KEN"]
    assert top.sign == "gave"
    assert after.yielded < before.yielded
    assert after.answer != before.answer


def test_without_any_sign_nothing_is_said():
    found = answer_text("Norway lies beside Sweden. Norway has fjords and Sweden has lakes.")
    assert {(a.answer, a.yielded, a.because) for a in found.values()} == {("cannot say", 0.5, ())}


def test_what_is_only_demanded_or_refused_is_no_giving_way():
    found = answer_text("Mali demanded the withdrawal of Senegalese troops. Senegal refused to withdraw its troops.")
    assert not [b for b in found["SEN"].because if b.sign == "gave"]


def test_the_call_gives_the_contracts_fields():
    given = detente.answer({"id": "x", "text": RELEASE})
    assert given["id"] == "x"
    assert set(given["sides"]["KEN"]) == {"answer", "yielded", "because"}
    assert set(given["sides"]["KEN"]["because"][0]) >= {"start", "end"}
    with pytest.raises(NotAStory):
        detente.answer({"id": "x", "text": ""})


def test_every_weight_has_its_reason():
    assert all(s.why and s.text and s.weight and s.most > 0 for s in rules().signs)


def told_right(account):
    found = answer_text(account["text"])
    more, less = (found[code].yielded if code in found else None for code in account["order"])
    return more is not None and less is not None and more > less


def test_accounts_of_known_crises():
    """A floor: five in six."""
    accounts = yaml.safe_load((Path(__file__).parent / "accounts.yaml").read_text(encoding="utf-8"))
    wrong = [account["name"] for account in accounts if not told_right(account)]
    assert len(wrong) <= len(accounts) // 6, wrong


def test_what_is_told_of_other_years_counts_less():
    end = " On 10 June 1971 Kenya released the crew, ending the crisis."
    now, long_ago = (
        answer_text(f"On 4 June 1971 Kenya seized a Somali trawler. In {year} Somalia apologized to Kenya.{end}")["SOM"]
        for year in (1971, 1925)
    )
    assert now.yielded > long_ago.yielded
