"""How do static files get names that may be cached for ever?"""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashes in names, compressed copies, and imports between our ES modules rewritten to the hashed names."""

    support_js_module_import_aggregation = True
