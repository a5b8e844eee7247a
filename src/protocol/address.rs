//! Addresses in commands and replies: PASV, EPSV, PORT and EPRT (RFC 959, RFC 2428).

use std::net::{IpAddr, SocketAddr};

/// The port in a 227 reply, from the first six numbers that are separated by commas, with or without parentheses.
///
/// The address in it is not used; the data connection goes to the server's own address. Servers behind NAT send private
/// addresses, and a hostile server could send that of another host.
pub fn pasv_port(text: &[u8]) -> Option<u16> {
    (0..text.len())
        .filter(|&at| text[at].is_ascii_digit() && (at == 0 || !text[at - 1].is_ascii_digit()))
        .find_map(|at| six_numbers(&text[at..]))
        .map(|n| u16::from_be_bytes([n[4], n[5]]))
        .filter(|&port| port != 0)
}

fn six_numbers(text: &[u8]) -> Option<[u8; 6]> {
    let mut numbers = [0; 6];
    let mut rest = text;
    for (i, number) in numbers.iter_mut().enumerate() {
        if i > 0 {
            rest = rest.strip_prefix(b",")?.trim_ascii_start();
        }
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        *number = decimal(&rest[..digits])?;
        rest = &rest[digits..];
    }
    Some(numbers)
}

/// The port in a 229 reply, `(|||port|)` with any delimiter. An address in it is not used.
pub fn epsv_port(text: &[u8]) -> Option<u16> {
    let start = text.iter().position(|&b| b == b'(')? + 1;
    let delimiter = *text.get(start).filter(|b| b.is_ascii_graphic() && !b.is_ascii_digit())?;
    let mut fields = text[start + 1..].split(|&b| b == delimiter);
    let port = fields.nth(2)?;
    fields.next()?; // the delimiter after the port must be there
    decimal(port).filter(|&port: &u16| port != 0)
}

/// A number that consists of digits only.
pub(super) fn decimal<N: std::str::FromStr>(digits: &[u8]) -> Option<N> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// The argument of PORT for an IPv4 address; `None` for IPv6.
pub fn port_argument(address: SocketAddr) -> Option<String> {
    let IpAddr::V4(ip) = address.ip() else { return None };
    let [a, b, c, d] = ip.octets();
    let [high, low] = address.port().to_be_bytes();
    Some(format!("{a},{b},{c},{d},{high},{low}"))
}

/// The argument of EPRT.
pub fn eprt_argument(address: SocketAddr) -> String {
    let family = if address.is_ipv4() { 1 } else { 2 };
    format!("|{family}|{}|{}|", address.ip(), address.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasv_replies_in_every_form_that_servers_send() {
        for text in [
            "Entering Passive Mode (192,168,0,99,213,154).",
            "Entering Passive Mode 192,168,0,99,213,154",
            "=192,168,0,99,213,154",
            "Passive mode 2 (0,0,0,0,213,154)",
            "Mode (10, 0, 0, 1, 213, 154)",
        ] {
            assert_eq!(pasv_port(text.as_bytes()), Some(213 * 256 + 154), "{text}");
        }
        for text in ["", "Entering", "1,2,3,4,5", "1,2,3,4,256,1", "1,2,3,4,0,0", "1,2,3,4,,6", "1,2,3,4,5,"]
        {
            assert_eq!(pasv_port(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn epsv_replies_in_every_form_that_servers_send() {
        for text in ["Extended (|||54682|)", "(!!!54682!)", "(|1|10.0.0.1|54682|)", "x (|2|::1|54682|) y"] {
            assert_eq!(epsv_port(text.as_bytes()), Some(54682), "{text}");
        }
        for text in
            ["", "(", "(|||)", "(||||)", "(|||0|)", "(|||65536|)", "(|||54682", "54682", "(1115468211)"]
        {
            assert_eq!(epsv_port(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn arguments() {
        assert_eq!(port_argument("1.2.3.4:54682".parse().unwrap()).unwrap(), "1,2,3,4,213,154");
        assert_eq!(port_argument("[::1]:54682".parse().unwrap()), None);
        assert_eq!(eprt_argument("1.2.3.4:54682".parse().unwrap()), "|1|1.2.3.4|54682|");
        assert_eq!(eprt_argument("[::1]:54682".parse().unwrap()), "|2|::1|54682|");
    }
}
