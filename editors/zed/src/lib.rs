//! Starts okrlint's language server in Zed.

use zed_extension_api::{self as zed, serde_json, settings::LspSettings};

const NAME: &str = "okrlint";

struct Okrlint;

impl zed::Extension for Okrlint {
    fn new() -> Self {
        Self
    }

    fn language_server_command(
        &mut self,
        _id: &zed::LanguageServerId,
        worktree: &zed::Worktree,
    ) -> zed::Result<zed::Command> {
        let binary = LspSettings::for_worktree(NAME, worktree)?.binary;
        let (path, arguments) = binary.map_or((None, None), |given| (given.path, given.arguments));
        let command = path.or_else(|| worktree.which(NAME)).ok_or(
            "okrlint was not found. Install it (pipx install okrlint), or set lsp.okrlint.binary.path.",
        )?;
        Ok(zed::Command {
            command,
            args: arguments.unwrap_or_else(|| vec!["lsp".into()]),
            env: worktree.shell_env(),
        })
    }

    fn language_server_initialization_options(
        &mut self,
        _id: &zed::LanguageServerId,
        worktree: &zed::Worktree,
    ) -> zed::Result<Option<serde_json::Value>> {
        Ok(LspSettings::for_worktree(NAME, worktree)?.initialization_options)
    }

    fn language_server_workspace_configuration(
        &mut self,
        _id: &zed::LanguageServerId,
        worktree: &zed::Worktree,
    ) -> zed::Result<Option<serde_json::Value>> {
        let settings = LspSettings::for_worktree(NAME, worktree)?.settings;
        Ok(settings.map(|given| serde_json::json!({ NAME: given })))
    }
}

zed::register_extension!(Okrlint);
