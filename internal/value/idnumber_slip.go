package value

// Slip says whether one of two ID numbers may be the other written wrongly: of
// the first 17 digits one differs, or two neighbours are swapped. The check
// digit follows from them. Two right numbers of two people may be so alike: it
// proves nothing alone.
func (id IDNumber) Slip(o IDNumber) bool {
	a, b := id.Reveal(), o.Reveal()
	if len(a) != 18 || len(b) != 18 || a == b {
		return false
	}
	var differ []int
	for i := range 17 {
		if a[i] != b[i] {
			differ = append(differ, i)
		}
	}
	switch len(differ) {
	case 1:
		return true
	case 2:
		i, j := differ[0], differ[1]
		return j == i+1 && a[i] == b[j] && a[j] == b[i]
	}
	return false
}
