//! Valid lines that are easily misunderstood.

use trueftp::protocol::listing::{Entry, entries, entry, next_entry};

use super::support::{check, date_time, directory, file, now};

/// The date of a line is the first one in it: what follows belongs to the name.
#[test]
fn names_that_look_like_something_else() {
    for name in [
        "Jan  5 10:00 x",
        "5 Jan  6 11:00 y",
        "2020",
        "10:00",
        "2020 10:00",
        "2024-05-17 13:45 z",
        "+0200 q",
        "-rw-r--r-- 1 u g 6 Feb  6 11:00 y",
        "<DIR>          d",
        "04-27-00  12:09PM  5 e",
        "type=dir; f",
        "A.B;1",
        "total 12",
        " one blank",
        "   three blanks",
        "trailing blanks  ",
        "tab\there",
        "\ttab first",
        "a -> b",
        "...",
        "*",
        "~",
        "-",
        " ",
    ] {
        check(&[
            (&format!("-rw-r--r--   1 u  g  5 Jan  5 10:01 {name}"), file(name, 5, "2024-01-05 10:01")),
            (&format!("-rw-r--r--   1 u  g  5 Jan  5  2020 {name}"), file(name, 5, "2020-01-05")),
            (&format!("-rw-r--r--   1 u  g  5 5 Jan 2020 {name}"), file(name, 5, "2020-01-05")),
            (&format!("-rw-r--r--   1 u  g  5 2024-01-05 10:01 {name}"), file(name, 5, "2024-01-05 10:01")),
            (
                &format!("-rw-r--r--   1 u  g  5 2024-01-05 10:01:02.5 +0200 {name}"),
                file(name, 5, "2024-01-05 10:01:02"),
            ),
            (&format!("drwxr-xr-x   1 u  g  5 Jan  5 10:01 {name}"), directory(name, "2024-01-05 10:01")),
            (&format!("04-27-00  12:09PM                  589 {name}"), file(name, 589, "2000-04-27 12:09")),
            (&format!("04-27-00  12:09PM       <DIR>          {name}"), directory(name, "2000-04-27 12:09")),
            (&format!("+r,s5,\t{name}"), file(name, 5, "")),
            (&format!("type=file;size=5; {name}"), file(name, 5, "")),
        ]);
    }
}

#[test]
fn missing_and_additional_columns() {
    for columns in [
        "",
        "1",
        "1 user",
        "user group",
        "1 user group",
        "1 1000 1000",
        "1 Domain Users",
        "1 DOMAIN user name Domain Users of It",
        "1 5 Jan",
        "1 Jan 5",
        "1 0 0",
        "\t1\tuser\tgroup\t",
    ] {
        for (date, modified) in [
            ("Jan  5 10:00", "2024-01-05 10:00"),
            ("jan 05 1:00", "2024-01-05 01:00"),
            ("JAN 5 2019", "2019-01-05"),
            ("5 Jan 10:00", "2024-01-05 10:00"),
            ("05 Jan  2019", "2019-01-05"),
            ("2019-01-05 10:00", "2019-01-05 10:00"),
            ("2019-01-05 10:00:59", "2019-01-05 10:00:59"),
            ("2019-01-05 10:00:59.000000000 +0200", "2019-01-05 10:00:59"),
            ("2019-01-05 10:00:59 -0930", "2019-01-05 10:00:59"),
        ] {
            check(&[(&format!("-rw-r--r-- {columns} 17 {date} a name"), file("a name", 17, modified))]);
        }
    }
}

/// A text in the place of the time zone is the name if nothing follows it, or if the time has no seconds.
#[test]
fn names_that_look_like_a_time_zone() {
    check(&[
        ("-rw-r--r-- 1 u g 5 2024-01-05 10:01:02 +0200", file("+0200", 5, "2024-01-05 10:01:02")),
        ("-rw-r--r-- 1 u g 5 2024-01-05 10:01:02 +0200 ", file("+0200 ", 5, "2024-01-05 10:01:02")),
        ("-rw-r--r-- 1 u g 5 2024-01-05 10:01:02 +02 a", file("+02 a", 5, "2024-01-05 10:01:02")),
        ("-rw-r--r-- 1 u g 5 2024-01-05 10:01 +0200 a", file("+0200 a", 5, "2024-01-05 10:01")),
    ]);
}

