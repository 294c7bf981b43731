"""How long does it take, compared with the least it could take? Each module measures one thing beside its floor.

`script/bench` makes the data and runs them; a ratio is taken between medians of many interleaved rounds of one run.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()
