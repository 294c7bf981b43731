"""Whom we watch: municipalities, their schools and the schools' ОО-1 figures."""
