"""What does the app keep?"""

from improvement.models.advice_letter import AdviceLetter
from improvement.models.advice_rule import AdviceRule
from improvement.models.edition import Delivery, Edition
from improvement.models.recommendation import Recommendation

__all__ = ["AdviceLetter", "AdviceRule", "Delivery", "Edition", "Recommendation"]
