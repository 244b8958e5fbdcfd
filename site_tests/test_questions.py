"""The questions of this site from version to version, and the page that says how they were made."""

from __future__ import annotations

import csv
import re
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from selfassess import Kept, Profile
from selfassess.authoring import read_instrument
from selfassess.definition.versions import outdated
from site_tests.check import QUICK, REVIEW, Check
from site_tests.conftest import ROOT
from site_tests.test_manual import Block, blocks, said, same
from site_tests.test_store import FIRST, write

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from site_tests.faulty_server import FaultyServer

PAGE = ROOT / "content/assess/questions.md"
PILOT = PAGE.with_name("pilot-example.csv")
REVIEWED, CHECKED = (
    read_instrument(ROOT / f"assessments/{name}/instrument.yml")
    for name in ("alliance-practices", "quick-check")
)
