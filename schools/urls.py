"""Which view answers at which address?"""

from django.urls import path, register_converter

from schools.models import ImportDraft
from schools.views.import_preview import import_preview
from schools.views.import_template import import_template
from schools.views.import_upload import import_upload
from schools.views.municipality_edit import municipality_edit
from schools.views.school import school
from schools.views.school_edit import school_edit
from schools.views.school_list import school_list
from schools.views.school_new import school_new


class SubjectConverter:
    """A kind of sheet we read; another one is an address that does not exist."""

    regex = "|".join(ImportDraft.Subject.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(SubjectConverter, "subject")

app_name = "schools"
urlpatterns = [
    path("municipalities/<int:municipality_id>/schools/", school_list, name="school_list"),
    path("municipalities/<int:municipality_id>/schools/new/", school_new, name="school_new"),
    path("municipalities/<int:municipality_id>/schools/import/<subject:subject>/", import_upload, name="import_upload"),
    path(
        "municipalities/<int:municipality_id>/schools/import/<subject:subject>/template.xlsx",
        import_template,
        name="import_template",
    ),
    path("municipalities/<int:municipality_id>/settings/", municipality_edit, name="municipality_edit"),
    path("schools/<int:school_id>/", school, name="school"),
    path("schools/<int:school_id>/edit/", school_edit, name="school_edit"),
    path("imports/<int:draft_id>/", import_preview, name="import_preview"),
]
