//! A directory with ten thousand entries: every one of them once.

use crate::site::*;
use crate::widths::*;
use kit::*;

on_each_server!(ten_thousand);

const COUNT: usize = 10_000;

/// Every hundredth is a directory; each file has a size of its own.
fn fill(site: &Site) -> Vec<Listed> {
    site.has_directory("many");
    let entry = |number: usize| {
        let name = format!("entry {number:05}.é");
        let path = format!("many/{name}");
        let is_directory = number.is_multiple_of(100);
        if is_directory {
            site.has_directory(&path);
        } else {
            let file = std::fs::File::create(site.path(&path)).expect("a new file");
            file.set_len(number as u64 * 1_000_003).expect("the file system has sparse files");
        }
        Listed { name, is_directory, size: if is_directory { 0 } else { number as u64 * 1_000_003 } }
    };
    (0..COUNT).map(entry).collect()
}

fn ten_thousand(site: &Site) {
    let want = fill(site);
    for (connection, is_wide) in [(site.connect(PASSIVE), false), (site.connect_w(), true)] {
        let calls = Calls { connection: &connection, is_wide };
        let listed = without_sizes_of_directories(calls.list("many/*").expect("a listing"));
        assert_eq!(listed.len(), COUNT);
        assert!(listed == want);
        assert_done(&calls.set_directory("many"), 250);
        let listed = without_sizes_of_directories(calls.list("*99.?").expect("a listing"));
        assert_eq!(listed.len(), 100);
        assert!(listed.iter().eq(want.iter().filter(|entry| entry.name.ends_with("99.é"))));
    }
    let page = site.root.open_url(site.url("many/"), PASSIVE).expect("the directory is there");
    let html = String::from_utf8(page.read_all(100_000).0).expect("UTF-8");

    assert_eq!(html.matches("<a href=").count(), COUNT);
}
