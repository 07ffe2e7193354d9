"""Grammar: which words fill which slot of a verb or noun, through passives, relatives, coordination and control."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from reportedly.find.agents import agents_of
from reportedly.find.bounded import conjuncts, counted_object, counted_subject, is_up_to, strayed_subject
from reportedly.find.companions import companions
from reportedly.find.gerunds import doer_of, goods_behind
from reportedly.find.leave import leave_for, let_move, who_may
from reportedly.find.listings import is_listing
from reportedly.find.loaded import carrier_of
from reportedly.find.participles import (
    finite_before,
    held_of,
    is_given,
    perfect_over,
    stands_before_object,
    told_before,
)
from reportedly.find.prepositions import before_a_count, displaced_objects, ends_up, objects_of
from reportedly.find.relatives import first_of_list

Slots = dict[str, list[Token]]

_OBJECT_CONTROL = {
    "ask", "urge", "order", "allow", "help", "force", "direct", "authorize", "authorise", "enable", "let", "invite", "press",
    "instruct", "require", "permit", "accuse", "suspect", "stop", "prevent", "call", "persuade", "tell", "see", "observe",
    "expect", "believe", "assist", "keep", "compel", "prompt", "convince", "encourage", "motivate", "oblige", "pressure",
    "push", "lobby", "beg",
}  # fmt: skip
_JUDGING = {
    "thank", "praise", "sanction", "condemn", "blame", "fault", "criticize", "criticise", "penalize", "penalise", "punish",
    "blacklist", "commend", "applaud", "rebuke", "charge", "indict", "fine", "designate", "congratulate", "censure",
    "slam", "denounce", "berate", "chide", "scold", "lambast", "attack", "hail",
}  # fmt: skip
_CHARGING = {"accuse", "suspect", "list", "target", "probe", "investigate", "prosecute", "arrest", "jail"} | _JUDGING
_PENALTIES = {"sanction", "penalty", "fine", "embargo", "restriction", "charge", "measure", "ban"}
_RELATIVES = {"WDT", "WP", "WP$"}
_CALLING = {"call", "appeal"}
_RESOLVES = {
    "decision", "plan", "intention", "offer", "promise", "pledge", "commitment", "proposal", "refusal", "readiness",
}  # fmt: skip
_GIVES = {"provide", "supply", "send", "deliver", "give", "transfer", "include"}
_GIVEN = {"package", "aid", "assistance", "support", "drawdown", "tranche", "announcement"}
_ASIDE = {"intj", "advmod", "npadvmod"}
_PROMISING = {"promise", "pledge"}
_BOUND = {"bind", "destine", "intend", "head", "earmark"}
DEPTH = 6
EXCHANGE = frozenset({"exchange", "return"})


def verb_slots(verb: Token) -> Slots:
    """slot → head tokens. Passives are turned round; the agent is `subj`."""
    slots: Slots = {}
    subjects, passive = _subjects(verb, 0)
    objects = [c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd") and not _is_reflexive(c)]
    objects = [c for c in objects if c.dep_ != "oprd" or c.pos_ not in ("ADJ", "ADV")]  # "is banned effective now"
    datives = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    if objects and not datives and not passive:  # "may send Kyiv 400 shells": the parser takes Kyiv for an aside
        datives = [c for c in verb.rights if c.dep_ in _ASIDE and c.tag_ == "NNP" and c.i == verb.i + 1]
    if datives and not objects and not passive and datives[0].pos_ == "NOUN":  # "gave Chad weapons", read as one name
        datives, objects = [], datives
    if (
        len(objects) > 1 and not datives and _may_receive(objects[0])
    ):  # "sent Chad forty trucks", both read as direct objects
        datives, objects = objects[:1], objects[1:]
    datives = datives or list(before_a_count(() if passive else objects))
    if passive:
        (datives if objects else objects).extend(subjects)
        slots["subj"] = agents_of(verb)
    else:
        slots["subj"] = [*subjects, *(c for s in subjects for c in companions(s) if c.ent_type_ or c.pos_ == "PROPN")]
    if any(c.dep_ == "expl" for c in verb.children):  # "There are 600 soldiers in Libya"
        slots["subj"], objects = objects, []
        for there in slots["subj"]:
            _add_preps(slots, there, only=("in", "at"))
    if not objects and not passive:
        objects = [verb.head] if stands_before_object(verb) else _gap(verb)
    if not objects and not passive:
        objects = _shared_object(verb) or displaced_objects(verb.rights)
    counted = counted_object(verb)
    if counted and len(objects) == 1 and not datives and not passive and objects[0].pos_ == "PROPN":
        datives, objects = objects, []  # "sent Chad around 900 rifles": "around" is read as a preposition
    slots["obj"], slots["dat"] = [_antecedent(o) for o in objects], datives
    slots["obj"].extend(counted)
    if slots["obj"]:  # "sent trucks to Chad, as well as a package": the parser hangs the second object on the verb
        slots["obj"].extend(c for c in verb.rights if c.dep_ == "conj" and c.pos_ in ("NOUN", "NUM", "PROPN"))
        slots["obj"].extend(c for c in verb.rights if c.dep_ == "npadvmod" and _counts_goods(c))
    _add_preps(slots, verb)
    for state in (t for t in (*verb.rights, *(c for o in slots["subj"] for c in o.rights)) if t.lower_ == "present"):
        _add_preps(slots, state, only=("in", "at"))  # "are present in Chad"
    for clause in verb.children:
        if clause.dep_ in ("xcomp", "ccomp") and clause.pos_ not in ("VERB", "AUX"):
            slots["obj"].append(clause)
    for word in ("in", "at"):  # "unloaded crates in Syria": the place may hang on the goods
        if word not in slots:
            for thing in [t for o in slots["obj"] for t in conjuncts(o)]:
                _add_preps(slots, thing, only=(word,))
    for wanted in slots.get("for", []):  # "looks for drones from Iran"
        _add_preps(slots, wanted, only=("from",))
    for ground in slots.get("into", []):  # "entered into combat alongside …"
        _add_preps(slots, ground, only=("with", "alongside"))
    for thing in [t for o in slots["obj"] for t in _phrase(o)]:
        _add_preps(slots, thing, only=("to", "from", "for", "into", "toward", "towards"))
    for place in [t for t in slots.get("to", []) if t.tag_ == "NNP"]:  # "went to Chad from Oman"
        _add_preps(slots, place, only=("from",))
    if "to" not in slots and not slots["dat"]:
        slots["to"] = list(ends_up(t for o in slots["obj"] for t in _phrase(o)))
        for promised in _promised(verb, slots):  # "has not delivered the radars it promised to Latvia"
            _add_preps(slots, promised, only=("to",))
            slots["dat"] += [c for c in promised.rights if c.dep_ in ("dative", "dobj") and c.pos_ == "PROPN"]
    return slots


def _promised(verb: Token, slots: Slots) -> list[Token]:
    """The clause in which who delivers says, by a pronoun, to whom the goods were promised."""
    goods = [n for o in slots["obj"] for n in (o, *(p for q in o.rights if q.lower_ == "of" for p in q.rights))]
    clauses = [c for n in goods for c in n.rights if c.dep_ == "relcl" and c.lemma_.lower() in _PROMISING]
    return [c for c in clauses if c.i > verb.i and any(s.dep_ == "nsubj" and s.tag_ == "PRP" for s in c.lefts)]


def _shared_object(verb: Token) -> list[Token]:
    """ "To arm and train rebels": two verbs side by side have one object."""
    second = next((c for c in verb.rights if c.dep_ == "conj" and c.pos_ == "VERB" and c.i - verb.i <= 2), None)
    return [c for c in second.children if c.dep_ == "dobj"] if second is not None else []


def noun_slots(noun: Token) -> Slots:
    """slot → head tokens of a noun's arguments, those of the light verb that it hangs on included."""
    slots: Slots = {"poss": [c for c in noun.children if c.dep_ == "poss"], "self": [noun]}
    slots["comp"] = [c for c in noun.children if c.dep_ in ("compound", "amod", "nmod")]
    _add_preps(slots, noun)
    if (goods := goods_behind(noun)) is not None:  # "charged with smuggling missile parts"
        slots["of"], slots["poss"] = [goods], doer_of(goods)
        for over in (goods, goods.head.head):
            _add_preps(slots, over, only=("to", "from"), behind=goods.i)
    hung = noun.head.children if noun.dep_ in ("dobj", "nsubjpass") and noun.head.pos_ == "VERB" else ()
    buyers = [*slots.get("to", []), *(p for c in hung if c.lower_ == "to" and c.i > noun.i for p in objects_of(c))]
    if "of" not in slots:  # "a sale to Fiji of spare parts": the goods hang on the buyer
        for buyer in buyers:
            _add_preps(slots, buyer, only=("of",))
    for wanted in slots.get("for", []):  # "a request for drones from Iran"
        _add_preps(slots, wanted, only=("from",))
    things = [*slots.get("of", []), *slots.get("for", [])]
    things += [
        p for t in things for q in t.children if q.lower_ == "in" for p in q.children
    ]  # "of $3 million in aid to"
    for word in ("to", "from"):  # "the purchase of rifles from Chad": the seller hangs on the goods
        for thing in things if word not in slots else []:
            _add_preps(slots, thing, only=(word,))
    for child in noun.children:
        if child.dep_ in ("acl", "amod") and child.lemma_ in ("bind", "destine", "bound", "head", "intend", "earmark"):
            bound: Slots = {}
            _add_preps(bound, child)
            slots.setdefault("to", []).extend(bound.get("for", []) + bound.get("to", []))
    if noun.dep_ in ("dobj", "nsubjpass") and noun.head.pos_ == "VERB":
        _add_preps(slots, noun.head, only=("to", "from", "on", "against", "for", "with"))
    over = noun.head.head
    if noun.dep_ == "pobj" and over.pos_ == "VERB" and over.i < noun.head.i and "to" not in slots:
        _add_preps(slots, over, only=("to",), behind=noun.i)  # "thanked Oslo for its provision of radars to Chad"
    return slots


