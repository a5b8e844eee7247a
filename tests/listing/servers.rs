//! Lines of real servers.

use super::support::{check, directory, file};

#[test]
fn unix_servers() {
    check(&[
        // vsftpd
        ("drwxr-xr-x    2 0        0            4096 Apr 11 07:12 pub", directory("pub", "2024-04-11 07:12")),
        (
            "-rw-r--r--    1 1000     1000     10737418240 Dec 03  2022 disk image.iso",
            file("disk image.iso", 10_737_418_240, "2022-12-03"),
        ),
        // ProFTPD
        ("drwxr-xr-x   2 ftp      ftp          4096 Jan 25 00:17 .", directory(".", "2024-01-25 00:17")),
        ("drwxr-x--x   5 ftp      ftp          4096 Sep  1  2021 ..", directory("..", "2021-09-01")),
        (
            "-rw-r--r--   1 ftp      ftp             0 May 17 23:59 empty",
            file("empty", 0, "2024-05-17 23:59"),
        ),
        (
            "lrwxrwxrwx   1 root     root           11 Feb  2  2020 latest -> v1.0/a b.gz",
            file("latest", 11, "2020-02-02"),
        ),
        // Pure-FTPd
        (
            "-rw-r--r--    1 1000       www-data        531 Oct 29 03:26 index.html",
            file("index.html", 531, "2023-10-29 03:26"),
        ),
        ("drwx--x--x   10 web1       client0        4096 Mar 30  2019 web", directory("web", "2019-03-30")),
        // pyftpdlib
        (
            "-rw-rw-r--   1 user     user         5120 Jun 04 2023 setup.py",
            file("setup.py", 5120, "2023-06-04"),
        ),
        ("drwxrwxrwx   1 owner    group           0 Aug 27 2009 e-books", directory("e-books", "2009-08-27")),
        // wu-ftpd
        ("dr-xr-xr-x   2 root     other        512 Apr  8  1994 etc", directory("etc", "1994-04-08")),
        (
            "lrwxrwxrwx   1 root     other          7 Jan 25 00:17 bin -> usr/bin",
            file("bin", 7, "2024-01-25 00:17"),
        ),
        // AIX
        (
            "drwxrwx---+  3 db2inst1 db2iadm1        256 Nov 14 2018  lost+found",
            directory("lost+found", "2018-11-14"),
        ),
        (
            "-rw-r-----   1 oracle   dba        1048576 Feb 29 10:00 redo01.log",
            file("redo01.log", 1_048_576, "2024-02-29 10:00"),
        ),
        // Solaris
        (
            "Drw-r--r--   1 root     root           0 Mar  1 08:00 name_service_door",
            file("name_service_door", 0, "2024-03-01 08:00"),
        ),
        ("crw-rw-rw-   1 root     sys       13,  2 Jul  4  2001 null", file("null", 0, "2001-07-04")),
        // macOS and the BSDs
        ("drwxr-xr-x@ 12 alice  staff   384 Apr  1 09:05 Desktop", directory("Desktop", "2024-04-01 09:05")),
        ("crw-rw-rw-  1 root  wheel    3,   2 May 17 11:59 null", file("null", 0, "2024-05-17 11:59")),
        ("crw-rw-rw-  1 root  wheel  0x1d May 17 11:59 null", file("null", 0, "2024-05-17 11:59")),
        // SELinux and ACLs
        ("-rw-r--r--. 1 root root 1234 Jan  5 10:00 a", file("a", 1234, "2024-01-05 10:00")),
        // OpenWrt (BusyBox ftpd, with --full-time)
        (
            "-rw-r--r--    1 root     root            12 2020-01-01 10:00:07 +0000 banner",
            file("banner", 12, "2020-01-01 10:00:07"),
        ),
    ]);
}

#[test]
fn other_servers_with_the_unix_format() {
    check(&[
        // IIS with its Unix style
        (
            "-rwxrwxrwx   1 owner    group             589 Apr 14 15:47 readme.htm",
            file("readme.htm", 589, "2024-04-14 15:47"),
        ),
        (
            "drwxrwxrwx   1 owner    group               0 Dec  5  1996 absoft2",
            directory("absoft2", "1996-12-05"),
        ),
        (
            "d---------   1 owner    group               0 May  9 19:45 Softlib",
            directory("Softlib", "2024-05-09 19:45"),
        ),
        // FileZilla Server
        (
            "drwxr-xr-x 1 ftp ftp              0 Aug 21  2013 Program Files",
            directory("Program Files", "2013-08-21"),
        ),
        (
            "-rw-r--r-- 1 ftp ftp     4294967296 Mar 07 18:30 4 GiB.bin",
            file("4 GiB.bin", 4_294_967_296, "2024-03-07 18:30"),
        ),
        // Serv-U
        ("drw-rw-rw-   1 user     group           0 Nov  5 09:28 .", directory(".", "2023-11-05 09:28")),
        (
            "-rw-rw-rw-   1 user     group       12345 Nov  5  2015 serv-u.log",
            file("serv-u.log", 12345, "2015-11-05"),
        ),
        // WFTPD
        (
            "-rwxrwxrwx   1 noone    nogroup      322 Aug 19  1996 message.ftp",
            file("message.ftp", 322, "1996-08-19"),
        ),
        // NetPresenz
        (
            "-------r--         326  1391972  1392298 Nov 22  1995 MegaPhone.sit",
            file("MegaPhone.sit", 1_392_298, "1995-11-22"),
        ),
        ("drwxrwxr-x               folder        2 May 10  1996 network", directory("network", "1996-05-10")),
        // Cerberus, with a domain group
        (
            "-rwxrw-r--   1 CORP\\alice Domain Users 531 Jan 29 03:26 a.txt",
            file("a.txt", 531, "2024-01-29 03:26"),
        ),
    ]);
}

