"""Which view answers at which address?"""

from django.urls import path

from reports.views.advice_docx import advice_docx
from reports.views.advice_pdf import advice_pdf
from reports.views.blank_card_pdf import blank_card_pdf
from reports.views.card_pdf import card_pdf
from reports.views.confirm import confirm
from reports.views.confirmation import confirmation
from reports.views.district import district
from reports.views.district_docx import district_docx
from reports.views.district_pdf import district_pdf
from reports.views.district_table import district_table
from reports.views.document import document
from reports.views.document_again import document_again
from reports.views.document_file import document_file
from reports.views.documents import documents
from reports.views.documents_all import documents_all
from reports.views.documents_cancel import documents_cancel
from reports.views.documents_make import documents_make
from reports.views.documents_progress import documents_progress
from reports.views.documents_zip import documents_zip
from reports.views.indicator import indicator
from reports.views.indicator_paper import indicator_paper
from reports.views.order_docx import order_docx
from reports.views.order_pdf import order_pdf
from reports.views.protocol_docx import protocol_docx
from reports.views.protocol_pdf import protocol_pdf
from reports.views.receipt_pdf import receipt_pdf
from reports.views.reconciliation import reconciliation
from reports.views.reconciliation_csv import reconciliation_csv
from reports.views.reconciliation_xlsx import reconciliation_xlsx
from reports.views.registry import registry
from reports.views.requisites import requisites
from reports.views.school_document_file import school_document_file
from reports.views.school_documents import school_documents
from reports.views.school_result import school_result
from reports.views.school_result_docx import school_result_docx
from reports.views.school_result_pdf import school_result_pdf
from reports.views.statistics import statistics
from reports.views.statistics_csv import statistics_csv
from reports.views.statistics_workbook import statistics_workbook
from reports.views.summary_pdf import summary_pdf
from reports.views.words import words
from reports.views.words_history import words_history
from reports.views.words_keep import words_keep
from reports.views.words_restore import words_restore
from reports.views.words_return import words_return
from reports.views.words_section import words_section

app_name = "reports"
WORDS = "results/<int:cycle_id>/words/<slug:document>/"
urlpatterns = [
    path("results/maps/<int:map_id>/", school_result, name="school_result"),
    path("results/maps/<int:map_id>/result.pdf", school_result_pdf, name="school_result_pdf"),
    path("results/maps/<int:map_id>/result.docx", school_result_docx, name="school_result_docx"),
    path("results/maps/<int:map_id>/documents/", school_documents, name="school_documents"),
    path(
        "results/maps/<int:map_id>/documents/<int:paper_id>/file/",
        school_document_file,
        name="school_document_file",
    ),
    path("results/maps/<int:map_id>/card.pdf", card_pdf, name="card_pdf"),
    path("results/maps/<int:map_id>/blank.pdf", blank_card_pdf, name="blank_card_pdf"),
    path("results/maps/<int:map_id>/receipts/<int:round_number>.pdf", receipt_pdf, name="receipt_pdf"),
    path("results/<int:cycle_id>/", district, name="district"),
    path("results/<int:cycle_id>/indicators/<str:code>/", indicator, name="indicator"),
    path("results/<int:cycle_id>/report.pdf", district_pdf, name="district_pdf"),
    path("results/<int:cycle_id>/protocol.pdf", protocol_pdf, name="protocol_pdf"),
    path("results/<int:cycle_id>/protocol.docx", protocol_docx, name="protocol_docx"),
    path("results/<int:cycle_id>/report.docx", district_docx, name="district_docx"),
    path("results/<int:cycle_id>/registry.xlsx", registry, name="registry"),
    path("results/<int:cycle_id>/statistics/", statistics, name="statistics"),
    path("results/<int:cycle_id>/statistics.xlsx", statistics_workbook, name="statistics_workbook"),
    path("results/<int:cycle_id>/statistics.csv", statistics_csv, name="statistics_csv"),
    path("results/<int:cycle_id>/oo-1/", reconciliation, name="reconciliation"),
    path("results/<int:cycle_id>/oo-1/table.xlsx", reconciliation_xlsx, name="reconciliation_xlsx"),
    path("results/<int:cycle_id>/oo-1/table.csv", reconciliation_csv, name="reconciliation_csv"),
    path("results/<int:cycle_id>/tables/<slug:table>.<slug:sheet_kind>", district_table, name="district_table"),
    path("results/<int:cycle_id>/summary.pdf", summary_pdf, name="summary_pdf"),
    path(
        "results/<int:cycle_id>/indicators/<str:code>/analysis.<slug:paper_kind>",
        indicator_paper,
        name="indicator_paper",
    ),
    path("results/<int:cycle_id>/order.pdf", order_pdf, name="order_pdf"),
    path("results/<int:cycle_id>/order.docx", order_docx, name="order_docx"),
    path("results/<int:cycle_id>/advice.pdf", advice_pdf, name="advice_pdf"),
    path("results/<int:cycle_id>/advice.docx", advice_docx, name="advice_docx"),
    path("results/<int:cycle_id>/requisites/<slug:document>/", requisites, name="requisites"),
    path(WORDS, words, name="words"),
    path(f"{WORDS}<slug:section>/", words_section, name="words_section"),
    path(f"{WORDS}<slug:section>/return/", words_return, name="words_return"),
    path(f"{WORDS}<slug:section>/keep/", words_keep, name="words_keep"),
    path(f"{WORDS}<slug:section>/history/", words_history, name="words_history"),
    path(f"{WORDS}<slug:section>/history/<int:version>/", words_restore, name="words_restore"),
    path("results/<int:cycle_id>/documents/", documents, name="documents"),
    path("results/<int:cycle_id>/documents/progress/", documents_progress, name="documents_progress"),
    path("results/<int:cycle_id>/documents/make/", documents_make, name="documents_make"),
    path("results/<int:cycle_id>/documents/all/", documents_all, name="documents_all"),
    path("results/<int:cycle_id>/documents.zip", documents_zip, name="documents_zip"),
    path("document-batches/<int:batch_id>/cancel/", documents_cancel, name="documents_cancel"),
    path("documents/<int:document_id>/", document, name="document"),
    path("documents/<int:document_id>/file/", document_file, name="document_file"),
    path("documents/<int:document_id>/again/", document_again, name="document_again"),
    path("confirm/", confirm, name="confirm"),
    path("confirm/<str:confirmation_code>/", confirmation, name="confirmation"),
]
