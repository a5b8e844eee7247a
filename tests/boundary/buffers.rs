//! Every buffer function with every size of buffer: what does not fit is not written, and nothing is ever written
//! beyond the text, its NUL, or the length that was passed.

use ftp_test_server::{Plan, Script, Server};
use trueftp::abi::*;

use kit::arguments::*;
use kit::*;

/// Two lines, and characters of two, three and four bytes, which are one, one and two 16-bit units.
const HELLO: &str = "Grüße, €5 \u{1F600}\r\n230 bye";
/// Room after every buffer in which nothing may be written.
const GUARD: usize = 64;

/// A buffer of so many characters, passed with its length or with another.
struct Guarded<C> {
    buffer: Vec<C>,
    length: u32,
    number: u32,
}

impl<C: Copy + From<u8> + PartialEq + std::fmt::Debug> Guarded<C> {
    fn new(length: u32) -> Self {
        let room = (length as usize).min(4096) + GUARD;
        Self { buffer: vec![C::from(FILLER); room], length, number: u32::MAX }
    }

    fn call(&mut self, call: &dyn Fn(*mut u32, *mut C, *mut u32) -> BOOL) -> Result<(), u32> {
        boolean(|| call(&mut self.number, self.buffer.as_mut_ptr(), &mut self.length))
    }

    fn is_untouched_from(&self, at: usize) -> bool {
        self.buffer[at..].iter().all(|&character| character == C::from(FILLER))
    }

    /// Holds the text and its NUL, and nothing else.
    fn assert_holds(&self, text: &[C]) {
        assert_eq!(self.length as usize, text.len());
        assert_eq!(self.buffer[..text.len()], *text);
        assert_eq!(self.buffer[text.len()], C::from(0));
        assert!(self.is_untouched_from(text.len() + 1), "written beyond the NUL");
    }
}

/// All sizes up to a little more than the text needs, and some that no buffer has.
fn sizes(needed: usize) -> impl Iterator<Item = u32> {
    (0..needed as u32 + 4).chain([4096, 0x7FFF_FFFF, 0x8000_0000, u32::MAX])
}

/// The rules of InternetGetLastResponseInfo.
fn check_response<C: Copy + From<u8> + PartialEq + std::fmt::Debug>(
    call: &dyn Fn(*mut u32, *mut C, *mut u32) -> BOOL,
    text: &[C],
) {
    for size in sizes(text.len() + 1) {
        let mut guarded = Guarded::<C>::new(size);
        let result = guarded.call(call);
        if (size as usize) < text.len() {
            assert_eq!(result, Err(INSUFFICIENT_BUFFER), "size {size}");
            assert_eq!((guarded.length as usize, guarded.number), (text.len() + 1, u32::MAX), "size {size}");
            assert!(guarded.is_untouched_from(0), "size {size}");
            continue;
        }
        assert_eq!((result, guarded.number), (Ok(()), 0), "size {size}");
        // A buffer with no room for the NUL is accepted all the same: the last character is dropped.
        let kept = if size as usize == text.len() { text.len() - 1 } else { text.len() };
        guarded.assert_holds(&text[..kept]);
    }
}

/// The rules of TrueFtpGetLastReply and TrueFtpGetHandleReply.
fn check_reply<C: Copy + From<u8> + PartialEq + std::fmt::Debug>(
    call: &dyn Fn(*mut u32, *mut C, *mut u32) -> BOOL,
    code: u32,
    text: &[C],
) {
    for size in sizes(text.len() + 1) {
        let mut guarded = Guarded::<C>::new(size);
        let result = guarded.call(call);
        assert_eq!(guarded.number, code, "size {size}: the number comes in any case");
        if (size as usize) <= text.len() {
            assert_eq!(result, Err(INSUFFICIENT_BUFFER), "size {size}");
            assert_eq!(guarded.length as usize, text.len() + 1, "size {size}");
            assert!(guarded.is_untouched_from(0), "size {size}");
            continue;
        }
        assert_eq!(result, Ok(()), "size {size}");
        guarded.assert_holds(text);
    }
}

