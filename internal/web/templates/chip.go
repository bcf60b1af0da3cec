package templates

// Picked is a condition in force; To finds the same without it.
type Picked struct {
	Text string // 工种：护工
	To   string
}

// Choice is a condition to be taken, with how many openings it leaves.
type Choice struct {
	Text   string
	To     string
	Count  int  // not shown when 0: an order finds as much as before
	Chosen bool // it is in force
}
