"""How is a query put together once a process, and asked with other values ever after?

Django builds the SQL of a queryset anew each time it is asked: for a query of some joins that takes several times as
long as the database takes to answer. Where a request counts in milliseconds, the ORM builds it once.
A template of a few elements is gone through once in the same way.
"""

from prepared.insert import PreparedInsert
from prepared.query import PreparedQuery
from prepared.template import PreparedTemplate
from prepared.update import PreparedUpdate

__all__ = ["PreparedInsert", "PreparedQuery", "PreparedTemplate", "PreparedUpdate"]
