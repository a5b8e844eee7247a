//! The promised exports: src/abi/exports.txt, and its check against what cbindgen found.

use std::collections::BTreeSet;
use std::path::Path;

use cbindgen::Bindings;
use cbindgen::bindgen::ir;

use super::files::{ABI, read};

/// A promised export.
pub struct Export {
    pub name: String,
    pub on_windows: bool,
}

/// The promised exports, in the order in which the header has them.
pub fn promised() -> Vec<Export> {
    let text = read(&Path::new(ABI).join("exports.txt"));
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| match line.split_once(' ') {
            None => Export { name: line.to_owned(), on_windows: true },
            Some((name, "not(windows)")) => Export { name: name.to_owned(), on_windows: false },
            Some(_) => panic!("exports.txt has a line that means nothing: {line}"),
        })
        .collect()
}

/// A function that cbindgen does not see, or that exports.txt does not promise, must not pass unnoticed.
pub fn check(bindings: &Bindings, exports: &[Export]) {
    let found: BTreeSet<&str> = bindings.dynamic_symbols_names().collect();
    let promised: BTreeSet<&str> = exports.iter().map(|export| export.name.as_str()).collect();
    let unpromised: Vec<_> = found.difference(&promised).collect();
    let missing: Vec<_> = promised.difference(&found).collect();
    assert!(unpromised.is_empty(), "not in src/abi/exports.txt: {unpromised:?}");
    assert!(missing.is_empty(), "in src/abi/exports.txt, but no function of src/abi: {missing:?}");
    for function in &bindings.functions {
        let export = &exports[position(function, exports)];
        assert_eq!(
            function.cfg.is_none(),
            export.on_windows,
            "{}: its cfg and exports.txt differ",
            export.name
        );
    }
}

pub fn position(function: &ir::Function, exports: &[Export]) -> usize {
    exports.iter().position(|export| export.name == function.path.name()).expect("a promised export")
}

/// Whether a function without A or W exists in addition to those with A and W.
pub fn is_twin(stem: &str, exports: &[Export]) -> bool {
    ['A', 'W'].iter().all(|suffix| exports.iter().any(|export| export.name == format!("{stem}{suffix}")))
}
