/** Where okrlint is. Nothing here knows VS Code, so that it can be tried without it. */
import { execFile } from "node:child_process";
import { constants, promises as files } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";

/** What is known before the search. `python` is the interpreter of the Python extension. */
export interface Place {
  path: string;
  interpreter: string;
  python?: string;
  folders: readonly string[];
  trusted: boolean;
  env: NodeJS.ProcessEnv;
}

/** A command that starts the server, or why there is none. */
export type Found = { command: string; args: string[] } | { problem: string };

const WINDOWS = process.platform === "win32";
const PROGRAM = WINDOWS ? "okrlint.exe" : "okrlint";
const BIN = WINDOWS ? "Scripts" : "bin";
const ENVIRONMENTS = [".venv", "venv", "env"];

/** The command that starts the server: from the settings, the Python environment, the workspace, or PATH. */
export async function find(place: Place): Promise<Found> {
  if (place.path) return named("okrlint.path", place.path, place, (file) => ({ command: file, args: ["lsp"] }));
  if (place.interpreter) return named("okrlint.interpreter", place.interpreter, place, byPython);
  if (place.trusted && place.python && (await has(place.python))) return byPython(place.python);
  const inside = place.folders.flatMap((folder) => ENVIRONMENTS.map((name) => path.join(folder, name, BIN, PROGRAM)));
  const program = (place.trusted && (await first(inside))) || (await onPath(PROGRAM, place));
  if (program) return { command: program, args: ["lsp"] };
  return { problem: "okrlint was not found. Install it (“pipx install okrlint”), or say where it is in the settings." };
}

/** With -P the modules of the current folder are not imported in place of okrlint's. */
function byPython(python: string): Found {
  return { command: python, args: ["-P", "-m", "okrlint", "lsp"] };
}

/** What a setting names, or why that cannot be. */
async function named(setting: string, value: string, place: Place, start: (file: string) => Found): Promise<Found> {
  const plain = !/[\\/]/.test(value);
  const file = plain ? await onPath(value, place) : expanded(value, place.folders);
  if (!file || !(await isProgram(file))) return { problem: `The setting “${setting}” names no program: ${value}` };
  if (!place.trusted && (await within(file, place.folders))) {
    return { problem: `The setting “${setting}” names a program of this workspace, which is not trusted: ${value}` };
  }
  return start(file);
}

function expanded(value: string, folders: readonly string[]): string {
  const folder = folders[0] ?? homedir();
  const home = value.replace(/^~(?=[\\/])/, () => homedir());
  return path.resolve(folder, home.replaceAll("${workspaceFolder}", () => folder));
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await files.access(file, constants.X_OK);
    return (await files.stat(file)).isFile();
  } catch {
    return false;
  }
}

async function first(candidates: readonly string[]): Promise<string | undefined> {
  for (const file of candidates) if (await isProgram(file)) return file;
  return undefined;
}

/** A program on PATH; without trust not one that lies in the workspace. */
async function onPath(name: string, place: Place): Promise<string | undefined> {
  const names = WINDOWS && !path.extname(name) ? [`${name}.exe`] : [name];
  const entries = (place.env.PATH ?? place.env.Path ?? "").split(path.delimiter).filter((one) => path.isAbsolute(one));
  for (const file of entries.flatMap((entry) => names.map((one) => path.join(entry, one)))) {
    if ((await isProgram(file)) && (place.trusted || !(await within(file, place.folders)))) return file;
  }
  return undefined;
}

/** Whether a file lies in one of the folders, as it is named or where links lead. */
async function within(file: string, folders: readonly string[]): Promise<boolean> {
  const places = [file, await real(file)];
  const roots = (await Promise.all(folders.map(async (folder) => [folder, await real(folder)]))).flat();
  return places.some((one) => roots.some((root) => below(one, root)));
}

function below(file: string, folder: string): boolean {
  const way = path.relative(folder, file);
  return way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

function real(file: string): Promise<string> {
  return files.realpath(file).catch(() => file);
}

/** Whether okrlint is installed in a Python. */
function has(python: string): Promise<boolean> {
  const question = "import importlib.util as u, sys; sys.exit(u.find_spec('okrlint') is None)";
  return new Promise((answer) => {
    execFile(python, ["-P", "-c", question], { cwd: homedir(), timeout: 20_000 }, (error) => answer(!error));
  });
}
