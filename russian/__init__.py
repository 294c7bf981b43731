"""How are numbers, words and dates written in Russian? One formatter for pages, PDF, DOCX and sheets."""
