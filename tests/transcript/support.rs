//! Making transcripts and taking them apart.

use std::ffi::c_void;
use std::path::Path;
use std::ptr::null_mut;
use std::sync::{Mutex, PoisonError};

use trueftp::abi::*;

use kit::*;

/// TRUEFTP_OPTION_LOG
pub const LOG: u32 = 0x5446_0002;

/// Sets the option; the error where that fails.
pub fn set_log(target: &str) -> Result<(), u32> {
    let text: *mut c_void = target.as_ptr().cast_mut().cast();
    // SAFETY: the text has the length that is passed, and is only read.
    let ok = unsafe { InternetSetOptionA(null_mut(), LOG, text, target.len() as u32) };
    if ok == 1 { Ok(()) } else { Err(TrueFtpGetLastError()) }
}

/// The value of the option.
pub fn log() -> String {
    let mut buffer = vec![0u8; 5000];
    let mut length = 5000;
    // SAFETY: the buffer has the length that is passed.
    let ok = unsafe { InternetQueryOptionA(null_mut(), LOG, buffer.as_mut_ptr().cast(), &mut length) };
    assert_eq!(ok, 1);
    buffer.truncate(length as usize);
    String::from_utf8(buffer).expect("UTF-8")
}

pub fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// Runs a test alone, for there is one log for all of them, which is off afterwards.
pub fn alone<T>(test: impl FnOnce() -> T) -> T {
    static ALONE: Mutex<()> = Mutex::new(());
    struct Off;
    impl Drop for Off {
        fn drop(&mut self) {
            set_log("").expect("it can always be switched off");
        }
    }
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let _off = Off;
    test()
}

/// The transcript of what is done, as it lies in the file.
pub fn transcript(work: impl FnOnce()) -> String {
    alone(|| {
        let folder = Folder::new();
        let path = folder.path().join("log");
        set_log(text(&path)).expect("a new file");
        work();
        std::fs::read_to_string(&path).expect("the transcript is UTF-8")
    })
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub process: u32,
    pub connection: u64,
    /// Sign and text.
    pub said: String,
}

/// All lines, each of which must be whole.
pub fn lines(transcript: &str) -> Vec<Line> {
    assert!(transcript.is_empty() || transcript.ends_with('\n'), "the last line is cut: {transcript:?}");
    transcript.lines().map(line).collect()
}

fn line(line: &str) -> Line {
    let parts: Vec<&str> = line.splitn(4, ' ').collect();
    let [time, process, connection, said] = parts[..] else { panic!("not a line: {line:?}") };
    let shape: String = time.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    assert_eq!(shape, "0000-00-00T00:00:00.000Z", "{line:?}");
    assert!(["-> ", "<- ", "-- "].iter().any(|sign| said.starts_with(sign)), "no sign: {line:?}");
    let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("no number {text:?} in {line:?}"));
    Line { process: number(process) as u32, connection: number(connection), said: said.to_owned() }
}

/// What was said and done, without the number of the connection, with ports as `PORT`.
pub fn said(transcript: &str) -> Vec<String> {
    let said = lines(transcript).into_iter().map(|line| {
        assert_eq!(line.process, std::process::id());
        without_ports(&line.said)
    });
    said.collect()
}

fn without_ports(said: &str) -> String {
    match said.split_once("127.0.0.1:").or_else(|| said.split_once("(127,0,0,1,")) {
        Some((before, _)) => format!("{before}PORT"),
        None => said.to_owned(),
    }
}

/// The replies and commands alone: events of the data connection come between them at any place.
pub fn dialogue(transcript: &str) -> Vec<String> {
    said(transcript).into_iter().filter(|said| !said.starts_with("--")).collect()
}

/// The events alone.
pub fn events(transcript: &str) -> Vec<String> {
    said(transcript).into_iter().filter(|said| said.starts_with("--")).collect()
}
