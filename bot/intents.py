"""What a message may want, and the commands that say so outright."""

from enum import StrEnum


class Intent(StrEnum):
    """What a message wants."""

    HOURS = "hours"
    ACTIVITY_COUNT = "activity_count"
    COMPLIANCE = "compliance"
    LATE_LIST = "late_list"
    DEADLINE = "deadline"
    HELP_REGISTER = "help_register"
    SHEET_LINK = "sheet_link"
    VOLUNTEER_COUNT = "volunteer_count"
    STARS = "stars"
    MUTE = "mute"
    SNOOZE = "snooze"
    PROMISE = "promise"
    DISPUTE = "dispute"
    GREETING = "greeting"
    THANKS = "thanks"
    CLARIFY = "clarify"
    UNKNOWN = "unknown"


#: Commands, without their stroke.
COMMANDS = {
    "hours": Intent.HOURS,
    "activities": Intent.ACTIVITY_COUNT,
    "count": Intent.ACTIVITY_COUNT,
    "people": Intent.VOLUNTEER_COUNT,
    "status": Intent.COMPLIANCE,
    "late": Intent.LATE_LIST,
    "deadline": Intent.DEADLINE,
    "due": Intent.DEADLINE,
    "help": Intent.HELP_REGISTER,
    "log": Intent.HELP_REGISTER,
    "sheet": Intent.SHEET_LINK,
    "link": Intent.SHEET_LINK,
    "promise": Intent.PROMISE,
    "snooze": Intent.SNOOZE,
    "mute": Intent.MUTE,
    "stars": Intent.STARS,
    "dispute": Intent.DISPUTE,
    "start": Intent.GREETING,
}
