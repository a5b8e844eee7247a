//! Lines that are not entries, or whose names must not be trusted.

use std::time::{Duration, Instant};

use trueftp::protocol::listing::{entries, entry};

use super::support::now;

fn refuse(line: &[u8]) {
    assert_eq!(entry(line, now()), None, "{}", line.escape_ascii());
}

#[test]
fn names_that_lead_out_of_the_directory() {
    for name in [
        "",
        "/",
        "\\",
        "\0",
        "../a",
        "..\\a",
        "/etc/passwd",
        "C:\\a",
        "a\0b",
        "a/",
        "a\0",
        "/ -> b",
        "a\\ -> b",
    ] {
        for before in [
            "-rw-r--r-- 1 u g 5 Jan  5 2020 ",
            "drwxr-xr-x 1 u g 5 Jan  5 2020 ",
            "lrwxr-xr-x 1 u g 5 Jan  5 2020 ",
            "-rw-r--r-- 1 u g 5 2024-01-05 10:00:01 +0200 ",
            "04-27-00  12:09PM  5 ",
            "04-27-00  12:09PM       <DIR>          ",
            "04-27-00  12:09PM       <JUNCTION>     ",
            "+r,s5,\t",
            "type=file;size=5; ",
            "- [RWCEAFMS] rhesus  4  Oct 20  1998 ",
            "QSYS  77824 02/23/00 15:09:55 *STMF      /",
        ] {
            // Without a name after it, the time zone is the name.
            if !name.is_empty() || !before.contains('+') || before.starts_with('+') {
                refuse(format!("{before}{name}").as_bytes());
            }
        }
    }
    refuse(b"lrwxrwxrwx 1 u g 5 Jan  5  2020  -> etc");
    refuse(b"QSYS  77824 02/23/00 15:09:55 *DIR       a//");
    refuse(b"QSYS  77824 02/23/00 15:09:55 *DIR       /");
    refuse(b".DIR;1 1  8-SEP-1996 16:09");
    refuse(b"a\\b.TXT;1 1  8-SEP-1996 16:09");
    refuse(b"04-27-00  12:09PM  <JUNCTION>  [C:\\a]");
}

/// A line that one format refuses because of its name is not tried in another format.
#[test]
fn a_line_with_a_forbidden_name_is_not_tried_in_another_format() {
    refuse(b"-rw-r--r-- 1 u g 5 Jan  5 2020 a/x=1;type=file; b");
    refuse(b"type=file;size=1; 5 02/23/00 10:00:00 *x y/z");
    refuse(b"type=file;size=99999999999999999999; 5 02/23/00 10:00:00 *x y");
    refuse(b"+r,x=/;type=file; b\t/");
}

#[test]
fn sizes_that_are_too_large_or_not_numbers() {
    for size in ["18446744073709551616", "99999999999999999999999999", "5k", "-5", "+5", "5.5", "", "\u{665}"]
    {
        // A longer search would find a date in the name.
        refuse(format!("-rw-r--r-- {size} Jan  5 2020 a").as_bytes());
        refuse(format!("04-27-00  12:09PM {size} a").as_bytes());
        refuse(format!("+r,s{size},\ta").as_bytes());
        refuse(format!("type=file;size={size}; a").as_bytes());
    }
    refuse(b"-rw-r--r-- 1 u g 18446744073709551616 Jan  5 2020 5 Feb  6 2021 a");
}

#[test]
fn lines_that_are_not_entries() {
    for line in [
        "",
        " ",
        "total 12",
        "insgesamt 12",
        "-",
        "-rw-r--r--",
        "-rw-r--r-- ",
        "-rw-r--r-- 1 u g 5",
        "-rw-r--r-- 1 u g 5 Jan",
        "-rw-r--r-- 1 u g 5 Jan 5",
        "-rw-r--r-- 1 u g 5 Jan 5 2020",
        "-rw-r--r-- 1 u g 5 Jan 5 2020 ",
        "-rw-r--r-- 1 u g Jan 5 2020 a",
        "-rw-r--r-- 1 u g 5 Jan 5 24:00 a",
        "-rw-r--r-- 1 u g 5 Jan 5 10:00:00 2020 a",
        "-rw-r--r-- 1 u g 5 Mai 5 2020 a",
        "-rw-r--r-- 1 u g 33.5k Oct 5 21:22 a",
        "-rw-r--r--x 1 u g 5 Jan 5 2020 a",
        "?rw-r--r-- 1 u g 5 Jan 5 2020 a",
        "-rw-r--r-- 1 2 3 4 5 6 7 8 9 10 u 5 Jan 5 2020 a",
        "04-27-00",
        "04-27-00  12:09PM",
        "04-27-00  12:09PM  589",
        "04-27-00  12:09PM  <DIR>",
        "04-27-00  12:09PM  <DIR> ",
        "04-27-00  12:09PM  <FILE>  a",
        "04-27-00  13:09PM  589 a",
        "04-27-00  12:09XM  589 a",
        "04-27-103  12:09  589 a",
        "04-27-00  589 a",
        "+",
        "+\t",
        "+r,s280 name",
        "type=file; ",
        "type=file;",
        "type=file name",
        "size=5;modify=20240517134559; no type",
        "type=file;nonsense; a",
        "a b=c;type=file; d",
        "; a",
        " name only",
        "d [R----F-] s 512 Jan 16 18:53 login",
        "d [R----F-x] s 512 Jan 16 18:53 login",
        "l [R----F--] s 512 Jan 16 18:53 login",
        "CORE.DIR;1",
        "CORE.DIR; 1  8-SEP-1996 16:09",
        "CORE.DIR;123456 1  8-SEP-1996 16:09",
        "CORE.DIR 1  8-SEP-1996 16:09",
        ";1 1  8-SEP-1996 16:09",
        "CORE.DIR;1 %RMS-E-PRV, insufficient privilege or file protection violation",
        "QSYS 77824 02/23/00 15:09:55 DIR QOpenSys/",
        "QSYS *MEM QOpenSys/",
        "QS;YS 77824 02/23/00 15:09:55 *DIR QOpenSys/",
        "550 No such file or directory.",
        "<html><body>04-27-00</body></html>",
    ] {
        refuse(line.as_bytes());
    }
}

/// Listings of a megabyte that make each part of the parser search far. Linear time is milliseconds, quadratic time is
/// minutes.
#[test]
fn parsing_takes_linear_time() {
    const SIZE: usize = 1 << 20;
    let start = Instant::now();
    for (before, part) in [
        ("-rw-r--r-- ", " "),
        ("-rw-r--r-- ", "5 "),
        ("-rw-r--r-- ", "5 Jan 5 "),
        ("-rw-r--r-- ", "5"),
        ("-rw-r--r-- 5 Jan 5 ", " "),
        ("lrw-r--r-- 1 u g 5 Jan 5 2020 ", " ->"),
        ("04-27-00 12:09PM ", "5,"),
        ("04-27-00 12:09PM <SYMLINK> ", "[]"),
        ("04-27-00 12:09PM <SYMLINK> ", "]"),
        ("+", ","),
        ("+", "s5,"),
        ("", "a=b;"),
        ("", ";"),
        ("", "A.B;1\n"),
        ("", "A.B;1 "),
        ("", "\n"),
        ("", "\r"),
        ("", "d [RWCEAFMS] "),
        ("", "-rw-r--r-- 1 u g 5 Jan  5 2020 a\n"),
    ] {
        let listing = [before.as_bytes(), &part.as_bytes().repeat(SIZE / part.len())].concat();
        entries(&listing, now()).for_each(drop);
    }
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}
