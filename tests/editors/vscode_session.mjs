// One session of VS Code (code-server at OKRS_URL, in Chromium) with okrlint: open OKRS_FILE, note what is found and what
// is said about it, apply OKRS_ACTION, save, and write all of it to OKRS_NOTES as JSON. With OKRS_LOOK it only looks.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";

const { OKRS_URL, OKRS_FILE, OKRS_ACTION, OKRS_NOTES, OKRS_PICTURE, OKRS_LOOK, OKRS_SERVER, OKRS_CHROMIUM } = process.env;
const { chromium } = createRequire(`${OKRS_SERVER}/`)("playwright-core");
const SQUIGGLE = ".squiggly-warning";
const notes = {};

function texts(page, selector) {
  return page.$$eval(selector, (found) => found.map((one) => one.innerText.replace(/\s+/g, " ").trim()));
}

async function open(page) {
  const { host } = new URL(OKRS_URL);
  const payload = JSON.stringify([["openFile", `vscode-remote://${host}${encodeURI(OKRS_FILE)}`]]);
  const query = new URLSearchParams({ folder: dirname(OKRS_FILE), payload });
  await page.goto(`${OKRS_URL}/?${query}`);
  await page.waitForSelector(".monaco-editor .view-line");
  await page.waitForSelector(SQUIGGLE, { state: "attached" });
}

async function look(page) {
  await page.keyboard.press("Control+Shift+KeyM");
  await page.waitForSelector(".markers-panel .monaco-list-row .marker-line");
  notes.problems = await texts(page, ".markers-panel .monaco-list-row");
  await page.keyboard.press("Control+Digit1");
  await page.keyboard.press("F8");
  await page.waitForSelector(".peekview-widget");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+KeyK");
  await page.keyboard.press("Control+KeyI");
  await page.waitForFunction(() => /metric/.test(document.querySelector(".monaco-hover:not(.hidden)")?.innerText));
  notes.hover = (await texts(page, ".monaco-hover:not(.hidden) .hover-contents")).join("\n");
  await page.keyboard.press("Escape");
}

async function act(page) {
  await page.keyboard.press("Control+Period");
  const rows = ".action-widget .monaco-list-row";
  await page.waitForSelector(`${rows}:has-text("${OKRS_ACTION}")`);
  notes.actions = await texts(page, rows);
  if (OKRS_PICTURE) await page.screenshot({ path: OKRS_PICTURE });
  await page.click(`${rows}:has-text("${OKRS_ACTION}")`);
  await page.waitForSelector(SQUIGGLE, { state: "detached" });
  notes.cleared = true;
  await page.waitForSelector(".tab.dirty");
  await page.keyboard.press("Control+KeyS");
  await page.waitForSelector(".tab.dirty", { state: "detached" });
}

const browser = await chromium.launch({ executablePath: OKRS_CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
page.setDefaultTimeout(+(process.env.OKRS_WAIT ?? 60_000));
try {
  await open(page);
  if (!OKRS_LOOK) {
    await look(page);
    await act(page);
  }
} catch (error) {
  notes.problem = String(error);
  if (OKRS_PICTURE) await page.screenshot({ path: OKRS_PICTURE });
  await page.click('[id="status.notifications"]').catch(() => null);
  notes.shown = (await texts(page, ".notifications-center .notification-list-item-message")).join("\n");
}
await browser.close();
writeFileSync(OKRS_NOTES, JSON.stringify(notes));
