"""Some cells enter a figure no more: asked once more, then done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from schools.access import mapping_for
from schools.domain.reference_mapping import remove_mapping, summary
from schools.models import ReferenceMapping
from schools.permissions import check_can_keep_register


@require_http_methods(["GET", "HEAD", "POST"])
@mapping_for(check_can_keep_register)
def reference_mapping_remove(request: HttpRequest, mapping: ReferenceMapping) -> HttpResponse:
    if request.method == "POST":
        remove_mapping(mapping=mapping, by=request.user, at=request.received_at)
        messages.success(request, "Строка сопоставления удалена. Запись об этом есть в журнале.")
        return redirect("schools:reference_mapping", mapping.municipality_id, mapping.form_year)
    context = {"municipality": mapping.municipality, "mapping": mapping, "cells": summary(mapping)}
    return render(request, "schools/reference_mapping_remove.html", context)
