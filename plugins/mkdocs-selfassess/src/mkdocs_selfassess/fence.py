"""Fence: the two names for the Markdown settings of hosts that the plugin does not run in.

    markdown_extensions:
      - pymdownx.superfences:
          custom_fences:
            - name: assessment
              class: selfassess
              format: !!python/name:mkdocs_selfassess.fence.formatter
              validator: !!python/name:mkdocs_selfassess.fence.validator

The files for the browser are written by `python -m mkdocs_selfassess assets DIR`.
"""

from mkdocs_selfassess.fences.fence import validator
from mkdocs_selfassess.hosts.standalone import formatter

__all__ = ["formatter", "validator"]
