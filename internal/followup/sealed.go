package followup

import "laowu/internal/access"

// Sealed lists the sealed columns of complaints.
func Sealed() []access.Sealed {
	return []access.Sealed{{Table: "complaint", Key: []string{"id"}, Column: "phone_sealed", Field: access.Phone, County: "county"}}
}
