package templates

// Picked is a condition in force; To finds the same without it.
type Picked struct {
	Text string // 工种：护工
	To   string
	Post bool // To is no address but a question for the page's form, Asks
}

// Choice is a condition to be taken, with how many it leaves.
type Choice struct {
	Text   string
	To     string
	Count  int    // not shown when 0: an order finds as much as before
	Of     string // what is counted, read out: 人; empty for 个岗位
	Chosen bool   // it is in force
	Post   bool   // To is no address but a question for the page's form, Asks
}

func (c Choice) of() string {
	if c.Of == "" {
		return "个岗位"
	}
	return c.Of
}