def subjects_of(verb: Token) -> list[Token]:
    """Who does it: the grammatical or understood subject; a passive's agent."""
    subjects, passive = _subjects(verb, 0)
    return agents_of(verb) if passive else subjects


def is_passive(verb: Token) -> bool:
    """Whether what would be the object stands as subject, or as the noun before a participle."""
    if is_given(verb) or any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    perfect = any(c.dep_ == "aux" and c.lower_ in ("has", "have", "had") for c in verb.children)
    if perfect:  # "reports that Chad has sent"
        return False
    return verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN" and not stands_before_object(verb)


def _subjects(verb: Token, depth: int) -> tuple[list[Token], bool]:
    """The subject as written or understood, and whether it undergoes."""
    passive = is_passive(verb)
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")]
    if len(own) > 1:  # "Oslo: 40 trucks have left": who speaks does not leave
        own = [c for c in own if not any(t.text == ":" for t in verb.doc[c.i : verb.i])] or own
    own = own or strayed_subject(verb)
    if not own and stands_before_object(verb):
        own = [s for c in verb.children if c.dep_ == "aux" for s in c.children if s.dep_ == "nsubj"]
        own = own or [c for c in verb.lefts if c.dep_ == "npadvmod"][:1]
        if not own and (perfect := perfect_over(verb)) is not None and depth < DEPTH:
            return _subjects(perfect, depth + 1)
    if own:
        return [_antecedent(c) for c in own], passive or own[0].dep_ == "nsubjpass"
    if included := [o for c in verb.lefts if _is_included(c) for o in c.lefts if o.dep_ == "dobj"]:
        return included[:1], passive
    if passive and verb.dep_ not in ("acl", "amod"):
        counted = counted_subject(verb)
        if counted:
            return counted, passive
    if not passive and verb.dep_ in ("ROOT", "ccomp", "conj", "relcl") and (counted := counted_subject(verb)):
        return counted, passive
    if not passive and (meant := _meant_for(verb)):
        return [meant], passive
    if depth > DEPTH or verb.head.i == verb.i:
        return [], passive
    head = verb.head
    if (leave := leave_for(verb)) is not None and (named := who_may(leave)):
        return named, passive
    if (load := let_move(verb)) is not None:
        return [load], passive
    if verb.dep_ in ("acl", "relcl"):
        if verb.tag_ == "VB" and (verb.dep_ == "acl" or _is_to_do(verb)):
            return _holder(head), passive
        return [head], passive
    if verb.dep_ == "advcl" and verb.lemma_ in _BOUND and verb.tag_ in ("VBN", "VBD"):  # "seized a load destined for …"
        return [c for c in head.children if c.dep_ in ("dobj", "nsubjpass") and c.i < verb.i], True
    if held := held_of(verb):
        return held, True
    if (carrier := carrier_of(verb)) is not None:
        return [carrier], passive
    if verb.dep_ == "conj" and (told := told_before(verb) or finite_before(head)):
        return _subjects(told, depth + 1)[0], passive
    if verb.dep_ == "conj" and head.pos_ == "ADJ" and head.dep_ == "acomp":  # "are armed and trained by Chad"
        return _subjects(head.head, depth + 1)[0], verb.tag_ == "VBN"
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        subjects, head_passive = _subjects(head, depth + 1)
        return subjects, passive or (head_passive and verb.tag_ == "VBN")
    if verb.dep_ in ("xcomp", "advcl", "ccomp") and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        controlled = [c for c in head.children if c.dep_ in ("dobj", "nsubjpass")]
        if not controlled and head.lemma_ in _CALLING and verb.dep_ in ("xcomp", "advcl"):  # "called on Chad to leave"
            asked = [p for q in head.children if q.lower_ in ("on", "upon", "to") for p in q.children]
            controlled = [p for p in asked if p.dep_ == "pobj" and p.i < verb.i]
        if head.lemma_ in _OBJECT_CONTROL | _CALLING and controlled and verb.dep_ in ("xcomp", "advcl"):
            return [_antecedent(c) for c in controlled], passive
        if head.pos_ == "ADJ" and head.dep_ in ("acomp", "attr", "ccomp", "oprd") and not _has_subject(head):
            head = head.head  # "is ready to send"
        return _subjects(head, depth + 1)[0], passive
    if verb.dep_ == "acomp" and verb.tag_ == "VBN":  # "stands accused of", "remains accused of"
        return _subjects(head, depth + 1)[0], True
    if verb.dep_ == "pcomp":
        return _over_preposition(head, depth), passive
    return [], passive


