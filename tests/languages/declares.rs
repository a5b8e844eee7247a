//! Visual Basic's `Declare` lines agree with the header's prototypes.

const HEADER: &str = include_str!("../../include/trueftp.h");
const EXPORTS: &str = include_str!("../../src/abi/exports.txt");

/// Every function that is declared is an export of the DLL, and its declaration is that of the header, type by type.
pub fn check(program: &str, declare: &str, pointer: &str) {
    let program = program.replace("_\n", " ");
    let declares = program.lines().filter(|line| line.contains("Declare "));
    let mut count = 0;
    for line in declares {
        let line = words(line);
        let name = line.split(" Function ").nth(1).and_then(|rest| rest.split(' ').next()).expect("a name");
        assert!(EXPORTS.lines().any(|export| export == name), "{name} is no export on Windows");
        assert_eq!(line, declaration(name, declare, pointer));
        count += 1;
    }
    assert_eq!(count, 5);
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The prototype of a function as Visual Basic says it.
fn declaration(name: &str, declare: &str, pointer: &str) -> String {
    let (before, after) = HEADER.split_once(&format!(" WINAPI {name}(")).expect("a prototype");
    let result = before.rsplit(' ').next().expect("a type");
    let parameters = after.split_once(");").expect("an end").0.split(',').map(|parameter| {
        let (c, name) = parameter.trim().rsplit_once(' ').expect("a type and a name");
        let (way, basic) = match c {
            "LPDWORD" => ("ByRef", "Long"),
            // An argument takes as much room; Integer ends at 32767.
            "DWORD" | "INTERNET_PORT" => ("ByVal", "Long"),
            "LPCSTR" | "LPSTR" => ("ByVal", "String"),
            "HINTERNET" | "DWORD_PTR" => ("ByVal", pointer),
            _ => panic!("no program needed {c} yet"),
        };
        format!("{way} {name} As {basic}")
    });
    let parameters = parameters.collect::<Vec<_>>().join(", ");
    let result = if result == "HINTERNET" { pointer } else { "Long" };
    format!("Private {declare} Function {name} Lib \"trueftp.dll\" ({parameters}) As {result}")
}
