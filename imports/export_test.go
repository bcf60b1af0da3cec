package imports

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"laowu/imports/sheet"
	"laowu/internal/db"
	"laowu/internal/value"
)

// export writes a kind as somebody asks for it.
func (d *testDesk) export(t testing.TB, q Export) ([]byte, int) {
	t.Helper()
	var out bytes.Buffer
	var rows int
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) (err error) {
		rows, err = q.Write(t.Context(), tx, d.service.Vault, &out)
		return err
	})
	if err != nil {
		t.Fatalf("export %s: %v", q.Kind.Name, err)
	}
	return out.Bytes(), rows
}

// again imports what was exported.
func (d *testDesk) again(t testing.TB, k Kind, data []byte) Report {
	t.Helper()
	var r Report
	err := d.service.DB.Tx(t.Context(), d.actor, func(tx *db.Tx) (err error) {
		r, err = Run(t.Context(), tx, d.service.Vault, d.service.Desk, Request{
			Kind: k, Files: []File{{Name: k.Name + ".xlsx", Data: bytes.NewReader(data), Size: int64(len(data))}},
		})
		return err
	})
	if err != nil {
		t.Fatalf("import %s: %v", k.Name, err)
	}
	return r
}

// exportsAgain exports every kind that has records, numbers whole, and sends it
// again: that may change nothing. It returns how many rows each has.
func (d *testDesk) exportsAgain(t *testing.T) map[string]int {
	t.Helper()
	out := map[string]int{}
	for _, k := range Kinds() {
		data, rows := d.export(t, Export{Kind: k, Reveal: true})
		if out[k.Name] = rows; rows == 0 {
			continue
		}
		if r := d.again(t, k, data); r.Rows != rows || r.Unchanged != rows {
			t.Errorf("%s: %d rows exported and sent again: %s\n%s", k.Name, rows, summary(r), d.shown(t, data))
		}
	}
	return out
}

// shown is what stands in a workbook's first sheet.
func (d *testDesk) shown(t *testing.T, data []byte) string {
	t.Helper()
	b, err := sheet.Open("a.xlsx", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for r, err := range b.Rows(0) {
		if err != nil {
			t.Fatal(err)
		}
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, c.Text)
		}
		lines = append(lines, strings.Join(cells, ","))
	}
	return strings.Join(lines, "\n")
}

// sampled is a county with all samples, and a few households.
func sampled(t *testing.T) *testDesk {
	t.Helper()
	d := newDesk(t)
	for _, s := range readSteps(t) {
		if s.Expect.Error == "" {
			d.send(t, s.Kind, "testdata/samples/"+s.Files[0])
		}
	}
	village := d.tell(t, "SELECT t.name || ',' || v.name FROM area v JOIN area t ON t.code = v.parent WHERE v.level = 'village' ORDER BY v.code LIMIT 1")
	d.csv(t, "households", "乡镇,村,户编号,家庭类别,易地搬迁,安置点,姓名,身份证号码,期望工资,就业意愿,户籍所在地,备注\n"+
		village+",7,监测户,是,蔚汾小区,,,,,,\n"+village+",007,边缘户,否,=蔚汾小区,"+people.Replace("{任小}")+",3500-4500,无,吕梁市临县,=1+1\n"+
		village+",9,,,,"+people.Replace("{高秀}")+",5000以上,有,河北某县,-\n")
	return d
}

// What is exported whole can be sent again and changes nothing.
func TestExportedSamplesChangeNothing(t *testing.T) {
	t.Parallel()
	d := sampled(t)
	for kind, rows := range d.exportsAgain(t) {
		if rows == 0 {
			t.Errorf("no %s", kind)
		}
	}
}

// number is an ID or a telephone number.
var number = regexp.MustCompile(`\b([0-9]{17}[0-9X]|1[0-9]{10}|0[0-9]{9,11})\b`)

// A masked export tells no number, and harms nothing where somebody sends it:
// its rows are rejected, and told why.
func TestMaskedExport(t *testing.T) {
	t.Parallel()
	d := sampled(t)
	records := func() string {
		return d.tell(t, `SELECT (SELECT md5(string_agg(p::text, '' ORDER BY p.id)) FROM person p), (SELECT md5(string_agg(p::text, '' ORDER BY p.id)) FROM placement p),
			(SELECT md5(string_agg(a::text, '' ORDER BY a.id)) FROM association a), (SELECT md5(string_agg(e::text, '' ORDER BY e.id)) FROM enterprise e)`)
	}
	before := records()
	for _, k := range Kinds() {
		data, rows := d.export(t, Export{Kind: k})
		shown := d.shown(t, data)
		if number := number.FindString(shown); number != "" {
			t.Errorf("%s tells %s", k.Name, number)
		}
		r := d.again(t, k, data)
		if r.Rows != rows || r.Created+r.Updated != 0 || r.Rejected == 0 {
			t.Errorf("%s masked and sent again: %s", k.Name, summary(r))
		}
		for _, p := range r.Problems {
			if p.Severity == "error" && (p.Message != maskedNumber || !strings.HasPrefix(string(p.Code), "id_") && p.Code != value.PhoneFormat) {
				t.Errorf("%s row %d: %s %s", k.Name, p.Row, p.Code, p.Message)
			}
		}
	}
	if after := records(); after != before {
		t.Error("a masked export changed records")
	}
}
