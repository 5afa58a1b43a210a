"""Questions put together again, as texts for buttons: each is understood when it is sent."""

from bot.forms import Form
from bot.intents import Intent

_CHINESE = {
    Intent.HOURS: "多少小时",
    Intent.ACTIVITY_COUNT: "几次活动",
    Intent.VOLUNTEER_COUNT: "多少人次",
    Intent.COMPLIANCE: "达标了吗",
    Intent.LATE_LIST: "谁没报",
    Intent.DEADLINE: "什么时候截止",
    Intent.STARS: "几星",
    Intent.DISPUTE: "数据不对",
}
_ENGLISH = {
    Intent.HOURS: "how many hours",
    Intent.ACTIVITY_COUNT: "how many activities",
    Intent.VOLUNTEER_COUNT: "how many volunteers",
    Intent.COMPLIANCE: "status",
    Intent.LATE_LIST: "who is late",
    Intent.DEADLINE: "deadline",
    Intent.STARS: "stars",
    Intent.DISPUTE: "numbers are wrong",
}
_SCOPES = {
    "self": ("我", "my"),
    "own_unit": ("我们", "our unit"),
    "all_units": ("全市", "all units"),
}


_FORMS = {
    (Form.MOST, Intent.HOURS): ("小时排名", "ranking by hours"),
    (Form.MOST, Intent.ACTIVITY_COUNT): ("活动排名", "ranking by activities"),
    (Form.MOST, Intent.VOLUNTEER_COUNT): ("人次排名", "ranking by people"),
    (Form.LEAST, Intent.HOURS): ("小时最少", "fewest hours"),
    (Form.LEAST, Intent.ACTIVITY_COUNT): ("活动最少", "fewest activities"),
    (Form.LEAST, Intent.VOLUNTEER_COUNT): ("人次最少", "fewest people"),
    (Form.NIL, Intent.LATE_LIST): ("哪些单位零报告", "which units filed a nil report"),
    (Form.LIST, Intent.ACTIVITY_COUNT): ("活动明细", "list of activities"),
}


def phrase(
    intent: Intent, *, scope: str | None, period: str, english: bool, form: Form = Form.TOTAL
) -> str:
    """The question in words; hours where the intent measures nothing."""
    whom = _scope_words(scope, english=english)
    plain = (
        _CHINESE.get(intent, _CHINESE[Intent.HOURS]),
        _ENGLISH.get(intent, _ENGLISH[Intent.HOURS]),
    )
    what = _FORMS.get((form, intent), plain)[english]
    words = (what, whom, period) if english else (whom, period, what)
    return " ".join(word for word in words if word)


def measures(scope: str | None) -> tuple[Intent, ...]:
    """What may be asked of this scope."""
    if scope == "self" or (scope or "").startswith("person:"):
        return (Intent.HOURS, Intent.ACTIVITY_COUNT, Intent.STARS)
    return (Intent.HOURS, Intent.ACTIVITY_COUNT, Intent.VOLUNTEER_COUNT, Intent.COMPLIANCE)


def _scope_words(scope: str | None, *, english: bool) -> str:
    if scope is None:
        return ""
    if scope in _SCOPES:
        return _SCOPES[scope][english]
    return scope.partition(":")[2]
