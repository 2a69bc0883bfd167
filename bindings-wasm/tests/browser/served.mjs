// Folders served as any static file server does it, under a strict policy, and a browser that
// looks at them.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

import { chromium } from "playwright-core";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css",
  ".json": "application/json", ".wasm": "application/wasm", ".toml": "text/plain; charset=utf-8",
};
/** Nothing but the server's own files, and WebAssembly. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:";

/** Serves folders by the first part of the path. */
export async function serve(folders) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    const [, first, ...rest] = path.split("/");
    try {
      const body = await readFile(join(folders[first], ...rest));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/plain", "content-security-policy": POLICY });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    at: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

/** Runs something in a page of Chromium; fails on whatever the page complains of. */
export async function inPage(url, look, context = {}) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
  try {
    const page = await (await browser.newContext(context)).newPage();
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()) && !message.text().includes("favicon")) {
        complaints.push(message.text());
      }
    });
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== new URL(url).origin) {
        complaints.push(`asked ${request.url()}`);
      }
    });
    await page.goto(url);
    const seen = await look(page);
    if (complaints.length > 0) {
      throw new Error(complaints.join("\n"));
    }
    return seen;
  } finally {
    await browser.close();
  }
}
