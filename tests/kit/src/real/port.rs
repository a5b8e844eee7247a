//! A port that no other program gets.

use std::mem;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};

/// A port of the system's choice on one address.
///
/// The socket stays bound, but never listens, as long as this lives. The system then assigns
/// the port to no program that asks for any port, while a server that names it may still listen there: all
/// servers set `SO_REUSEADDR`. So two servers that start at once cannot get the same port.
#[derive(Debug)]
pub struct ReservedPort {
    addr: SocketAddr,
    _bound: OwnedFd,
}

impl ReservedPort {
    /// Reserves a port.
    pub fn new(ip: IpAddr) -> ReservedPort {
        let socket = reusable_socket(ip);
        bind_any_port(&socket, ip);
        // Only to read the address: std has no other safe name for getsockname.
        let bound = TcpListener::from(socket);
        let addr = bound.local_addr().expect("a bound socket has an address");
        ReservedPort { addr, _bound: bound.into() }
    }

    /// The address with the port.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }
}

/// Whether this machine has the IPv6 loopback address.
pub fn has_ipv6() -> bool {
    TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok()
}

/// A TCP socket with `SO_REUSEADDR`.
fn reusable_socket(ip: IpAddr) -> OwnedFd {
    let family = match ip {
        IpAddr::V4(_) => libc::AF_INET,
        IpAddr::V6(_) => libc::AF_INET6,
    };
    let on: libc::c_int = 1;
    // SAFETY: plain system calls; `on` outlives the call and its true size is given; the
    // descriptor is new and nothing else owns it.
    unsafe {
        let fd = libc::socket(family, libc::SOCK_STREAM | libc::SOCK_CLOEXEC, 0);
        assert!(fd >= 0, "no socket");
        let size = mem::size_of_val(&on) as libc::socklen_t;
        let value = (&raw const on).cast();
        let set = libc::setsockopt(fd, libc::SOL_SOCKET, libc::SO_REUSEADDR, value, size);
        assert_eq!(set, 0, "SO_REUSEADDR");
        OwnedFd::from_raw_fd(fd)
    }
}

/// Binds a socket to port 0 of the loopback address.
fn bind_any_port(socket: &OwnedFd, ip: IpAddr) {
    let bound = match ip {
        IpAddr::V4(ip) => bind(socket, &ipv4_address(ip)),
        IpAddr::V6(ip) => bind(socket, &ipv6_address(ip)),
    };
    assert_eq!(bound, 0, "no free port on {ip}");
}

fn ipv4_address(ip: Ipv4Addr) -> libc::sockaddr_in {
    // SAFETY: all zeroes is a valid sockaddr_in.
    let mut address: libc::sockaddr_in = unsafe { mem::zeroed() };
    address.sin_family = libc::AF_INET as libc::sa_family_t;
    address.sin_addr.s_addr = u32::from_ne_bytes(ip.octets());
    address
}

fn ipv6_address(ip: Ipv6Addr) -> libc::sockaddr_in6 {
    // SAFETY: all zeroes is a valid sockaddr_in6.
    let mut address: libc::sockaddr_in6 = unsafe { mem::zeroed() };
    address.sin6_family = libc::AF_INET6 as libc::sa_family_t;
    address.sin6_addr.s6_addr = ip.octets();
    address
}

fn bind<Address>(socket: &OwnedFd, address: &Address) -> libc::c_int {
    let size = mem::size_of::<Address>() as libc::socklen_t;
    // SAFETY: only called with a sockaddr_in or sockaddr_in6, whose true size is given.
    unsafe { libc::bind(socket.as_raw_fd(), (&raw const *address).cast(), size) }
}
