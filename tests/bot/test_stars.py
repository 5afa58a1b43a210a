"""Stars: what the hours of a person suffice for."""

from sqlalchemy import Connection

from rules.roster import Role
from tests.bot.city import PEOPLE, found, log, person, sync
from tests.bot.hearing import NOW, hear
from tests.builders import service_record

VETERAN = person("钱全", role=Role.VOLUNTEER, number="V09")


def serve(conn: Connection, *hours: int, confirmed: bool = True) -> None:
    """A veteran's service, one record for each length."""
    found(conn, *PEOPLE, VETERAN)
    rows = [
        service_record(
            "钱全",
            title=f"第{number}班",
            volunteer_no="V09",
            duration=60 * one,
            confirmed=confirmed,
        )
        for number, one in enumerate(hours)
    ]
    log(conn, *rows, on="2026-03-06")
    sync(conn, "2026-04-12T09:20")


def test_volunteer_hears_the_star_to_apply_for(conn: Connection) -> None:
    serve(conn, 200, 120)

    answer = hear(conn, "我够几星了", "钱全")

    assert answer.text.splitlines() == [
        (
            "钱全(本人) 全部时间:320.0 小时(已认定 320.0,待认定 0.0)。按时长已够 2 星,可申请;"
            "距 3 星还差 280.0 小时(600 小时)。数据截至 04-12 09:20。"
        ),
        (
            "各星级时长 100/300/600/1000/1500 小时,按累计时长算;"
            "可申请不等于已评定,由文明办评定,须逐级申请。"
        ),
    ]


def test_pending_hours_are_told_apart(conn: Connection) -> None:
    serve(conn, 120)
    log(conn, service_record("钱全", title="补录", volunteer_no="V09", duration=12000), on=NOW)

    answer = hear(conn, "钱全几星", "馆员")

    assert "只算已认定的时长,够 1 星。" in answer.text
    assert answer.scope == "person:钱全"


def test_hours_short_of_a_star_say_what_is_missing(conn: Connection) -> None:
    serve(conn, 40)

    answer = hear(conn, "how many stars do I have", "钱全", locale="en")

    assert (
        "Not enough for star 1 yet; 60.0 hours are missing for star 1 (100 hours)." in answer.text
    )


def test_highest_star_has_none_above(conn: Connection) -> None:
    serve(conn, 1600)

    assert "已够 5 星,可申请;已是最高一级。" in hear(conn, "我几星了", "钱全").text


def test_stars_of_others_are_refused(city: Connection) -> None:
    assert hear(city, "王芳几星", "张伟").refused == "person"


def test_office_is_asked_whose_stars(city: Connection) -> None:
    assert "请带上姓名" in hear(city, "几星了", None).text
