"""Other cells for a figure."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from schools.access import mapping_for
from schools.domain.reference_mapping import change_mapping
from schools.errors import RegisterError
from schools.forms.reference_mapping import ReferenceMappingForm
from schools.models import ReferenceMapping
from schools.permissions import check_can_keep_register


@require_http_methods(["GET", "HEAD", "POST"])
@mapping_for(check_can_keep_register)
def reference_mapping_change(request: HttpRequest, mapping: ReferenceMapping) -> HttpResponse:
    form = ReferenceMappingForm(request.POST if request.method == "POST" else None, mapping=mapping)
    if form.is_valid():
        try:
            change_mapping(mapping=mapping, by=request.user, at=request.received_at, **form.cleaned_data)
        except RegisterError as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, "Сопоставление изменено. Сведения, загруженные раньше, остались прежними.")
            return redirect("schools:reference_mapping", mapping.municipality_id, mapping.form_year)
    context = {"municipality": mapping.municipality, "mapping": mapping, "form": form}
    return render(request, "schools/reference_mapping_change.html", context, status=422 if form.errors else 200)
