"""Words of ordinary news, by which `bench.pages` writes pages without a transfer: topics in English, other languages."""

from __future__ import annotations

from dataclasses import dataclass


def words(text: str) -> tuple[str, ...]:
    """The phrases of a text, parted by bars."""
    return tuple(" ".join(each.split()) for each in text.split("|"))


MONTHS = words("January|February|March|April|May|June|July|August|September|October|November|December")


@dataclass(frozen=True, slots=True)
class Topic:
    """Who does what: subjects, what they did ([noun], [quality] and [name] are filled in), and nouns."""

    subjects: tuple[str, ...]
    deeds: tuple[str, ...]
    nouns: tuple[str, ...]


QUALITIES = words(
    "new|old|narrow|early|late|costly|quiet|sudden|modest|familiar|unusual|difficult|patient|bitter|public|private|"
    "regional|municipal|national|foreign|promising|disputed|delayed|unfinished|careful|hasty|broad|thin|steep|gentle|"
    "noisy|crowded|empty|generous|stubborn|minor|major|annual|weekly|unexpected|long-awaited|half-forgotten|"
    "controversial|cautious|bold"
)
TIMES = words(
    "on Monday|on Tuesday|on Wednesday|on Thursday|on Friday|at the weekend|late last week|earlier this month|"
    "last year|in the spring|in the autumn|for the third time|after a long pause|before dawn|by the evening|"
    "within days|since January|over the summer|at the start of the season|shortly after noon|"
    "on the eve of the holiday|in the final hour|this morning"
)
ENDS = words(
    "although few had expected it|while others looked on|as the rain set in|because the money had run out|"
    "despite warnings from [place]|to the surprise of [name]|after talks in [place]|with little debate|"
    "without saying why|and nobody objected|as neighbours in [place] had hoped|which [name] called a [quality] step|"
    "and the matter is far from closed|for reasons that remain unclear|under a rule that dates from [year]|"
    "at a cost of [number] million|in front of [number] people|according to the local paper|as [company] had asked|"
    "a year after [place] did the same|for the first time since [year]|in a room that smelled of paint"
)
ROLES = words(
    "a teacher from [place]|who chairs the committee|an economist at [company]|the club's captain|"
    "a lawyer for the family|a retired engineer|the mayor of [place]|a spokeswoman for [company]|"
    "who has followed the case|a nurse|the union's secretary|a historian|who runs a bakery in [place]|"
    "the deputy minister|a lecturer in [place]|a pilot"
)
SAYINGS = words(
    "We have waited long enough for a [quality] [noun]|Nobody told us about the [noun]|"
    "It was a [quality] day for [place]|I would do the same again|The [noun] speaks for itself|"
    "People are tired of the [quality] [noun]|This is not the end|We will look at every [noun] with care|"
    "My father saw the same in [year]|There is no [quality] answer|You cannot run a [noun] on hope|"
    "It will take until [year] before the [noun] pays|The numbers do not add up"
)
TOPICS: dict[str, Topic] = {
    "sport": Topic(
        words(
            "the home side|the visitors|the champions|[name]|the goalkeeper|the second eleven|the coach|"
            "the relay team|the supporters|the referee|a crowd of [number]|the women's team|the promoted club|"
            "[place] United"
        ),
        words(
            "won by a [quality] goal|lost the [noun] in extra time|put [name] on the bench|"
            "signed [name] from [company]|came back from two down|missed a [quality] penalty|"
            "broke the record for the [noun]|trained in the rain|ran the second half without a [noun]|"
            "scored [small] times|rested the captain before the [noun]|took the lead through [name]|"
            "protested against a [quality] decision|retired from the [noun]"
        ),
        words(
            "final|derby|cup|league|marathon|sprint|title|contract|injury|pitch|stadium|tackle|corner|season|medal|"
            "transfer window|qualifier|set|serve|lap|podium|draw|fixture|dressing room|substitute|header"
        ),
    ),
    "markets": Topic(
        words(
            "shares|the central bank|[company]|investors|bond traders|the currency|analysts|exporters|a pension fund|"
            "the index|small savers|wheat prices|the finance ministry|retailers|[company], the insurer,"
        ),
        words(
            "rose [small] per cent|fell after a [quality] report|cut the [noun] by a quarter point|"
            "warned of a [quality] quarter|bought [company] for [number] million|posted a [quality] profit|"
            "raised the [noun]|hedged against inflation|closed flat|shrugged off the [noun]|"
            "shipped less grain than hoped|sold [number] million of debt|dismissed talk of a [noun]|"
            "opened an office in [place]"
        ),
        words(
            "dividend|rate|forecast|merger|rally|deficit|surplus|budget|yield|loan|tariff|mortgage|listing|bubble|"
            "ledger|audit|refund|wage|subsidy|balance sheet|cash flow|commodity|auction|downturn|recovery|payroll"
        ),
    ),
    "weather": Topic(
        words(
            "a storm|heavy rain|the heatwave|forecasters|snow|the river|fog|rescuers|residents of [place]|"
            "a cold front|strong winds|farmers|the flood|lightning|the drought|a landslide"
        ),
        words(
            "closed the road to [place]|flooded the [noun]|is expected to ease|cut power to [number] homes|"
            "tore off a [quality] roof|delayed trains to [place]|filled the [noun]|spoiled the [quality] harvest|"
            "reached [small] metres|forced [number] people to leave|spared the [noun]|brought down trees in [place]|"
            "set a [quality] record"
        ),
        words(
            "valley|dam|bridge|roof|orchard|harvest|beach|cellar|warning|shelter|forecast|coast|ridge|reservoir|pump|"
            "vineyard|pasture|campsite|ferry|airport|school|tunnel|canal|meadow|embankment"
        ),
    ),
    "courts": Topic(
        words(
            "the court|a judge in [place]|prosecutors|the jury|[name]|the defence|the appeal panel|witnesses|"
            "detectives|the accused|a tribunal|the registry|[company]'s lawyers"
        ),
        words(
            "rejected the [noun]|sentenced [name] to [small] years|heard a [quality] account of the [noun]|"
            "adjourned until spring|found [name] not guilty|asked for a [quality] sentence|struck out the [noun]|"
            "ordered [company] to pay [number]|opened an inquiry into the [noun]|read out a [quality] letter|"
            "dropped two of the charges|called [name] as a witness"
        ),
        words(
            "appeal|verdict|charge|testimony|fraud|burglary|estate|custody case|fine|settlement|indictment|affidavit|"
            "evidence|probe|alibi|robbery|libel|forgery|inheritance|dispute|hearing|plea|warrant|trial"
        ),
    ),
    "elections": Topic(
        words(
            "voters in [place]|the opposition|the ruling party|[name]|the coalition|pollsters|a former minister|"
            "the mayor|parliament|young voters|the electoral commission|both candidates|the senate"
        ),
        words(
            "backed a [quality] reform|lost [small] seats|promised a [quality] [noun]|counted the votes again|"
            "called for an early [noun]|debated the [noun] until midnight|refused to share a stage with [name]|"
            "won [small] per cent|passed the [noun] at second reading|drew up a [quality] list|campaigned in [place]"
        ),
        words(
            "ballot|reform|coalition|manifesto|turnout|constituency|pension bill|referendum|debate|majority|veto|"
            "poll|speech|tax plan|school bill|cabinet|mandate|petition|amendment|rally|quorum|alliance|budget"
        ),
    ),
    "diplomacy": Topic(
        words(
            "the foreign minister|envoys|the two governments|the delegation|[name], the ambassador,|mediators|"
            "the summit|the embassy in [place]|the alliance|the secretary-general|negotiators|both presidents"
        ),
        words(
            "met in [place] for a [quality] round|agreed to reopen the [noun]|walked out over the [noun]|"
            "signed a [quality] accord|recalled the ambassador|postponed the [noun]|welcomed a [quality] statement|"
            "spoke by telephone|failed to settle the [noun]|planned a [quality] visit to [place]|"
            "stressed the need for a [noun]"
        ),
        words(
            "border|treaty|summit|visa rule|fishing accord|trade pact|communique|ceasefire|mission|protocol|agenda|"
            "declaration|exchange|boundary|dialogue|invitation|dispute|guarantee|roadmap|consulate|quota"
        ),
    ),
    "war": Topic(
        words(
            "shelling|the army|troops|a drone|the front line|rebels|the defenders|artillery fire|civilians|"
            "the general staff|air raid sirens|residents of [place]|a missile|medics|the garrison"
        ),
        words(
            "hit a [noun] near [place]|held the [noun] for a [quality] week|withdrew from [place]|"
            "killed [small] people|were reported around [place]|fled the [quality] fighting|"
            "damaged a [quality] [noun]|lost [small] vehicles|shot down [small] drones|dug in along the [noun]|"
            "repelled a [quality] attack|evacuated the [noun]"
        ),
        words(
            "village|bridge|power station|depot|hospital|trench|checkpoint|offensive|railway|river crossing|market|"
            "apartment block|ridge|suburb|convoy|warehouse|barracks|minefield|ceasefire|road|school"
        ),
    ),
    "shipping": Topic(
        words(
            "a tanker|the port of [place]|[company]|a container ship|dockers|the canal authority|a ferry|"
            "freight rates|the coast guard|a bulk carrier|pilots|the shipyard in [place]|crew members"
        ),
        words(
            "ran aground off [place]|waited [small] days for a [noun]|carried grain to [place]|"
            "lost [small] containers|ordered [small] vessels|struck for a [quality] wage|dredged the [noun]|"
            "changed its flag|left the [noun] empty|rerouted round the cape|unloaded [number] tonnes of ore|"
            "delivered timber to [place]|was towed to a [quality] berth"
        ),
        words(
            "berth|crane|hull|cargo|anchor|quay|charter|lock|buoy|schedule|engine|customs shed|toll|lighthouse|"
            "manifest|pilot boat|dry dock|ballast|bill of lading|deck|harbour"
        ),
    ),
    "technology": Topic(
        words(
            "[company]|engineers in [place]|a start-up|researchers|the regulator|users|the laboratory|"
            "[name], an inventor,|a chip maker|the space agency|developers|a team of students|the satellite"
        ),
        words(
            "released a [quality] [noun]|recalled [number] devices|trained a [quality] [noun]|"
            "patched a flaw in the [noun]|raised [number] million|tested a [quality] battery|published the [noun]|"
            "launched a probe|closed the [noun]|built a [noun] from scrap|measured a [quality] signal|"
            "hired [small] people|translated the [noun]"
        ),
        words(
            "app|chip|browser|sensor|robot|telescope|dataset|battery|update|patent|network|keyboard|update|server|"
            "codec|password|prototype|vaccine|genome|laser|reactor|antenna|headset|algorithm|lens"
        ),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tongue:
    """Another language: who, did what, when or why; sentences are put together of the three. more: above other stories."""

    code: str
    who: tuple[str, ...]
    did: tuple[str, ...]
    when: tuple[str, ...]
    more: str


TONGUES: tuple[Tongue, ...] = (
    Tongue(
        "es",
        words(
            "El gobierno|La alcaldesa de la ciudad|El equipo local|Un grupo de vecinos|La policía|El banco central|"
            "La ministra de Hacienda|Los agricultores del valle|El tribunal|Una empresa de transportes|El ejército|"
            "La oposición"
        ),
        words(
            "anunció que no habrá cambios en las tarifas|perdió el partido en los últimos minutos|"
            "pidió una reunión con los sindicatos|rechazó la propuesta por falta de dinero|"
            "abrió una nueva escuela para los niños del barrio|detuvo a dos hombres|subió los tipos de interés|"
            "espera que las lluvias terminen pronto|condenó los ataques contra la población|"
            "firmó un acuerdo con el país vecino|entregó ayuda a los más necesitados|no quiso hacer declaraciones"
        ),
        words(
            "este lunes por la mañana|después de una larga discusión|según fuentes oficiales|a pesar de las críticas|"
            "desde hace tres años|en la capital y en otras ciudades|porque los precios siguen altos|"
            "durante la visita del presidente|con el apoyo de todos"
        ),
        "Más noticias",
    ),
    Tongue(
        "de",
        words(
            "Die Regierung|Der Bürgermeister der Stadt|Die Heimmannschaft|Eine Gruppe von Anwohnern|Die Polizei|"
            "Die Notenbank|Der Finanzminister|Die Bauern im Tal|Das Gericht|Ein Fuhrunternehmen|Die Armee|"
            "Die Opposition"
        ),
        words(
            "hat die neuen Preise noch nicht bekannt gegeben|verlor das Spiel in den letzten Minuten|"
            "bat um ein Gespräch mit den Gewerkschaften|lehnte den Vorschlag aus Mangel an Geld ab|"
            "eröffnete eine Schule für die Kinder des Viertels|nahm zwei Männer fest|erhöhte die Zinsen|"
            "hofft auf ein Ende des Regens|verurteilte die Angriffe auf die Bevölkerung|"
            "unterzeichnete ein Abkommen mit dem Nachbarland|half den Bedürftigen|wollte sich dazu nicht äußern"
        ),
        words(
            "am Montagmorgen|nach einer langen Debatte|wie aus amtlichen Kreisen verlautet|trotz aller Kritik|"
            "seit drei Jahren|in der Hauptstadt und anderswo|weil die Preise hoch bleiben|"
            "während des Besuchs des Präsidenten|mit der Hilfe aller"
        ),
        "Mehr dazu",
    ),
    Tongue(
        "fr",
        words(
            "Le gouvernement|La maire de la ville|L'équipe locale|Un groupe d'habitants|La police|La banque centrale|"
            "Le ministre des Finances|Les agriculteurs de la vallée|Le tribunal|Une société de transport|L'armée|"
            "L'opposition"
        ),
        words(
            "a annoncé que les tarifs ne changeraient pas|a perdu le match dans les dernières minutes|"
            "a demandé une réunion avec les syndicats|a rejeté la proposition faute d'argent|"
            "a ouvert une école pour les enfants du quartier|a arrêté deux hommes|a relevé ses taux|"
            "espère que la pluie cessera bientôt|a condamné les attaques contre la population|"
            "a signé un accord avec le pays voisin|a porté secours aux plus démunis|"
            "n'a pas souhaité faire de commentaire"
        ),
        words(
            "lundi matin|après une longue discussion|selon des sources officielles|malgré les critiques|"
            "depuis trois ans|dans la capitale et ailleurs|parce que les prix restent élevés|"
            "pendant la visite du président|avec l'aide de tous"
        ),
        "À lire aussi",
    ),
    Tongue(
        "ru",
        words(
            "Правительство|Мэр города|Местная команда|Группа жителей|Полиция|Центральный банк|Министр финансов|"
            "Фермеры долины|Суд|Транспортная компания|Армия|Оппозиция"
        ),
        words(
            "сообщило о новых тарифах|проиграла матч на последних минутах|просит о встрече с профсоюзами|"
            "отклонил предложение|открыли новую школу для детей района|задержала двух мужчин|повысил ставку|"
            "надеется на окончание дождей|осудила нападения на мирных жителей|"
            "подписала соглашение с соседней страной|помогли нуждающимся|не дали комментариев"
        ),
        words(
            "в понедельник утром|после долгого обсуждения|по данным официальных источников|несмотря на критику|"
            "уже три года|в столице и других городах|потому что цены остаются высокими|во время визита президента|"
            "при поддержке всех"
        ),
        "Читайте также",
    ),
    Tongue(
        "ar",
        words(
            "الحكومة|رئيسة البلدية|الفريق المحلي|مجموعة من السكان|الشرطة|البنك المركزي|وزير المالية|"
            "المزارعون في الوادي|المحكمة|شركة النقل|الجيش|المعارضة"
        ),
        words(
            "أعلنت أن الأسعار لن تتغير|خسر المباراة في الدقائق الأخيرة|طلبت اجتماعا مع النقابات|"
            "رفضت الاقتراح بسبب نقص المال|افتتحت مدرسة جديدة لأطفال الحي|أوقفت رجلين|رفع أسعار الفائدة|"
            "يأمل أن تنتهي الأمطار قريبا|أدانت الهجمات على المدنيين|وقعت اتفاقا مع البلد المجاور|"
            "قدمت المساعدة للمحتاجين|لم تعلق على الأمر"
        ),
        words(
            "صباح يوم الاثنين|بعد نقاش طويل|وفق مصادر رسمية|على الرغم من الانتقادات|منذ ثلاث سنوات|"
            "في العاصمة ومدن أخرى|لأن الأسعار لا تزال مرتفعة|خلال زيارة الرئيس|بدعم من الجميع"
        ),
        "اقرأ أيضا",
    ),
    Tongue(
        "pt",
        words(
            "O governo|A prefeita da cidade|O time da casa|Um grupo de moradores|A polícia|O banco central|"
            "A ministra da Fazenda|Os agricultores do vale|O tribunal|Uma empresa de transportes|O exército|"
            "A oposição"
        ),
        words(
            "anunciou que não haverá mudanças nas tarifas|perdeu o jogo nos últimos minutos|"
            "pediu uma reunião com os sindicatos|rejeitou a proposta por falta de dinheiro|"
            "abriu uma escola para as crianças do bairro|prendeu dois homens|aumentou os juros|"
            "espera que as chuvas terminem logo|condenou os ataques contra a população|"
            "assinou um acordo com o país vizinho|entregou ajuda aos mais necessitados|não quis comentar"
        ),
        words(
            "nesta segunda-feira de manhã|depois de uma longa discussão|segundo fontes oficiais|apesar das críticas|"
            "há três anos|na capital e em outras cidades|porque os preços continuam altos|"
            "durante a visita do presidente|com o apoio de todos"
        ),
        "Leia também",
    ),
)  # fmt: skip
