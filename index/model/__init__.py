"""The bundled embedding model and the script that trained it (`python -m index.model.train`)."""
