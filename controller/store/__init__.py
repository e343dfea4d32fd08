"""The database: tables, migrations, and one module per aggregate."""
