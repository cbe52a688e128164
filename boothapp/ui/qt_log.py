"""What Qt itself complains about goes to the log, without what it quotes.

Qt's messages repeat what it was given (a text, a file's name); where the message comes from is
enough to look for its cause.
"""

import logging
import re

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_log = logging.getLogger(__name__)
_SOURCE = re.compile(r"Q\w+(::\w+)*(?=[:(])")
_FFMPEG = '"FFmpeg log: '  # how Qt hands on what FFmpeg says
_LEVEL = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def install() -> None:
    """From now on Qt's messages go to the log instead of stderr."""
    qInstallMessageHandler(_hear)


def _hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    is_ffmpeg = message.startswith(_FFMPEG)
    if is_ffmpeg and kind == QtMsgType.QtWarningMsg:
        return  # it warns of the same for every picture of some cameras
    source = _SOURCE.match(message)
    place = f"{context.file}:{context.line}" if context.file else "place unknown"
    name = "FFmpeg" if is_ffmpeg else source.group() if source else ""
    _log.log(_LEVEL.get(kind, logging.INFO), "Qt (%s) %s at %s", context.category, name, place)
