import assert from "node:assert/strict";
import { promises as files } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { test, type TestContext } from "node:test";
import { find, type Place } from "../src/find.ts";

async function folder(context: TestContext): Promise<string> {
  const made = await files.realpath(await files.mkdtemp(path.join(tmpdir(), "okrlint é ")));
  context.after(() => files.rm(made, { recursive: true }));
  return made;
}

async function program(...parts: string[]): Promise<string> {
  const file = path.join(...parts);
  await files.mkdir(path.dirname(file), { recursive: true });
  await files.writeFile(file, "#!/bin/sh\nexit 0\n", { mode: 0o755 });
  return file;
}

function place(given: Partial<Place>): Place {
  return { path: "", interpreter: "", folders: [], trusted: true, env: { PATH: "" }, ...given };
}

test("a program that the settings name is taken before all others", async (context) => {
  const root = await folder(context);
  const mine = await program(root, "tools", "okrlint");
  await program(root, ".venv", "bin", "okrlint");
  for (const value of [mine, "tools/okrlint", "${workspaceFolder}/tools/okrlint"]) {
    assert.deepEqual(await find(place({ path: value, folders: [root] })), { command: mine, args: ["lsp"] });
  }
});

test("an interpreter of the settings runs okrlint as a module", async (context) => {
  const root = await folder(context);
  const python = await program(root, "bin", "python");
  const found = await find(place({ interpreter: "python", env: { PATH: path.join(root, "bin") } }));
  assert.deepEqual(found, { command: python, args: ["-P", "-m", "okrlint", "lsp"] });
});

test("a setting that names nothing is said, and nothing else is taken", async (context) => {
  const root = await folder(context);
  await program(root, "bin", "okrlint");
  const found = await find(place({ path: path.join(root, "gone"), env: { PATH: path.join(root, "bin") } }));
  assert.match("problem" in found ? found.problem : "", /okrlint\.path.*gone/);
});

test("the chosen interpreter comes before the workspace, and that before PATH", async (context) => {
  const root = await folder(context);
  const python = await program(root, "chosen", "python");
  const inside = await program(root, "project", ".venv", "bin", "okrlint");
  const outside = await program(root, "bin", "okrlint");
  const all = place({ python, folders: [path.join(root, "project")], env: { PATH: path.join(root, "bin") } });
  assert.deepEqual(await find(all), { command: python, args: ["-P", "-m", "okrlint", "lsp"] });
  assert.deepEqual(await find({ ...all, python: undefined }), { command: inside, args: ["lsp"] });
  assert.deepEqual(await find({ ...all, python: undefined, folders: [] }), { command: outside, args: ["lsp"] });
});

test("an interpreter without okrlint is passed over", async (context) => {
  const root = await folder(context);
  const python = path.join(root, "python");
  await files.writeFile(python, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  const outside = await program(root, "bin", "okrlint");
  const found = await find(place({ python, env: { PATH: path.join(root, "bin") } }));
  assert.deepEqual(found, { command: outside, args: ["lsp"] });
});

test("without trust nothing of the workspace is started", async (context) => {
  const root = await folder(context);
  const project = path.join(root, "project");
  const inside = await program(project, ".venv", "bin", "okrlint");
  const outside = await program(root, "bin", "okrlint");
  const env = { PATH: [path.dirname(inside), path.join(root, "bin")].join(path.delimiter) };
  const untrusted = place({ python: inside, folders: [project], trusted: false, env });
  assert.deepEqual(await find(untrusted), { command: outside, args: ["lsp"] });
  await files.symlink(inside, path.join(root, "link"));
  for (const value of [inside, "${workspaceFolder}/.venv/bin/okrlint", path.join(root, "link")]) {
    for (const setting of ["path", "interpreter"]) {
      const found = await find({ ...untrusted, [setting]: value });
      assert.match("problem" in found ? found.problem : "", /not trusted/);
    }
  }
});

test("folders of PATH that depend on where one stands are left out", async (context) => {
  const root = await folder(context);
  await program(root, "okrlint");
  const relative = path.relative(process.cwd(), root);
  const found = await find(place({ env: { PATH: [relative, ""].join(path.delimiter) } }));
  assert.match("problem" in found ? found.problem : "", /was not found/);
});
