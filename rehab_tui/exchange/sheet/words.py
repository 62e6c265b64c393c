"""Words for columns in a few other languages (German, French, Spanish, Italian, Portuguese, Dutch), without accents.

What is recognized is only proposed: nothing is taken on it alone.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_WORDS = {
    "date": "datum tag jour fecha dia data giorno dag",
    "pain": "schmerz schmerzen douleur douleurs dolor dolores dolore dolori dor dores pijn",
    "exercise": (
        "ubung ubungen exercice exercices ejercicio ejercicios esercizio esercizi exercicio exercicios oefening "
        "oefeningen"
    ),
    "note": (
        "notiz notizen bemerkung bemerkungen kommentar remarque remarques commentaire commentaires nota notas "
        "comentario comentarios commento commenti opmerking opmerkingen"
    ),
    "side": "seite cote lado lato kant zijde",
    "left": "links linke linker linkes gauche izquierda izquierdo sinistra sinistro esquerda esquerdo",
    "right": "rechts rechte rechter rechtes droite droit derecha derecho destra destro direita direito",
    "both": "beide beides beidseits deux ambos ambas entrambi entrambe",
    "hip": "hufte hanche cadera anca quadril heup",
    "back": "rucken dos espalda schiena costas rug",
    "worst": "schlimmster schlimmste starkster pire peor peggiore pior ergste",
    "morning": "morgens matin manana mattina manha ochtend",
}
_ANSWERS = {"yes": "ja oui si sim", "no": "nein non nao nee"}
"""Only in cells: in a heading, si is a joint."""


def _english(words: Mapping[str, str]) -> dict[str, str]:
    return {word: english for english, foreign in words.items() for word in foreign.split()}


_HEADINGS = _english(_WORDS)
_CELLS = _english({**_WORDS, **_ANSWERS})


def tokens(text: str) -> list[str]:
    """Return the words of a heading in small letters without accents, those that are known in English."""
    return [_HEADINGS.get(word, word) for word in _bare(text)]


@lru_cache(4096)
def in_english(text: str) -> str:
    """Return a cell of one known word in English; any other as it is, in small letters."""
    found = _bare(text)
    return _CELLS.get(found[0], text.strip().lower()) if len(found) == 1 else text.strip().lower()


def _bare(text: str) -> list[str]:
    """Return the words of a text in small letters without accents."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return re.findall(r"[a-z]+", bare)
