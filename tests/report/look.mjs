// Opens a page in Chromium at several widths and in both schemes; prints what axe finds wrong, what the page
// loads from elsewhere, and how far it is wider than the window.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, chromium, page] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${modules}/`));
const browser = await require("playwright-core").chromium.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const looks = [];
for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 1280]) {
    const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 900 } });
    const tab = await context.newPage();
    const loaded = [];
    const said = [];
    tab.on("request", (request) => loaded.push(request.url()));
    tab.on("console", (message) => said.push(message.text()));
    tab.on("dialog", (dialog) => said.push(dialog.message()));
    await tab.goto(pathToFileURL(page).href);
    await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
    const wider = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    const scripts = await tab.evaluate(() => document.querySelectorAll("script, [onclick], [onerror]").length);
    await tab.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
    const { violations } = await tab.evaluate(() => window.axe.run(document));
    const wrong = violations.map((one) => `${one.id} ${one.nodes[0].target}`);
    looks.push({ width, colorScheme, wider, scripts, said, wrong, loaded: loaded.slice(1) });
    await context.close();
  }
}
await browser.close();
console.log(JSON.stringify(looks));
