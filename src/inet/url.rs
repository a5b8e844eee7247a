//! temp
use super::Error;
pub struct FtpUrl {
    pub host: Vec<u8>,
    pub port: u16,
    pub user: Vec<u8>,
    pub password: Vec<u8>,
    pub path: Vec<u8>,
    pub is_directory: bool,
    pub ascii: Option<bool>,
}
pub fn ftp_target(_u: &[u8]) -> Result<FtpUrl, Error> {
    Err(Error::InvalidOption)
}
pub fn target(_u: &[u8]) -> Result<FtpUrl, Error> {
    Err(Error::InvalidOption)
}
