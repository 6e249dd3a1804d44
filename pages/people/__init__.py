"""What the API shows of authors and medical reviewers, and the ``author`` parameter of the listings of articles."""
