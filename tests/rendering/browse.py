"""Opens pages of a folder in headless Chromium: nothing on the console, and charts in their colours, light and dark."""
import concurrent.futures
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

folder = pathlib.Path(sys.argv[1])
names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
browser = next((path for path in map(shutil.which, names) if path), None)
if browser is None:
    print("SKIPPED: no Chromium to open pages in")
    sys.exit(0)


def run(page, *options):
    """The log of the browser, which has a profile of its own and talks to nobody."""
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--disable-dev-shm-usage", f"--user-data-dir={profile}", "--enable-logging=stderr", "--hide-scrollbars",
             *options, page.as_uri()], capture_output=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stderr.decode("utf-8", "replace")


def colours(png):
    """How often each colour occurs in a PNG of 8 bits a channel."""
    data = png.read_bytes()
    at, packed = 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour_type = struct.unpack(">IIBB", body[:10])
            assert depth == 8 and colour_type in (2, 6)
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    step = 3 if colour_type == 2 else 4
    raw, stride = zlib.decompress(packed), width * step
    counts, above = {}, bytearray(stride)
    for row in range(height):
        begin = row * (stride + 1)
        how, line = raw[begin], bytearray(raw[begin + 1:begin + 1 + stride])
        if how:
            for i in range(stride):
                left = line[i - step] if i >= step else 0
                up, corner = above[i], above[i - step] if i >= step else 0
                if how == 1:
                    predicted = left
                elif how == 2:
                    predicted = up
                elif how == 3:
                    predicted = (left + up) // 2
                else:
                    p = left + up - corner
                    predicted = min((abs(p - left), 0, left), (abs(p - up), 1, up), (abs(p - corner), 2, corner))[2]
                line[i] = (line[i] + predicted) & 255
        for i in range(0, stride, step):
            pixel = bytes(line[i:i + 3])
            counts[pixel] = counts.get(pixel, 0) + 1
        above = line
    return counts


def look(scheme, setting, wanted):
    """Ground, main and accent colour of chart_style() on a page full of hostile labels, its first chart in sight."""
    png = scratch / f"{scheme}.png"
    log = run(folder / "label1.html", f"--blink-settings=preferredColorScheme={setting}", f"--screenshot={png}",
              "--window-size=760,500")
    assert "CONSOLE" not in log, log
    seen = colours(png)
    ground, *marks = (seen.get(bytes.fromhex(colour), 0) for colour in wanted)
    assert ground > 200_000 and min(marks) > 150, (scheme, ground, marks)


def complain():
    """A complaint would be seen."""
    page = scratch / "broken.html"
    page.write_text("<!DOCTYPE html><script>throw Error('broken')</script>")
    assert "CONSOLE" in run(page, "--dump-dom"), "the console is not in the log"


with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(2) as pool:
    scratch = pathlib.Path(scratch)
    for done in (pool.submit(complain), pool.submit(look, "light", 1, ("ffffff", "0a5aa8", "b3400e")),
                 pool.submit(look, "dark", 0, ("14181d", "69b1ff", "ff9d63"))):
        done.result()
print(f"pages opened in {browser}")
