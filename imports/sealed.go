package imports

import "laowu/internal/access"

// Sealed lists the sealed columns of imports: the files as they were sent, and
// other offices' forms.
func Sealed() []access.Sealed {
	return []access.Sealed{
		{Table: "import_part", Key: []string{"import", "number", "part"}, Column: "sealed", Field: access.File, County: "county"},
		{Table: "form", Key: []string{"id"}, Column: "sealed", Field: access.File, County: "county"},
	}
}
