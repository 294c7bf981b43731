"""Which view answers at which address?"""

from django.urls import path

from scoring.views.methodology import methodology
from scoring.views.methodology_list import methodology_list

app_name = "scoring"
urlpatterns = [
    path("municipalities/<int:municipality_id>/methodologies/", methodology_list, name="methodology_list"),
    path("methodologies/<int:methodology_id>/", methodology, name="methodology"),
]
