//! Hostile files: whatever they are, the end is an exit status, and a file that is refused stays as it is.

use kit::random::Random;
use std::fs;
use std::time::{Duration, Instant};

use crate::image::{DELAYED_IMPORTS, IMPORTS, Image};
use crate::programs::{Installed, Programs, differences};
use crate::{on_each, patch, restore};

/// Each program, and the DLL, with each architecture.
const ROUNDS: usize = 400;

/// Numbers that break sums and comparisons.
const AWKWARD: [u32; 12] =
    [0, 1, 2, 0x1F, 0x1FF, 0x1000, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_0000, 0xFFFF_FFF0, 0xFFFF_FFFE, u32::MAX];

/// Where a change is likely to mean something: the headers, the directories, and what they point to.
fn interesting(image: &Image, directories: &[usize]) -> Vec<(usize, usize)> {
    let end_of_headers = image.sections().last().expect("a section") + 40;
    let mut places = vec![(0, 64), (image.header(), end_of_headers)];
    for &index in directories {
        let entry = image.directory(index);
        if image.u32(entry) != 0 {
            let at = image.offset(image.u32(entry));
            places.extend([(entry, entry + 8), (at, (at + 512).min(image.bytes.len()))]);
        }
    }
    places
}

fn mutated(image: &Image, places: &[(usize, usize)], random: &mut Random) -> Vec<u8> {
    let mut copy = image.clone();
    for _ in 0..=random.below(3) {
        let (start, end) = places[random.below(places.len())];
        let at = (start + random.below(end - start)).min(image.bytes.len() - 4);
        match random.below(4) {
            0 => copy.bytes[at] = random.below(256) as u8,
            1 => copy.set_u32(at / 4 * 4, AWKWARD[random.below(AWKWARD.len())]),
            2 => copy.set_u16(at / 2 * 2, AWKWARD[random.below(AWKWARD.len())] as u16),
            // A pointer into another part of the file.
            _ => copy.set_u32(at / 4 * 4, random.below(0x10000) as u32),
        }
    }
    if random.below(16) == 0 {
        copy.bytes.truncate(random.below(image.bytes.len()));
    }
    copy.bytes
}

/// Patches it, and when that succeeds puts it back.
fn assert_harmless(installed: &Installed) {
    if patch(installed).status == 0 {
        let changed = differences(&installed.original, &installed.bytes());
        assert!(!changed.is_empty() && changed.len() <= 2 * 11 + 4, "{changed:?}");
        assert_eq!(restore(installed).status, 0);
    }
    installed.assert_untouched();
}

fn replace_program(installed: &mut Installed, program: Vec<u8>) {
    fs::write(&installed.program, &program).expect("written");
    installed.original = program;
}

fn mutate_programs(programs: &Programs, program: &[u8], seed: u64) {
    let image = Image::new(program);
    let places = interesting(&image, &[IMPORTS, DELAYED_IMPORTS]);
    let mut random = Random(seed);
    let mut installed = programs.install(program);
    for _ in 0..ROUNDS {
        replace_program(&mut installed, mutated(&image, &places, &mut random));
        assert_harmless(&installed);
    }
}

#[test]
fn mutated_programs() {
    on_each(|programs| mutate_programs(programs, &programs.tiny, 0x5EED));
}

#[test]
fn mutated_programs_with_delay_imports() {
    on_each(|programs| mutate_programs(programs, &programs.delayed, 0xDE1A));
}

#[test]
fn mutated_dlls() {
    on_each(|programs| {
        let image = Image::new(&programs.dll[..]);
        let places = interesting(&image, &[0]);
        let mut random = Random(0xD11);
        let installed = programs.install(&programs.tiny[..]);
        for _ in 0..ROUNDS {
            fs::write(installed.dll(), mutated(&image, &places, &mut random)).expect("written");
            assert_harmless(&installed);
        }
    });
}

#[test]
fn truncated_files() {
    on_each(|programs| {
        let tiny = &programs.tiny[..];
        let mut installed = programs.install(tiny);
        for length in (0..tiny.len()).step_by(13) {
            replace_program(&mut installed, tiny[..length].to_vec());
            assert_harmless(&installed);
        }
        replace_program(&mut installed, tiny.to_vec());
        for length in (0..programs.dll.len()).step_by(97) {
            fs::write(installed.dll(), &programs.dll[..length]).expect("written");
            assert_harmless(&installed);
        }
    });
}

/// Refused in the end, and not after minutes.
fn assert_quickly_refused(programs: &Programs, program: Vec<u8>, why: &str) {
    let installed = programs.install(program);
    let start = Instant::now();
    let reported = patch(&installed);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!((reported.status, &reported.out[..]), (1, ""));
    assert!(reported.err.ends_with(&format!(": {why}\n")), "{reported:?}");
    installed.assert_untouched();
}

