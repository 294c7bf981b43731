#!/usr/bin/env python
"""How does a command of the product start?"""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import connection


def check_database(arguments: list[str]) -> None:
    """Before a command of ours: a sentence instead of a traceback, and no new database in a wrong place."""
    from config import installed  # noqa: PLC0415 settings are read here, where their refusal is told

    django.setup()  # until then only Django's own commands are known
    command = arguments[1] if len(arguments) > 1 else ""
    if installed.needs_database(command) and not {"-h", "--help"} & set(arguments):
        installed.refuse_unless_installed(connection)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        check_database(sys.argv)
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        # A sentence for the operator; where in the code it was said does not help.
        sys.exit(str(refusal))
