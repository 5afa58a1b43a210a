"""`init` and `migrate`: an empty workspace, and the database brought to the newest shape."""

from pathlib import Path

import click

from app.commands import command
from app.office import Office, Options
from config.programme_file import FILE_NAME, commented_defaults, read_programme
from config.settings import named_locale
from config.wording import load_wording
from store.database import bring_to_head, build_engine
from sync.workbook import write_workbook

_UNITS = ["单位编号", "单位名称", "别名", "上级单位", "类别", "在册人数", "加入日期", "停用日期"]
_CONTACTS = ["单位", "姓名", "角色", "志愿者编号", "语言", "渠道", "地址"]
_LOG = ["日期", "活动名称", "类别", "地点", "人数", "时长(小时)", "参加人员", "照片", "备注"]
_SERVICE = ["志愿者姓名", "志愿者编号", "单位", "日期", "活动", "时长(小时)", "状态"]
_WIDTHS = (14, 24, 16, 20, 14, 12, 24, 12)
_REGISTER_WIDTHS = (16,) * 14


class FolderTaken(Exception):
    """The folder is a workspace already."""

    code = "folder-not-empty"

    def __init__(self, place: Path) -> None:
        self.values = {"place": str(place)}
        super().__init__(f"{place} already holds a programme.toml")


@command("init", help="新建工作区 · make an empty workspace")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def init_command(options: Options, *, folder: Path) -> None:
    """A commented programme file, an empty roster, and templates for units to copy."""
    if (folder / FILE_NAME).exists():
        raise FolderTaken(folder)
    wording = load_wording(options.locale or named_locale() or "zh")
    (folder / "sheets").mkdir(parents=True, exist_ok=True)
    (folder / "templates").mkdir(exist_ok=True)
    (folder / FILE_NAME).write_text(commented_defaults(), encoding="utf-8")
    roster = folder / "sheets" / "名册.xlsx"
    if not roster.exists():
        tabs = [("单位", [_UNITS]), ("联络人", [_CONTACTS])]
        write_workbook(roster, tabs, header=True, widths=_WIDTHS)
    template = folder / "templates" / "活动台账.xlsx"
    tabs = [("活动", [_LOG]), ("服务记录", [_SERVICE])]
    write_workbook(template, tabs, header=True, widths=_WIDTHS)
    registers = folder / "templates" / "台账模板.xlsx"
    write_workbook(registers, _registers(), header=True, widths=_REGISTER_WIDTHS)
    places = {"roster": roster, "template": template, "registers": registers}
    click.echo(wording.say("init.done", place=folder, **places))


def _registers() -> list[tuple[str, list[list[str]]]]:
    """A tab for each register, headed as it is read; what is required has a star."""
    return [
        (
            register.zh,
            [[f"{one.headers[0]}{'*' if one.required else ''}" for one in register.fields]],
        )
        for register in read_programme(b"").registers
    ]


@command("migrate", help="升级数据库 · bring the database to the newest shape")
def migrate_command(options: Options) -> None:
    """Creates or upgrades the tables; run before a new version starts."""
    office = Office(options)
    engine = build_engine(office.settings.database_url.get_secret_value())
    bring_to_head(engine)
    engine.dispose()
    click.echo(office.wording.say("migrate.done", kind=engine.dialect.name))
