"""How much is read of a file, so that none keeps a server busy."""

MAX_BYTES = 5 * 1024 * 1024
#: Of a whole workbook, unpacked: some seconds' work. As many rows and columns as are read take a third.
MAX_UNPACKED_BYTES = 8 * 1024 * 1024
#: Of what it has besides cells, their texts and pictures, such as styles: each takes as long as several cells.
MAX_OTHER_BYTES = 1024 * 1024
#: A row takes some 20 ms, and nobody else writes to SQLite meanwhile.
MAX_ROWS = 1_000
MAX_COLUMNS = 50
#: No address is as long. Longer texts, such as remarks in another column, are cut.
MAX_CELL = 1_000
MAX_LETTERS = 2_000_000
