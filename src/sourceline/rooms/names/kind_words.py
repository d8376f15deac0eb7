"""Words beside a name that say what kind of thing it names; read by `kinds`."""

# Last names that are also heads of bodies: after a given name they are last names.
ALSO_LAST_NAMES = frozenset((
    "Church", "Park", "Hall", "House", "Post", "Price", "Law", "Lake", "Bridge", "Temple",
    "Hill", "Hills", "Rivers", "Wing", "Guard", "Cross", "Forest", "Springs", "Castle",
    "Port", "Stone", "Bell", "March", "Valley", "Battle", "Case", "Bank", "Field", "Bishop",
    "Marshall", "Street", "Page", "Fall", "Camp", "Power", "Watch", "Shore", "Barr", "Moody",
    "Ridge", "Steel", "Mission", "Plant", "Base", "Trust", "Order", "Spring", "Tower", "Towers",
    "Bay",
))
PLACE_WORDS = frozenset(("in", "near", "outside", "throughout", "across", "toward", "towards"))
SPEAKS = frozenset((
    "say", "tell", "add", "note", "announce", "write", "tweet", "argue", "warn", "claim",
    "insist", "explain", "testify", "ask", "reply", "admit", "acknowledge", "joke", "recall",
    "think", "marry",
))
# What a government does in its own name; a place does none of it.
GOVERNS = frozenset((
    "say", "announce", "deny", "reject", "accuse", "impose", "condemn", "warn", "agree", "sign",
    "threaten", "vow", "want", "insist", "refuse", "claim", "demand", "declare", "confirm",
    "acknowledge", "admit", "seek", "believe", "oppose", "expel", "recall", "summon", "withdraw",
    "retaliate", "ban", "approve", "pledge", "promise", "urge", "respond", "suspend", "support",
    "recognize", "recognise", "negotiate", "dispatch", "deploy", "invade", "attack",
))
HELPERS = frozenset((
    "has", "had", "have", "also", "will", "would", "may", "might", "could", "should", "must",
    "is", "was", "repeatedly", "quickly", "immediately", "later", "reportedly", "then", "now",
    "never", "long", "again", "once", "not", "itself", "officially", "formally", "publicly",
))
PREPOSITIONS = frozenset((
    "in", "at", "from", "of", "near", "to", "outside", "inside", "for", "with", "against", "by",
    "into", "around", "through", "across", "toward", "towards", "on", "over", "between", "under",
))
PERSONAL = frozenset((
    "wife", "husband", "son", "daughter", "mother", "father", "brother", "sister", "family",
    "lawyer", "attorney", "death", "arrest", "trial", "conviction", "release", "remarks", "speech",
    "presidency", "aide", "home", "career", "administration", "campaign", "tweet", "testimony",
    "life", "friend", "leadership", "resignation", "inauguration", "nomination", "candidacy",
    "tenure", "supporters", "supporter", "successor", "predecessor", "body", "own", "memoir",
    "pursuit", "visit", "trip", "victory", "rival", "critic", "comment", "past", "childhood",
))
PLACE_NOUNS = frozenset((
    "province", "city", "district", "village", "town", "region", "county", "suburb", "island",
    "neighborhood", "neighbourhood", "river", "valley", "peninsula", "capital", "governorate",
))
FACILITY_NOUNS = frozenset((
    "prison", "jail", "airport", "airbase", "embassy", "stadium", "hospital", "hotel", "mosque",
    "cathedral", "refinery", "camp",
))
BODY_NOUNS = frozenset((
    "newspaper", "agency", "magazine", "group", "party", "militia", "movement", "company",
    "network", "organization", "organisation", "broadcaster", "website", "coalition", "gang",
    "cartel", "firm", "bank", "faction", "airline", "manufacturer", "charity", "nonprofit",
))
