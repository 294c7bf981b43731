"""Which view answers at which address?"""

from django.urls import path, register_converter

from schools.models import ImportDraft
from schools.views.form_template import form_template
from schools.views.form_upload import form_upload
from schools.views.import_preview import import_preview
from schools.views.import_template import import_template
from schools.views.import_upload import import_upload
from schools.views.municipality_edit import municipality_edit
from schools.views.reference_mapping import reference_mapping
from schools.views.reference_mapping_change import reference_mapping_change
from schools.views.reference_mapping_fill import reference_mapping_fill
from schools.views.reference_mapping_remove import reference_mapping_remove
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


class SourceConverter(SubjectConverter):
    """Where a year's mapping is taken from."""

    regex = "shipped|past"


register_converter(SubjectConverter, "subject")
register_converter(SourceConverter, "source")

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
    path("municipalities/<int:municipality_id>/oo-1/<int:form_year>/", reference_mapping, name="reference_mapping"),
    path(
        "municipalities/<int:municipality_id>/oo-1/<int:form_year>/<source:source>/",
        reference_mapping_fill,
        name="reference_mapping_fill",
    ),
    path("municipalities/<int:municipality_id>/oo-1/<int:form_year>/upload/", form_upload, name="form_upload"),
    path("municipalities/<int:municipality_id>/oo-1/<int:form_year>/table.xlsx", form_template, name="form_template"),
    path("oo-1/<int:mapping_id>/", reference_mapping_change, name="reference_mapping_change"),
    path("oo-1/<int:mapping_id>/remove/", reference_mapping_remove, name="reference_mapping_remove"),
    path("municipalities/<int:municipality_id>/settings/", municipality_edit, name="municipality_edit"),
    path("schools/<int:school_id>/", school, name="school"),
    path("schools/<int:school_id>/edit/", school_edit, name="school_edit"),
    path("imports/<int:draft_id>/", import_preview, name="import_preview"),
]
