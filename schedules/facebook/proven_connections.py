"""Connections over which nothing is sent before the listener has proven that it is the rehearsal Page."""

from typing import Any

from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.poolmanager import PoolManager

from schedules.facebook import rehearsal_proof


class _Connection(HTTPConnection):
    """One connection; each new one asks anew, for another program may have taken the port meanwhile."""

    secret = ""

    def connect(self) -> None:
        """Connect, and break off where the listener does not know the secret."""
        super().connect()
        try:
            rehearsal_proof.demand(self.sock, self.secret)
        except OSError as why:
            self.close()
            raise NewConnectionError(self, f"not the rehearsal Page: {type(why).__name__}") from None


def demand_proof(manager: PoolManager, secret: str) -> None:
    """Let a manager's plain connections go to nobody who does not know this secret."""
    connection = type("_ProvenConnection", (_Connection,), {"secret": secret})
    pool: Any = type("_ProvenPool", (HTTPConnectionPool,), {"ConnectionCls": connection})
    manager.pool_classes_by_scheme = {**manager.pool_classes_by_scheme, "http": pool}