/// The second blank after a year belongs to the date if there is only one before the year.
#[test]
fn years_that_are_padded_on_the_right() {
    check(&[
        ("-rw-r--r-- 1 u g 5 Jan 05 2020  a", file("a", 5, "2020-01-05")),
        ("-rw-r--r-- 1 u g 5 Jan  5 2020  a", file("a", 5, "2020-01-05")),
        ("-rw-r--r-- 1 u g 5 Jan 05 2020   a", file(" a", 5, "2020-01-05")),
        ("-rw-r--r-- 1 u g 5 Jan 05 2020 a", file("a", 5, "2020-01-05")),
        ("-rw-r--r-- 1 u g 5 Jan 05  2020  a", file(" a", 5, "2020-01-05")),
        ("-rw-r--r-- 1 u g 5 5 Jan 2020  a", file(" a", 5, "2020-01-05")),
        ("-rw-r--r-- 1 u g 5 Jan 05 10:00  a", file(" a", 5, "2024-01-05 10:00")),
    ]);
}

#[test]
fn devices_and_links() {
    check(&[
        ("brw-rw---- 1 root disk 8, 1 Jan  5 10:00 sda1", file("sda1", 0, "2024-01-05 10:00")),
        ("brw-rw---- 1 root disk 8,1 Jan  5 10:00 sda1", file("sda1", 0, "2024-01-05 10:00")),
        ("brw-rw---- 1 root disk 0x801 Jan  5 10:00 sda1", file("sda1", 0, "2024-01-05 10:00")),
        ("prw-rw---- 1 u g 0 Jan  5 10:00 fifo", file("fifo", 0, "2024-01-05 10:00")),
        ("srwxrwxr-x 1 u g 0 Jan  5 10:00 socket", file("socket", 0, "2024-01-05 10:00")),
        ("lrwxrwxrwx 1 u g 5 Jan  5 10:00 to a dir -> ../b/", directory("to a dir", "2024-01-05 10:00")),
        ("lrwxrwxrwx 1 u g 5 Jan  5 10:00 a -> b -> c/", directory("a", "2024-01-05 10:00")),
        ("lrwxrwxrwx 1 u g 5 Jan  5 10:00 no target", file("no target", 5, "2024-01-05 10:00")),
        ("lrwxrwxrwx 1 u g 5 Jan  5 10:00 a-> b", file("a-> b", 5, "2024-01-05 10:00")),
        ("lrwxrwxrwx 1 u g 5 Jan  5 10:00 a -> C:\\b", file("a", 5, "2024-01-05 10:00")),
    ]);
}

#[test]
fn dates_that_do_not_exist() {
    check(&[
        ("-rw-r--r-- 1 u g 5 Feb 30 10:00 a", file("a", 5, "")),
        ("-rw-r--r-- 1 u g 5 Feb 29 2023 a", file("a", 5, "")),
        ("-rw-r--r-- 1 u g 5 Jan  1 0000 a", file("a", 5, "")),
        ("-rw-r--r-- 1 u g 5 Jan  1 1601 a", file("a", 5, "1601-01-01")),
        ("-rw-r--r-- 1 u g 5 2024-13-01 10:00 a", file("a", 5, "")),
        ("02-30-24  12:09PM  5 a", file("a", 5, "")),
        ("+m99999999999999999999,r,\ta", file("a", 0, "")),
        ("type=file;modify=20240230000000; a", file("a", 0, "")),
        ("type=file;modify=2024; a", file("a", 0, "")),
        ("type=file;modify=20240517134559.; a", file("a", 0, "")),
        ("type=file;modify=+0240517134559; a", file("a", 0, "")),
    ]);
}

