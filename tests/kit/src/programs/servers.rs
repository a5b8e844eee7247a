//! The servers of the programs.

use ftp_test_server::{Plan, Script};

/// A server that keeps or refuses, by name.
pub fn by_name() -> Script {
    let go = || Plan::new().send("150 Go.\r\n");
    Script::new()
        .on_containing("STOR", "refused", Plan::upload("451 Failure writing to local file.\r\n"))
        .on_line("STOR reset", go().read(1000).reset_data().send("426 Gone.\r\n"))
        .on_line("STOR lost", go().read(1000).close())
        .on_line("STOR silent", go().open_data().silence())
}

/// A server with one file and one listing, which keeps all but what is called refused.
pub fn with_files() -> Script {
    let file = b"The bytes of the file.";
    let list = "-rw-r--r-- 1 u g 4294967298 May 17 2024 big\r\ndrwxr-xr-x 2 u g 4096 May 17 2024 d\r\n";
    by_name()
        .on_line("RETR missing", "550 No such file.\r\n")
        .on("SIZE", "213 22\r\n")
        .on("RETR", Plan::download(file, "226 Done.\r\n"))
        .on("LIST", Plan::download(list, "226 Done.\r\n"))
        .on("NLST", Plan::download("big\r\nd\r\n", "226 Done.\r\n"))
        .on("PWD", "257 \"/pub\" is the current directory.\r\n")
        .on("MKD", "257 \"/pub/d\" created.\r\n")
        .on("RMD", "250 Removed.\r\n")
        .on("DELE", "250 Deleted.\r\n")
        .on("RNFR", "350 And now?\r\n")
        .on("RNTO", "250 Renamed.\r\n")
        .on("NOOP", "200 Zzz.\r\n")
}