def _meant_for(verb: Token) -> Token | None:
    """ "A grant for Chad to buy weapons": who stands between "for" and the infinitive does it."""
    to = next((c for c in verb.lefts if c.tag_ == "TO"), None)
    if to is None or to.i == 0 or verb.dep_ not in ("acl", "advcl", "xcomp", "relcl"):
        return None
    last = verb.doc[to.i - 1]
    while last.dep_ == "advmod" and last.i > 0:  # "for Chad to immediately buy"
        last = last.nbor(-1)
    over = next((t for t in [last, *last.ancestors] if t.dep_ == "pobj" and t.head.lower_ == "for"), None)
    if over is not None and verb.lemma_ in _GIVES and over.head.head.lemma_.lower() in _GIVEN:
        return None  # "a package for Chad to provide radars" is given to Chad
    return over if over is not None and over.right_edge.i == last.i else None


def _is_to_do(verb: Token) -> bool:
    """ "A deal to supply rockets", read as a relative clause: with an object of its own it does not say what follows."""
    return any(c.tag_ == "TO" for c in verb.lefts) and any(c.dep_ == "dobj" for c in verb.rights)


def _has_subject(word: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in word.children)


def _is_included(word: Token) -> bool:
    """ "900 soldiers, drivers included, went": the parser hangs the soldiers on "included"."""
    return word.lemma_ == "include" and word.tag_ == "VBN" and word.dep_ == "parataxis"


