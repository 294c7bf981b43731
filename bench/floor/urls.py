"""How does the least save answer? Session, sign-in, CSRF; one SELECT, one UPDATE, one INSERT in one transaction.

And the least file: `bench.floor.files`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test.utils import override_settings
from django.urls import path
from django.views.decorators.http import require_POST

from bench.floor.files import taken
from bench.floor.models import FloorAnswer, FloorEntry


@require_POST
@login_required
@transaction.atomic
def save(request: HttpRequest, answer_id: int) -> HttpResponse:
    answer = FloorAnswer.objects.get(pk=answer_id)
    answer.numerator, answer.denominator = int(request.POST["numerator"]), int(request.POST["denominator"])
    answer.version += 1
    answer.save(update_fields=["numerator", "denominator", "version"])
    new = {"numerator": answer.numerator, "denominator": answer.denominator}
    FloorEntry.objects.create(answer=answer, by=request.user, at=datetime.now(UTC), new=new)
    return HttpResponse(f"Сохранено: {answer.version}")


urlpatterns = [
    path("answers/<int:answer_id>/", save),
    path("years/<int:cycle_id>/files/<path:name>", taken),
]


class FloorUrlsMiddleware:
    """Leads every request to this module's addresses."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return self.get_response(request)


def floor_application() -> WSGIHandler:
    middleware = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        f"{__name__}.FloorUrlsMiddleware",
    ]
    # Sessions as Django has them: what the product spares there is not spared here.
    with override_settings(MIDDLEWARE=middleware, SESSION_ENGINE="django.contrib.sessions.backends.db"):
        return WSGIHandler()


def file_application() -> WSGIHandler:
    """With everything the product asks of a request before its view."""
    with override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, f"{__name__}.FloorUrlsMiddleware"]):
        return WSGIHandler()
