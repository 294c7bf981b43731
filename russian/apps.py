"""How does Django find the template tags of this package?"""

from django.apps import AppConfig


class RussianConfig(AppConfig):
    name = "russian"
