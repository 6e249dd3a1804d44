"""What the API shows of a question with its answer, wherever it stands."""
