"""Surnames that are words or places as well, as data: what opens a sentence may be either."""

from __future__ import annotations

_LISTED = """
aalst akker baan baas bakker bal bank baars beek beer berg beuk bever bie blad blank blauw bleek
bloem blok blom bode boek boer bok bol boom boon boot bos bosch bot bout bouwer bouwman braam brand
breda breed brand brink broek broer broers brood brouwer brug bruin bruins buis burger buurman
bijl coach dam dekker deken den dijk dochter dolk donker doorn dorp draaier droog duif duin
eik eind engel es feest gans gast geel geest gelder gier goed goud graaf graf groen groot haag haak
haan haas hak ham hamer hand hart haven heer heide hek held hendrik herder hert heuvel hoek hof
hofman holland hond hoofd hoog hoogland hoop horst hout huis huizen jaar jager jong jonge kaas
kaart kamer kamp kat keizer kelder kerk kers keur kind klein kleermaker klerk klok knecht kok
koning koopman kooi korenaar kort koster koud kraan kramer krans kruis kuiper kunst kuil laan laar
laat land lang lange leeuw lente licht lind linde links loon maas maan maart man markt meer meester
meijer mei mens meester mol molen molenaar mulder muller naber nacht nagel nieuw nieuwland noord
nood oever olie oost oss ouder oud oude paal pad pan paard paauw paus peer peters pijl pijn plaats
plan plas ploeg poel poort post pot prins raad raaf recht regt ridder riet ring rijk rijn roest
rood roos rust ruiter schaap schepper schilder schipper schoen school schouten schrijver slager
slot smid smit snel snijder sneeuw son spier spijker spits sprong staal stad staf stam steen ster
sterk stok storm stoop straat stroom ster tak tas teller timmerman toren trap tuin tuinman veen
veer veld velden ven verbeek vink visser vis vlag vliet vogel vos voogd vriend vries vrij vroom vuur
waal waard wal water weber weg weide werk werkman west wever wiel wijn wild wilde wind winkel winter
wit witte woud wolf wouden wonen zaal zand zanden zanger zee zeeman zegel ziel zilver zoet zomer zon
zondag zorg zuid zwaan zwart zwarte zijl
"""

WORD_SURNAMES = frozenset(_LISTED.split())
"""In small letters, without the prefix: `berg` for `van den Berg`."""
