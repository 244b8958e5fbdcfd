"""The application file of a course."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from selfassess.authoring.course.packet import Packet, packet_html

if TYPE_CHECKING:
    from selfassess.authoring.course.course import Course
    from selfassess.authoring.course.pages import Pages
    from selfassess.authoring.course.provider import Provider
    from selfassess.definition.instrument import Instrument


def test_the_file_of_a_draft_says_so_and_tells_what_is_missing(
    course: Course, provider: Provider, bank: Instrument, pages: Pages
) -> None:
    html = packet_html(Packet(course, provider, bank, pages))
    assert "DRAFT – this course is not open, and no credit is given for it." in html
    assert "What is still missing" in html
    assert (
        "Hours by Mergener are not told, because nobody who rated the difficulty is named." in html
    )
    assert "10 words of body text, 1 questions in one attempt." in html
    assert "SPECIMEN – not a certificate." in html


def test_matrix_key_and_text_stand_in_it(
    course: Course, provider: Provider, bank: Instrument, pages: Pages
) -> None:
    html = packet_html(Packet(course, provider, bank, pages))
    assert '<th scope="row">Describe a song.</th><td>birds.md</td><td>2</td><td>1</td>' in html
    assert "A mate, a place ~ or both <strong>(right)</strong> – Yes = so." in html
    assert "They sing loudly." in html


def test_words_of_an_author_are_no_markup(
    course: Course, provider: Provider, bank: Instrument, pages: Pages
) -> None:
    named = replace(course, title="Birds <b>& bees</b>")
    html = packet_html(Packet(named, provider, bank, pages))
    assert "<h1>Birds &lt;b&gt;&amp; bees&lt;/b&gt;</h1>" in html


def test_the_questions_before_a_course_stand_in_it_with_their_key(
    course: Course, provider: Provider, bank: Instrument, pages: Pages
) -> None:
    heading = "Questions before the course, and key"
    assert heading not in packet_html(Packet(course, provider, bank, pages))
    html = packet_html(Packet(course, provider, bank, pages, pre_test=bank))
    before = html.partition(heading)[2].partition("Sample certificate")[0]
    assert "A mate, a place ~ or both <strong>(right)</strong></li>" in before
    assert before.count("<strong>(right)</strong>") == len(bank.items)
    assert "Voluntary and without a pass mark." in before
