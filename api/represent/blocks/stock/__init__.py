"""The adapters of Wagtail's own blocks, those of its contrib included."""

from wagtail import blocks
from wagtail.blocks.field_block import BaseChoiceBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.images.blocks import ImageBlock

from ..adapters import BlockAdapter, register_block
from .choices import ChoiceAdapter, ChoicesAdapter
from .choosers import ChooserAdapter, ImageAdapter
from .containers import ListAdapter, StreamAdapter, StructAdapter
from .plain import PlainAdapter, StaticAdapter, TickAdapter, UnknownAdapter
from .tables import TableAdapter, TypedTableAdapter
from .texts import AddressAdapter, RawHtmlAdapter, RichTextAdapter, TextAdapter, WordsAdapter

_STOCK: dict[type[blocks.Block], BlockAdapter] = {
    blocks.Block: UnknownAdapter(),
    blocks.BaseStreamBlock: StreamAdapter(),
    blocks.ListBlock: ListAdapter(),
    blocks.BaseStructBlock: StructAdapter(),
    blocks.ChooserBlock: ChooserAdapter(),
    ImageBlock: ImageAdapter(),
    blocks.CharBlock: WordsAdapter(),
    blocks.TextBlock: WordsAdapter(),
    blocks.RichTextBlock: RichTextAdapter(),
    blocks.RawHTMLBlock: RawHtmlAdapter(),
    blocks.EmailBlock: TextAdapter(),
    blocks.RegexBlock: TextAdapter(),
    blocks.URLBlock: AddressAdapter(),
    BaseChoiceBlock: ChoiceAdapter(),
    blocks.MultipleChoiceBlock: ChoicesAdapter(),
    BaseTypedTableBlock: TypedTableAdapter(),
    TableBlock: TableAdapter(),
    blocks.StaticBlock: StaticAdapter(),
    blocks.BooleanBlock: TickAdapter({"type": "boolean"}),
    blocks.IntegerBlock: PlainAdapter({"type": "integer"}),
    blocks.FloatBlock: PlainAdapter({"type": "number"}),
    blocks.DecimalBlock: PlainAdapter({"type": "number"}),
    blocks.DateBlock: PlainAdapter({"type": "string", "format": "date"}),
    blocks.DateTimeBlock: PlainAdapter({"type": "string", "format": "date-time"}),
    blocks.TimeBlock: PlainAdapter({"type": "string", "pattern": "^[0-9]{2}:[0-9]{2}"}),
}

for _block_class, _adapter in _STOCK.items():
    register_block(_block_class, _adapter)
