"""The scenarios of this site: walked with and without scripts, and worded like its pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from selfassess.authoring import COURSE, SCENARIO, Scenario, read
from site_tests.conftest import ROOT, desk, watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from site_tests.faulty_server import FaultyServer

SCENARIOS = {
    file.parent.name: read(file, SCENARIO)
    for file in sorted((ROOT / "assessments/scenarios").glob("*/scenario.yml"))
}
COURSES = [
    read(file, COURSE) for file in sorted((ROOT / "assessments/courses").glob("*/course.yml"))
]
PAGE = "tools/scenarios-building/"
FIRST = SCENARIOS["first-contact"]


@pytest.fixture
def plain(browser: Browser, site: FaultyServer) -> Iterator[Page]:
    """A page in a browser whose scripts are switched off."""
    made = browser.new_context(**desk(site), java_script_enabled=False)
    with watched(site, made) as context:
        yield context.new_page()


def begin(page: Page) -> None:
    page.goto(PAGE)
    expect(page.locator(".sc-step:visible")).to_have_count(0)
    page.locator("practice-scenario").first.get_by_role("link", name="Begin").click()


def choose(page: Page, label: str) -> None:
    page.locator(".sc-options a:visible", has_text=label).click()


@pytest.mark.browser
def test_a_scenario_is_walked_without_scripts(plain: Page) -> None:
    begin(plain)
    option = FIRST.steps[0].options[0]
    choose(plain, option.label)
    expect(plain.locator(".sc-why:visible")).to_contain_text(option.because)
    expect(plain.locator(".sc-step:visible")).to_have_count(1)
    plain.get_by_role("link", name="Go back and see the other ways").click()
    expect(plain.locator(".sc-patient:visible")).to_have_text(FIRST.steps[0].text)


@pytest.mark.browser
def test_a_choice_is_followed_in_its_place_by_keyboard_and_told_at_the_end(page: Page) -> None:
    begin(page)
    expect(page.locator(".sc-heading:focus")).to_be_visible()
    for _ in range(2):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".sc-why:focus")).to_be_visible()
        # The way back stands before the choices.
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".sc-end:visible")).to_have_count(1)
    expect(page.locator(".sc-trail:visible li")).to_have_count(6)
    assert page.url.endswith(PAGE)
    page.locator(".sc-again:visible a").click()
    expect(page.locator(".sc-step:visible")).to_have_count(0)
    expect(page.locator(".sc-trail:visible")).to_have_count(0)


@pytest.mark.browser
def test_on_paper_all_steps_stand_in_their_order(plain: Page) -> None:
    plain.goto(PAGE)
    plain.emulate_media(media="print")
    first = plain.locator("practice-scenario").first
    expect(first.locator(".sc-heading:visible")).to_have_text(
        [re.compile(rf"^{number}\. ") for number in range(1, len(FIRST.places) + 1)]
    )
    expect(first.locator(".sc-goes:visible").first).to_have_text("go on at 2")


# Their words


@pytest.mark.content
def test_the_page_of_a_course_leads_to_its_scenarios(site: FaultyServer) -> None:
    assert site.folder is not None
    for course in COURSES:
        page = site.folder / f"courses/{course.id}/index.html"
        led = re.findall(r'scenarios-[a-z]+/#sc-([a-z-]+)"', page.read_text(encoding="utf-8"))
        assert led == list(course.practice)


@pytest.mark.content
def test_there_are_eight_scenarios_for_each_course() -> None:
    named = [name for course in COURSES for name in course.practice]
    assert sorted(named) == sorted(SCENARIOS)
    assert [len(course.practice) for course in COURSES] == [8, 8]


@pytest.mark.content
@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_a_scenario_has_three_to_five_steps_of_two_or_three_choices(scenario: Scenario) -> None:
    assert 3 <= len(scenario.steps) <= 5
    assert {len(step.options) for step in scenario.steps} <= {2, 3}
    assert len(scenario.ends) >= 2


@pytest.mark.content
@pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)
def test_where_the_first_choice_leads_can_be_left_again_in_two_ways(scenario: Scenario) -> None:
    first = scenario.steps[0].options[0].to
    ends = {end.id for end in scenario.ends}
    assert len(scenario.within_reach(first) & ends) >= 2
