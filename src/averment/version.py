"""The version of averment, written into the custody log."""

VERSION = "0.1.0"
