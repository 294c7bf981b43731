"""The methodology as rows."""

from scoring.models.criterion import Criterion
from scoring.models.direction import Direction
from scoring.models.effectiveness_band import EffectivenessBand
from scoring.models.indicator import Indicator
from scoring.models.indicator_change import IndicatorChange
from scoring.models.methodology import Methodology
from scoring.models.quantity import Quantity

__all__ = ["Criterion", "Direction", "EffectivenessBand", "Indicator", "IndicatorChange", "Methodology", "Quantity"]
