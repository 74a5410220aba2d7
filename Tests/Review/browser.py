"""Debian's Chromium without a screen, at pages opened as files: what it complains of, what axe-core finds, what is downloaded."""
import importlib.util
import json
import shutil
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

AXE = Path(importlib.util.find_spec("axe_playwright_python").origin).parent / "axe.min.js"


class Browser:
    def __init__(self, downloads, width=1500, height=950):
        options = Options()
        options.binary_location = shutil.which("chromium")
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--window-size={width},{height}", "--lang=en"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        options.add_experimental_option("prefs", {"download.default_directory": str(downloads), "download.prompt_for_download": False})
        self.downloads = Path(downloads)
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.set_script_timeout(300)

    def open(self, page, query="lang=en&theme=light", wait=20):
        """Opens a page of a folder; gives the seconds until it is ready."""
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        begun = time.monotonic()
        self.driver.get(Path(page).resolve().as_uri() + "?" + query)
        while not self.do("return document.documentElement.dataset.ready"):
            if time.monotonic() - begun > wait:
                raise TimeoutError(f"{page} is not ready: {self.errors()}")
            time.sleep(0.05)
        return time.monotonic() - begun

    def do(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def press(self, keys):
        self.driver.find_element("tag name", "body").send_keys(keys)

    def errors(self):
        """What the console has: errors of scripts, breaches of the policy, files that are missing."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]

    def faults(self):
        """What axe-core finds wrong, in a line each. It looks for style sheets itself, which the page's policy forbids: ask for errors before."""
        self.do(AXE.read_text("utf-8"))
        found = self.driver.execute_async_script("const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(done, error => done({violations: [{id: String(error), nodes: []}]}))")
        return [f"{it['id']}: {json.dumps([node['html'][:120] for node in it['nodes'][:2]])}" for it in found["violations"]]

    def downloaded(self, script, wait=10):
        """The text of the file that a script has the browser save."""
        before = set(self.downloads.iterdir())
        self.do(script)
        end = time.monotonic() + wait
        while time.monotonic() < end:
            new = [path for path in self.downloads.iterdir() if path not in before and path.suffix != ".crdownload" and not path.name.startswith(".")]
            if new and new[0].stat().st_size:
                return new[0]
            time.sleep(0.05)
        raise TimeoutError("nothing was downloaded")

    def picture(self, path):
        self.driver.save_screenshot(str(path))

    def close(self):
        self.driver.quit()