#[test]
fn servers_with_the_dos_format() {
    check(&[
        // IIS
        ("04-27-00  12:09PM       <DIR>          licensed", directory("licensed", "2000-04-27 12:09")),
        ("04-14-00  12:47AM                  589 readme.htm", file("readme.htm", 589, "2000-04-14 00:47")),
        (
            "05-17-2024  09:05PM       <DIR>          Inetpub logs",
            directory("Inetpub logs", "2024-05-17 21:05"),
        ),
        (
            "12-31-98  11:59AM           6442450944 big file.vhd",
            file("big file.vhd", 6_442_450_944, "1998-12-31 11:59"),
        ),
        ("09-09-2008  03:50                 1506 naxp11e.zip", file("naxp11e.zip", 1506, "2008-09-09 03:50")),
        // cmd
        ("09/17/2010  02:30 PM    <DIR>          Users", directory("Users", "2010-09-17 14:30")),
        ("09/17/2010  02:30 AM             9,730 a b.txt", file("a b.txt", 9730, "2010-09-17 02:30")),
        (
            "07/14/2009  01:08 AM    <JUNCTION>     Documents and Settings [C:\\Users]",
            directory("Documents and Settings", "2009-07-14 01:08"),
        ),
        ("07/14/2009  01:08 AM    <SYMLINKD>     www [D:\\www [old]]", directory("www", "2009-07-14 01:08")),
        ("07/14/2009  01:08 AM    <SYMLINK>      hosts [C:\\hosts]", file("hosts", 0, "2009-07-14 01:08")),
        // Others
        ("2002-09-02  18:48       <DIR>          long year", directory("long year", "2002-09-02 18:48")),
        ("2002-09-02  19:06                9.730 long year", file("long year", 9730, "2002-09-02 19:06")),
        ("11-02-04  09:54p  <dir>  short", directory("short", "2004-11-02 21:54")),
        // Windows CE
        (
            "01-01-98  08:00AM       <DIR>          Storage Card",
            directory("Storage Card", "1998-01-01 08:00"),
        ),
    ]);
}

#[test]
fn machine_readable_formats() {
    check(&[
        // publicfile
        ("+i8388621.48594,m825718503,r,s280,\tdjb.html", file("djb.html", 280, "1996-03-01 22:15:03")),
        ("+i8388621.50690,m824255907,/,\t514", directory("514", "1996-02-13 23:58:27")),
        ("+r,\t a name", file(" a name", 0, "")),
        // MLSD
        ("type=file;size=123;modify=20240517134559.123; name", file("name", 123, "2024-05-17 13:45:59")),
        (
            "Type=DIR;Sizd=4096;Modify=20240517134559;Perm=el;UNIX.mode=0755; a dir",
            directory("a dir", "2024-05-17 13:45:59"),
        ),
        ("modify=20240101000000;perm=flcdmpe;type=cdir;unique=801U2; .", directory(".", "2024-01-01")),
        ("modify=20240101000000;perm=flcdmpe;type=pdir;unique=801U2; ..", directory("..", "2024-01-01")),
        ("type=OS.unix=slink:a dir/;size=5; link", directory("link", "")),
        ("type=OS.unix=symlink:file;size=5; link -> x", file("link -> x", 5, "")),
        ("size=7;type=file;modify=yesterday;  two; blanks", file(" two; blanks", 7, "")),
    ]);
}

#[test]
fn legacy_systems() {
    check(&[
        // NetWare
        (
            "d [R----F--] supervisor            512       Jan 16 18:53    login",
            directory("login", "2024-01-16 18:53"),
        ),
        (
            "- [RWCEAFMS] rhesus             214059       Oct 20 15:27    cx.exe",
            file("cx.exe", 214_059, "2023-10-20 15:27"),
        ),
        ("-[R----F--] 1 rhesus             4       Oct 20  1998    A.TXT", file("A.TXT", 4, "1998-10-20")),
        // VMS
        (
            "CORE.DIR;1          1  8-SEP-1996 16:09 [SYSTEM] (RWE,RWE,RE,RE)",
            directory("CORE", "1996-09-08 16:09"),
        ),
        (
            "00README.TXT;1      2 30-DEC-1996 17:44 [SYSTEM] (RWED,RWED,RE,RE)",
            file("00README.TXT;1", 0, "1996-12-30 17:44"),
        ),
        (
            "vms_file_3;12       155/160   2-JUL-2003 10:30:13.64",
            file("vms_file_3;12", 0, "2003-07-02 10:30:13"),
        ),
        (
            "CII-MANUAL.TEX;1  22-FEB-2005 15:32:31   213/216  [ANONYMOUS] (RWED,,,)",
            file("CII-MANUAL.TEX;1", 0, "2005-02-22 15:32:31"),
        ),
        ("vms_dir_2.DIR;1  1 19-NOV-2001 [root,root] (RWE,RWE,RE,RE)", directory("vms_dir_2", "2001-11-19")),
        // OS/400
        (
            "QSYS            77824 02/23/00 15:09:55 *DIR       QOpenSys/",
            directory("QOpenSys", "2000-02-23 15:09:55"),
        ),
        (
            "QPGMR           12288 23/02/00 15:09:55 *STMF      a file.txt",
            file("a file.txt", 12_288, "2000-02-23 15:09:55"),
        ),
    ]);
}
