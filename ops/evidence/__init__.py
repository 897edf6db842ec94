"""Evidence of one Statement, in one file that can be checked without us."""
