"""`python -m selfassess` is the command line.

It is named and not imported: this file travels to the browser, and the command line does not.
"""

import sys
from importlib import import_module

sys.exit(import_module("selfassess.authoring.cli").main())