def _over_preposition(prep: Token, depth: int) -> list[Token]:
    """The subject of "… of sending": the accused, the holder of the noun, or the subject of the verb above."""
    above = _accusing(prep) or prep.head
    if above.lower_ == "including":  # "helps, including by training"
        above = above.head
    if above.pos_ in ("VERB", "AUX", "ADJ"):
        objects = [c for c in above.children if c.dep_ in ("dobj", "nsubjpass")]
        punished = prep.lower_ != "by" and any(o.lemma_.lower() in _PENALTIES for o in objects)
        if punished:  # "imposed sanctions on the firm for shipping …"
            hit = [
                p for n in (above, *objects) for p in n.children if p.dep_ == "prep" and p.lower_ in ("on", "against")
            ]
            return [o for p in hit for o in objects_of(p)]
        charged = above.lemma_ in _OBJECT_CONTROL | _CHARGING or is_listing(above)
        if objects and (prep.lower_ in ("of", "from", "against") or charged):
            return [_antecedent(o) for o in objects]
        return _subjects(above, depth + 1)[0]
    if above.pos_ in ("NOUN", "PROPN"):
        return _holder(above)
    return []


def _accusing(prep: Token) -> Token | None:
    """ "Was accused by envoys of arming rebels": the parser hangs "of" on the accuser."""
    if prep.lower_ not in ("of", "for") or prep.head.pos_ not in ("NOUN", "PROPN"):
        return None
    agent = next((t for t in prep.ancestors if t.dep_ == "agent"), None)
    accuses = agent is not None and agent.head.lemma_ in _CHARGING
    return agent.head if agent is not None and accuses else None


