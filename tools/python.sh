#!/bin/sh
# Print the path of a Python that is new enough, or say in one sentence what is missing.
new_enough='import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))'
for name in ${PYTHON:-python3.13 python3.14 python3.12 python3 /usr/bin/python3 python}; do
  if "$name" -c "$new_enough" 2>/dev/null; then
    command -v "$name"
    exit 0
  fi
done
found=$("${PYTHON:-python3}" --version 2>/dev/null || echo 'none')
echo "Python 3.12 or newer with its venv module is needed (found: $found); install it" \
  "(Debian, Ubuntu: apt-get install python3-full; macOS: brew install python)" \
  "or name yours: make PYTHON=/path/to/python3.13" >&2
exit 1
