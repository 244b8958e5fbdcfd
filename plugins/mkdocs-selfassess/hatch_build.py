"""Puts the bill of materials where PEP 770 has it: into `sboms` beside the wheel's metadata."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BillHook(BuildHookInterface[Any]):
    """What hatchling calls; see tool.hatch.build.targets.wheel.hooks.custom in pyproject.toml."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the bill; a checkout that is installed for editing has none yet."""
        if version != "editable":
            build_data["sbom_files"].append("src/mkdocs_selfassess/runtime/bom.cdx.json")
