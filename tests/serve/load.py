#!/usr/bin/env python3
"""`liantu serve` under mixed load, bad uploads among it: no crash, no growth, a reason with every refusal, nothing left behind.
  load.py TOOL DATA SECONDS [CLIENTS]     prints what was asked, what was answered, memory and open files of the server"""
import collections
import http.client
import os
import random
import socket
import sys
import threading
import time

from service import Service, form

TOOL, DATA, SECONDS = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), float(sys.argv[3])
CLIENTS = int(sys.argv[4]) if len(sys.argv) > 4 else 12
WARM = 0.3  # of the time, until all that is made once has been made


def sample(name):
    with open(os.path.join(DATA, "samples/demo-county", name), "rb") as file:
        return file.read()


FIRMS, COUNTY = ("firms", "企业.csv", sample("firms.csv")), ("county", "县情.json", sample("county.json"))


class Load:
    def __init__(self, service):
        self.service = service
        self.end = time.monotonic() + SECONDS
        self.answers = collections.Counter()
        self.wrong = []
        self.measured = []
        self.lock = threading.Lock()

    def note(self, what, answer):
        with self.lock:
            self.answers[f"{what} {answer.status if answer else 'cut off'}"] += 1
            if answer is None or answer.status < 400:
                return
            try:
                told = answer.json()
                fine = bool(told["code"]) and bool(told["message"])
            except (ValueError, KeyError, TypeError):
                fine = False
            if not fine or answer.status == 500:
                self.wrong.append(f"{what}: {answer.status} {answer.body[:200]!r}")

    # Each is one kind of client.
    def good_check(self, _):
        return self.service.post("/api/v1/check", [FIRMS, COUNTY])

    def bad_table(self, dice):
        table = bytearray(FIRMS[2])
        for _ in range(dice.randrange(1, 2000)):
            table[dice.randrange(len(table))] = dice.randrange(256)
        return self.service.post("/api/v1/check", [("firms", "x.csv", bytes(table)), COUNTY])

    def junk(self, dice):
        start = dice.choice([b"", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0", b"<html>"])
        return self.service.post("/api/v1/check", [("firms", "x.xlsx", start + dice.randbytes(dice.randrange(200000))), ("county", "c.json", b"{" * dice.randrange(500))])

    def large(self, _):
        return self.service.post("/api/v1/check", [("firms", "x.csv", b"a," * 4_000_000)])

    def broken_off(self, dice):
        kind, body = form([FIRMS])
        with socket.create_connection(("127.0.0.1", self.service.port), timeout=20) as connection:
            head = f"POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body[:dice.randrange(len(body))])

    def slow(self, dice):
        with socket.create_connection(("127.0.0.1", self.service.port), timeout=20) as connection:
            for byte in b"GET / HTTP/1.1\r\nHost: local":
                connection.sendall(bytes([byte]))
                time.sleep(dice.random() * 0.5)
                if time.monotonic() > self.end:
                    return

    def never_reads(self, dice):
        with socket.create_connection(("127.0.0.1", self.service.port), timeout=20) as connection:
            connection.sendall(b"GET /page.js HTTP/1.1\r\nHost: localhost\r\n\r\n")
            time.sleep(dice.random() * 3)

    def garbage(self, dice):
        self.service.raw(dice.randbytes(dice.randrange(3000)), timeout=20, finish=True)

    def form_garbage(self, dice):
        kind, body = form([FIRMS, ("region", "x")])
        body = bytearray(body)
        for _ in range(20):
            body[dice.randrange(len(body) if dice.random() < 0.5 else 300)] = dice.choice(b'\r\n-";=\0')
        return self.service.ask("POST", "/api/v1/check", bytes(body), {"Content-Type": kind}, timeout=60)

    def whole_way(self, dice):
        answer = self.service.post("/api/v1/analyses", [FIRMS, COUNTY, ("chains", "dairy")])
        if answer.status != 202:
            return answer
        url = answer.json()["url"]
        if dice.random() < 0.3:  # changed its mind
            return self.service.ask("DELETE", url)
        told = self.service.wait(url, 300)
        if told["state"] != "done":
            with self.lock:
                self.wrong.append(f"an analysis: {told}")
            return answer
        for file in told["files"]:
            self.note("file", self.service.get(file["url"]))
        return self.service.ask("DELETE", url) if dice.random() < 0.7 else answer

    def client(self, number):
        dice = random.Random(number)
        kinds = [self.good_check, self.bad_table, self.junk, self.large, self.broken_off, self.slow, self.never_reads, self.garbage,
                 self.form_garbage, self.whole_way]
        while time.monotonic() < self.end:
            kind = dice.choice(kinds)
            try:
                self.note(kind.__name__, kind(dice))
            except (ConnectionError, http.client.HTTPException, TimeoutError) as error:
                self.note(f"{kind.__name__} {type(error).__name__}", None)
                if self.service.process.poll() is not None:
                    return

    def measure(self):
        folder = f"/proc/{self.service.process.pid}"
        with open(folder + "/statm", encoding="ascii") as file:
            resident = int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
        return resident, len(os.listdir(folder + "/fd")), len(os.listdir(folder + "/task"))

    def watch(self):
        began = time.monotonic()
        while time.monotonic() < self.end and self.service.process.poll() is None:
            self.measured.append((time.monotonic() - began, *self.measure()))
            time.sleep(0.5)

    def run(self):
        threads = [threading.Thread(target=self.client, args=(i,)) for i in range(CLIENTS)] + [threading.Thread(target=self.watch)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def main():
    service = Service(TOOL, DATA, "--max-mb", "4", "--jobs", "2", "--queue", "4", "--keep", "1")
    before = None
    failures = []
    with service:
        load = Load(service)
        before = load.measure()
        load.run()
        if service.process.poll() is not None:
            failures.append(f"the server ended with {service.process.returncode}")
        else:
            time.sleep(1)
            after = load.measure()
            for what, count in sorted(load.answers.items()):
                print(f"{count:7} {what}")
            warm = [m for m in load.measured if m[0] >= SECONDS * WARM]
            early, late = max(m[1] for m in warm[:len(warm) // 2]), max(m[1] for m in warm[len(warm) // 2:])
            print(f"memory: {before[0]:.1f} MB at the start, most {early:.1f} MB then {late:.1f} MB, {after[0]:.1f} MB at the end; "
                  f"open files {before[1]}, most {max(m[2] for m in load.measured)}, {after[1]} at the end; threads {before[2]}, {after[2]}")
            if late > early * 1.1 + 4:
                failures.append("memory grows")
            if after[1] > before[1] + 2:
                failures.append("files stay open")
            if after[2] > max(m[3] for m in warm[:len(warm) // 2]):
                failures.append("threads stay")
        failures += load.wrong[:20]
        ended = service.end()
        if ended != (0, []):
            failures.append(f"it ended with {ended[0]} and left {ended[1]}")
        if service.said:
            failures.append(f"it said {service.said[:500]}")
    for failure in failures:
        print("FAILED:", failure)
    sys.exit(1 if failures else 0)


main()
