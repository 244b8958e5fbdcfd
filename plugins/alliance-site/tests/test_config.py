from __future__ import annotations

import ast
import inspect

from alliance_site.config import AllianceConfig


def test_every_option_has_a_sentence_under_it() -> None:
    (option_class,) = ast.parse(inspect.getsource(AllianceConfig)).body
    assert isinstance(option_class, ast.ClassDef)
    options, sentences = option_class.body[1::2], option_class.body[2::2]
    assert len(options) == len(sentences) > 3
    for sentence in sentences:
        assert isinstance(sentence, ast.Expr)
        assert ast.literal_eval(sentence.value).endswith(".")
