"""The API representation of authors and medical reviewers, and the ``author`` parameter of listings of articles."""
