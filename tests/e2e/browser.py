"""Chromium without a window, driven over its DevTools protocol."""
import base64
import json
import re
import shutil
import subprocess
import tempfile
import threading
import urllib.parse
import urllib.request

from serving import PATIENCE, keep, soon
from websocket_client import Client


class Browser:
    def __init__(self):
        program = shutil.which("chromium")
        assert program, "chromium is not installed: apt-get install chromium"
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-extensions",
             "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run",
             "--ignore-certificate-errors", "--window-size=1000,700",
             "--remote-debugging-port=0", f"--user-data-dir={self.profile.name}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.said = []
        self.reader = threading.Thread(target=keep, args=(self.process.stderr, self.said))
        self.reader.start()
        try:
            found = soon(lambda: re.search(r"listening on ws://127\.0\.0\.1:(\d+)/",
                                           "\n".join(self.said)))
        except AssertionError:
            self.stop()
            raise AssertionError(f"chromium does not start:\n{self.said}") from None
        self.port = int(found[1])

    def open(self, url):
        address = f"http://127.0.0.1:{self.port}/json/new?{urllib.parse.quote(url, safe=':/')}"
        request = urllib.request.Request(address, method="PUT")
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            target = json.load(answer)
        return Page(self.port, urllib.parse.urlsplit(target["webSocketDebuggerUrl"]).path)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.reader.join()
        self.profile.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Page:
    def __init__(self, port, path):
        self.client = Client(port, path)
        self.calls = 0

    def call(self, method, **parameters):
        self.calls += 1
        self.client.say(json.dumps(
            {"id": self.calls, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.client.hear())
            if answer.get("id") == self.calls:
                assert "result" in answer, answer
                return answer["result"]

    def evaluate(self, expression):
        """What the JavaScript is, as data."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def text_of(self, selector):
        return self.evaluate(f"document.querySelector({json.dumps(selector)})?.innerText")

    def click(self, selector):
        self.evaluate(f"document.querySelector({json.dumps(selector)}).click()")

    def type(self, selector, text):
        self.evaluate(f"document.querySelector({json.dumps(selector)}).focus()")
        self.call("Input.insertText", text=text)

    def screenshot(self, file):
        image = self.call("Page.captureScreenshot", format="png")["data"]
        with open(file, "wb") as out:
            out.write(base64.b64decode(image))

    def close(self):
        self.call("Page.close")
        self.client.leave()
