//! The fault cases with the system's own wininet.dll, which here is Wine's: where its results differ.

use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use kit::faults::{Case, Outcome};
use kit::faults::{Faults, files, outcome};
use kit::programs::windows::{Arch, Source, under_wine, windows_path};

/// How many programs run at once: most of them wait.
const AT_ONCE: usize = 6;

/// What wininet.dll returns in each case; `None` where it does not return in time.
fn printed(faults: &Faults, command: impl Fn() -> Command + Sync) -> Vec<Option<Outcome>> {
    let results = Mutex::new(vec![None; faults.cases.len()]);
    let next = AtomicUsize::new(0);
    let work = || {
        // WinINet's programs do not share the file that they send.
        let folder = files();
        let folder = windows_path(folder.path());
        loop {
            let case = next.fetch_add(1, Ordering::Relaxed);
            if case >= faults.cases.len() {
                return;
            }
            let output =
                command().args(faults.arguments(&folder, case..case + 1)).output().expect("it starts");
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            results.lock().unwrap_or_else(PoisonError::into_inner)[case] = text.lines().next().map(outcome);
        }
    };
    std::thread::scope(|scope| (0..AT_ONCE).for_each(|_| drop(scope.spawn(work))));
    results.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn shown(outcome: Option<Outcome>) -> String {
    match outcome {
        None => "nothing for 10 s".to_owned(),
        Some(Outcome { ok: true, code, .. }) => format!("TRUE, {code}"),
        Some(Outcome { error, code, .. }) => format!("FALSE {error}, {code}"),
    }
}

/// The table is kept, with who is right and why.
#[test]
fn where_wines_wininet_differs() {
    let source = Source { file: "tests/c/faults.c", options: &["-DWININET"], libraries: &["-lwininet"] };
    let Some(program) = source.build(Arch::X64) else { return };
    let command = || under_wine(&program.path, 10).expect("Wine is there");
    // Wine is up and running when the seconds begin to count.
    if program.run(&[]).is_none() {
        return;
    }
    let faults = Faults::new(kit::faults::cases());
    let differs = |(case, printed): (&Case, Option<Outcome>)| {
        let row = format!("| {} | {} | {} |", case.name, shown(Some(case.want)), shown(printed));
        (printed != Some(case.want)).then_some(row)
    };
    let rows: Vec<_> = faults.cases.iter().zip(printed(&faults, command)).filter_map(differs).collect();
    println!(
        "{} of {} fault cases differ in Wine's wininet:\n{}",
        rows.len(),
        faults.cases.len(),
        rows.join("\n")
    );
    let kept = include_str!("wininet.md").lines().filter(|line| line.starts_with("| ")).skip(1);
    let kept: Vec<_> =
        kept.map(|line| &line[..=line[..line.len() - 2].rfind('|').expect("columns")]).collect();
    assert_eq!(rows, kept, "tests/windows/wininet.md");
}
