"""Review: what people decided about takes. Import from the modules: most of them load SQLAlchemy or SciPy."""
