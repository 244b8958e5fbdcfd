import inspect
import re
from typing import Any

from mkdocs_selfassess.hosts.mkdocs import config as module
from mkdocs_selfassess.hosts.mkdocs.config import SelfAssessConfig


def options(given: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    config = SelfAssessConfig(config_file_path=None)
    config.load_dict(given)
    errors, warnings = config.validate()
    return dict(config), [f"{name}: {error}" for name, error in [*errors, *warnings]]


def test_every_option_has_a_default() -> None:
    found, problems = options({})

    assert problems == []
    assert found["assessments"].endswith("/assessments")
    assert {name: found[name] for name in ("enabled", "templates", "policy", "offline")} == {
        "enabled": True,
        "templates": None,
        "policy": True,
        "offline": False,
    }


def test_an_unknown_option_is_told() -> None:
    assert options({"assessment": "a"})[1] == [
        "assessment: Unrecognised configuration name: assessment"
    ]


def test_a_value_of_the_wrong_type_is_told() -> None:
    assert options({"enabled": "yes"})[1] == [
        "enabled: Expected type: <class 'bool'> but received: <class 'str'>"
    ]


def test_an_unknown_extent_of_the_policy_is_told() -> None:
    assert options({"policy": "every"})[1] == [
        "policy: Expected one of: (True, False, 'everywhere') but received: 'every'"
    ]


def test_a_folder_of_templates_that_is_not_there_is_told() -> None:
    (problem,) = options({"templates": "/nowhere/at/all"})[1]

    assert problem == "templates: The path '/nowhere/at/all' isn't an existing directory."


def test_every_option_has_a_sentence_under_it() -> None:
    source = inspect.getsource(module)

    for name, _option in SelfAssessConfig._schema:
        assert re.search(rf'    {name} = .*\n    """[A-Z][^"]+\."""', source), name
