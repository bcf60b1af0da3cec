package hiring

import "laowu/internal/access"

// Sealed lists the sealed columns of enterprises and openings, whose values are
// bound to the keeping county, and of departures.
func Sealed() []access.Sealed {
	return []access.Sealed{
		{Table: "enterprise", Key: []string{"id"}, Column: "phone_sealed", Field: access.Phone, County: "county"},
		{Table: "opening", Key: []string{"id"}, Column: "phone_sealed", Field: access.Phone, County: "county"},
		{Table: "departure", Key: []string{"id"}, Column: "phone_sealed", Field: access.Phone, County: "county"},
	}
}
