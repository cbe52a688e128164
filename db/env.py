"""Alembic's entry: runs on the connection that boothapp.store.migrations hands over.

The runner has opened BEGIN IMMEDIATE already and commits itself, so nothing is begun here.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
