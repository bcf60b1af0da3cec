package roster

import "laowu/internal/access"

// Sealed lists the sealed columns of people and associations.
func Sealed() []access.Sealed {
	return []access.Sealed{
		{Table: "person", Key: []string{"id"}, Column: "id_sealed", Field: access.IDNumber, County: "county"},
		{Table: "person", Key: []string{"id"}, Column: "phone_sealed", Field: access.Phone, County: "county"},
		{Table: "association", Key: []string{"id"}, Column: "phone_sealed", Field: access.Phone, County: "county"},
	}
}
