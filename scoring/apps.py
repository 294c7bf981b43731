"""How does Django find the methodology's tables?"""

from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "scoring"
    verbose_name = "методика и баллы"
