"""Hatchling's hook: compiles the catalogues and puts `resources/` into the wheel as `osdesk/resources`.

Apart from `pyproject.toml` because a static `force-include` leaves stale copies in editable installs: there the files
are read from the repository itself (see `osdesk.assets`).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

import catalogues


class CataloguesAndResources(BuildHookInterface):  # type: ignore[type-arg]  # hatchling asks for the plain class
    """Runs before every build, the editable one too."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """`version` is "editable" or "standard"; `build_data` is what hatchling will take beyond the package."""
        root = Path(self.root)
        catalogues.compile_all(root / "resources" / "locale")
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"][str(root / "resources")] = "osdesk/resources"
