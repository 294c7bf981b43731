"""How does a sheet become rows of the register? django-import-export's resources, in the register's own words."""