def _holder(noun: Token) -> list[Token]:
    """Whose plan, agreement or promise: the possessor, the adjective, or the subject of the verb it is object of."""
    if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in _CHARGING:  # "sanctioned a firm for shipping": it did
        return [noun]
    owned = [c for c in noun.children if c.dep_ == "poss"]
    owned = owned or [c for c in noun.children if c.dep_ == "compound" and c.tag_ == "NNP"]  # "a US plan to sell"
    if not owned and noun.lemma_.lower() in _RESOLVES:  # "the decision of Oslo to sell"
        owned = [p for q in noun.children if q.lower_ in ("of", "by") for p in q.children if p.dep_ == "pobj"]
    if owned:
        return owned
    if noun.dep_ in ("dobj", "attr", "nsubjpass", "oprd") and noun.head.pos_ in ("VERB", "AUX"):
        subjects = subjects_of(noun.head)
        if subjects:
            return subjects
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("for", "over") else noun
    if over.lemma_ in _JUDGING:  # "slammed Chad for plans to buy": whose plans they are
        return [o for o in over.children if o.dep_ == "dobj"]
    if noun.dep_ == "pobj" and noun.head.head.pos_ in ("VERB", "AUX"):
        return [
            t
            for t in subjects_of(noun.head.head)
            if t.pos_ != "PRON" or t.lower_ in ("it", "he", "she", "they", "we", "i")
        ]
    return [c for c in noun.children if c.dep_ in ("amod", "compound")]


def _antecedent(token: Token) -> Token:
    """For a relative pronoun the noun that its clause hangs on."""
    if token.tag_ in _RELATIVES or (token.lower_ == "that" and token.dep_ in ("nsubj", "nsubjpass", "dobj")):
        clause = token.head
        for _ in range(DEPTH):
            if clause.dep_ == "relcl":
                return first_of_list(clause.head, clause)
            if clause.dep_ not in ("conj", "xcomp", "ccomp") or clause.head.i == clause.i:
                break
            clause = clause.head
    return token


def _gap(verb: Token) -> list[Token]:
    """The object of "the drones (that) Iran sent": the noun before the clause."""
    clause = verb
    for _ in range(DEPTH):
        if clause.dep_ == "relcl":
            return [clause.head] if any(c.dep_ == "nsubj" for c in verb.children) else []
        if clause.dep_ not in ("xcomp", "ccomp") or clause.head.i == clause.i:
            return []
        clause = clause.head
    return []


def _add_preps(slots: Slots, token: Token, only: Iterable[str] | None = None, behind: int = -1) -> None:
    for child in token.children:
        if child.i < behind or is_up_to(child):
            continue
        if child.dep_ in ("prep", "dative") and child.pos_ in ("ADP", "SCONJ", "VERB", "ADV"):
            word = child.lower_
            if only is not None and word not in only:
                continue
            objects = objects_of(child)
            if word == "in" and objects and objects[0].lower_ in EXCHANGE:
                continue
            known = slots.setdefault(word, [])
            known.extend(o for o in objects if o not in known)


def _phrase(token: Token) -> Iterator[Token]:
    """The heads of a noun phrase along coordination and "of", where the parser may have hung a verb's preposition."""
    for node in conjuncts(token):
        yield node
        for child in node.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "including"):
                for inner in objects_of(child):
                    if inner.lower_ not in EXCHANGE:
                        yield from conjuncts(inner)
            elif child.dep_ in ("appos",):
                yield child


def _counts_goods(token: Token) -> bool:
    """ "…, thousands of rockets": a listed numeral noun that the parser takes for an adverbial."""
    return token.pos_ in ("NOUN", "NUM") and any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)


def _may_receive(token: Token) -> bool:
    return token.pos_ in ("PROPN", "PRON") or any(c.tag_ == "PRP$" for c in token.children)


def _is_reflexive(token: Token) -> bool:
    return token.lower_ in ("itself", "themselves", "himself", "herself")
