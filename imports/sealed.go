package imports

import "laowu/internal/access"

// Sealed lists the sealed columns of imports: the files as they were sent, and
// cells that were mended since, files that were written for somebody to fetch,
// records as they were before, and other offices' forms.
func Sealed() []access.Sealed {
	return []access.Sealed{
		{Table: "import_part", Key: []string{"import", "number", "part"}, Column: "sealed", Field: access.File, County: "county"},
		{Table: "export_part", Key: []string{"export", "part"}, Column: "sealed", Field: access.File, County: "county"},
		{Table: "import_change", Key: []string{"import", "position"}, Column: "sealed", Field: imageField, County: "county"},
		{Table: "form", Key: []string{"id"}, Column: "sealed", Field: access.File, County: "county"},
		{Table: "import_mend", Key: []string{"import", "number", "sheet", "row", "col"}, Column: "sealed", Field: access.File, County: "county"},
	}
}
