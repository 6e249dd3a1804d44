"""Limits for a file, so that none keeps a server busy."""

MAX_BYTES = 5 * 1024 * 1024
#: Of a whole workbook, unpacked: some seconds to parse. The maximum of rows and columns takes a third of that.
MAX_UNPACKED_BYTES = 8 * 1024 * 1024
#: Of other content than cells, their texts and pictures, such as styles: each takes as long as several cells.
MAX_OTHER_BYTES = 1024 * 1024
#: A row takes some 20 ms, during which nobody else can write to SQLite.
MAX_ROWS = 1_000
MAX_COLUMNS = 50
#: No URL is as long. Longer texts, such as remarks in another column, are truncated.
MAX_CELL = 1_000
MAX_LETTERS = 2_000_000
