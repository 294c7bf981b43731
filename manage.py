#!/usr/bin/env python
"""How does a command of the product start?"""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        # A sentence for the operator; where in the code it was said does not help.
        sys.exit(str(refusal))
