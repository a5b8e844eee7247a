//! Addresses as FTP writes them.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The target of `PORT h1,h2,h3,h4,p1,p2`; only loopback targets are taken.
pub(crate) fn parse_port(argument: &[u8]) -> Option<SocketAddr> {
    let text = std::str::from_utf8(argument).ok()?;
    let numbers: Vec<u8> = text.split(',').map(|number| number.trim().parse().ok()).collect::<Option<_>>()?;
    let [a, b, c, d, hi, lo] = numbers[..] else {
        return None;
    };
    loopback(Ipv4Addr::new(a, b, c, d).into(), u16::from_be_bytes([hi, lo]))
}

/// The target of `EPRT |1|address|port|` (or family 2); any delimiter, only loopback targets.
pub(crate) fn parse_eprt(argument: &[u8]) -> Option<SocketAddr> {
    let text = std::str::from_utf8(argument).ok()?;
    let delimiter = text.chars().next()?;
    let fields: Vec<&str> = text.split(delimiter).collect();
    let ["", family, host, port, ""] = fields[..] else {
        return None;
    };
    let ip: IpAddr = host.parse().ok()?;
    let fits = match family {
        "1" => ip.is_ipv4(),
        "2" => ip.is_ipv6(),
        _ => false,
    };
    if fits { loopback(ip, port.parse().ok()?) } else { None }
}

fn loopback(ip: IpAddr, port: u16) -> Option<SocketAddr> {
    (ip.is_loopback() && port != 0).then(|| SocketAddr::new(ip, port))
}

/// Puts an address in the places that a passive reply has for it.
pub(crate) fn fill(template: &[u8], address: SocketAddr) -> Vec<u8> {
    let port = address.port();
    let [hi, lo] = port.to_be_bytes();
    let host = address.ip().to_string().replace('.', ",");
    let values =
        [("{host}", host), ("{hi}", hi.to_string()), ("{lo}", lo.to_string()), ("{port}", port.to_string())];
    let mut filled = Vec::new();
    let mut rest = template;
    while !rest.is_empty() {
        let place = values.iter().find(|(name, _)| rest.starts_with(name.as_bytes()));
        match place {
            Some((name, value)) => {
                filled.extend_from_slice(value.as_bytes());
                rest = &rest[name.len()..];
            }
            None => {
                filled.push(rest[0]);
                rest = &rest[1..];
            }
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn port_takes_six_numbers_of_a_loopback_address() {
        let target = parse_port(b"127,0,0,1,213,154").unwrap();
        assert_eq!(target, "127.0.0.1:54682".parse().unwrap());
        for wrong in ["", "127,0,0,1,2", "127,0,0,1,2,256", "10,0,0,1,2,3", "127,0,0,1,0,0"] {
            assert_eq!(parse_port(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn eprt_takes_either_family_and_any_delimiter() {
        let v6 = parse_eprt(b"|2|::1|5282|").unwrap();
        assert_eq!(v6, "[::1]:5282".parse().unwrap());
        let v4 = parse_eprt(b"!1!127.0.0.1!5282!").unwrap();
        assert_eq!(v4, "127.0.0.1:5282".parse().unwrap());
        for wrong in ["", "|1|::1|5|", "|2|127.0.0.1|5|", "|1|127.0.0.1|5", "|1|8.8.8.8|5|"] {
            assert_eq!(parse_eprt(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn a_template_gets_the_address_and_keeps_every_other_byte() {
        let address = "127.0.0.1:54682".parse().unwrap();
        let filled = fill(b"227 \xff{x} ({host},{hi},{lo}) {port}\n", address);
        assert_eq!(filled, b"227 \xff{x} (127,0,0,1,213,154) 54682\n");
    }
}
