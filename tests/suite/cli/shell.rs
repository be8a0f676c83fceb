//! Completions and the manual page.

use crate::support::machine::Machine;

#[test]
fn every_shell_has_completions_for_every_command() {
    let machine = Machine::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let said = machine.good(&["completions", shell]);
        for word in ["overdue", "restore", "doctor", "timeline", "--config"] {
            let word = if shell == "fish" { word.trim_start_matches('-') } else { word };
            assert!(said.contains(word), "{shell}: no {word}");
        }
    }
    assert!(machine.good(&["--lang", "zh-CN", "completions", "zsh"]).contains("按紧急程度输出客户"));
    let (code, said) = machine.bad(&["completions", "tcsh"]);
    assert!(code == 2 && said.contains("tcsh"), "{said}");
    // A shell that starts does not stumble over a configuration that cannot be read.
    machine.good(&["completions", "bash", "--config", "missing.toml"]);
    assert_eq!(machine.names(), <[String; 0]>::default());
}

#[test]
fn the_shell_itself_understands_them() {
    let machine = Machine::new();
    let script = machine.write("rounds.bash", machine.good(&["completions", "bash"]));
    let bash = std::process::Command::new("bash").args(["-n", &script]).output();
    match bash {
        Ok(output) => assert!(output.status.success(), "{output:?}"),
        Err(error) => println!("skipped: no bash here: {error}"),
    }
}

#[test]
fn the_manual_page_has_every_command() {
    let machine = Machine::new();
    for (lang, about) in [("en", "Print the accounts by urgency"), ("zh-CN", "按紧急程度输出客户")] {
        let page = machine.good(&["--lang", lang, "man"]);
        assert!(page.contains(".TH rounds 1") && page.contains(about), "{page}");
        for name in ["RESTORE", "DOCTOR", "TIMELINE"] {
            assert!(page.lines().any(|line| line.starts_with(".SH") && line.contains(name)), "{name}: {page}");
        }
    }
}