#[test]
fn responses_and_replies_in_every_size() {
    let server = Server::start(Script::new().on("PASS", format!("230-{HELLO}\r\n")));
    let root = Root::with_time_out(2000);
    let connection = root.connect(&server.host(), server.port(), PASSIVE);

    let all = format!("220 Test server ready.\r\n331 Please specify the password.\r\n230-{HELLO}\r\n");
    let wide_all: Vec<u16> = all.encode_utf16().collect();
    // SAFETY: every pointer is live, and the buffer has room for the text whatever length is passed.
    let call = |error, text: *mut u8, n| unsafe { InternetGetLastResponseInfoA(error, text.cast(), n) };
    check_response(&call, all.as_bytes());
    // SAFETY: as above.
    let call = |error, text, n| unsafe { InternetGetLastResponseInfoW(error, text, n) };
    check_response(&call, &wide_all);

    let (_, text) = last_reply();
    assert_eq!(text, HELLO.replace("230 ", ""));
    let wide_text: Vec<u16> = text.encode_utf16().collect();
    let handle = connection.0;
    // SAFETY: as above.
    let call = |code, text: *mut u8, n| unsafe { TrueFtpGetLastReplyA(code, text.cast(), n) };
    check_reply(&call, 230, text.as_bytes());
    // SAFETY: as above.
    let call = |code, text, n| unsafe { TrueFtpGetLastReplyW(code, text, n) };
    check_reply(&call, 230, &wide_text);
    // SAFETY: as above.
    let call = |code, text: *mut u8, n| unsafe { TrueFtpGetHandleReplyA(handle, code, text.cast(), n) };
    check_reply(&call, 230, text.as_bytes());
    // SAFETY: as above.
    let call = |code, text, n| unsafe { TrueFtpGetHandleReplyW(handle, code, text, n) };
    check_reply(&call, 230, &wide_text);
}

/// A thread on which nothing was called yet.
#[test]
fn no_response_and_no_reply_in_every_size() {
    for size in [0, 1, 2, 100, u32::MAX] {
        let mut guarded = Guarded::<u8>::new(size);
        // SAFETY: every pointer is live, and nothing is to be written but a NUL.
        let call = |error, text: *mut u8, n| unsafe { InternetGetLastResponseInfoA(error, text.cast(), n) };
        assert_eq!(guarded.call(&call), Ok(()));
        assert_eq!((guarded.length, guarded.number), (0, 0));
        assert_eq!(guarded.buffer[0], if size == 0 { FILLER } else { 0 }, "size {size}");
        assert!(guarded.is_untouched_from(1));

        let mut guarded = Guarded::<u16>::new(size);
        // SAFETY: as above.
        let call = |code, text, n| unsafe { TrueFtpGetLastReplyW(code, text, n) };
        let (want, length) = if size == 0 { (Err(INSUFFICIENT_BUFFER), 1) } else { (Ok(()), 0) };
        assert_eq!(guarded.call(&call), want, "size {size}");
        assert_eq!((guarded.length, guarded.number), (length, 0));
        assert!(guarded.is_untouched_from(usize::from(size != 0)));
    }
}

#[test]
fn null_buffers_ask_for_the_size_whatever_length_is_passed() {
    let server = Server::start(Script::new().on("PASS", "230 Hello.\r\n"));
    let root = Root::with_time_out(2000);
    let _connection = root.connect(&server.host(), server.port(), PASSIVE);
    let all = last_response().1;
    for reported in [0, 1, 7, 1000, u32::MAX] {
        let response = response_a(Err(reported));
        assert_eq!((response.ok, response.error), (false, INSUFFICIENT_BUFFER));
        assert_eq!((response.length as usize, response.number), (all.len() + 1, u32::MAX));
        assert_eq!(response_w(Err(reported)).length, response.length);
        let reply = reply_a(Err(reported));
        assert_eq!((reply.ok, reply.error, reply.length, reply.number), (true, 0, 7, 230));
        assert_eq!(reply_w(Err(reported)).length, 7);
    }
}

/// What the server says is never cut by a NUL in it, and need not be UTF-8.
#[test]
fn odd_bytes_in_a_reply() {
    let server = Server::start(Script::new().on("PASS", b"230 a\0b\xFFc\xC3\r\n"));
    let root = Root::with_time_out(2000);
    let connection = root.connect(&server.host(), server.port(), PASSIVE);
    let reply = reply_a(Ok(100));
    assert_eq!((reply.number, reply.length), (230, 6));
    assert_eq!(reply.buffer[..7], *b"a?b\xFFc\xC3\0");
    let reply = reply_w(Ok(100));
    assert_eq!(reply.length, 6);
    assert_eq!(String::from_utf16_lossy(&reply.buffer[..6]), "a?b\u{FFFD}c\u{FFFD}");
    assert_eq!(handle_reply(connection.0).0, 230);
}

/// The text is bounded; the last reply is always whole.
#[test]
fn a_long_dialogue_keeps_its_end() {
    let line = format!("230-{}\r\n", "x".repeat(200));
    let greeting = format!("{}230 The end.\r\n", line.repeat(1000));
    let server = Server::start(Script::new().on("PASS", Plan::from(greeting)));
    let root = Root::with_time_out(2000);
    let outcome = root.try_connect(&server.host(), server.port(), Some("me"), Some("secret"), PASSIVE);
    match outcome {
        Ok(_connection) => {
            let (_, text) = last_response();
            assert!(text.len() <= 64 << 10, "{} bytes", text.len());
            assert!(text.ends_with("\r\n230 The end.\r\n"));
        }
        // A reply beyond all bounds is as good as none.
        Err(outcome) => assert_eq!((outcome.error, outcome.code), (12004, 0)),
    }
}
