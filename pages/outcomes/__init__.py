"""After approving, sending back or publishing, staff are told what is live now and what is not."""
