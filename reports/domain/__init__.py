"""Which step does a document make? Only these verbs write reports' own tables and files."""