#[test]
fn sizes_up_to_the_largest() {
    let largest = "18446744073709551615";
    check(&[
        (&format!("-rw-r--r-- 1 u g {largest} Jan  5 2020 a"), file("a", u64::MAX, "2020-01-05")),
        (&format!("01-05-20  10:00AM  {largest} a"), file("a", u64::MAX, "2020-01-05 10:00")),
        (&format!("+s{largest},\ta"), file("a", u64::MAX, "")),
        (&format!("type=file;size={largest}; a"), file("a", u64::MAX, "")),
    ]);
}

/// Names are bytes: no character set is assumed.
#[test]
fn names_in_any_character_set() {
    let line = b"-rw-r--r-- 1 u\xff g\xe9 5 Jan  5 2020 caf\xe9 \xc3\xa9\xff\x01\x7f\xa0";
    let expected = Entry {
        name: b"caf\xe9 \xc3\xa9\xff\x01\x7f\xa0".to_vec(),
        is_directory: false,
        size: 5,
        modified: date_time("2020-01-05"),
    };
    assert_eq!(entry(line, now()), Some(expected));
}

#[test]
fn line_ends() {
    let line = "-rw-r--r-- 1 u g 5 Jan  5 2020 ";
    let listing =
        format!("total 3\r\n{line}a \r\n\r\n\n{line}b\n{line}c\r\r\nnonsense\n{line}d\re\n{line}f\r");
    let names: Vec<_> = entries(listing.as_bytes(), now()).map(|entry| entry.name).collect();
    assert_eq!(names, [&b"a "[..], b"b", b"c", b"d\re", b"f"]);
    for nothing in ["", "\n", "\r\n", "\r", "total 0\r\n", "\n\n\n"] {
        assert_eq!(entries(nothing.as_bytes(), now()).next(), None);
    }
}

#[test]
fn the_offset_is_the_only_state() {
    let listing = b"total 3\r\ntype=dir; a\r\nnonsense\r\ntype=file; b\r\nnonsense\r\n";
    let mut at = 0;
    assert_eq!(next_entry(listing, &mut at, b"", now()), Some(directory("a", "")));
    assert_eq!(&listing[at..at + 8], b"nonsense");
    assert_eq!(next_entry(listing, &mut at, b"", now()), Some(file("b", 0, "")));
    for _ in 0..2 {
        assert_eq!(next_entry(listing, &mut at, b"", now()), None);
        assert_eq!(at, listing.len());
    }
    for beyond in [listing.len() + 1, usize::MAX] {
        let mut at = beyond;
        assert_eq!(next_entry(listing, &mut at, b"", now()), None);
        assert_eq!(at, beyond);
    }
}

#[test]
fn vms_entries_on_two_lines() {
    let columns = "170774/170775     24-APR-2003 08:16:15  [FTP_CLIENT,SCOT]      (RWED,RWED,RE,)";
    let listing = format!(
        "Directory DISK$USER:[ANONYMOUS]\r\n\r\nA_LONG_NAME.TXT;1\r\n{columns}\r\nA_LONG_ONE.DIR;1\r\n  {columns}\r\n\
         ALONE.TXT;1\r\n.DIR;1\r\n{columns}\r\nSHORT.TXT;2  1  1-JAN-2004 10:00\r\nTotal of 4 files, 8 blocks.\r\nLAST.TXT;1"
    );
    let found: Vec<_> = entries(listing.as_bytes(), now()).collect();
    let expected = [
        file("A_LONG_NAME.TXT;1", 0, "2003-04-24 08:16:15"),
        directory("A_LONG_ONE", "2003-04-24 08:16:15"),
        file("SHORT.TXT;2", 0, "2004-01-01 10:00"),
    ];
    assert_eq!(found, expected);

    let mut at = listing.find("A_LONG_ONE").expect("the second entry");
    next_entry(listing.as_bytes(), &mut at, b"", now());
    assert!(listing[at..].starts_with("ALONE"), "the offset is after both lines");
}
