"""Which view of the school side answers at which address?"""

from django.urls import path

from monitoring.views.carry_over import carry_over
from monitoring.views.evidence_check import evidence_check
from monitoring.views.evidence_confirm import evidence_confirm
from monitoring.views.evidence_copy import evidence_copy
from monitoring.views.evidence_download import evidence_download
from monitoring.views.evidence_file import evidence_file
from monitoring.views.evidence_link import evidence_link
from monitoring.views.evidence_page import evidence_page
from monitoring.views.evidence_preview import evidence_preview
from monitoring.views.evidence_remove import evidence_remove
from monitoring.views.evidence_replace import evidence_replace
from monitoring.views.evidence_restore import evidence_restore
from monitoring.views.evidence_reuse import evidence_reuse
from monitoring.views.expert_map import expert_map
from monitoring.views.home import home
from monitoring.views.last_year import last_year
from monitoring.views.last_year_confirm import last_year_confirm
from monitoring.views.late_entries import late_entries
from monitoring.views.map_answer import map_answer
from monitoring.views.map_history import map_history
from monitoring.views.map_presence import map_presence
from monitoring.views.map_receipt import map_receipt
from monitoring.views.map_signature import map_signature
from monitoring.views.map_signature_file import map_signature_file
from monitoring.views.map_signature_remove import map_signature_remove
from monitoring.views.map_signed_content import map_signed_content
from monitoring.views.map_submit import map_submit
from monitoring.views.map_workbook import map_workbook
from monitoring.views.map_workbook_upload import map_workbook_upload
from monitoring.views.my_maps import my_maps
from monitoring.views.objection import objection

INDICATOR = "maps/<int:map_id>/indicators/<str:code>/"

urlpatterns = [
    path("", home, name="home"),
    path(INDICATOR, map_answer, name="map_answer"),
    path("maps/", my_maps, name="my_maps"),
    path("maps/<int:map_id>/", expert_map, name="expert_map"),
    path("maps/<int:map_id>/submit/", map_submit, name="map_submit"),
    path("maps/<int:map_id>/receipt/", map_receipt, name="map_receipt"),
    path("maps/<int:map_id>/receipts/<int:round_number>.json", map_signed_content, name="map_signed_content"),
    path("maps/<int:map_id>/receipts/<int:round_number>/signature/", map_signature_file, name="map_signature_file"),
    path("maps/<int:map_id>/signature/", map_signature, name="map_signature"),
    path("maps/<int:map_id>/signature/remove/", map_signature_remove, name="map_signature_remove"),
    path("maps/<int:map_id>/history/", map_history, name="map_history"),
    path("maps/<int:map_id>/card.xlsx", map_workbook, name="map_workbook"),
    path("maps/<int:map_id>/card/upload/", map_workbook_upload, name="map_workbook_upload"),
    path("maps/<int:map_id>/last-year/", last_year, name="last_year"),
    path("maps/<int:map_id>/last-year/confirm/", last_year_confirm, name="last_year_confirm"),
    path("maps/<int:map_id>/late.csv", late_entries, name="late_entries"),
    path("maps/<int:map_id>/presence/", map_presence, name="map_presence"),
    path("maps/<int:map_id>/objections/<str:code>/", objection, name="objection"),
    path(f"{INDICATOR}last-year/", carry_over, name="carry_over"),
    path(f"{INDICATOR}links/", evidence_link, name="evidence_link"),
    path(f"{INDICATOR}files/", evidence_file, name="evidence_file"),
    path(f"{INDICATOR}evidence/", evidence_reuse, name="evidence_reuse"),
    path(f"{INDICATOR}evidence/<int:evidence_id>/remove/", evidence_remove, name="evidence_remove"),
    path(f"{INDICATOR}evidence/<int:evidence_id>/restore/", evidence_restore, name="evidence_restore"),
    path(f"{INDICATOR}evidence/<int:evidence_id>/confirm/", evidence_confirm, name="evidence_confirm"),
    path(f"{INDICATOR}evidence/<int:evidence_id>/replace/", evidence_replace, name="evidence_replace"),
    path("evidence/<int:evidence_id>/preview/", evidence_preview, name="evidence_preview"),
    path("evidence/<int:evidence_id>/pages/<int:number>.png", evidence_page, name="evidence_page"),
    path(f"{INDICATOR}evidence/<int:evidence_id>/check/", evidence_check, name="evidence_check"),
    path("evidence/<int:evidence_id>/copy/", evidence_copy, name="evidence_copy"),
    path("evidence/<int:evidence_id>/file/", evidence_download, name="evidence_download"),
]
