//! Names as they go over the wire.

use std::borrow::Cow;

/// Whether a text may stand in a command: no CR, LF or NUL, which would end the command and begin another.
pub fn is_safe(text: &[u8]) -> bool {
    !text.iter().any(|b| matches!(b, b'\r' | b'\n' | 0))
}

/// Whether a name uses `\` as its separator: only then does the kind of server matter.
pub fn is_backslashed(name: &[u8]) -> bool {
    name.contains(&b'\\') && !name.contains(&b'/')
}

/// The name for a server: unchanged, but `\` becomes `/` where a backslashed name meets a server that is not
/// Windows or DOS.
pub fn for_server(name: &[u8], windows_names: bool) -> Cow<'_, [u8]> {
    if windows_names || !is_backslashed(name) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.iter().map(|&b| if b == b'\\' { b'/' } else { b }).collect())
}

/// Whether the text of a 215 reply (SYST) names a system whose separator is `\`.
pub fn is_windows_system(text: &[u8]) -> bool {
    let text = text.to_ascii_lowercase();
    [&b"windows"[..], b"win32", b"dos", b"os/2"]
        .iter()
        .any(|system| text.windows(system.len()).any(|part| part == *system))
}

/// A command line: verb, a space and the argument where there is one, CR LF.
pub(super) fn line(verb: &[u8], argument: Option<&[u8]>) -> Vec<u8> {
    let mut line = Vec::with_capacity(verb.len() + argument.map_or(0, <[u8]>::len) + 3);
    line.extend_from_slice(verb);
    if let Some(argument) = argument {
        line.push(b' ');
        line.extend_from_slice(argument);
    }
    line.extend_from_slice(b"\r\n");
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators() {
        assert_eq!(&*for_server(b"a\\b\\c", false), b"a/b/c");
        assert_eq!(&*for_server(b"a\\b\\c", true), b"a\\b\\c");
        assert_eq!(&*for_server(b"a\\b/c", false), b"a\\b/c");
        assert!(is_windows_system(b"Windows_NT"));
        assert!(!is_windows_system(b"UNIX Type: L8"));
    }

    #[test]
    fn what_may_not_stand_in_a_command() {
        assert!(is_safe(b"caf\xc3\xa9 \xff"));
        for bad in [&b"a\r"[..], b"a\nDELE b", b"a\0b"] {
            assert!(!is_safe(bad));
        }
    }
}
