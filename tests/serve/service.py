"""A server of its own for a test, and requests to it with the standard library alone."""
import errno
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


def form(parts, boundary="liantu-boundary"):
    """(name, text) or (name, filename, bytes) as multipart/form-data: content type and body."""
    out = b""
    for part in parts:
        out += f'--{boundary}\r\nContent-Disposition: form-data; name="{part[0]}"'.encode()
        if len(part) == 3:
            out += b'; filename="' + part[1].encode() + b'"\r\nContent-Type: application/octet-stream'
        value = part[-1] if isinstance(part[-1], bytes) else part[-1].encode()
        out += b"\r\n\r\n" + value + b"\r\n"
    return f"multipart/form-data; boundary={boundary}", out + f"--{boundary}--\r\n".encode()


class Service:
    """with Service(tool, data, "--jobs", "1") as service: …; ends it, and sees that it leaves nothing behind."""

    def __init__(self, tool, data, *options):
        self.folder = tempfile.TemporaryDirectory(prefix="liantu-serve-test-")
        environment = {**os.environ, "TMPDIR": self.folder.name, "LIANTU_DATA": data}
        self.process = subprocess.Popen([tool, "serve", "--port", "0", *options], env=environment, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, encoding="utf-8")
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        assert found, f"no address in {line!r}: {self.process.stderr.read() if self.process.poll() is not None else ''}"
        self.port = int(found.group(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def end(self):
        """The exit code, and what is left in its folder."""
        if self.process.stdout.closed:
            return None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=30)
        self.said = self.process.stderr.read()
        left = sorted(os.listdir(self.folder.name))
        self.process.stdout.close()
        self.process.stderr.close()
        self.folder.cleanup()
        return code, left

    def ask(self, method, path, body=None, headers=None, timeout=30):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def post(self, path, parts, timeout=60, **headers):
        kind, body = form(parts)
        return self.ask("POST", path, body, {"Content-Type": kind, **{name.replace("_", "-"): value for name, value in headers.items()}},
                        timeout)

    def raw(self, request, timeout=30, finish=False):
        """Bytes as they are; returns what comes back until the connection ends."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as connection:
            out = b""
            try:
                connection.sendall(request)
                if finish:
                    connection.shutdown(socket.SHUT_WR)
                while more := connection.recv(65536):
                    out += more
            except (ConnectionResetError, BrokenPipeError):
                pass
            except OSError as error:  # reset before it was shut down
                if error.errno != errno.ENOTCONN:
                    raise
            return out

    def wait(self, url, seconds=120):
        """The analysis when it is over."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            told = self.get(url).json()
            if told.get("state") not in ("waiting", "running"):
                return told
            time.sleep(0.05)
        raise AssertionError(f"{url} is not over after {seconds} seconds")
