"""Inspection points: a line's content taken apart into what is looked at (domain.md 5.3)."""

import re

_QUESTION = re.compile(r"是否|有无|是不是|能否|有没有")
_INTRODUCED = re.compile(
    r"(?:包括|包含)(?:但不限于)?(?![^，。；]*在内)[:：]?|(?:重点|主要)(?:自查|检查|查看|核查|排查|关注|整治|是|看)[:：]?"
)
_COLLECTED = re.compile(r"对(.+?)等?(?:情况)?(?:进行|开展|予以)(?:收集|整理|汇总|梳理|统计|登记)")
_NUMBERED = re.compile(
    r"(?:^|(?<=[\n；;。，：:\s]))\s*(?:\d{1,2}[.．、](?!\d)|\d{1,2}[)）]|[（(][\d一二三四五六七八九十]{1,3}[)）])|[①-⑳]"
)
_TRAILING = re.compile(r"等(?:等)?(?:方面|情况|内容|问题|工作|事项)*(?:的?(?:情况|问题))?(?:(?:进行|开展).{0,6})?$")
_JOINING = re.compile(r"^(?:以及|并且|并|及|和|与)(?=[\u3400-\u9fff]{3})")
_ENDS = " \t\n，。；;,.、：:"
_OPENING, _CLOSING = "（(《“【[", "）)》”】]"


def split_points(content: str) -> tuple[str, ...]:
    """Return the points of a line's content in the plan's own words, each once.

    Numbered items are points; else the clauses behind 包括, 重点检查 and the like; else what
    “对A、B、C等进行收集整理” lists; else sentences; at worst the whole content is one point.
    """
    text = content.strip()
    for attempt in (_numbered, _introduced, _collected, _sentences):
        points = tuple(dict.fromkeys(filter(None, map(_bare, attempt(text)))))
        if points:
            return points
    return (_bare(text),) if _bare(text) else ()


def split_outside(text: str, marks: str) -> list[str]:
    """Split a text at any of the marks that stands in no bracket: 商品（食品、饮料）、服务 gives two parts."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in _OPENING) - (character in _CLOSING)
        if character in marks and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _bare(point: str) -> str:
    stripped = _TRAILING.sub("", point.strip(_ENDS)).strip(_ENDS)
    return _JOINING.sub("", re.sub(r"\s*\n\s*", "", stripped))


def _numbered(text: str) -> list[str]:
    pieces = _NUMBERED.split(text)
    return pieces[1:] if len(pieces) > 2 else []


def _introduced(text: str) -> list[str]:
    match = _INTRODUCED.search(text)
    return (
        [point for sentence in split_outside(text[match.end() :], "。\n") for point in _clauses(sentence)]
        if match
        else []
    )


def _collected(text: str) -> list[str]:
    match = _COLLECTED.search(text)
    return split_outside(match[1], "、，；") if match else []


def _sentences(text: str) -> list[str]:
    pieces = [piece for piece in split_outside(text, "。；;\n") if piece.strip(_ENDS)]
    if len(pieces) == 1 and len(_QUESTION.findall(text)) > 1:
        return _clauses(text)
    return pieces


def _clauses(sentence: str) -> list[str]:
    for marks in ("；;", "，,"):
        pieces = [piece for piece in split_outside(sentence.strip(_ENDS), marks) if piece.strip(_ENDS)]
        if len(pieces) > 1:
            return [part for piece in pieces for part in (_questions(piece) if marks == "，," else _clauses(piece))]
    return _listed(sentence)


def _questions(piece: str) -> list[str]:
    """Split A是否…、B是否… in two, but leave 食堂、超市卫生是否达标 whole."""
    parts = split_outside(piece, "、")
    return parts if len(parts) > 1 and all(_QUESTION.search(part) for part in parts) else [piece]


def _listed(sentence: str) -> list[str]:
    """Split a list at 、; a noun in front of a question belongs to it."""
    parts = split_outside(sentence, "、")
    if not _QUESTION.search(sentence):
        return parts
    points: list[str] = []
    waiting: list[str] = []
    for part in parts:
        waiting.append(part)
        if _QUESTION.search(part):
            points.append("、".join(waiting))
            waiting = []
    return points + waiting
