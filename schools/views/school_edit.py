"""What the register says of a school is corrected; on the same page the school leaves the monitoring or comes back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from schools.access import school_for
from schools.domain.register import record_school
from schools.errors import RegisterError
from schools.forms.participation import LeavingForm
from schools.forms.school import SchoolForm
from schools.models import School
from schools.permissions import check_can_keep_school
from schools.views.school_participation import come_back, leave


@require_http_methods(["GET", "HEAD", "POST"])
@school_for(check_can_keep_school)
def school_edit(request: HttpRequest, school: School) -> HttpResponse:
    action = request.POST.get("action", "save") if request.method == "POST" else ""
    if action == "return":
        return come_back(request, school)
    leaving = LeavingForm(data=request.POST if action == "leave" else None)
    if leaving.is_valid():
        return leave(request, school, leaving)
    form = SchoolForm(data=request.POST if action == "save" else None, school=school)
    if form.is_valid() and _saved(request, school, form):
        return redirect("schools:school", school.pk)
    context = {"municipality": school.municipality, "school": school, "form": form, "leaving": leaving}
    return render(request, "schools/school_edit.html", context, status=422 if form.errors or leaving.errors else 200)


def _saved(request: HttpRequest, school: School, form: SchoolForm) -> bool:
    try:
        record_school(
            municipality=school.municipality,
            school=school,
            values=form.cleaned_data,
            by=request.user,
            at=request.received_at,
        )
    except RegisterError as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return False
    messages.success(request, "Сведения о школе сохранены.")
    return True
