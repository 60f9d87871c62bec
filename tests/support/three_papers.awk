# three_papers.awk: a made-up county of 30 primary schools whose figures stand in three papers: the
# official tables (st/CODE.csv), a form a school (fm/CODE.csv), a summary of all (sm.csv). The
# papers agree, but where the list given as input says what each of them has.
#   awk -v dir=DIR -f three_papers.awk LIST
# LIST: unit,element,stage,statistics,form,summary,… with a header; DIR/st and DIR/fm exist.
# SPDX-License-Identifier: Apache-2.0
function value(paper, unit, element, usual) {
    return (paper, unit, element) in planted ? planted[paper, unit, element] : usual
}
function statistics(code, name, i,    file) {
    file = dir "/st/" code ".csv"
    print "小学学生数" >file
    print "学校(机构)名称：" name ",,学校(机构)标识码：" code >file
    print ",编号,在校生数" >file
    print "甲,乙,1" >file
    print "总计,01," value("st", code, "pupils", pupils) >file
    print "" >file
    print "占地面积和其他办学条件" >file
    print "表号：教基5176" >file
    print "学校(机构)名称：" name ",,学校(机构)标识码：" code >file
    print "指标名称,代码,合计" >file
    print "甲,乙,1" >file
    print "运动场地面积,01," value("st", code, "sports_ground_area", ground) >file
    print "教学仪器设备资产值,02," value("st", code, "equipment_value", equipment) >file
    print "网络多媒体教室,03," value("st", code, "multimedia_rooms", rooms) >file
    close(file)
}
function form(code, name,    file) {
    file = dir "/fm/" code ".csv"
    print "填报项目,填报值" >file
    print "学校标识码," code >file
    print "学校名称," name >file
    print "办学类型,小学" >file
    print "在校生数," value("fm", code, "pupils", pupils) >file
    print "运动场地面积," value("fm", code, "sports_ground_area", ground) >file
    print "教学仪器设备资产值(万元)," value("fm", code, "equipment_value", equipment) >file
    print "网络多媒体教室数," value("fm", code, "multimedia_rooms", rooms) >file
    close(file)
}
BEGIN { FS = "," }
FNR > 1 {
    planted["st", $1, $2] = $4
    planted["fm", $1, $2] = $5
    planted["sm", $1, $2] = $6
}
END {
    summary = dir "/sm.csv"
    print "学校标识码,学校名称,学段,在校生数,运动场地面积(㎡),教学仪器设备资产值(万元)," \
        "网络多媒体教室数" >summary
    for (i = 1; i <= 30; i++) {
        code = sprintf("99010200%02d", i)
        name = "示范" i "号小学"
        pupils = 100 + 37 * i
        ground = 1500 + 260 * i
        equipment = 20 + 7 * i
        rooms = 4 + i % 9
        statistics(code, name, i)
        form(code, name)
        print code "," name ",小学," value("sm", code, "pupils", pupils) "," \
            value("sm", code, "sports_ground_area", ground) "," \
            value("sm", code, "equipment_value", equipment) "," \
            value("sm", code, "multimedia_rooms", rooms) >summary
    }
}
