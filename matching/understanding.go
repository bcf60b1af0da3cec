package matching

// ChipKind says what a chip stands for.
type ChipKind string

// The kinds of chips.
const (
	ChipTrade       ChipKind = "trade"
	ChipPlace       ChipKind = "place"
	ChipWage        ChipKind = "wage"
	ChipBenefit     ChipKind = "benefit"
	ChipCertificate ChipKind = "certificate"
	ChipForm        ChipKind = "form"
	ChipAge         ChipKind = "age"
	ChipEmployer    ChipKind = "employer"
	ChipFree        ChipKind = "free"
	ChipWords       ChipKind = "words"
)

// Chip is one condition as it was understood, for people to see and remove.
type Chip struct {
	Kind    ChipKind
	Label   string // "工种：护工"
	Text    string // what the asker wrote for it
	Without string // the whole text without it
}

// Understanding is what the lexicon makes of a text.
type Understanding struct {
	Question Question
	Chips    []Chip // in the order of the text
	free     bool   // of a question about people: who is free
	most     int    // of a question about people: the most that they wish
	Note     string // a sentence for people: what a trade includes, what was put right, what was left aside
}
