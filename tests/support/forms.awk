# forms.awk: the forms that the schools of a made-up county would send: one a school
# (DIR/fm/CODE.csv), items below each other, figures by stage in a line a stage; and the county's
# list of schools by stage (DIR/lists/schools.csv), whose rows only their numbering tells apart.
#   awk -v dir=DIR -f forms.awk CAMPUSES.csv STAGES.csv
# Both as `junheng sheet` prints the collection workbook, several one after another; DIR/fm and
# DIR/lists exist. Prints how many figures the forms and the list hold.
# SPDX-License-Identifier: Apache-2.0
function item(code, label, measure, value) {
    if (value == "") return
    form[code] = form[code] (++lines[code]) ",情况," label "," measure "," value "\n"
}
# "班级数(个)": its unit off the end.
function split_header(text) {
    measure = ""
    if (match(text, /\([^()]*\)$/)) {
        measure = substr(text, RSTART + 1, RLENGTH - 2)
        text = substr(text, 1, RSTART - 1)
    }
    return text
}
function wording(title, stage) {
    if (title == "在校生数" && stage != "学前") return stage "学生人数"
    if (title == "班级数") return "班级总数（" stage "）"
    if (title == "专任教师数") return "专任教师总人数（" stage "）"
    return title "（" stage "）"
}
function campus_row(    i) {
    form[$1] = ""
    item($1, "学校名称", "", $2)
    item($1, "学校类型", "小学/初中/九年一贯制", $3)
    item($1, "学校代码", "", $1)
    name[$1] = $2
    for (i = 13; i <= NF; i++) {
        title = split_header(head[i])
        item($1, title, measure, $i)
        figures += $i != ""
    }
}
function stage_row(    i) {
    for (i = 4; i <= NF; i++) {
        title = split_header(head[i])
        item($1, wording(title, $3), measure, $i)
        figures += $i != ""
    }
    if ($3 == "小学" || $3 == "初中")
        list[$3] = list[$3] (++listed[$3]) "," $2 "," $4 "," $8 "," $7 "\n"
}
BEGIN { FS = "," }
FNR == 1 { file++ }
$1 == "学校标识码" {
    for (i = 1; i <= NF; i++) head[i] = $i
    next
}
$1 ~ /^[0-9]+$/ && file == 1 { campus_row() }
$1 ~ /^[0-9]+$/ && file == 2 { stage_row() }
END {
    for (code in form)
        printf "序号,类别,填报项目,单位,填报值\n%s", form[code] >(dir "/fm/" code ".csv")
    printf "小学、初中资源配置基本情况（分学校）\n序号,学校名称,在校生数,年级数,班级数\n%s%s", \
        list["小学"], list["初中"] >(dir "/lists/schools.csv")
    print figures + 0
}
