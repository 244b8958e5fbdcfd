from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.data.answersheet import read_answersheet
from selfassess.authoring.data.survey_tools import further_headers, survey_tool
from selfassess.problems import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from selfassess.definition.instrument import Instrument

SEE = 'see "From your survey tool" in the manual'


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("StartDate,Status,ResponseId,q-1", "Qualtrics; it has ResponseId, StartDate"),
        ("record_id,redcap_event_name,q1", "REDCap; it has record_id, redcap_event_name"),
        ("study,seen___1,seen___2,pause_complete", "REDCap; it has seen___1"),
        (
            "id,submitdate,lastpage,startlanguage,p[SQ001]",
            "LimeSurvey; it has lastpage, startlanguage, submitdate",
        ),
        ("Respondent ID,Collector ID,Often?", "SurveyMonkey; it has Collector ID, Respondent ID"),
        ("ID,Start time,Completion time", "Microsoft Forms; it has Completion time, Start time"),
        (
            "Response ID,Date submitted,Last page,Start language,p[1]",
            "LimeSurvey; it has Date submitted, Last page, Start language",
        ),
        (
            "ID,Startzeit,Fertigstellungszeit,E-Mail",
            "Microsoft Forms; it has Fertigstellungszeit, Startzeit",
        ),
        (
            "ID,Heure de début,Heure de fin,Nom",
            "Microsoft Forms; it has Heure de début, Heure de fin",
        ),
        ("Timestamp,How often?", "Google Forms; it has Timestamp"),
        ("Informazioni cronologiche,Quanto?", "Google Forms; it has Informazioni cronologiche"),
        ("タイムスタンプ,A", "Google Forms; it has タイムスタンプ"),
        (
            "ID,Begintijd,Tijd van voltooien,E-mail,Naam",
            "Microsoft Forms; it has Begintijd, Tijd van voltooien",
        ),
        (
            "Antwort-ID,Datum Abgeschickt,Letzte Seite,Start-Sprache,p[1]",
            "LimeSurvey; it has Antwort-ID, Datum Abgeschickt, Letzte Seite, Start-Sprache",
        ),
        (
            "id. Response ID,submitdate. Date submitted,lastpage. Last page,p1. How often?",
            "LimeSurvey; it has lastpage. Last page, submitdate. Date submitted",
        ),
        (
            "Record ID,Event Name,Repeat Instrument,How often?,Complete?",
            "REDCap; it has Event Name, Record ID, Repeat Instrument",
        ),
        (
            "record_id,redcap_survey_identifier,p_timestamp,q_1",
            "REDCap; it has record_id, redcap_survey_identifier",
        ),
        (
            "#,How?,Start Date (UTC),Submit Date (UTC),Network ID",
            "Typeform; it has #, Network ID, Start Date (UTC), Submit Date (UTC)",
        ),
        ("CASE,SERIAL,REF,QUESTNNR,MODE,AB01_01", "SoSci Survey; it has QUESTNNR, SERIAL"),
        ("_uuid,_submission_time,q_1", "KoboToolbox; it has _submission_time, _uuid"),
    ],
)
def test_an_export_is_known_by_the_columns_that_its_tool_adds(names: str, told: str) -> None:
    assert survey_tool(names.split(",")) == f"this looks like an export of {told}; {SEE}"


def test_other_columns_tell_nothing() -> None:
    assert survey_tool(["id", "age", "Email", "record_id"]) == ""


def test_a_header_line_of_qualtrics_is_known_by_its_ids() -> None:
    assert further_headers(['{"ImportId":"QID1"}']).startswith("this is a header of Qualtrics")
    assert further_headers(["3", "2"]) == ""


def test_a_second_header_line_is_known_by_what_its_tool_writes_there() -> None:
    above = ["StartDate", "ResponseId", "q-1"]
    assert further_headers(["Start Date", "Response ID", "I waited."], above) == (
        f"this is a second header of Qualtrics; delete it; {SEE}"
    )
    assert further_headers(["", "", "Response", "Open-Ended Response"], ["Respondent ID"]) == (
        f"this is a second header of SurveyMonkey; delete it; {SEE}"
    )
    assert further_headers(["Response", "3"], ["Respondent ID"]) == ""
    assert further_headers(["", ""], above) == ""


def test_an_export_whose_header_can_not_be_used_is_known_too(
    tmp_path: Path, demo: Instrument
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Respondent ID,Collector ID,h1,,h2\n,,Response,Other,Response\n")

    with pytest.raises(Refused) as caught:
        read_answersheet(demo, file)

    assert [problem.message for problem in caught.value.problems] == [
        "a column has no name; it is column 4; name it or delete it",
        "this looks like an export of SurveyMonkey; it has Collector ID, Respondent ID; " + SEE,
    ]
