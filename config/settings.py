"""What is the product configured with? One file; every value that may differ comes from the environment."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import fontpkg_pt_sans
import fontpkg_pt_serif
from csp.constants import NONE, SELF

from config import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.directory("DATA_DIR", BASE_DIR / "var")

# --- where it is served -------------------------------------------------------------------------

DEBUG = environment.flag("DEBUG")
HTTPS = environment.flag("HTTPS")
# Whether an empty database gets the made-up district, whose people share one password: never unasked in production.
DEMONSTRATION = environment.flag("DEMONSTRATION", default=not HTTPS)
PORT = environment.integer("PORT", 8000, least=1, most=65535)
# Links in mail are built from this, never from the Host header of a request.
SITE_URL = environment.address("SITE_URL", f"http://localhost:{PORT}")
HOST = urlsplit(SITE_URL).hostname or ""
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS") or [HOST, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# How many proxies of ours stand in front and append to X-Forwarded-For; served by https there is at least one.
TRUSTED_PROXIES = environment.integer("TRUSTED_PROXIES", 1 if HTTPS else 0, least=0, most=5)
ROOT_URLCONF = "config.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECRET_KEY = environment.secret("SECRET_KEY", DATA_DIR / "secret_key")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "import_export",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "config",
    "russian",
    "journal",
    "worker",
    "schools",
    "accounts",
    "scoring",
    "monitoring",
    "improvement",
    "reports",
    # After our apps: their templates of the same name win.
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    # First: a deadline is decided by the moment a request arrived.
    "config.middleware.ReceivedAtMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.ResponseHeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.signed_in.SignedInMiddleware",
    "config.middleware.NoStoreMiddleware",
    "config.middleware.LocalTimeMiddleware",
    # Denied by default; a public view says @login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.appearance",
                "config.context.navigation",
            ],
        },
    },
]

# --- where it keeps data ------------------------------------------------------------------------

SQLITE = {
    "ENGINE": "config.sqlite",
    "NAME": DATA_DIR / "db.sqlite3",
    # Kept open: to open it anew, and to fold the log into it on closing, takes longer than a save.
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        # Deferred transactions fail with «database is locked» however long the timeout: they take the lock too late.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: an acknowledged save survives a power cut. Read back by config.durability at every start.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    },
}
DATABASES = {"default": environment.postgresql("DATABASE_URL") or SQLITE}

CACHES = {
    # In the database, so that rate limits hold over all workers.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entries"},
}

# Evidence: outside the static files, never served by address, only through a view that checks permission.
MEDIA_ROOT = DATA_DIR / "evidence"
MEDIA_URL = ""
# Pictures of pages our server made of evidence: may be deleted at any time, they are made anew.
RENDITION_ROOT = DATA_DIR / "renditions"
# Documents as they were made, each kept for good: served only through a view that checks permission.
DOCUMENT_ROOT = DATA_DIR / "documents"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
MAX_UPLOAD_BYTES = 20 * 1024 * 1024
EVIDENCE_QUOTA_BYTES = 300 * 1024 * 1024  # of one expert map
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# --- static files -------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# The same typefaces on page and paper; WeasyPrint reads them from these folders.
FONT_DIRS = tuple(Path(package.__file__).parent / "files" for package in (fontpkg_pt_sans, fontpkg_pt_serif))
STATICFILES_DIRS = [BASE_DIR / "static", *(("fonts", folder) for folder in FONT_DIRS)]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.staticfiles.HashedStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MIMETYPES = {".ttf": "font/ttf"}

# --- language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "ru"
USE_I18N = True
USE_TZ = True
# Stored in UTC; shown in the time zone of the municipality.
TIME_ZONE = "UTC"

# --- who comes in -------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = int(timedelta(days=1).total_seconds())
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.sign_in.LoginForm",
    "change_password": "accounts.forms.sign_in.ChangePasswordForm",
    "reset_password": "accounts.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.sign_in.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# People are invited by a coordinator, who already knows the address.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    # The key is account and address together (see the adapter): a stranger cannot lock a head out on the last day.
    "login_failed": "5/15m/key,50/15m/ip",
    # A whole school, or a department, comes from one address.
    "login": "300/m/ip",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

SESSION_ENGINE = "accounts.sessions"
# A working day: many school computers are shared.
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- what browsers are told ---------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and TRUSTED_PROXIES else None
SILENCED_SYSTEM_CHECKS = [
    # Preloading binds a whole domain for years: the domain's owner decides, not one of its sites.
    "security.W021",
]

# --- background work ----------------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Periodic tasks by address, and the seconds between two runs.
DUTIES = {
    "worker.tasks.prune_finished": 24 * 60 * 60,
    # Sooner whenever there is a link to look at.
    "monitoring.tasks.send_waiting_links": 5 * 60,
    "monitoring.tasks.want_last_looks": 6 * 60 * 60,
    # Sooner whenever a document was asked for.
    "reports.tasks.send_waiting_documents": 5 * 60,
}
# Whether pages behind the claims are looked at: in production, unless said otherwise; those of made-up schools never.
LINK_CHECKS = environment.flag("LINK_CHECKS", default=HTTPS)
LINK_CHECKS_AGENT = f"MonitoringLinkCheck/1.0 (+{SITE_URL})"

# --- mail and the log ---------------------------------------------------------------------------

globals().update(environment.mail("EMAIL_URL"))
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", f"monitoring@{HOST}")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logs.OneLineFormatter"}},
    "filters": {"refused_hosts": {"()": "config.logs.RefusedHosts"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["stderr"],
        "level": environment.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
    },
    "loggers": {
        # Replaces Django's own handlers: one stream, one form.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # Scanners knock under foreign names all day long; each name is said once.
        "django.security.DisallowedHost": {"filters": ["refused_hosts"]},
        # Every look into the queue and every request of the guarded client would be a line.
        "django_tasks": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
