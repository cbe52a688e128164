"""Serial ports that say which device hangs on them; there is no such device in the tests."""

from dataclasses import dataclass
from typing import cast

from PySide6.QtSerialPort import QSerialPortInfo

from boothapp.ui.scanners.serial_port import PluggedIn, told_apart


@dataclass
class Info:
    """What Qt says of a port."""

    where: str
    serial: str = ""

    def systemLocation(self) -> str:  # noqa: N802 - Qt's name
        return self.where

    def portName(self) -> str:  # noqa: N802 - Qt's name
        return self.where.rpartition("/")[2]

    def manufacturer(self) -> str:
        return "Acme"

    def description(self) -> str:
        return "Scanner"

    def serialNumber(self) -> str:  # noqa: N802 - Qt's name
        return self.serial


def ids(*infos: Info) -> list[str]:
    ports = [PluggedIn(cast("QSerialPortInfo", info)) for info in infos]
    return [one.id for one in told_apart(ports)]


def test_that_a_serial_number_tells_which_scanner_it_is_wherever_it_is_plugged_in() -> None:
    assert ids(Info("/dev/ttyACM1", "K7"), Info("/dev/ttyS0")) == ["usb:K7", "/dev/ttyS0"]


def test_that_two_scanners_of_one_serial_number_are_two() -> None:
    twins = (Info("/dev/ttyACM0", "00000001"), Info("/dev/ttyACM1", "00000001"))
    assert ids(*twins, Info("/dev/ttyACM2", "K7")) == ["/dev/ttyACM0", "/dev/ttyACM1", "usb:K7"]
