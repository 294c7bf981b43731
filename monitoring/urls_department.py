"""Where do the department and the methodical centre work?"""

from django.urls import path

from monitoring.views.cycle_add_school import cycle_add_school
from monitoring.views.cycle_approve import cycle_approve
from monitoring.views.cycle_division import cycle_division
from monitoring.views.cycle_division_even import cycle_division_even
from monitoring.views.cycle_division_preview import cycle_division_preview
from monitoring.views.cycle_division_sheet import cycle_division_sheet
from monitoring.views.cycle_division_table import cycle_division_table
from monitoring.views.cycle_extend import cycle_extend
from monitoring.views.cycle_hand_over import cycle_hand_over
from monitoring.views.cycle_journal import cycle_journal
from monitoring.views.cycle_links import cycle_links
from monitoring.views.cycle_list import cycle_list
from monitoring.views.cycle_new import cycle_new
from monitoring.views.cycle_progress import cycle_progress
from monitoring.views.cycle_reading import cycle_reading
from monitoring.views.cycle_reading_close import cycle_reading_close
from monitoring.views.cycle_reading_settle import cycle_reading_settle
from monitoring.views.cycle_remind import cycle_remind
from monitoring.views.cycle_remind_sent import cycle_remind_sent
from monitoring.views.evaluation_answer import evaluation_answer
from monitoring.views.evaluation_complete import evaluation_complete
from monitoring.views.evaluation_list import evaluation_list
from monitoring.views.evaluation_map import evaluation_map
from monitoring.views.evaluation_resume import evaluation_resume
from monitoring.views.objection_decide import objection_decide
from monitoring.views.review_accept import review_accept
from monitoring.views.review_begin import review_begin
from monitoring.views.review_complete import review_complete
from monitoring.views.review_desk import review_desk
from monitoring.views.review_in_row import review_in_row
from monitoring.views.review_indicators import review_indicators
from monitoring.views.review_link_check import review_link_check
from monitoring.views.review_link_seen import review_link_seen
from monitoring.views.review_link_unseen import review_link_unseen
from monitoring.views.review_map import review_map
from monitoring.views.review_queue import review_queue
from monitoring.views.review_reading import review_reading
from monitoring.views.review_readings import review_readings
from monitoring.views.review_reason_change import review_reason_change
from monitoring.views.review_reason_move import review_reason_move
from monitoring.views.review_reason_restore import review_reason_restore
from monitoring.views.review_reason_retire import review_reason_retire
from monitoring.views.review_reasons import review_reasons
from monitoring.views.review_recall import review_recall
from monitoring.views.review_resume import review_resume
from monitoring.views.review_return import review_return
from monitoring.views.review_take import review_take
from monitoring.views.review_undo import review_undo

LINK = "review/<int:map_id>/<str:code>/links/<int:evidence_id>/"

urlpatterns = [
    path("municipalities/<int:municipality_id>/cycles/", cycle_list, name="cycle_list"),
    path("municipalities/<int:municipality_id>/cycles/new/", cycle_new, name="cycle_new"),
    path("cycles/<int:cycle_id>/", cycle_progress, name="cycle_progress"),
    path("cycles/<int:cycle_id>/extend/", cycle_extend, name="cycle_extend"),
    path("cycles/<int:cycle_id>/schools/", cycle_add_school, name="cycle_add_school"),
    path("cycles/<int:cycle_id>/approve/", cycle_approve, name="cycle_approve"),
    path("cycles/<int:cycle_id>/journal/", cycle_journal, name="cycle_journal"),
    path("cycles/<int:cycle_id>/reminders/", cycle_remind, name="cycle_remind"),
    path("cycles/<int:cycle_id>/reminders/sent/", cycle_remind_sent, name="cycle_remind_sent"),
    path("cycles/<int:cycle_id>/division/", cycle_division, name="cycle_division"),
    path("cycles/<int:cycle_id>/division/evenly/", cycle_division_even, name="cycle_division_even"),
    path("cycles/<int:cycle_id>/division/sheet/", cycle_division_sheet, name="cycle_division_sheet"),
    path("cycles/<int:cycle_id>/division/sheet/<int:sheet_id>/", cycle_division_preview, name="cycle_division_preview"),
    path("cycles/<int:cycle_id>/division/table.xlsx", cycle_division_table, name="cycle_division_table"),
    path("cycles/<int:cycle_id>/division/<int:reviewer_id>/hand-over/", cycle_hand_over, name="cycle_hand_over"),
    path("cycles/<int:cycle_id>/second-reading/", cycle_reading, name="cycle_reading"),
    path("cycles/<int:cycle_id>/second-reading/close/", cycle_reading_close, name="cycle_reading_close"),
    path("cycles/<int:cycle_id>/second-reading/mine/", review_readings, name="review_readings"),
    path("second-readings/<int:reading_id>/", review_reading, name="review_reading"),
    path("second-readings/<int:reading_id>/settle/", cycle_reading_settle, name="cycle_reading_settle"),
    path("cycles/<int:cycle_id>/links/", cycle_links, name="cycle_links"),
    path("cycles/<int:cycle_id>/review/", review_queue, name="review_queue"),
    path("cycles/<int:cycle_id>/review/indicators/", review_indicators, name="review_indicators"),
    path("cycles/<int:cycle_id>/review/indicators/<str:code>/", review_in_row, name="review_in_row"),
    path("municipalities/<int:municipality_id>/review-reasons/", review_reasons, name="review_reasons"),
    path("review-reasons/<int:reason_id>/", review_reason_change, name="review_reason_change"),
    path("review-reasons/<int:reason_id>/move/", review_reason_move, name="review_reason_move"),
    path("review-reasons/<int:reason_id>/retire/", review_reason_retire, name="review_reason_retire"),
    path("review-reasons/<int:reason_id>/restore/", review_reason_restore, name="review_reason_restore"),
    path("cycles/<int:cycle_id>/evaluation/", evaluation_list, name="evaluation_list"),
    # The words first: a code may be any text.
    path("review/<int:map_id>/", review_map, name="review_map"),
    path("review/<int:map_id>/accept/", review_accept, name="review_accept"),
    path("review/<int:map_id>/return/", review_return, name="review_return"),
    path("review/<int:map_id>/complete/", review_complete, name="review_complete"),
    path("review/<int:map_id>/resume/", review_resume, name="review_resume"),
    path("review/<int:map_id>/recall/", review_recall, name="review_recall"),
    path("review/<int:map_id>/take/", review_take, name="review_take"),
    path("review/<int:map_id>/begin/", review_begin, name="review_begin"),
    path("review/<int:map_id>/<str:code>/undo/", review_undo, name="review_undo"),
    path("review/<int:map_id>/<str:code>/", review_desk, name="review_desk"),
    path(f"{LINK}seen/", review_link_seen, name="review_link_seen"),
    path(f"{LINK}unseen/", review_link_unseen, name="review_link_unseen"),
    path(f"{LINK}check/", review_link_check, name="review_link_check"),
    path("evaluation/<int:map_id>/", evaluation_map, name="evaluation_map"),
    path("evaluation/<int:map_id>/complete/", evaluation_complete, name="evaluation_complete"),
    path("evaluation/<int:map_id>/resume/", evaluation_resume, name="evaluation_resume"),
    path("evaluation/<int:map_id>/objections/<str:code>/", objection_decide, name="objection_decide"),
    path("evaluation/<int:map_id>/<str:code>/", evaluation_answer, name="evaluation_answer"),
]
