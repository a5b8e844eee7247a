//! All FTP functions with vsftpd, ProFTPD, Pure-FTPd and pyftpdlib: what a caller sees, and what is on the server's disk.

#[path = "real_family/site.rs"]
mod site;
#[path = "real_family/widths.rs"]
mod widths;

/// A test of each name for each server, so that a failure names the server: every name is a function that takes a
/// `&Site`.
macro_rules! on_each_server {
    ($($test:ident),+ $(,)?) => {$(
        mod $test {
            #[test]
            fn vsftpd() {
                crate::site::with(kit::real::Kind::Vsftpd, super::$test);
            }

            #[test]
            fn proftpd() {
                crate::site::with(kit::real::Kind::Proftpd, super::$test);
            }

            #[test]
            fn pureftpd() {
                crate::site::with(kit::real::Kind::Pureftpd, super::$test);
            }

            #[test]
            fn pyftpdlib() {
                crate::site::with(kit::real::Kind::Pyftpdlib, super::$test);
            }
        }
    )+};
}

#[path = "real_family/disks.rs"]
mod disks;
#[path = "real_family/many.rs"]
mod many;
#[path = "real_family/model.rs"]
mod model;
#[path = "real_family/names.rs"]
mod names;
#[path = "real_family/random_steps.rs"]
mod random_steps;
#[path = "real_family/refusals.rs"]
mod refusals;
#[path = "real_family/tour.rs"]
mod tour;
#[path = "real_family/urls.rs"]
mod urls;
