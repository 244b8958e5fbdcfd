"""What a sponsor writes once for all courses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from selfassess.authoring.course.provider import PROVIDER, Approval, Contact, Rounding

if TYPE_CHECKING:
    from selfassess.authoring.course.provider import Provider


def told(provider: Provider) -> list[str]:
    return [problem.message for problem in PROVIDER.rules(provider)]


def test_an_approval_has_days_in_their_order_and_a_step(provider: Provider) -> None:
    held = Approval(
        body="A body",
        number="1",
        statement="It approves.",
        credit_type="hours",
        rounding=Rounding(step=0),
        valid_from="2026-02-01",
        valid_to="2026-01-01",
    )
    assert told(replace(provider, approvals=(held,))) == [
        "hours can not be rounded to this; 0; write 0.25 or 0.5",
        'an approval ends before it begins; "2026-01-01" comes before "2026-02-01"; '
        "mend one of them",
    ]


def test_the_formula_that_counts_is_one_of_those_named(provider: Provider) -> None:
    only = replace(provider, formulas=provider.formulas[:1], use="pilot")
    assert told(only) == ['no such formula is named; "pilot"; known are: lower, words']


def test_a_rule_and_a_field_of_identity_are_given_once(provider: Provider) -> None:
    twice = replace(provider, rules=provider.rules[:1] * 2, identity=("name", "state", "state"))

    assert told(twice) == [
        f'this is given twice; "{provider.rules[0].id}"; keep one of them',
        'this is given twice; "state"; keep one of them',
    ]


def test_learners_are_asked_for_a_name(provider: Provider) -> None:
    assert told(replace(provider, identity=("licence",))) == [
        "learners are not asked for a name; found licence; a certificate needs name"
    ]
    assert told(replace(provider, identity=())) == [
        "learners are not asked for a name; found nothing; a certificate needs name"
    ]


def test_mail_to_a_contact_has_an_address(provider: Provider) -> None:
    contact = Contact(purpose="Questions", name="The office", email="office", reply_days=3)
    assert told(replace(provider, contacts=(contact,))) == [
        'this is no address for mail; "office"; write one with an @'
    ]


def test_one_way_to_hours_is_named(provider: Provider) -> None:
    assert told(replace(provider, formulas=())) == ["this is too little; found 0; write at least 1"]
