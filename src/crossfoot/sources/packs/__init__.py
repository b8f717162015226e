"""Readers of packs that anybody wrote: plain text, HTML, Word, workbooks and PDF into raw tables and paragraphs."""
