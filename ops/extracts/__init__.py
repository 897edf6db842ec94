"""`onrecord extract`: one text, read and shown with what was understood in it."""
