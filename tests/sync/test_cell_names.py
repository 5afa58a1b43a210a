"""Cells of names as coordinators write them."""

import pytest

from sync.cells import read_names
from tests.sync.cell_contexts import around


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        *(
            (raw, "张三|李四")
            for raw in ("张三,李四", "张三/李四", "张三\n李四", "张 三、李 四", "张　三 李四")
        ),
        *(
            (raw, "张三|李四")
            for raw in ("1.张三 2.李四", "1、张三2、李四", "(1)张三(2)李四", "一、张三 二、李四")
        ),
        *(
            (raw, "张三|李四")
            for raw in (
                "张三和李四",
                "张三 与 李四",
                "张三.李四",
                "张三老师、李四同志",
                "张三;李四。",
            )
        ),
        *(
            (raw, "张三|李四")
            for raw in ("组长张三、组员李四", "领队:张三 志愿者:李四", "组长-张三、李四")
        ),
        *(
            (raw, "张三|李四")
            for raw in ("志愿者(张三、李四)", "图书馆张三、李四", "张三(图书馆)、李四(文化馆)")
        ),
        *(
            (raw, "张三|李四")
            for raw in ("张三\t男\t李四\t女", "张三(68岁)、李四(女)", "张三(ZY00123)、李四")
        ),
        *(
            (raw, "张三|李四")
            for raw in (
                "一、张三二、李四",
                "1张三2李四",
                "张三\\李四",
                '"张三、李四"',
                "@张三@李四",
            )
        ),
        *(
            (raw, "张三|李四")
            for raw in ("张三:组长;李四:组员", "支部书记张三、委员李四", "张三 男 25岁、李四√")
        ),
        ("丁一、于二", "丁一|于二"),
        ("张和平和李四", "张和平|李四"),
        ("张三与李与民", "张三|李与民"),
        ("欧阳娜娜、张王雨桐", "欧阳娜娜|张王雨桐"),
        ("阿卜杜拉•艾合买提、扎西顿珠", "阿卜杜拉·艾合买提|扎西顿珠"),
        ("古丽.买买提、张三", "古丽·买买提|张三"),
        ("John Smith, Mary Brown、张三", "John Smith|Mary Brown|张三"),
        ("陈代明、常青", "陈代明|常青"),
    ],
)
def test_names_are_read_without_labels_roles_and_numbering(raw: str, names: str) -> None:
    reading = read_names(raw, around())

    assert (reading.value, reading.flags) == (tuple(names.split("|")), ())


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("张三、李四、小王", "小王"),
        ("张三(2小时)、老李(1小时)、王五", "老李"),
        ("张三李四、王五", "张三李四"),
        ("张三、12", "12"),
        ("全体党员", "全体党员"),
        ("张三(代)、李四", "张三(代)、李四"),
        (12, "12"),
    ],
)
def test_fault_says_which_name_is_not_certain(raw: str | int, name: str) -> None:
    reading = read_names(raw, around())

    assert (reading.value, reading.facts["name"]) == (None, name)


@pytest.mark.parametrize("raw", ["馆长李华、张三", "副校长李华、张三", "村长李华 张三"])
def test_role_before_a_name_is_no_part_of_it(raw: str) -> None:
    assert read_names(raw, around()).value == ("李华", "张三")


@pytest.mark.parametrize(
    ("raw", "names", "flags"),
    [
        ("张三等12名志愿者", "张三", ("total=12", "incomplete")),
        ("张三、李四等", "张三|李四", ("incomplete",)),
        ("张三、李四和其他志愿者", "张三|李四", ("incomplete",)),
        ("张三、李四、全体党员", "张三|李四", ("incomplete",)),
        ("张三、李四等党员干部", "张三|李四", ("incomplete",)),
        ("张三、李四等全体党员", "张三|李四", ("incomplete",)),
        ("张三、李四及群众10人", "张三|李四", ("total=12", "incomplete")),
        ("张三等5人、李四等3人", "张三|李四", ("total=8", "incomplete")),
        ("张三:13812345678", "张三", ("pii=phone",)),
        ("张三(1.5小时)、李四(1小时30分)", "张三|李四", ("hours=张三:90,李四:90",)),
        ("张三、李四及其他10人", "张三|李四", ("total=12", "incomplete")),
        ("张三、李四等10余人", "张三|李四", ("total=10", "incomplete", "approx")),
        ("张三、李四、……", "张三|李四", ("incomplete",)),
        ("张三、李四两人", "张三|李四", ("total=2",)),
        ("党员:张三、李四(2人);群众:王五(1人)", "张三|李四|王五", ("total=3",)),
        ("张三、李四,共1人", "张三|李四", ("total=1", "mismatch")),
        ("张三、李四、张三", "张三|李四", ("duplicate",)),
        ("张三13812345678", "张三", ("pii=phone",)),
        ("张三(身份证号:11010519491231002X)", "张三", ("pii=id",)),
        ("张三:2小时,李四:半小时", "张三|李四", ("hours=张三:120,李四:30",)),
        ("张三2h、李四90分钟", "张三|李四", ("hours=张三:120,李四:90",)),
        ("张三(组长,2个半小时)、李四", "张三|李四", ("hours=张三:150",)),
        ("张三、李四(每人2小时)", "张三|李四", ()),
    ],
)
def test_names_carry_what_else_the_cell_says(raw: str, names: str, flags: tuple[str, ...]) -> None:
    reading = read_names(raw, around())

    assert (reading.value, reading.flags) == (tuple(names.split("|")), flags)


@pytest.mark.parametrize(
    "raw",
    [
        *(
            "张三李四",
            "张三李四王五",
            "领导班子",
            "全班同学",
            "周三、李四",
            "***",
            "张三·李四·王五",
            "张三·李四",
            "王书记、张三",
            "张三(?)",
            "12",
            "12人",
            "全体志愿者",
            "党员、群众",
            "市文明办",
            "Tom",
        ),
        *(
            "小王",
            "老李",
            "阿强",
            "王某",
            "张**",
            "张XX",
            "李哥",
            "李医生",
            "张大爷",
            "本人",
            "和平",
            "组长",
        ),
        *(
            "张三代",
            "张三(李四代)",
            "李四替张三",
            "张三(请假)",
            "李四(缺)",
            "赵队",
            "张三(李四)",
            "张三(李四、王五)",
            "张三2、李四3",
        ),
        *(
            "张三、小王",
            "见签到表",
            "同上",
            "待定",
            "13812345678",
            "张三二三人",
            "蓝天救援队",
            "张三小红2小时",
        ),
        *("张" * 100, 12.0),
    ],
)
def test_names_that_nobody_can_know_are_never_a_value(raw: str | float) -> None:
    reading = read_names(raw, around())

    assert (reading.value, reading.fault) == (None, "names-unreadable")


@pytest.mark.parametrize("run", ["、", "(", "、(", "和、", "等、", ".", "、 "])
def test_long_run_of_separators_is_no_list_of_names(run: str) -> None:
    assert read_names(run * (4000 // len(run)) + "x", around()).fault == "names-unreadable"
