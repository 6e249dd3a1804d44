"""The ``faqs/`` endpoint: questions with their answers, apart from the pages that show them."""
