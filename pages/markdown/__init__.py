"""How pages of this project read as one text in Markdown: what stands around their blocks, and in which words."""
