"""The studio's pages, one router a noun."""
