"""An FTP server: arguments are address, port, root folder, user name and password."""

import sys

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer

EVERYTHING = "elradfmwMT"


class Handler(FTPHandler):
    banner = "pyftpdlib"
    # Seconds that it waits before it answers a wrong password.
    auth_failed_timeout = 0


address, port, root, user, password = sys.argv[1:]
Handler.authorizer = DummyAuthorizer()
Handler.authorizer.add_user(user, password, root, perm=EVERYTHING)
FTPServer((address, int(port)), Handler).serve_forever()
