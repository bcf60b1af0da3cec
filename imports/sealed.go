package imports

import "laowu/internal/access"

// Sealed lists the sealed columns of imports: the files as they were sent, and
// cells that were mended since.
func Sealed() []access.Sealed {
	return []access.Sealed{
		{Table: "import_part", Key: []string{"import", "number", "part"}, Column: "sealed", Field: access.File, County: "county"},
		{Table: "import_mend", Key: []string{"import", "number", "sheet", "row", "col"}, Column: "sealed", Field: access.File, County: "county"},
	}
}
