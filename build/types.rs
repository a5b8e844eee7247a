//! The parts of TRUEFTP_NO_TYPES: types of Windows that other headers define too, perhaps differently.
//!
//! Where a program defines TRUEFTP_NO_BOOL, the name BOOL belongs to another header. While trueftp.h is read, BOOL is
//! then a macro for TRUEFTP_BOOL, a type of its own. So the other header can be included before or after, and the size of
//! its type does not matter.

/// Each part, which is the name of its first type, and the types that go with it.
const PARTS: &[(&str, &[&str])] = &[
    ("BOOL", &[]),
    ("BYTE", &[]),
    ("WORD", &[]),
    ("DWORD", &["LPDWORD"]),
    ("LONG", &[]),
    ("DWORD_PTR", &[]),
    ("LPVOID", &["LPCVOID"]),
    ("CHAR", &["LPSTR", "LPCSTR"]),
    ("WCHAR", &["LPWSTR", "LPCWSTR"]),
    ("TCHAR", &["LPTSTR", "LPCTSTR"]),
    ("HANDLE", &["LPHANDLE"]),
    ("HWND", &[]),
];

/// Renames the types that a program has switched off.
pub fn rename() -> String {
    blocks(|name| format!("#pragma push_macro(\"{name}\")\n#undef {name}\n#define {name} TRUEFTP_{name}\n"))
}

/// Restores the names for the other headers.
pub fn restore() -> String {
    blocks(|name| format!("#pragma pop_macro(\"{name}\")\n"))
}

fn blocks(lines: impl Fn(&str) -> String) -> String {
    let block = |(part, others): &(&str, &[&str])| {
        let lines: String = std::iter::once(part).chain(*others).map(|name| lines(name)).collect();
        format!("#ifdef TRUEFTP_NO_{part}\n{lines}#endif\n")
    };
    PARTS.iter().map(block).collect()
}
