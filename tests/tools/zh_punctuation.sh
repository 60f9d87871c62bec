#!/bin/bash
# tools/zh_punctuation.pl tells and mends ASCII punctuation in Chinese sentences, and only there.
. "$SOURCE_DIR/tests/support/expect.sh"
tool=$SOURCE_DIR/tools/zh_punctuation.pl

mends() { # label, sentence, wanted
    printf 'msgid "a.b"\nmsgstr "%s"\n' "$2" >"$work/x.po"
    printf 'msgid "a.b"\nmsgstr "%s"\n' "$3" >"$work/wanted.po"
    if [ "$2" = "$3" ]; then expect_status 0 perl "$tool" "$work/x.po"; else
        expect_status 1 perl "$tool" "$work/x.po"
        expect_in "$work/out" "x.po:2:"
    fi
    expect_status 0 perl "$tool" --fix "$work/x.po"
    cmp "$work/x.po" "$work/wanted.po" || fail "$1: $(cat "$work/x.po")"
    passed "$1"
}
mends "a comma between Chinese words" '内存不足,请关闭' '内存不足，请关闭'
mends "punctuation beside a placeholder" \
    '新增 {0},变更 {1}:只读;好吗?' \
    '新增 {0}，变更 {1}：只读；好吗？'
mends "a colon at the end of a phrase" '用法:standard\n下一步:{0}' '用法：standard\n下一步：{0}'
mends "brackets around Chinese words or behind them" '学校(机构)和网页(HTML),是' \
    '学校（机构）和网页（HTML），是'
mends "a range of cells stays" '合并单元格 {1}:{2} 里' '合并单元格 {1}:{2} 里'
mends "times and ratios stay" '比例为1:1.1,时间12:30' '比例为1:1.1，时间12:30'
mends "what stands in backquotes is syntax" '写 `名:批准人,起` 即可' '写 `名:批准人,起` 即可'
mends "an English sentence stays" 'yes, no; maybe?' 'yes, no; maybe?'
printf '# 注,释\nmsgid "内,存"\nmsgstr ""\n' >"$work/x.po"
expect_status 0 perl "$tool" "$work/x.po"
passed "keys and comments are not sentences"
printf 'msgid "a.b_columns"\nmsgstr "内,存"\n\nmsgid "a.c"\nmsgstr "内,存"\n' >"$work/x.po"
expect_status 1 perl "$tool" "$work/x.po"
expect_in "$work/out" "x.po:5:"
! grep -q "x.po:2:" "$work/out" || fail "the head of a csv was taken for a sentence"
passed "the head of a csv is syntax"
