package roster

import "laowu/internal/access"

// Sealed lists the sealed columns of people, of the records that became one with
// theirs, and of associations.
func Sealed() []access.Sealed {
	return []access.Sealed{
		{Table: "person", Key: []string{"id"}, Column: "id_sealed", Field: access.IDNumber, County: "county"},
		{Table: "person", Key: []string{"id"}, Column: "phone_sealed", Field: access.Phone, County: "county"},
		{Table: "person_merge", Key: []string{"id"}, Column: "id_sealed", Field: access.IDNumber, County: "county"},
		{Table: "person_merge", Key: []string{"id"}, Column: "phone_sealed", Field: access.Phone, County: "county"},
		{Table: "association", Key: []string{"id"}, Column: "phone_sealed", Field: access.Phone, County: "county"},
	}
}