/// A directory of descriptors, the same again and again up to the end of the file.
fn endless(programs: &Programs, index: usize, step: usize, size: usize) -> Image {
    let from = if index == IMPORTS { &programs.tiny } else { &programs.delayed };
    let mut image = Image::new(&from[..]);
    let descriptor = image.offset(image.u32(image.directory(index)));
    let descriptor = image.bytes[descriptor..descriptor + step].to_vec();
    image.bytes.resize(image.bytes.len().next_multiple_of(512), 0);
    let start = image.bytes.len();
    image.bytes.extend(descriptor.repeat(size / step));
    let section = *image.sections().last().expect("a section");
    let rva = 0x0100_0000;
    for (field, value) in [(8, size as u32), (12, rva), (16, size as u32), (20, start as u32)] {
        image.set_u32(section + field, value);
    }
    image.set_u32(image.directory(index), rva);
    image
}

#[test]
fn arrays_without_an_end() {
    on_each(|programs| {
        // The smaller one ends with the file, the larger one would take too long.
        for (index, step, size) in
            [(IMPORTS, 20, 100_000), (IMPORTS, 20, 8_000_000), (DELAYED_IMPORTS, 32, 100_000)]
        {
            let image = endless(programs, index, step, size);
            assert_quickly_refused(programs, image.bytes, "has damaged imports");
        }
    });
}

#[test]
fn functions_without_an_end() {
    on_each(|programs| {
        let mut image = Image::new(&programs.plain[..]);
        let descriptor = image.import("WININET.dll");
        // The list of functions is the code: nonsense, but no end for long.
        let text = image.section(b".text");
        image.set_u32(descriptor, image.u32(text + 12));
        assert_quickly_refused(programs, image.bytes, "has damaged imports");
    });
}

#[test]
fn headers_that_lie() {
    const PLACES: &[(&str, usize)] = &[("sections", 6), ("size of the optional header", 20)];
    on_each(|programs| {
        for &(what, place) in PLACES {
            for value in [0, 1, 0x7FFF, u16::MAX] {
                let mut image = Image::new(&programs.tiny[..]);
                image.set_u16(image.header() + place, value);
                let reported = patch(&programs.install(image.bytes));
                assert_eq!(reported.status, 1, "{what} {value}: {reported:?}");
            }
        }
        let overlapping = {
            let mut image = Image::new(&programs.tiny[..]);
            image.set_u16(image.header() + 20, 96);
            image
        };
        assert_quickly_refused(programs, overlapping.bytes, "has headers that overlap");

        // As many directories as there are numbers: only sixteen have a meaning.
        let mut image = Image::new(&programs.tiny[..]);
        let count = image.directory(0) - 4;
        image.set_u32(count, u32::MAX);
        let installed = programs.install(image.bytes);
        assert_harmless(&installed);
    });
}

#[test]
fn names_that_are_not_in_the_file() {
    on_each(|programs| {
        for rva in [0x0FFF_F000, 0x7FFF_FFFF, 0xFFFF_FFF8, u32::MAX] {
            let mut image = Image::new(&programs.tiny[..]);
            let descriptor = image.import("WININET.dll");
            image.set_u32(descriptor + 12, rva);
            assert_quickly_refused(programs, image.bytes, "has damaged imports");
        }
        // A name without an end.
        let mut image = Image::new(&programs.tiny[..]);
        let length = image.bytes.len();
        let section = *image.sections().last().expect("a section");
        let rva = image.u32(section + 12) + image.u32(section + 16) - 11;
        let at = (image.u32(section + 20) + image.u32(section + 16) - 11) as usize;
        image.bytes[at..at + 11].copy_from_slice(b"WININET.dll");
        image.bytes.truncate(at + 11);
        assert!(image.bytes.len() <= length);
        let descriptor = image.import("WININET.dll");
        image.set_u32(descriptor + 12, rva);
        image.set_u32(section + 8, image.u32(section + 16));
        assert_quickly_refused(programs, image.bytes, "has damaged imports");
    });
}

/// A name in the field of the checksum: who writes one of them destroys the other.
#[test]
fn names_in_the_headers() {
    on_each(|programs| {
        let mut image = Image::new(&programs.tiny[..]);
        let (descriptor, at) = (image.import("WININET.dll"), image.checksum_field());
        image.bytes[at..at + 12].copy_from_slice(b"WININET.dll\0");
        image.set_u32(descriptor + 12, at as u32);
        assert_quickly_refused(programs, image.bytes, "has imports that overlap");
    });
}
