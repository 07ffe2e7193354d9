"""Python runs this first in every process whose PYTHONPATH has this folder: whatever asks for the network is written down.

The file is named by REPORTEDLY_TEST_CALLS; a line is the event and where it goes. Listening on this machine is no call.
"""

import os
import sys

_CALLS = {
    "socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.gethostbyaddr", "socket.getnameinfo", "urllib.Request", "http.client.connect", "ftplib.connect",
    "smtplib.connect", "telnetlib.Telnet.open",
}  # fmt: skip


def _written_down(event: str, arguments: tuple[object, ...]) -> None:
    if event in _CALLS:
        told = [each for each in arguments if type(each).__name__ not in ("socket", "SSLSocket")]
        with open(os.environ["REPORTEDLY_TEST_CALLS"], "a", encoding="utf-8") as file:
            file.write(f"{event} {told!r}\n")


sys.addaudithook(_written_down)
