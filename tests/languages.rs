//! The programs of docs/languages.md: what is shown there is what runs here.

mod common;

#[allow(dead_code, reason = "shared with c_programs.rs")]
#[path = "c_programs/build.rs"]
mod build;
#[path = "languages/document.rs"]
mod document;
#[path = "languages/program.rs"]
mod program;
#[allow(dead_code, reason = "shared with c_programs.rs")]
#[path = "c_programs/static_libs.rs"]
mod static_libs;
#[allow(dead_code, reason = "shared with c_programs.rs")]
#[path = "c_programs/tools.rs"]
mod tools;

use std::path::Path;

use common::Folder;
use document::block;
use program::uploads;

/// Whether a tool is there; a line says so where it is not.
fn has(tool: &str, language: &str) -> bool {
    let there = tools::is_there(tool, "--version");
    if !there {
        tools::not_run(&format!("{language} of docs/languages.md"), &format!("{tool} is not installed"));
    }
    there
}

fn path(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn python() {
    if !has("python3", "Python") {
        return;
    }
    let folder = Folder::new();
    uploads(&["python3", path(&folder.file("upload.py", block("python")))]);
}
