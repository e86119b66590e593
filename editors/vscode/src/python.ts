/** The interpreter that is chosen in the Python extension, where that is installed. */
import { type Event, extensions, type Uri, workspace } from "vscode";

interface PythonApi {
  environments: {
    getActiveEnvironmentPath(resource?: Uri): { path: string };
    resolveEnvironment(environment: { path: string }): Promise<{ executable: { uri?: Uri } } | undefined>;
    onDidChangeActiveEnvironmentPath: Event<unknown>;
  };
}

async function api(): Promise<PythonApi | undefined> {
  const extension = extensions.getExtension<PythonApi>("ms-python.python");
  try {
    return await extension?.activate();
  } catch {
    return undefined;
  }
}

/** The interpreter of the workspace. */
export async function interpreter(): Promise<string | undefined> {
  const environments = (await api())?.environments;
  const chosen = environments?.getActiveEnvironmentPath(workspace.workspaceFolders?.[0]?.uri);
  return chosen && (await environments?.resolveEnvironment(chosen))?.executable.uri?.fsPath;
}

/** Call back when another interpreter is chosen. */
export async function onChange(called: () => void): Promise<{ dispose(): void } | undefined> {
  return (await api())?.environments.onDidChangeActiveEnvironmentPath(called);
}
