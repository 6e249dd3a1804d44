"""After an approval, a rejection or a publication, staff are told what is live now and what is not."""
