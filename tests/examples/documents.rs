//! The programs shown in the README and in docs: each one compiles without a warning, and the complete ones do what they
//! are shown for. (docs/languages.md has tests of its own.)

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Output, Stdio};

use ftp_test_server::{Plan, Script, Server};
use kit::programs::build::{Build, Program, library_directory};
use kit::programs::tools;
use kit::{Folder, bytes};

const README: &str = include_str!("../../README.md");
const USING: &str = include_str!("../../docs/using.md");
const ASYNCHRONOUS: &str = include_str!("../../docs/asynchronous.md");
const OPTIONS: &str = include_str!("../../docs/options.md");

/// The C and C++ blocks of a page, in order.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    let blocks = page.split("\n```").skip(1).step_by(2).map(|block| block.split_once('\n').expect("lines"));
    blocks.filter(|(language, _)| ["c", "cpp"].contains(language)).collect()
}

/// The one block of a page that is a whole program in this language.
fn shown(page: &'static str, language: &str) -> &'static str {
    let mut programs =
        blocks(page).into_iter().filter(|(name, text)| *name == language && text.contains("int main("));
    let (_, text) = programs.next().unwrap_or_else(|| panic!("no program in {language}"));
    assert!(programs.next().is_none(), "more than one program in {language}");
    text
}

/// The program with another server in place of ftp.example.com.
fn build(folder: &Folder, language: &str, text: &str, server: &Server) -> Program {
    let host = format!("\"{}\", {}", server.host(), server.port());
    let port = if language == "cpp" { 21 } else { 0 };
    let there = format!("\"ftp.example.com\", {port}");
    assert_eq!(text.matches(&there).count(), 1, "{text}");
    let source = folder.file(&format!("shown.{language}"), text.replace(&there, &host));
    Build::of(source.to_str().expect("UTF-8")).shared().expect("there is a compiler")
}

/// A folder in which report.pdf is.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("report.pdf", bytes(100_000));
    folder
}

fn command(program: &Program, folder: &Folder) -> Command {
    let mut command = Command::new(&program.path);
    command.current_dir(folder.path()).env("LD_LIBRARY_PATH", library_directory(folder.path()));
    command
}

