/** A browser on the page: served as any static server would, and then cut off from it. */

import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";

export const ROOT = new URL("../../../", import.meta.url).pathname;
const SITE = join(ROOT, "target/page/site");

const TYPES = {
  ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".wasm": "application/wasm", ".svg": "image/svg+xml",
};

/** The page's own policy, which the server sends too, so that it holds for all that it serves. */
const POLICY = readFileSync(join(SITE, "index.html"), "utf8").match(/Content-Security-Policy" content="([^"]+)"/)[1];

function serve() {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const file = join(SITE, path.endsWith("/") ? `${path}index.html` : path);
    if (!file.startsWith(SITE) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "Content-Type": type, "Content-Security-Policy": POLICY });
    createReadStream(file).pipe(response);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--font-render-hinting=none"],
});
const server = await serve();

/** Ends the browser and the server. */
export async function close() {
  await browser.close();
  server.close();
}

/**
 * The page, or another `at` its side, loaded and then offline. Whatever it asks the network for afterwards, and whatever its policy
 * refuses, is in `wrong`, which a test has to find empty.
 */
export async function open({ width = 1280, height = 900, colorScheme = "light", deviceScaleFactor = 1, at = "" } = {}) {
  // Far from the United Kingdom: nothing may hang on the viewer's zone or locale.
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme, deviceScaleFactor, reducedMotion: "reduce", timezoneId: "Pacific/Auckland", locale: "de-DE", acceptDownloads: true,
  });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  await page.goto(`http://127.0.0.1:${server.address().port}/${at}`);
  await page.locator("#main").waitFor();
  await context.setOffline(true);
  page.on("request", (request) => {
    if (!request.url().startsWith("blob:") && !request.url().startsWith("data:")) {
      wrong.push(`asked the network for ${request.url()}`);
    }
  });
  return { page, wrong, context };
}
