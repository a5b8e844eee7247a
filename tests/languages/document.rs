//! The code blocks of docs/languages.md.

use kit::Folder;

const TEXT: &str = include_str!("../../docs/languages.md");

/// The one block in this language, which is named after the fence.
pub fn block(language: &str) -> &'static str {
    let blocks = TEXT.split("\n```").skip(1).step_by(2).map(|block| block.split_once('\n').expect("lines"));
    let mut found = blocks.filter(|(name, _)| *name == language).map(|(_, text)| text);
    let block = found.next().unwrap_or_else(|| panic!("no block in {language}"));
    assert!(found.next().is_none(), "more than one block in {language}");
    block
}

/// That block as a file; the path.
pub fn file(folder: &Folder, name: &str, language: &str) -> String {
    let path = folder.file(name, format!("{}\n", block(language)));
    path.to_str().expect("UTF-8").to_owned()
}
