"""NoneOfThese: labels that are only true alone, such as "None of these" and "I do not know".

They are told by their words, in the languages that are known here. "No parking nearby" is an
option like any other: of "no" and its like only some nouns are known to leave nothing else.
"""

from __future__ import annotations

import re
import unicodedata


def _any(*words: str) -> str:
    return "|".join(words)


_ALONE = _any(
    # How a label begins that says "none", which is said of things that were named before.
    "(?:(?:i|we) (?:have|had) |no,? )?(?:none|neither)|nessun[oa] d(?:i|elle|ei|egli|el|ella)|niente di tutto|nenhuma? d[aeo]s?|niets van",
    "(?:ninguno|ningún|ninguna|nada) (?:de|del)|nada d[aeo]s?|rien de|aucune? (?:de|d'|des|du)",
    "keine?[rsn]? (?:davon|von|der|dieser|des)|nichts (?:davon|von|der|dergleichen)",
    "geen (?:van|enkele?)|(?:ingen|ingenting|inget|inga|intet) (?:av|af)",
    "żad(?:en|na|ne|nego) z|nic z|žád(?:ný|ná|né) z|žiad(?:ny|na|ne) z|nic z|nijed(?:no|na|an) od",
    "ništa od|niciun(?:ul|a) d|nimic d|egyik sem|ei (?:mikään|mitään) näistä|ükski neist",
    "ничего из|ничто из|ни од(?:ин|но|на) из|никакие из|никакой из|нито едн[оа] от|никое от",
    "нічого з|ніщо з|жод(?:ен|на|не|ні) (?:з|із)|κανένα από|καμία από|κανένας από|τίποτα από",
    "لا شيء م|لا شيء من|ليس أي|لا أي|لا أحد م|אף אחד מ|שום דבר מ|هیچ ?کدام|هیچ ?یک",
    "không có (?:điều|câu|mục|đáp án) nào|tidak ada (?:yang|satupun|dari)|bukan salah satu",
)
_WHOLE = _any(
    # Labels that say it in these words alone, and what may stand behind them.
    "nothing|nothing (?:of|at all|in particular|listed|else|like|from|so far)\\b.*|nobody|no one",
    "(?:not|non) applicable|n/a|n\\.a|(?:it |this )?does not apply(?: to me)?|no answer|unsure",
    "(?:i )?(?:do not|don't|cannot|can't) (?:know|remember|recall|say|tell)(?: yet)?",
    "(?:i am |i'm )?not sure|unknown|no idea",
    "(?:i )?(?:would |'d |i'd )?(?:prefer|rather) not(?: to)? (?:say|answer|disclose|tell)(?: .{0,20})?",
    "keine?[rsn]?|nichts|nichts zutreffend(?:es)?|trifft (?:alles )?nicht zu|weiß (?:ich )?nicht",
    "ich weiß (?:es )?nicht|entfällt|nicht zutreffend|k\\. ?a\\.|keine angaben?|möchte ich nicht sagen",
    "aucune?|rien|rien à signaler|sans objet|non applicable|ne s'applique pas|(?:je )?ne sais pas",
    "(?:je )?préfère ne pas (?:répondre|le dire)|aucune réponse",
    "ningun[oa]|ningún|nada|no aplica|no corresponde|no (?:lo )?sé|prefiero no (?:decirlo|contestar|responder)",
    "nessun[oa]|niente|non applicabile|non (?:lo )?so|preferisco non (?:dirlo|rispondere)",
    "nenhuma?|nada|não se aplica|não sei|prefiro não (?:dizer|responder)",
    "geen|niets|niet van toepassing|n\\.?v\\.?t\\.?|(?:dat )?weet ik niet|zeg ik liever niet",
    "ingen(?:ting)?|inget|inga|intet|ej aktuellt|inte tillämpligt|(?:jag )?vet (?:ej|inte|ikke)",
    "(?:jeg )?ved (?:det )?ikke|ikke (?:relevant|aktuelt)|vill (?:inte|ej) (?:svara|uppge)|ønsker ikke å svare",
    "żad(?:en|na|ne)|nic|nie dotyczy|nie wiem|(?:wolę|nie chcę) nie (?:odpowiadać|mówić)|trudno powiedzieć",
    "žád(?:ný|ná|né)|netýká se(?: mě)?|nevím|neviem|ništa|ne znam|nimic|nu (?:știu|se aplică)",
    "semmi|nem tudom|ei mikään|ei mitään|en tiedä|en osaa sanoa",
    "hiçbir şey|(?:benim için )?geçerli değil|uygulanamaz|bilmiyorum|(?:söylemek|yanıtlamak) istemiyorum",
    "ничего|никакие|не ?применимо|(?:я )?не знаю|затрудняюсь ответить|(?:предпочитаю|не хочу) (?:не )?отвечать",
    "нічого|не стосується(?: мене)?|(?:я )?не знаю|важко сказати|не хочу відповідати|незнам|не знам",
    "κανένα|τίποτα|δεν (?:ισχύει|γνωρίζω|ξέρω)|لا شيء|لا ينطبق|لا (?:أعرف|أعلم|أدري)|أفضل عدم (?:الإجابة|القول|الإفصاح)",
    "שום דבר|לא (?:יודע|יודעת|רלוונטי)|نمی ?دانم|हाँ नहीं|पता नहीं|लागू नहीं|không biết|không áp dụng|tidak tahu|tidak berlaku",
)
_ENDS = _any(
    # Languages in which the word for "none" stands behind what it is said of.
    "\\bhiçbiri(?:si|miz)?(?: değil)?",
    "(?:में से|से) कोई (?:भी )?नहीं",
)
_WHOLE_IN_THE_EAST = _any(
    "(?:(?:以上|上述|上面|这些|這些).{0,4})?(?:都|皆|均|全)(?:没有|沒有|不是|不符合|不适用|不適用|非|无|無|否)",
    "(?:没有|沒有|無|无)(?:以上|上述)(?:任何)?(?:情况|情況|症状|症狀|选项|選項|各项|各項)?",
    "(?:以上|上述)(?:无|無)|无|無|没有|沒有|不适用|不適用|不知道|不清楚|不确定|不確定",
    "(?:不愿|不願|不想|拒绝|拒絕)(?:回答|透露|作答)|(?:没有|沒有|无|無)(?:任何)?(?:症状|症狀|不适|不適|问题|問題)",
    "(?:該当|当てはまる|あてはまる)(?:するもの|もの|項目)?(?:は|が)?(?:なし|無し|ない|ありません|しない|しません)",
    "(?:どれも|いずれも|いずれにも|どれにも)(?:該当|当てはまら|あてはまら)(?:し)?(?:ない|ません)",
    "(?:上記の|この中の)?(?:いずれ|どれ)でも(?:ない|ありません)|(?:特に|とくに)?(?:なし|無し|ない|ありません)",
    "(?:分|わ)から(?:ない|ません)|(?:答え|回答し)たくない|(?:症状|問題)(?:は)?(?:なし|無し|ない|ありません)",
    "(?:위|이 ?중)?(?:에는|에)? ?(?:해당|해당 ?사항)(?: ?되는 것| ?되는 것이)?(?:이|은)? ?(?:없음|없습니다|없다)|없음|증상 ?없음|(?:잘 )?모름|(?:잘 )?모르겠(?:음|습니다|다)|답하고 싶지 않음",
)
_NO = _any(
    "no|without(?: any)?|free (?:of|from)(?: any)?|not any|keine?[rsn]?|ohne|frei von|aucune?",
    "pas d[e']|sans|ningún|ninguna?|sin|nessun[oa]?|senza|nenhuma?|sem|geen|zonder|inga|inget|ingen|utan|uten|uden",
    "brak|bez|żadnych|žádné|fără|нет|без|нету|немає|χωρίς|لا (?:توجد|يوجد)(?: أي)?|بدون|بلا|אין|ללא|ei",
)
_OF_NOUN = _any(
    # Nouns of which "no" leaves nothing else: complaints, and what is asked for in lists of them.
    "symptom\\w*|complaints?|problems?|concerns?|issues?|troubles?|worries|difficult(?:y|ies)|pains?",
    "side[ -]effects?|allerg\\w+|illness(?:es)?|diseases?|conditions?|disorders?|diagnos[ei]s|injur(?:y|ies)",
    "medications?|medicines?|drugs?|risk factors?|reactions?|opinion|preference|answer|changes?|impairments?",
    "beschwerden|schmerzen|probleme?|schwierigkeiten|nebenwirkungen|sorgen|meinung|antwort|erkrankung(?:en)?|medikamente",
    "symptômes?|plaintes?|problèmes?|douleurs?|difficultés?|effets? secondaires?|avis|maladies?|médicaments?",
    "síntomas?|molestias?|problemas?|dolor(?:es)?|dificultad(?:es)?|efectos? secundarios?|alergias?",
    "sintom[oia]|disturb[oi]|problem[ai]|dolor[ei]|sintomas?|queixas?|dor(?:es)?|dificuldades?",
    "klachten|symptom(?:en|er)|problemen|pijn|bijwerkingen|symtom|besvär|biverkningar|plager|gener|bivirkninger|oireita",
    "objawów|dolegliwości|problemów|bólu|skutków ubocznych|příznaků|příznaky|potíž[eí]|simptome",
    "симптом\\w*|жалоб\\w*|проблем\\w*|боли|скарг|σύμπτωμα|συμπτώματα|أعراض|شكاوى|مشاكل|תסמינים|תלונות",
)
_TAIL = r"(?: (?:at all|now|today|currently|known|of these|like these|listed|above|du tout))?"
_PATTERN = re.compile(
    rf"(?:(?:{_ALONE})(?!\w)(?!['’-]).*|(?:لا شيء م|لا أحد م|אף אחד מ|שום דבר מ|niciun(?:ul|a) d|nimic d)\w.*"
    rf"|(?:{_WHOLE}|{_WHOLE_IN_THE_EAST})(?:\s*[,;:(–—].*)?|.*(?:{_ENDS})"
    rf"|(?:(?:i|we) (?:have|had) )?(?:{_NO}) (?:(?:such|other|any|known|of these|these) )?(?:{_OF_NOUN}){_TAIL}"
    rf"|(?:{_OF_NOUN}) (?:free|yok|sem)|symptom-?free|(?:beschwerde|symptom|schmerz)frei|asymptomatic"
    r"|(?:belirti|şikayet|sorun) yok)",
)


def says_none(label: str) -> bool:
    """Return whether a label reads as if nothing else could be so beside it."""
    plain = unicodedata.normalize("NFC", label).replace("’", "'").replace("\u200c", " ")
    # The capital I with a dot of Turkish is two characters in small letters.
    words = " ".join(plain.lower().replace("i\u0307", "i").split())
    return bool(_PATTERN.fullmatch(words.strip(" .!。！\"'“”„«»()（）[]-–—")))
