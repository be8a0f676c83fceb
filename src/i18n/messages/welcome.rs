//! Words of the first start.

messages! {
    ask_language: "Which language?", "使用哪种语言？";
    hint_language: "Enter goes on, Esc leaves. L switches the language at any time.", "Enter 继续，Esc 退出。之后随时可按 L 切换语言。";
    ask_name: "Welcome. What is your name?", "欢迎使用。请输入您的姓名";
    hint_name: "Enter goes on, Esc goes one step back.", "Enter 继续，Esc 返回上一步。";
    ask_begin: "What do you want to begin with?", "从哪里开始？";
    begin_import: "Import a list of accounts from a spreadsheet", "从表格导入客户名单";
    begin_empty: "Start empty", "从空白开始";
    begin_demo: "Look at the demo first; nothing is kept of it", "先看演示，不保存任何数据";
    hint_begin: "Excel and CSV files as they are, also from other programs. It can be done later: I imports.", "Excel 和 CSV 原样导入，其他系统导出的也行。以后也可以按 I 导入。";
}
