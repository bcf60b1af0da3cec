package demo

// namer makes up names as people of the county have them.
type namer struct{ words map[string][]string }

func (n namer) surname(d draw) string {
	if d.in(60) {
		return pick(d, n.words["surname_other"])
	}
	// The earlier in the list, the commoner.
	common := n.words["surname_common"]
	return common[min(d.IntN(len(common)), d.IntN(len(common)))]
}

// given is a name fit for a sex and a year of birth.
func (n namer) given(d draw, male bool, year int) string {
	list := "female_"
	if male {
		list = "male_"
	}
	if year < 1978+d.IntN(14) {
		list += "old_"
	} else {
		list += "new_"
	}
	last := pick(d, n.words[list+"last"])
	switch {
	case d.in(6):
		return pick(d, n.words["rare"])
	case d.in(8):
		return last + pick(d, n.words["rare"])
	case d.in(170):
		return last
	}
	for {
		if first := pick(d, n.words[list+"first"]); first != last {
			return first + last
		}
	}
}

func (n namer) name(d draw, male bool, year int) string {
	return n.surname(d) + n.given(d, male, year)
}
