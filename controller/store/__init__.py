"""The database: tables, migrations, and one module per aggregate."""

from controller.store.database import Store

__all__ = ["Store"]
