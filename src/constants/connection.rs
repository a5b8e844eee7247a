//! Arguments and results of InternetOpen, InternetConnect and the functions about the state of the network.

// InternetOpen: access types.
pub const INTERNET_OPEN_TYPE_PRECONFIG: u32 = 0;
pub const INTERNET_OPEN_TYPE_DIRECT: u32 = 1;
pub const INTERNET_OPEN_TYPE_PROXY: u32 = 3;
pub const INTERNET_OPEN_TYPE_PRECONFIG_WITH_NO_AUTOPROXY: u32 = 4;

// InternetConnect: services.
pub const INTERNET_SERVICE_FTP: u32 = 1;
pub const INTERNET_SERVICE_GOPHER: u32 = 2;
pub const INTERNET_SERVICE_HTTP: u32 = 3;

// InternetConnect: ports.
pub const INTERNET_INVALID_PORT_NUMBER: u16 = 0;
pub const INTERNET_DEFAULT_FTP_PORT: u16 = 21;
pub const INTERNET_DEFAULT_GOPHER_PORT: u16 = 70;
pub const INTERNET_DEFAULT_HTTP_PORT: u16 = 80;
pub const INTERNET_DEFAULT_HTTPS_PORT: u16 = 443;
pub const INTERNET_DEFAULT_SOCKS_PORT: u16 = 1080;

// InternetCheckConnection: flags.
pub const FLAG_ICC_FORCE_CONNECTION: u32 = 0x0000_0001;

// InternetGetConnectedState: flags.
pub const INTERNET_CONNECTION_MODEM: u32 = 0x01;
pub const INTERNET_CONNECTION_LAN: u32 = 0x02;
pub const INTERNET_CONNECTION_PROXY: u32 = 0x04;
pub const INTERNET_CONNECTION_MODEM_BUSY: u32 = 0x08;
pub const INTERNET_RAS_INSTALLED: u32 = 0x10;
pub const INTERNET_CONNECTION_OFFLINE: u32 = 0x20;
pub const INTERNET_CONNECTION_CONFIGURED: u32 = 0x40;

// Lengths and limits.
pub const INTERNET_MAX_HOST_NAME_LENGTH: u32 = 256;
pub const INTERNET_MAX_USER_NAME_LENGTH: u32 = 128;
pub const INTERNET_MAX_PASSWORD_LENGTH: u32 = 128;
pub const INTERNET_MAX_PORT_NUMBER_LENGTH: u32 = 5;
pub const INTERNET_MAX_PORT_NUMBER_VALUE: u32 = 65535;
pub const INTERNET_MAX_PATH_LENGTH: u32 = 2048;
pub const INTERNET_MAX_SCHEME_LENGTH: u32 = 32;
pub const INTERNET_MAX_URL_LENGTH: u32 = 2084;
