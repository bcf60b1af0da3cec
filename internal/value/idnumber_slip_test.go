package value

import "testing"

func TestSlip(t *testing.T) {
	t.Parallel()
	read := func(first17 string) IDNumber {
		t.Helper()
		whole, _ := CompleteID(first17)
		n, code := ParseIDNumber(Raw{Text: whole}, Day{})
		if code != "" {
			t.Fatalf("%s: %s", whole, code)
		}
		return n
	}
	one := read("14232519760308999")
	for first17, want := range map[string]bool{
		"14232519760308997": true,  // one digit
		"14232519760309999": true,  // of the birth date
		"14322519760308999": true,  // two neighbours swapped
		"14232519760308999": false, // the same
		"14112319760308999": false, // another area
		"14232519790712999": false, // another day
		"14232519760309997": false, // two digits apart
		"24232519760308998": false, // two that are no neighbours
	} {
		if n := read(first17); one.Slip(n) != want || n.Slip(one) != want {
			t.Errorf("%s a slip: %v, want %v", n, one.Slip(n), want)
		}
	}
	if one.Slip(IDNumber{}) || (IDNumber{}).Slip(one) {
		t.Error("none is no slip of a number")
	}
}
