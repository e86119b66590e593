/** Starts okrlint's language server for this window, and again when its place changes. */
import { homedir } from "node:os";
import { commands, type ExtensionContext, type LanguageStatusItem, LanguageStatusSeverity, languages } from "vscode";
import { type LogOutputChannel, window, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { find, type Found } from "./find";
import { interpreter, onChange } from "./python";

const LANGUAGES = ["markdown", "mdx", "html", "toml", "org", "yaml", "json", "jsonc", "csv", "plaintext"];
const DOCUMENTS = LANGUAGES.flatMap((language) => ["file", "untitled"].map((scheme) => ({ scheme, language })));

/** The server of this window; one change after the other. */
class Session {
  private client: LanguageClient | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: LogOutputChannel,
    private readonly status: LanguageStatusItem,
  ) {}

  restart(): Promise<void> {
    return this.after(async () => {
      await this.end();
      await this.begin();
    });
  }

  stop(): Promise<void> {
    return this.after(() => this.end());
  }

  private after(step: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(step).catch((error: unknown) => this.complain(`okrlint does not run: ${error}`));
    return this.turn;
  }

  private async begin(): Promise<void> {
    const found = await search();
    if ("problem" in found) return this.complain(found.problem);
    this.log.info(`${found.command} ${found.args.join(" ")}`);
    const client = new LanguageClient(
      "okrlint",
      "okrlint",
      { ...found, options: { cwd: homedir() } },
      {
        documentSelector: DOCUMENTS,
        outputChannel: this.log,
        initializationOptions: workspace.getConfiguration().get("okrlint"),
      },
    );
    this.client = client;
    await client.start();
    this.status.severity = LanguageStatusSeverity.Information;
    this.status.text = `okrlint ${client.initializeResult?.serverInfo?.version ?? ""}`.trim();
    this.status.detail = found.command;
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose();
  }

  private complain(problem: string): void {
    this.log.error(problem);
    this.status.severity = LanguageStatusSeverity.Error;
    this.status.text = "okrlint does not run";
    this.status.detail = problem;
    void window.showWarningMessage(problem, "Settings", "Log").then((chosen) => {
      if (chosen === "Settings") void commands.executeCommand("workbench.action.openSettings", "okrlint.");
      if (chosen === "Log") this.log.show();
    });
  }
}

async function search(): Promise<Found> {
  const settings = workspace.getConfiguration("okrlint");
  const trusted = workspace.isTrusted;
  const given = { path: settings.get("path", "").trim(), interpreter: settings.get("interpreter", "").trim() };
  const python = trusted && !given.path && !given.interpreter ? await interpreter() : undefined;
  const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  return find({ ...given, python, folders, trusted, env: process.env });
}

let session: Session | undefined;

/** Start the server, and watch what decides where it is. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("okrlint", { log: true });
  const status = languages.createLanguageStatusItem("okrlint", DOCUMENTS);
  status.name = "okrlint";
  const running = new Session(log, status);
  session = running;
  const restart = (): void => void running.restart();
  context.subscriptions.push(
    log,
    status,
    commands.registerCommand("okrlint.restart", () => running.restart()),
    commands.registerCommand("okrlint.showLog", () => log.show()),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration((change) => {
      if (["okrlint.path", "okrlint.interpreter"].some((name) => change.affectsConfiguration(name))) restart();
    }),
  );
  await running.restart();
  const chosen = workspace.isTrusted ? await onChange(restart) : undefined;
  if (chosen) context.subscriptions.push(chosen);
}

/** End the server with the window. */
export function deactivate(): Promise<void> | undefined {
  return session?.stop();
}
