"""Whether parts may fade in: not where the system asks for less motion."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QGuiApplication


@cache
def fades() -> bool:
    """Asked once: Windows' *Animation effects*, macOS' *Reduce motion*; without a screen nothing moves."""
    if QGuiApplication.platformName() in {"offscreen", "minimal"}:
        return False
    if sys.platform == "win32":
        import ctypes

        shown = ctypes.c_int(1)
        client_area_animation = 0x1042  # SPI_GETCLIENTAREAANIMATION
        ctypes.windll.user32.SystemParametersInfoW(client_area_animation, 0, ctypes.byref(shown), 0)
        return bool(shown.value)
    if sys.platform == "darwin":
        plist = Path.home() / "Library/Preferences/com.apple.universalaccess.plist"
        return not QSettings(str(plist), QSettings.Format.NativeFormat).value("reduceMotion", False, bool)
    return True
