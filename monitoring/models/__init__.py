"""Rows of a year."""

from monitoring.models.applicability import ApplicabilityDecision
from monitoring.models.card_draft import CardDraft
from monitoring.models.commission import CommissionMember, CommissionProtocol
from monitoring.models.cycle import MonitoringCycle, Stage, StageExtension
from monitoring.models.detached_signature import DetachedSignature
from monitoring.models.division_sheet import DivisionSheet
from monitoring.models.evidence import Evidence
from monitoring.models.expert_map import ExpertMap
from monitoring.models.indicator_answer import IndicatorAnswer
from monitoring.models.late_entry import LateEntry
from monitoring.models.link_check import LinkCheck, LinkWatch, PageCopy
from monitoring.models.map_risk import MapRisk
from monitoring.models.objection import Objection
from monitoring.models.reminder import Reminder
from monitoring.models.reopening import Reopening
from monitoring.models.review_assignment import ReviewAssignment
from monitoring.models.review_reason import ReviewReason
from monitoring.models.second_reading import ReadingSample, SecondReading
from monitoring.models.submission import Submission
from monitoring.models.verdict import Verdict

__all__ = [
    "ApplicabilityDecision",
    "CardDraft",
    "CommissionMember",
    "CommissionProtocol",
    "DetachedSignature",
    "DivisionSheet",
    "Evidence",
    "ExpertMap",
    "IndicatorAnswer",
    "LateEntry",
    "LinkCheck",
    "LinkWatch",
    "MapRisk",
    "MonitoringCycle",
    "Objection",
    "PageCopy",
    "ReadingSample",
    "Reminder",
    "Reopening",
    "ReviewAssignment",
    "ReviewReason",
    "SecondReading",
    "Stage",
    "StageExtension",
    "Submission",
    "Verdict",
]
