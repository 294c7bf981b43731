"""Which view answers at which address?"""

from django.urls import URLPattern

app_name = "scoring"
urlpatterns: list[URLPattern] = []
