"""Lives of a sender: each a process of its own that delivers until it is killed, or is done.

The letters go through the real library to the test server, which is never killed and keeps
count. Processes are forked from one that has everything imported.
"""

import multiprocessing
import os
import signal
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from multiprocessing.process import BaseProcess
from random import Random

from sqlalchemy import Engine

import bot.delivery
from bot.crew import Crew
from bot.pacing import Pace
from bot.post_office import Post, build_parcel
from bot.senders import Outcome, Parcel
from bot.telegram_account import Account
from bot.telegram_sender import TelegramSender
from rules.programme import Programme
from store.database import build_engine, reading, writing
from store.leases import change_letter
from store.letters import CLAIMED, SENT, UNKNOWN, Letter, load_letters
from tests.bot.city import found, person, rules, tick, words
from tests.builders import instant, unit
from tests.servers.telegram import TOKEN, TelegramServer
from tests.telegram import BOT, read_wall

#: Where a life ends by itself.
CLAIMED_IT, BEFORE_REQUEST, BEFORE_COMMIT = "claimed", "before the request", "before the commit"
#: Where it is ended while the answer is on its way.
ACCEPTED = "accepted"
POINTS = (CLAIMED_IT, BEFORE_REQUEST, ACCEPTED, BEFORE_COMMIT)
FIRST = 1000
_MARK = words("zh").say("letter.possible-repeat")
_DAYS = [date(2026, 4, day) for day in (8, 9, 10, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 27, 28)]
#: Lives of one day, so far apart that leases are over and unknown letters have rested.
_A_DAY, _APART = 20, timedelta(minutes=15)


def moment(life: int) -> datetime:
    """When that life is lived: within the send window of a working day."""
    day = _DAYS[life // _A_DAY % len(_DAYS)]
    return instant(f"{day}T09:30") + _APART * (life % _A_DAY)


def fill(engine: Engine, server: TelegramServer, count: int, programme: Programme) -> None:
    """So many late units, each with a letter waiting."""
    names = [f"{number:04d}队" for number in range(count)]
    people = [
        person("队长", name, channel="telegram", address=str(FIRST + number))
        for number, name in enumerate(names)
    ]
    with writing(engine) as conn:
        units = tuple(unit(name) for name in names)
        found(conn, *people, units=units, rules=programme)
        tick(conn, "2026-04-08", usable=("telegram",), rules=programme)
    for number in range(count):
        server.person(FIRST + number)


class _Dying(TelegramSender):
    """A sender whose process ends at one point, after so many letters."""

    point: str | None = None
    left = 0

    def reserve(self, address: str, *, most: float) -> float:
        self._end(CLAIMED_IT)
        return super().reserve(address, most=most)

    def send(self, parcel: Parcel) -> Outcome:
        self._end(BEFORE_REQUEST)
        outcome = super().send(parcel)
        self._end(BEFORE_COMMIT)
        return outcome

    def _end(self, point: str) -> None:
        if point == self.point:
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            self.left -= 1


def live(
    url: str, base_url: str, policy: str, life: int, point: str | None, *, naive: bool
) -> None:
    """One life: everything that waits is delivered."""
    engine, programme = build_engine(url), rules(delivery=policy)
    if naive:
        bot.delivery._begin = _send_naively  # noqa: SLF001 - the mutant
    pace = Pace(
        begin=lambda: writing(engine),
        programme_id=programme.id,
        bot=BOT,
        clock=read_wall,
        person_seconds=0,
    )
    account = Account(token=TOKEN, base_url=base_url, base_file_url=base_url)
    sender = _Dying(account, pace)
    sender.point, sender.left = point, life % 3
    bot.delivery.deliver(
        Post(
            begin=lambda: writing(engine),
            programme=programme,
            senders={"telegram": sender},
            wording_of=words,
            owner=f"life {life}",
            clock=lambda: moment(life),
        )
    )
    sender.close()


@dataclass(slots=True)
class Lives:
    """Lives of senders on one database."""

    url: str
    server: TelegramServer
    policy: str
    naive: bool = False
    lived: int = 0
    killed: int = 0

    def run(self, point: str | None = None) -> None:
        """A life that ends at a point; one without a point ends when all is done."""
        if point == ACCEPTED:
            self.server.fail("slow")
        before = len(self.server.world.accepted)
        process = self._start(point)
        if point == ACCEPTED:
            self._wait(process, before)
            process.kill()
        self._end(process)

    def run_for(self, chance: Random) -> None:
        """A life that is ended at any moment of its work."""
        before = len(self.server.world.accepted)
        process = self._start(None)
        self._wait(process, before)
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        self._end(process)

    def settle(self) -> None:
        """Lives without a kill, until nothing waits and nothing goes once more."""
        for _ in range(3):
            self.run()

    def _start(self, point: str | None) -> BaseProcess:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.bot.lives"])
        given = (self.url, self.server.base_url, self.policy, self.lived, point)
        process = context.Process(target=live, args=given, kwargs={"naive": self.naive})
        process.start()
        self.lived += 1
        return process

    def _wait(self, process: BaseProcess, before: int) -> None:
        while process.is_alive() and len(self.server.world.accepted) == before:
            time.sleep(0.002)

    def _end(self, process: BaseProcess) -> None:
        process.join(30)
        self.killed += process.exitcode == -signal.SIGKILL
        assert process.exitcode in {0, -signal.SIGKILL}, process.exitcode


def judge(engine: Engine, server: TelegramServer, policy: str) -> list[str]:
    """What was lost in silence, sent too often, or not recorded; nothing where all is well."""
    with reading(engine) as conn:
        letters = load_letters(conn, "city")
    texts: dict[str, list[str]] = {}
    for sent in server.sent():
        texts.setdefault(str(sent.chat), []).append(sent.text)
    most = 2 if policy == "resend" else 1
    wrong = []
    for letter in letters:
        copies = texts.get(letter.address, [])
        if not copies and letter.state != UNKNOWN:
            wrong.append(f"{letter.key} is {letter.state} and has not arrived")
        if len(copies) > most:
            wrong.append(f"{letter.key} has arrived {len(copies)} times")
        if len(copies) > letter.sends_started:
            wrong.append(f"{letter.key} was sent more often than is recorded")
        if any(not text.startswith(_MARK) for text in copies[1:]):
            wrong.append(f"{letter.key} was repeated without a word")
    return wrong


def states(engine: Engine) -> Counter[str]:
    """How many letters are in each state."""
    with reading(engine) as conn:
        return Counter(letter.state for letter in load_letters(conn, "city"))


def _send_naively(post: Post, letter: Letter, batch: object, crew: Crew) -> None:
    """What the engine must not be: sent first, and remembered afterwards."""
    del batch, crew
    contact = post.people[letter.contact_id]
    post.senders[letter.channel].send(build_parcel(contact, letter, letter.text))
    with post.begin() as conn:
        started = letter.sends_started + 1
        change_letter(
            conn, post.programme.id, letter.key, CLAIMED, state=SENT, sends_started=started
        )
