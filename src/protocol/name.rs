//! File and directory names in commands.

use std::borrow::Cow;

/// Whether a text may be part of a command: it has no CR, LF or NUL, which would end the command and start another.
pub fn is_safe(text: &[u8]) -> bool {
    !text.iter().any(|b| matches!(b, b'\r' | b'\n' | 0))
}

/// Whether a name uses `\` as its separator. Only for such a name the kind of server matters.
pub fn uses_backslashes(name: &[u8]) -> bool {
    name.contains(&b'\\') && !name.contains(&b'/')
}

/// The name as the server needs it: in a name with backslashes they become `/` unless the server uses them itself.
pub fn for_server(name: &[u8], backslash_names: bool) -> Cow<'_, [u8]> {
    if backslash_names || !uses_backslashes(name) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.iter().map(|&b| if b == b'\\' { b'/' } else { b }).collect())
}

/// Whether the text of a 215 reply (SYST) names a system that separates directories by `\`.
pub fn is_windows_system(text: &[u8]) -> bool {
    let text = text.to_ascii_lowercase();
    [&b"windows"[..], b"win32", b"dos", b"os/2"]
        .iter()
        .any(|system| text.windows(system.len()).any(|part| part == *system))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backslashes_become_slashes_unless_the_server_uses_them() {
        assert_eq!(&*for_server(b"a\\b\\c", false), b"a/b/c");
        assert_eq!(&*for_server(b"a\\b\\c", true), b"a\\b\\c");
        assert_eq!(&*for_server(b"a\\b/c", false), b"a\\b/c");
        assert!(is_windows_system(b"Windows_NT"));
        assert!(!is_windows_system(b"UNIX Type: L8"));
    }

    #[test]
    fn texts_that_would_end_a_command_are_not_safe() {
        assert!(is_safe(b"caf\xc3\xa9 \xff"));
        for bad in [&b"a\r"[..], b"a\nDELE b", b"a\0b"] {
            assert!(!is_safe(bad));
        }
    }
}
