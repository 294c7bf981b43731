"""Which view answers at which address?"""

from django.urls import path

from guide.views.own import own
from guide.views.part import part

app_name = "guide"
urlpatterns = [
    path("guide/", own, name="own"),
    path("guide/<slug:part>/", part, name="part"),
]
