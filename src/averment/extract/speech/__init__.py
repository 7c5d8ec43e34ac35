"""Attribution: who says what, over which words, through whom."""
