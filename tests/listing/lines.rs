//! The lines that mutations start from: one or more in each format.

pub const LINES: &[&str] = &[
    "-rw-r--r--    1 1000     1000     10737418240 Dec 03  2022 disk image.iso",
    "drwxr-xr-x@ 12 alice  staff   384 Apr  1 09:05 Desktop",
    "lrwxrwxrwx   1 root     root           11 Feb  2  2020 latest -> v1.0/a b.gz/",
    "crw-rw-rw-   1 root     sys       13,  2 Jul  4  2001 null",
    "brw-rw---- 1 root disk 0x801 29 Feb 10:00 sda1",
    "-rw-r--r--. 1 root root 12 2020-01-01 10:00:07.000000000 +0000 banner",
    "04-27-00  12:09PM       <DIR>          licensed",
    "09/17/2010  02:30 AM             9,730 a b.txt",
    "07/14/2009  01:08 AM    <SYMLINKD>     www [D:\\www [old]]",
    "+i8388621.48594,m825718503,r,s280,\tdjb.html",
    "Type=DIR;Sizd=4096;Modify=20240517134559.123;Perm=el; a dir",
    "type=OS.unix=slink:a dir/;size=5; link",
    "d [R----F--] supervisor            512       Jan 16 18:53    login",
    "CORE.DIR;1          1/2  8-SEP-1996 16:09:10.55 [SYSTEM] (RWE,RWE,RE,RE)",
    "VERY_LONG.TXT;1\r\n   170774/170775     24-APR-2003 08:16:15  [FTP_CLIENT,SCOT]",
    "QSYS            77824 02/23/00 15:09:55 *DIR       QOpenSys/",
    "total 12",
];