fn text(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// Runs a program on a server with this script: its exit status, what it printed, and whether the server has the file.
fn run(language: &str, program: &'static str, script: Script) -> (Option<i32>, String, String, bool) {
    let (folder, server) = (folder(), Server::start(script));
    let program = build(&folder, language, program, &server);
    let output = command(&program, &folder).output().expect("it starts");
    let (status, out, err) = text(&output);
    (status, out, err, server.seen().file("in/report.pdf") == Some(&bytes(100_000)))
}

#[test]
fn all_blocks_compile() {
    let folder = Folder::new();
    for (page, count) in [(README, 1), (USING, 2), (ASYNCHRONOUS, 1), (OPTIONS, 1)] {
        let blocks = blocks(page);
        assert_eq!(blocks.len(), count);
        for (language, text) in blocks {
            let main = if text.contains("int main(") { "" } else { "int main(void)\n{\n    return 0;\n}\n" };
            let source = folder.file(&format!("shown.{language}"), format!("{text}\n{main}"));
            assert!(Build::of(source.to_str().expect("UTF-8")).shared().is_some());
        }
    }
}

#[test]
fn the_smallest_program() {
    let program = shown(README, "c");
    let kept = Script::new().on("STOR", Plan::upload("226 Kept.\r\n"));
    assert_eq!(run("c", program, kept), (Some(0), String::new(), String::new(), true));

    let refusing = Script::new().on("STOR", Plan::upload("451 Failure writing to local file.\r\n"));
    let (status, out, err, _) = run("c", program, refusing);
    assert_eq!((status, &out[..]), (Some(1), ""));
    let lines: Vec<_> = err.lines().collect();
    assert!(lines[0].starts_with("not stored: ERROR_INTERNET_EXTENDED_ERROR: "), "{err}");
    assert!(lines[0].ends_with(" (error 12003)"), "{err}");
    assert_eq!(lines[1..], ["the server's reply: 451 Failure writing to local file."]);

    let (status, _, err, _) = run("c", program, Script::new().on("PASS", "530 Login incorrect.\r\n"));
    assert_eq!(status, Some(1));
    assert!(err.ends_with(" (error 12015)\nthe server's reply: 530 Login incorrect.\n"), "{err}");

    let (status, _, err, _) =
        run("c", program, Script::new().on("STOR", Plan::new().send("150 Go.\r\n").close()));
    assert_eq!(status, Some(1));
    assert!(err.ends_with(" (error 12030)\n") && err.lines().count() == 1, "no final reply came: {err}");
}

/// A reply of an earlier call is not shown as the reason.
#[test]
fn the_smallest_program_without_its_file() {
    let server = Server::start(Script::new());
    let (here, elsewhere) = (folder(), Folder::new());
    let program = build(&here, "c", shown(README, "c"), &server);
    let output = command(&program, &elsewhere).output().expect("it starts");
    let (status, _, err) = text(&output);
    assert_eq!(status, Some(1));
    assert!(err.starts_with("not stored: ERROR_FILE_NOT_FOUND: ") && err.ends_with(" (error 2)\n"), "{err}");
    assert_eq!(err.lines().count(), 1, "{err}");
}

#[test]
fn the_program_in_cpp() {
    let program = shown(USING, "cpp");
    let listing = "-rw-r--r-- 1 me me 100000 Jan 1 2024 report.pdf\r\n";
    let script = Script::new()
        .on("STOR", Plan::upload("226 Kept.\r\n"))
        .on("LIST", Plan::download(listing, "226 Listed.\r\n"));
    assert_eq!(run("cpp", program, script), (Some(0), "report.pdf 100000\n".to_owned(), String::new(), true));

    let (status, _, err, _) =
        run("cpp", program, Script::new().on("STOR", Plan::upload("552 Disk full.\r\n")));
    assert_eq!(status, Some(1));
    assert!(err.ends_with(": 552 Disk full.\n"), "{err}");
}

#[test]
fn the_asynchronous_program() {
    let server = Server::start(Script::new().on("STOR", Plan::upload("226 Kept.\r\n")));
    let folder = folder();
    let program = build(&folder, "c", shown(ASYNCHRONOUS, "c"), &server);
    // It ends when Enter is typed; line by line, its output shows when it is time.
    let mut lines = Command::new("stdbuf");
    lines.arg("-oL").arg(&program.path).current_dir(folder.path());
    lines.env("LD_LIBRARY_PATH", library_directory(folder.path()));
    let mut child = lines.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("stdbuf is installed");
    let mut out =
        BufReader::new(child.stdout.take().expect("a pipe")).lines().map(|line| line.expect("text"));
    let last: Vec<_> = out.by_ref().take_while(|line| line != "stored").collect();
    assert_eq!(last.last().map(String::as_str), Some("100000 of 100000 bytes"), "{last:?}");
    child.stdin.take().expect("a pipe").write_all(b"\n").expect("it reads");
    // The callback may still be inside puts when the program ends: what exit prints then is not its point.
    out.for_each(drop);
    assert!(child.wait().expect("it ends").success());
    assert!(server.seen().file("in/report.pdf") == Some(&bytes(100_000)));
}

/// docs/options.md has a row for each of trueftp's own options.
#[test]
fn all_options_of_trueftp_are_documented() {
    let header = include_str!("../../include/trueftp.h");
    let options = header.lines().filter_map(|line| line.strip_prefix("#define TRUEFTP_OPTION_"));
    let names: Vec<_> = options.map(|rest| rest.split(' ').next().expect("a name")).collect();
    assert!(names.len() >= 3);
    for name in names {
        assert!(OPTIONS.contains(&format!("| `TRUEFTP_OPTION_{name}` |")), "{name}");
    }
}

/// Links between the pages lead to files that exist, and to headings that they have.
#[test]
fn all_links_lead_somewhere() {
    let root = tools::root();
    let pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"].map(|page| root.join(page));
    let docs = fs::read_dir(root.join("docs")).expect("docs").map(|page| page.expect("a page").path());
    let mut links = 0;
    for page in pages.into_iter().chain(docs) {
        let text = fs::read_to_string(&page).expect("UTF-8");
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if target.starts_with("https://") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let path = if file.is_empty() { page.clone() } else { page.with_file_name(file) };
            assert!(path.exists(), "{target} in {}", page.display());
            let has_heading = |line: &str| line.starts_with('#') && anchor(line) == heading;
            assert!(
                heading.is_empty() || fs::read_to_string(&path).expect("UTF-8").lines().any(has_heading),
                "{target} in {}",
                page.display()
            );
            links += 1;
        }
    }
    assert!(links > 20, "{links} links were found");
}

/// What a heading is called in a link.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    text.chars()
        .filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c))
        .collect::<String>()
        .replace(' ', "-")
}
