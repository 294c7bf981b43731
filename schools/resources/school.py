"""How does a row of the sheet «Реестр школ» become a school?"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import tablib

from schools.models import School
from schools.resources.base import SheetResource
from schools.sheets.columns import SCHOOL_COLUMNS

NO_LEVEL = "Нужен хотя бы один уровень: НОО, ООО или СОО."


class SchoolResource(SheetResource):
    columns = SCHOOL_COLUMNS

    class Meta:
        model = School
        fields = ()
        import_id_fields = ("code",)
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True
        store_instance = True

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        super().before_import(dataset, **kwargs)
        self.known = {school.code: school for school in School.objects.of(self.municipality)}

    def get_instance(self, instance_loader: Any, row: Any) -> School | None:
        return self.known.get(row[self.fields["code"].column_name])

    def init_instance(self, row: Any = None) -> School:
        return School(municipality=self.municipality)

    def identity(self, instance: School) -> Hashable:
        return instance.code

    def check_instance(self, instance: School) -> dict[str, str]:
        return {} if instance.levels else {"has_noo": NO_LEVEL}

    def do_instance_save(self, instance: School, is_create: bool) -> None:
        values = {"code": instance.code} | self.values(instance)
        self.write(school=None if is_create else instance, values=values)
