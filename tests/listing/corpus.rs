//! The listings that the fuzzer starts from. They contain entries, so that it starts with valid formats.

use std::fs;
use std::path::Path;

use trueftp::protocol::listing::entries;

use super::support::now;

/// The files, and the number of entries in each.
const FILES: &[(&str, usize)] = &[
    ("dos", 5),
    ("dos_links", 4),
    ("dos_odd_columns", 5),
    ("eplf", 4),
    ("line_ends", 4),
    ("mlsd", 6),
    ("netware", 2),
    ("not_a_listing", 0),
    ("os400", 2),
    ("unix", 5),
    ("unix_devices", 4),
    ("unix_full_time", 3),
    ("unix_hostile_names", 0),
    ("unix_links", 4),
    ("unix_odd_columns", 8),
    ("unix_odd_names", 8),
    ("vms", 3),
    ("wide_sizes", 4),
];

#[test]
fn every_file_has_the_expected_number_of_entries() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/listing");
    let mut names: Vec<_> = fs::read_dir(&folder)
        .expect("fuzz/corpus/listing")
        .map(|file| file.expect("a file").file_name().into_string().expect("a plain name"))
        .collect();
    names.sort();
    assert_eq!(names, FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for (name, count) in FILES {
        let listing = fs::read(folder.join(name)).expect("a file");
        assert_eq!(entries(&listing, now()).count(), *count, "{name}");
    }
}
