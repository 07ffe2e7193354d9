"""Reports of transfers, by which `bench.pages` writes relevant pages: states, goods, and a hundred forms of sentence.

In the sentences [s] and [r] are the supplier and the recipient, [S] the supplier's adjective, [g] goods in the plural, [q]
a quantity, [h] a hedge, [o] who says so, [d] a day, [w] a way of carriage, [place] and [name] as in ordinary news.
"""

from __future__ import annotations

from bench.page_words import words

STATES = words(
    "Iran, Iranian|Russia, Russian|China, Chinese|Turkey, Turkish|Israel, Israeli|France, French|Germany, German|"
    "Italy, Italian|Poland, Polish|Sweden, Swedish|Norway, Norwegian|Spain, Spanish|India, Indian|"
    "Pakistan, Pakistani|Brazil, Brazilian|Serbia, Serbian|Bulgaria, Bulgarian|Romania, Romanian|Greece, Greek|"
    "Egypt, Egyptian|Algeria, Algerian|Morocco, Moroccan|Ethiopia, Ethiopian|Sudan, Sudanese|Libya, Libyan|"
    "Mali, Malian|Nigeria, Nigerian|Kenya, Kenyan|Armenia, Armenian|Azerbaijan, Azerbaijani|Ukraine, Ukrainian|"
    "Belarus, Belarusian|Syria, Syrian|Myanmar, Burmese|Vietnam, Vietnamese|Indonesia, Indonesian|"
    "North Korea, North Korean|South Korea, South Korean|Japan, Japanese|Australia, Australian|Canada, Canadian|"
    "South Africa, South African|Venezuela, Venezuelan|Peru, Peruvian|Finland, Finnish|Qatar, Qatari"
)
GOODS = words(
    "drones|artillery shells|155 mm shells|122 mm rockets|ballistic missiles|short-range ballistic missiles|"
    "cruise missiles|air defence systems|anti-tank missiles|armoured vehicles|infantry fighting vehicles|"
    "main battle tanks|howitzers|self-propelled guns|multiple rocket launchers|mortars|mortar rounds|assault rifles|"
    "machine guns|sniper rifles|grenades|fighter jets|attack helicopters|transport aircraft|patrol boats|corvettes|"
    "naval mines|torpedoes|guided bombs|loitering munitions|surface-to-air missiles|anti-ship missiles|radars|"
    "engines for cruise missiles|rifle rounds|body armour sets|night-vision sights|portable air defence missiles|"
    "tank shells|trainer aircraft|submarines"
)
NUMBERS = words(
    "six|eight|a dozen|twelve|20|24|36|about 40|at least 50|some 60|more than 100|120|up to 200|nearly 300|"
    "between 300 and 400|roughly 500|600|dozens of|hundreds of|thousands of|a first batch of 30|over 1,000|2,500|"
    "5,000|tens of thousands of|an unknown number of|as many as 48|no fewer than 18|a further 70|another 15|"
    "two batteries' worth of|10,000"
)
HEDGES = words("reportedly|allegedly|apparently|probably|is believed to have|according to the report|may have")
ORIGINS = words(
    "the [R] defence ministry|the [S] defence ministry|two Western officials|a United Nations panel|"
    "the monitoring group|satellite images|an intelligence assessment|"
    "a senior official, speaking on condition of anonymity,|the [O] foreign ministry|people familiar with the matter|"
    "an investigation by [company]|customs records|the country's military intelligence|a spokesman for the army|"
    "opposition activists|the state news agency|the [O] intelligence service|a research institute"
)
WAYS = words(
    "by sea through [place]|aboard a cargo ship|on [small] cargo flights|by rail|by road through [place]|"
    "in unmarked containers|by air to [place]|through a third country|under a contract signed last year|"
    "in exchange for oil|free of charge|on credit|as part of a package of military aid|in breach of the embargo|"
    "after a delay of [small] months|by way of [place]"
)
DAYS = words(
    "on Monday|on Tuesday|last week|in January|in early March|since the summer|between May and August|last month|"
    "this year|in the first half of the year|in [month] [year]|on [small] [month]|by the end of [year]|"
    "over the past two years|overnight"
)
FORMS = words(
    "[s] delivered [q] [g] to [r] [d], [o] said.|[o] said [s] had sent [r] [q] [g] [w].|"
    "[s] has supplied [r] with [q] [g].|[r] received [q] [g] from [s] [d].|"
    "[r] has taken delivery of [q] [S] [g], [o] said.|[q] [g] reached [r] from [s] [w].|"
    "[s] agreed to sell [r] [q] [g].|[s] will send [q] [g] to [r], its defence minister said [d].|"
    "[s] denied having sent [g] to [r].|[o] accused [s] of sending [q] [g] to [r] [w].|"
    "[r] ordered [q] [g] from [s] [d].|[s] pledged [q] [g] for [r].|[s] approved the export of [q] [g] to [r].|"
    "[s] suspended deliveries of [g] to [r] [d].|[s] is to provide [r] with [q] [g].|"
    "[s] handed over [q] [g] to the [R] army [d].|The [R] army is using [q] [g] made in [s], [o] said.|"
    "According to [o], [s] shipped [q] [g] to [r] [d].|According to [o], [r] bought [q] [g] from [s] [w].|"
    "[s] has [h] shipped [q] [g] to [r].|[s] [h] transferred [q] [g] to [r] [w].|"
    "[r] has [h] received [q] [g] from [s].|[o] estimates that [s] has sent [q] [g] to [r] [d].|"
    "[o] believes that [q] [g] were moved from [s] to [r].|A ship carrying [q] [g] left [s] for [r] [d], [o] said.|"
    "A cargo of [q] [g] bound for [r] was seized [w]; it came from [s].|"
    "Investigators found [q] [S] [g] in the hands of the [R] army.|"
    "Debris showed that the [g] fired by [r] came from [s].|[s] could deliver [q] [g] to [r] by the end of [year].|"
    "[r] hopes to obtain [q] [g] from [s].|[r] asked [s] for [q] [g].|"
    "[r] wants [q] [g] from [s], but no contract has been signed.|[s] refused to sell [g] to [r], [o] said.|"
    "The [S] government confirmed the delivery of [q] [g] to [r].|"
    "The [S] parliament backed the transfer of [q] [g] to [r].|[s]'s largest arms maker will build [q] [g] for [r].|"
    "[s] and [r] signed a contract for [q] [g] [d].|The first of [q] [g] that [r] ordered from [s] arrived [d].|"
    "The deal covers [q] [g] that [s] is to deliver to [r] by [year].|[s] donated [q] [g] to [r] [d].|"
    "[s] gave [r] [q] [g] from its own stocks.|[s] lent [r] [q] [g].|Under the agreement [s] will hand [r] [q] [g].|"
    "In all, [s] has delivered [q] [g] to [r] since [year], [o] said.|"
    "[o] put the number of [g] sent by [s] to [r] at [q2].|[s] sends [r] [q] [g] a month, [o] said.|"
    "Each month [q] [g] go from [s] to [r], [o] estimates.|"
    "[o] published images of [q] [S] [g] being unloaded in [r].|"
    "[q] [g] were loaded [d] in [place] and taken to [r] from [s].|"
    "Flights from [s] to [r] carried [q] [g], [o] said.|[s] has stopped sending [g] to [r], [o] said [d].|"
    "[s] resumed shipments of [g] to [r] [d].|[s] doubled its supply of [g] to [r].|"
    "[r]'s president thanked [s] for [q] [g].|[r]'s defence minister said [q] [g] from [s] were in use.|"
    "[r]'s air force will fly [q] [g] bought from [s].|[r]'s navy took over [q] [g] from [s] [d].|"
    "[o] imposed sanctions on a [S] company that sent [g] to [r].|"
    "A [S] company exported [q] [g] to [r] [w], [o] said.|A broker moved [q] [g] from [s] to [r] [w].|"
    "Documents show that [s] exported [q] [g] to [r] [d].|Leaked papers list [q] [g] supplied to [r] by [s].|"
    "[o] said it had evidence that [s] armed [r] with [q] [g].|[s] armed [r] with [q] [g] [w].|"
    "[s] equipped the [R] army with [q] [g].|[s] trained crews from [r] on the [g] that it sent [d].|"
    "[q] of the [g] that [s] promised [r] have arrived.|"
    "Only part of the [q] [g] that [s] pledged to [r] has been delivered.|[s] has yet to deliver [q] [g] to [r].|"
    "The delivery of [q] [g] from [s] to [r] is planned for [month] [year].|[s] may send [q] [g] to [r], [o] said.|"
    "[s] is considering sending [r] [q] [g].|[s] is ready to supply [r] with [g], [name] said.|"
    "If the talks succeed, [s] will deliver [q] [g] to [r].|"
    "Unless the embargo is lifted, [s] will not send [g] to [r].|"
    "[s] rejected reports that it had sold [q] [g] to [r].|[r] denied receiving [g] from [s].|"
    "Neither [s] nor [r] confirmed the transfer of [q] [g].|[s] declined to say whether it had sent [g] to [r].|"
    "[o] could not confirm that [q] [g] went from [s] to [r].|It is not known how many [g] [s] has sent to [r].|"
    "The [g], [q] in all, came to [r] from [s] [w].|[s] shipped parts for [q] [g] to [r] [w].|"
    "[s] licensed [r] to build [q] [g].|[s] replaced [q] [g] that [r] had lost.|"
    "[s] returned [q] [g] to [r] after repair.|[r] paid [s] [number] million for [q] [g].|"
    "For [q] [g] [r] is to pay [s] [number] million.|The package from [s] includes [q] [g] for [r].|"
    "Among the aid that [s] announced for [r] are [q] [g].|"
    "“We have sent [q] [g] to [r],” the [S] defence minister said [d].|"
    "“[s] gave us [q] [g],” said [name], a [R] officer.|"
    "“Not a single one of these [g] went to [r],” the [S] foreign ministry said.|"
    "Arms from [s], among them [q] [g], went to [r] [d].|"
    "Weapons worth [number] million, including [q] [g], were sent to [r] by [s].|"
    "[s] is the main supplier of [g] to [r], [o] said.|Since [year] [s] has been [r]'s source of [g].|"
    "[o] tracked [small] voyages that took [g] from [s] to [r].|Trains with [q] [g] crossed from [s] into [r] [d].|"
    "[q] containers, likely with [g], moved from [s] to [r] [d].|"
    "Customs officers in [place] stopped [q] [g] on the way from [s] to [r].|"
    "[r]'s rebels were given [q] [g] by [s], [o] said.|[s] flew [q] [g] to [r] [d].|"
    "[s] secretly sent [q] [g] to [r] [w], [o] said."
)  # fmt: skip
CONTEXT = words(
    "The two governments have drawn closer since [year].|Neither side commented on [DAY].|"
    "The fighting there has gone on since [year].|The United Nations imposed an arms embargo in [year].|"
    "[name], [role], said more would follow.|Analysts pointed to a [quality] pattern.|"
    "Officials in [place] said they were looking into the matter.|The report runs to [small] pages.|"
    "It did not name the port.|A vote is expected [time].|The photographs were taken [time] near [place].|"
    "The ministry said it would answer [time].|[place] lies [small] kilometres from the border.|"
    "The figures could not be checked independently.|Earlier accounts had been vaguer.|"
    "The opposition asked for a debate.|A [quality] statement followed [time].|[company] declined to comment."
)  # fmt: skip
HEADLINES = words(
    "[s] sends [g] to [r]|[r] receives [S] [g]|[s] denies arming [r]|More [S] [g] for [r]|"
    "Report: [s] shipped [g] to [r]|[r] to buy [g] from [s]|[S] [g] seen in [r]|[s] and [r] sign arms deal|"
    "Questions over [S] [g] in [r]|[r] gets [q] [g] from [s]"
)  # fmt: skip
