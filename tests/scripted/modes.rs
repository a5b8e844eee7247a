//! How both sides agree on a data connection, and the order of the commands.

use ftp_test_server::{Listen, Plan, Script, ipv6_available};

use kit::case::*;
use kit::*;

fn passive(template: &str) -> Plan {
    Plan::passive(Listen::Ready, template)
}

/// The verbs sent after the login.
fn verbs(case: &Case) -> Vec<String> {
    let commands = case.server.seen().commands();
    commands[2..].iter().map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

/// One upload that must succeed, and the verbs of two.
fn assert_verbs(script: Script, flags: u32, first: &[&str], second: &[&str], what: &str) {
    let case = Case::with(script, flags, LONG);
    assert_eq!(case.put(b"some bytes").seen(), (true, 0, 226, "Transfer complete."), "{what}");
    assert_eq!(case.received().unwrap(), b"some bytes", "{what}");
    assert_eq!(verbs(&case), first, "{what}");
    case.assert_after(Usable, what);
    assert_eq!(verbs(&case)[first.len()..], *second, "{what}: the next transfer");
}

const WITH_PASV: &[&str] = &["TYPE", "PASV", "STOR"];
const WITH_EPSV: &[&str] = &["TYPE", "PASV", "EPSV", "STOR"];
const AGAIN_PASV: &[&str] = &["PASV", "STOR"];
const AGAIN_EPSV: &[&str] = &["EPSV", "STOR"];

#[test]
fn the_forms_of_a_227() {
    for template in [
        "227 Entering Passive Mode ({host},{hi},{lo}).\r\n",
        "227 Entering Passive Mode {host},{hi},{lo}\r\n",
        "227 ={host},{hi},{lo}\r\n",
        "227 Ok ({host}, {hi}, {lo})\r\n",
        "227-Entering\r\n227 Passive Mode ({host},{hi},{lo})\r\n",
        "227 Mode 2 ({host},{hi},{lo})\r\n",
        "200 Whatever ({host},{hi},{lo})\r\n",
        "150 Wait.\r\n227 Ok ({host},{hi},{lo})\r\n",
        // The address is not the server's: dialling it would be wrong, or help an attack.
        "227 Entering Passive Mode (10,0,0,1,{hi},{lo}).\r\n",
        "227 Entering Passive Mode (0,0,0,0,{hi},{lo}).\r\n",
        "227 Entering Passive Mode (192,0,2,1,{hi},{lo}).\r\n",
        "227 Entering Passive Mode (255,255,255,255,{hi},{lo}).\r\n",
        "227 Entering Passive Mode (127,0,0,2,{hi},{lo}).\r\n",
    ] {
        let script = Script::new().on("PASV", passive(template));
        assert_verbs(script, PASSIVE, WITH_PASV, AGAIN_PASV, template);
    }
}

#[test]
fn without_a_usable_pasv_epsv_is_tried_and_remembered() {
    for answer in [
        "227 Entering Passive Mode.\r\n",
        "227 (1,2,3,4,5)\r\n",
        "227 (127,0,0,1,0,0)\r\n",
        "227 (127,0,0,1,256,1)\r\n",
        "226 Done.\r\n",
        "500 No.\r\n",
        "502 No.\r\n",
        "530 No.\r\n",
        "425 Not now.\r\n",
        "451 Not now.\r\n",
    ] {
        assert_verbs(Script::new().on("PASV", answer), PASSIVE, WITH_EPSV, AGAIN_EPSV, answer);
    }
    for template in [
        "229 Entering Extended Passive Mode (|||{port}|)\r\n",
        "229 (!!!{port}!)\r\n",
        "229 Ok (|1|192.0.2.1|{port}|).\r\n",
        "229-Two\r\n229 lines (|||{port}|)\r\n",
    ] {
        let script = Script::new().on("PASV", reply(502)).on("EPSV", passive(template));
        assert_verbs(script, PASSIVE, WITH_EPSV, AGAIN_EPSV, template);
    }
}

#[test]
fn no_passive_mode_at_all() {
    let pasv = reply(502);
    for (epsv, after) in [
        (reply(500), Usable),
        (reply(425), Usable),
        // A yes that names no port may even answer something else.
        ("229 Ok\r\n".to_owned(), Dead),
        ("229 (|||0|)\r\n".to_owned(), Dead),
        ("229 (|||99999|)\r\n".to_owned(), Dead),
    ] {
        let script = Script::new().first(1, "PASV", &*pasv).first(1, "EPSV", &*epsv);
        let case = Case::new(script);
        let outcome = case.put(b"some bytes");
        let code = epsv[..3].parse().unwrap();
        assert_eq!((outcome.ok, outcome.error, outcome.code), (false, 12112, code), "{epsv}");
        assert_eq!(outcome.socket_error, 0);
        assert!(outcome.response.ends_with(&format!("{pasv}{epsv}")), "{outcome:?}");
        assert_eq!(verbs(&case), ["TYPE", "PASV", "EPSV"], "{epsv}");
        case.assert_after(after, &epsv);
        // The refusal may have been temporary: the next transfer tries again.
        let next: &[&str] = if after == Usable { AGAIN_PASV } else { &[] };
        assert_eq!(verbs(&case)[3..], *next, "{epsv}");
    }
    for code in [331, 631] {
        let case = Case::new(Script::new().first(1, "PASV", reply(code)));
        let outcome = case.put(b"some bytes");
        assert_eq!(outcome.seen(), (false, 12003, code.into(), &*text(code)));
        case.assert_after(Usable, "no sense");
    }
}

#[test]
fn active_mode() {
    assert_verbs(Script::new(), 0, &["TYPE", "PORT", "STOR"], &["PORT", "STOR"], "PORT");
    let script = Script::new().on("PORT", "150 Wait.\r\n200 Ok.\r\n");
    assert_verbs(script, 0, &["TYPE", "PORT", "STOR"], &["PORT", "STOR"], "a 1yz before the answer");
    for code in [500, 501, 502, 504, 530] {
        let script = Script::new().on("PORT", reply(code));
        assert_verbs(script, 0, &["TYPE", "PORT", "PASV", "STOR"], AGAIN_PASV, "PORT refused");
        let script = Script::new().on("PORT", reply(code)).on("PASV", reply(code));
        assert_verbs(script, 0, &["TYPE", "PORT", "PASV", "EPSV", "STOR"], AGAIN_EPSV, "PASV refused");
    }
    for code in [421, 425, 450, 451, 331, 631] {
        let case = Case::with(Script::new().first(1, "PORT", reply(code)), 0, LONG);
        let outcome = case.put(b"some bytes");
        assert_eq!(outcome.seen(), (false, 12003, code.into(), &*text(code)), "no fall-back");
        assert_eq!(verbs(&case), ["TYPE", "PORT"]);
        case.assert_after(if code == 421 { Dead } else { Usable }, "PORT refused for now");
    }
    // Everything refused: the server's no is the answer of a connection that never asked for passive mode.
    let script = ["PORT", "PASV", "EPSV"].iter().fold(Script::new(), |s, verb| s.first(1, verb, reply(500)));
    let case = Case::with(script, 0, LONG);
    assert_eq!(case.put(b"some bytes").seen(), (false, 12003, 500, &*text(500)));
    case.assert_after(Usable, "everything refused");
}

#[test]
fn the_port_that_is_named_is_this_side_s() {
    let case = Case::with(Script::new(), 0, LONG);
    assert!(case.put(b"some bytes").ok);
    let commands = case.server.seen().commands();
    let port = commands.iter().find(|line| line.starts_with("PORT ")).unwrap();
    assert!(port.starts_with("PORT 127,0,0,1,") && port.split(',').count() == 6, "{port}");
}

#[test]
fn ipv6_knows_epsv_and_eprt_only() {
    if !ipv6_available() {
        println!("not run: no IPv6 on the loopback interface");
        return;
    }
    let script = || Script::new().ipv6();
    assert_verbs(script(), PASSIVE, &["TYPE", "EPSV", "STOR"], AGAIN_EPSV, "EPSV");
    assert_verbs(script(), 0, &["TYPE", "EPRT", "STOR"], &["EPRT", "STOR"], "EPRT");
    for code in [500, 501, 522] {
        let script = script().on("EPRT", reply(code));
        assert_verbs(script, 0, &["TYPE", "EPRT", "EPSV", "STOR"], AGAIN_EPSV, "EPRT refused");
    }
    let case = Case::with(script().first(1, "EPSV", reply(522)), PASSIVE, LONG);
    assert_eq!(case.put(b"some bytes").seen(), (false, 12112, 522, &*text(522)));
    assert_eq!(verbs(&case), ["TYPE", "EPSV"]);
    case.assert_after(Usable, "EPSV refused");
    let eprt = Case::with(script(), 0, LONG);
    assert!(eprt.put(b"some bytes").ok);
    assert!(eprt.server.seen().commands().iter().any(|line| line.starts_with("EPRT |2|::1|")));
}

#[test]
fn the_type_is_sent_when_it_changes() {
    let case = Case::new(Script::new());
    let local = case.folder.file("local", b"a\n");
    for flags in [BINARY, UNKNOWN, BINARY, ASCII, ASCII, 5, BINARY, 0xFFFF_FFF0] {
        assert!(case.connection.put(&local, "remote", flags).ok);
    }
    let mut commands = case.server.seen().commands();
    commands.retain(|line| line.starts_with("TYPE") || line.starts_with("STOR"));
    let stor = "STOR remote";
    let wanted = ["TYPE I", stor, stor, stor, "TYPE A", stor, stor, stor, "TYPE I", stor, stor];
    assert_eq!(commands, wanted);
}

#[test]
fn a_refused_type_ends_the_call_and_is_asked_for_again() {
    for code in [331, 450, 500, 504, 631] {
        let case = Case::new(Script::new().first(1, "TYPE", reply(code)));
        assert_eq!(case.put(b"some bytes").seen(), (false, 12003, code.into(), &*text(code)));
        assert_eq!(verbs(&case), ["TYPE"]);
        case.assert_after(Usable, "TYPE refused");
        assert_eq!(verbs(&case), ["TYPE", "TYPE", "PASV", "STOR"]);
    }
    let script = Script::new().on("TYPE", "150 Wait.\r\n200 Ok.\r\n");
    assert_verbs(script, PASSIVE, WITH_PASV, AGAIN_PASV, "a 1yz before the answer to TYPE");
}

#[test]
fn the_data_connection_is_dialled_while_stor_is_on_its_way() {
    // Neither waits for the other: a server may accept before it answers, or answer before it accepts.
    for plan in [
        Plan::new().open_data().send("150 Go.\r\n"),
        Plan::from("150 Go.\r\n").open_data(),
        Plan::from("125 Already open.\r\n"),
    ] {
        let case = Case::storing(plan.read_to_end().close_data().send("226 Done.\r\n"));
        assert_eq!(case.put(bytes(300_000)).seen(), (true, 0, 226, "Done."));
        assert_eq!(case.received().unwrap(), bytes(300_000));
    }
}

#[test]
fn nothing_is_sent_before_the_150() {
    let plan = Plan::new().open_data().hold("150").send("550 No.\r\n").read_to_end();
    let case = Case::storing(plan);
    std::thread::scope(|scope| {
        let outcome = scope.spawn(|| case.put(b"some bytes"));
        assert!(case.server.wait_until(|seen| !seen.data.is_empty(), AGES));
        case.server.release("150");
        assert_eq!(outcome.join().unwrap().seen(), (false, 12003, 550, "No."));
    });
    assert!(case.server.wait_until(|seen| seen.data[0].end.is_some(), AGES));
    assert_eq!(case.received_bytes(), 0);
}
