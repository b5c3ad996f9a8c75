"""What a plan is made of: heading, text, table, figure, cards, checklist, callout.

Blocks are plain data. The same ones become HTML in a notebook and Typst in a PDF;
whatever a participant typed stays text in both.
"""

from workshop.blocks.model import (
    Bars,
    Block,
    Callout,
    Card,
    Cards,
    Checklist,
    Column,
    Figure,
    Heading,
    Light,
    Listing,
    Measure,
    Measures,
    PageBreak,
    Paragraph,
    Run,
    Signature,
    Table,
    Task,
    Tree,
    TreeNode,
    runs,
)
from workshop.blocks.payload import MIME, SCHEMA, Brand, DocumentFacts, Payload

__all__ = [
    "MIME",
    "SCHEMA",
    "Bars",
    "Block",
    "Brand",
    "Callout",
    "Card",
    "Cards",
    "Checklist",
    "Column",
    "DocumentFacts",
    "Figure",
    "Heading",
    "Light",
    "Listing",
    "Measure",
    "Measures",
    "PageBreak",
    "Paragraph",
    "Payload",
    "Run",
    "Signature",
    "Table",
    "Task",
    "Tree",
    "TreeNode",
    "runs",
]
