//! The code blocks of docs/languages.md.

const TEXT: &str = include_str!("../../docs/languages.md");

/// The one block in this language, which is what stands behind its fence.
pub fn block(language: &str) -> &'static str {
    let mut found = TEXT.split("\n```").skip(1).step_by(2).filter_map(|block| {
        let (name, text) = block.split_once('\n').expect("a block has lines");
        (name == language).then_some(text)
    });
    let block = found.next().unwrap_or_else(|| panic!("no block in {language}"));
    assert!(found.next().is_none(), "more than one block in {language}");
    block
}
