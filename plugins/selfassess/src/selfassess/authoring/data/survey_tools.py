"""Survey tools: by what the columns of an export show which tool it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

MANUAL = '"From your survey tool" in the manual'
ANY_TOOL = (
    "no column is named like an item; if a survey tool wrote this file, rename its columns first; "
    f"see {MANUAL}"
)
"""What is said of a file in which nothing is known, not even the tool."""
_TOOLS = (
    ("Qualtrics", {"StartDate", "EndDate", "ResponseId", "RecordedDate", "ResponseID"}),
    ("REDCap", {"record_id", "redcap_event_name", "redcap_repeat_instance", "study_id"}),
    ("REDCap", {"record_id", "redcap_survey_identifier", "redcap_data_access_group"}),
    ("REDCap", {"Record ID", "Event Name", "Repeat Instrument", "Survey Identifier"}),
    ("LimeSurvey", {"submitdate", "lastpage", "startlanguage", "seed"}),
    ("LimeSurvey", {"Date submitted", "Last page", "Start language", "Seed"}),
    ("LimeSurvey", {"submitdate. Date submitted", "lastpage. Last page"}),
    ("LimeSurvey", {"Antwort-ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache"}),
    ("LimeSurvey", {"Date de soumission", "Dernière page", "Langue de départ"}),
    ("LimeSurvey", {"Fecha de envío", "Última página"}),
    ("SurveyMonkey", {"Respondent ID", "Collector ID", "respondent_id", "collector_id"}),
    ("Typeform", {"#", "Start Date (UTC)", "Submit Date (UTC)", "Network ID"}),
    ("SoSci Survey", {"SERIAL", "QUESTNNR"}),
    ("KoboToolbox", {"_uuid", "_submission_time", "_submitted_by"}),
    ("Microsoft Forms", {"Start time", "Completion time", "Email", "Last modified time"}),
    ("Microsoft Forms", {"Startzeit", "Fertigstellungszeit"}),
    ("Microsoft Forms", {"Heure de début", "Heure de fin"}),
    ("Microsoft Forms", {"Hora de inicio", "Hora de finalización"}),
    ("Microsoft Forms", {"Begintijd", "Tijd van voltooien"}),
    ("Microsoft Forms", {"Ora di inizio", "Ora di completamento"}),
    ("Microsoft Forms", {"Hora de início", "Hora de conclusão"}),
    ("Google Forms", {"Timestamp", "Zeitstempel", "Marca temporal", "Horodateur"}),
    ("Google Forms", {"Tijdstempel", "Informazioni cronologiche", "Carimbo de data/hora"}),
    ("Google Forms", {"Sygnatura czasowa", "Tidstämpel", "Tidsstempel", "Časová značka"}),
    ("Google Forms", {"Отметка времени", "タイムスタンプ", "타임스탬프", "时间戳记", "時間戳記"}),
)
"""The names of columns that each tool writes of its own accord."""
_QUALTRICS = {"Start Date", "Response Type", "Response ID", "Recorded Date"}
_SURVEYMONKEY = {"Response", "Open-Ended Response"}
"""What stands in the second of two header lines."""


def survey_tool(names: Collection[str]) -> str:
    """Return a sentence about the tool that wrote a file with these columns; "" if none is known."""
    given = set(names)
    for tool, own in _TOOLS:
        found = sorted(own & given)
        enough = 1 if tool == "Google Forms" else 2
        if len(found) >= enough or (tool == "REDCap" and _redcap(given)):
            shown = ", ".join(found) or next(name for name in sorted(given) if "___" in name)
            return f"this looks like an export of {tool}; it has {shown}; see {MANUAL}"
    return ""


def _redcap(names: set[str]) -> bool:
    # A tick box is a column with three underscores, a form ends with its own state.
    return any("___" in name for name in names) and any(x.endswith("_complete") for x in names)


def further_headers(cells: Collection[str], above: Collection[str] = ()) -> str:
    """Return a sentence if a line of cells is a further header of an export; "" if it is none.

    `above` are the cells of the header.
    """
    if any(cell.lstrip().startswith('{"ImportId"') for cell in cells):
        return f"this is a header of Qualtrics, as is the line above it; delete both; see {MANUAL}"
    given = set(filter(None, cells))
    if given & _QUALTRICS and {"StartDate", "ResponseId", "ResponseID"} & set(above):
        return f"this is a second header of Qualtrics; delete it; see {MANUAL}"
    if given and given <= _SURVEYMONKEY:
        return f"this is a second header of SurveyMonkey; delete it; see {MANUAL}"
    return ""
