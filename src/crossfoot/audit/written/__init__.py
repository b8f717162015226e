"""What an audit found, written for a program, a spreadsheet, a reader: JSON, CSV, workbook, HTML page, words."""
