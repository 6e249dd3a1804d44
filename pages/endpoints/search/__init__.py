"""What ``search/`` finds here: pages, questions and people."""
