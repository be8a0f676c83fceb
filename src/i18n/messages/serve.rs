//! Words of the server: what is said on a terminal that comes over SSH, and of the people and keys.

messages! {
    closing: "The server is closing. What you typed is saved; connect again in a minute.", "服务器正在关闭。已输入的内容已保存，请稍后重新连接。";
    idle: "Nothing was pressed for a long time, so the session was ended. What you typed is saved.", "长时间无操作，会话已结束。已输入的内容已保存。";
    panicked: "Sorry: Rounds broke off here. What you typed is saved; connect again and go on.", "抱歉，程序在此中断。已输入的内容已保存，请重新连接继续。";
    no_terminal: "Rounds needs a terminal: `ssh -t HOST`. Reports go without: `ssh HOST today`.", "巡访需要终端：`ssh -t 主机`。报表则不需要：`ssh 主机 today`。";
    no_subsystem(name: &str): "Rounds has no subsystem {name} and no files. `ssh HOST export accounts > file` writes one.", "巡访没有 {name} 子系统，也没有文件。可用 `ssh 主机 export accounts > 文件` 导出。";
    no_forwarding: "Rounds forwards nothing: no ports, no agent, no X11.", "巡访不转发任何内容：端口、代理、X11 均不转发。";
    too_many: "Too many sessions are open; end one of them.", "打开的会话过多，请先结束一个。";
    enrol_title: "Enrolment", "登记密钥";
    enrol_ask: "Code: ", "登记码：";
    enrol_told: "This key is not known. If you were given a code, enter it.", "该密钥尚未登记。如果您收到了登记码，请输入。";
    no_files: "Imports are made on the server. Lists come as files by `ssh HOST export`.", "导入在服务器上进行；导出请用 `ssh 主机 export`。";
    not_here(command: &str): "{command} does not work over SSH", "{command} 不能通过 SSH 使用";
}
