"""Which view answers at which address? The school's side and the department's each list their own."""

from monitoring.urls_department import urlpatterns as department
from monitoring.urls_evaluation import urlpatterns as evaluation
from monitoring.urls_map import urlpatterns as expert_map

app_name = "monitoring"
urlpatterns = [*expert_map, *evaluation, *department]
