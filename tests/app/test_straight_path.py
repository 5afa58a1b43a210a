"""The whole service: a row in a workbook, a standing, a letter, an answer."""

from tests.app.desk import Desk


def test_row_becomes_standing_letter_and_answer(small_city: Desk) -> None:
    day = ("--as-of", "2026-04-08")

    synced = small_city.json("sync", *day)
    standings = small_city.standings("2026-04-08", "2026-03")
    posted = small_city.json("nudge", *day)
    delivered = small_city.json("deliver", *day)
    answer = small_city.json("ask", "我们单位三月多少小时", "--as", "李明", *day)

    assert [book["added"] for book in synced["books"]] == [0, 1, 1]
    assert standings == {"市图书馆": "met_late", "城关镇服务队": "overdue"}
    assert {letter["to"]["contact"] for letter in posted["letters"]} == {"王芳", "周礼"}
    assert (delivered["sent"], delivered["waiting"]) == (2, 0)
    assert answer["text"].startswith("市图书馆 2026年3月:24.0 小时")
