"""Plain letters for drawn signs, for terminals that show nothing else."""

_SIGNS = {
    "·": ".",
    "•": "*",
    "…": "~",
    "–": "-",
    "—": "-",
    "’": "'",
    "“": '"',
    "”": '"',
    "←": "<",
    "→": ">",
    "↑": "^",
    "↓": "v",
    "‹": "<",
    "›": ">",
    "▸": ">",
    "►": ">",
    "▹": "=",
    "▾": "v",
    "▲": "!",
    "◆": "*",
    "●": "*",
    "○": "o",
    "◐": "/",
    "◌": "#",
    "✓": "+",
    "✗": "x",
    "×": "x",
    "°": " ",
    "�": "?",
    "▁": "_",
    "▔": "-",
    "░": ".",
    "▒": ":",
}
_UPRIGHT = "│┃┆┇┊┋║╎╏▉▊▋▌▍▎▏▐▕"
_LEVEL = "─━┄┅┈┉═╌╍"
_FRAMES = {chr(code): "+" for code in range(0x2500, 0x2580)}
_BLOCKS = {chr(code): "#" for code in range(0x2580, 0x25A0)}
_LETTERS = str.maketrans(_FRAMES | _BLOCKS | dict.fromkeys(_UPRIGHT, "|") | dict.fromkeys(_LEVEL, "-") | _SIGNS)


def lettered(text: str) -> str:
    """Return a text with drawn signs as plain letters, each as wide as before; letters of any script stay."""
    return text if text.isascii() else text.translate(_LETTERS)
