"""Which app answers at which address?"""

from allauth.account.urls import urlpatterns as sign_in_patterns
from django.urls import include, path

from config.health import healthz

# What people need of the sign-in library; sign-up is closed, addresses and roles are the coordinator's to change.
SIGN_IN = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
}

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    # First: addresses are tried in their order, and nothing is asked as often as a save.
    path("", include("monitoring.urls")),
    path("", include("accounts.urls")),
    path("", include("schools.urls")),
    path("", include("scoring.urls")),
    path("", include("improvement.urls")),
    path("", include("reports.urls")),
    path("", include("guide.urls")),
    path("accounts/", include([pattern for pattern in sign_in_patterns if pattern.name in SIGN_IN])),
]
