package web_test

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"laowu/imports/sheet"
	"laowu/internal/access"
	"laowu/internal/db"
)

// rosterFile is a township's list of 41 people, 12 rows of which are wrong.
const rosterFile = "members-township.xlsx"

// rosterTownship is a county that works imports and has the associations of the
// sample files, with a login of the township that sends the roster.
func rosterTownship(t *testing.T) *bureau {
	t.Helper()
	b := working(t)
	importSample(t, b.DB, admin, b.Vault, deskOf(b), "associations")
	b.tx(t, admin, func(tx *db.Tx) error {
		place, ok := b.Atlas().Child("141123", "蔡家崖乡")
		if !ok {
			t.Fatal("no such township")
		}
		office, err := access.AddOffice(t.Context(), tx, access.Office{Kind: "township", Name: "蔡家崖乡政府", Place: place.Code})
		if err != nil {
			return err
		}
		_, err = b.Gate.AddLogin(t.Context(), tx, access.NewLogin{Name: "caijiaya", Role: db.Township, Organisation: office, Password: staffSecret, Holder: "李秀兰"})
		return err
	})
	return b
}

func (b *bureau) count(t *testing.T, sql string) (n int) {
	t.Helper()
	b.tx(t, admin, func(tx *db.Tx) error { return tx.QueryRow(t.Context(), sql).Scan(&n) })
	return n
}

// TestClerkWithoutScript goes the clerk's way by forms and links alone: files
// sent, two rows mended in place, written, the rejected rows mended in their file
// sent again, and both taken back.
func TestClerkWithoutScript(t *testing.T) {
	t.Parallel()
	b := rosterTownship(t)
	w := b.login(t, serve(t, b.Deps), "caijiaya")
	before := b.count(t, "SELECT count(*) FROM person")
	w.get("/imports").wants(200, "会员花名册", "要有这几列：姓名、身份证号码", "还没有送过")
	w.send(map[string][]byte{rosterFile: roster41(t)}).wants(303, "/imports/")
	path := w.at
	w.watch(path).wants(200, "导入会员花名册", "标题在第 3 行，共 41 人", "合计行 1 行", "还有 12 行要改", "写入 29 人", "142325********9991")
	w.lacks("142325197705219", "14054093490")
	w.mend(path, "37", "联系电话", "14078690001").wants(200, "第 37 行改好了", "还有 11 行要改", "写入 30 人")
	w.mend(path, "38", "行政村", "还是没有的村").wants(200, "第 38 行改了，可是还有不对的", "还有 11 行要改", "还是没有的村")
	w.undo(path).wants(200, "撤回了", "没有这个村")
	w.mend(path, "41", "外出时间", "2019-10").wants(200, "第 41 行改好了", "写入 31 人")
	if n := b.count(t, "SELECT count(*) FROM person"); n != before {
		t.Fatalf("%d people are on record before anybody said to write, %d at first", n, before)
	}
	w.post(path+"/write").wants(303, path)
	w.watch(path).wants(200, "写好了：新增 31 人，更新 0 人", "下载退回的 10 行")
	if n := b.count(t, "SELECT count(*) FROM person"); n != before+31 {
		t.Errorf("%d people, want %d", n, before+31)
	}
	again := mendFile(t, []byte(w.get(path+"/rejected").wants(200).body), map[string]string{"没有这个村": "上王家沟", "四千左右吧": "4000"})
	w.get("/imports").wants(200, rosterFile, "李秀兰", "已写入", ">31<", ">10<")
	w.send(map[string][]byte{"退回.xlsx": again}).wants(303, "/imports/")
	second := w.at
	w.watch(second).wants(200, "写入 3 人：新增 2 人，更新 1 人", "还有 7 行要改") // what was twice in the first file is once in this
	w.post(second+"/write").wants(303, second)
	w.watch(second).wants(200, "写好了：新增 2 人，更新 1 人")
	if n := b.count(t, "SELECT count(*) FROM person"); n != before+33 {
		t.Errorf("%d people after the second file, want %d", n, before+33)
	}
	if w.get(path + "/original").wants(200); !bytes.Equal([]byte(w.body), roster41(t)) {
		t.Error("the original is another file")
	}
	w.takeBack(second)
	if n := b.count(t, "SELECT count(*) FROM person"); n != before+31 {
		t.Errorf("%d people after the second file was taken back, want %d", n, before+31)
	}
	w.takeBack(path)
	if n := b.count(t, "SELECT count(*) FROM person"); n != before {
		t.Errorf("%d people after both were taken back, want %d", n, before)
	}
	w.get("/imports").wants(200, "已撤回").lacks(">已写入<")
	if n := b.count(t, "SELECT count(*) FROM audit_pending") + b.count(t, "SELECT count(*) FROM audit WHERE action = 'original'"); n == 0 {
		t.Error("nobody noted that the file was taken")
	}
}

// takeBack takes a whole import back, by the link of its page.
func (w *browserless) takeBack(path string) {
	w.Helper()
	w.get(path).wants(200, `href="`+path+`/undo"`)
	w.get(path+"/undo").wants(200, "撤回这次导入").lacks("不能撤回")
	w.post(path+"/undo").wants(303, path)
	w.get(w.at).wants(200, "这一次已经整批撤回", "已撤回", "写入过，已撤回").lacks(path+"/undo", path+"/write", path+"/mend", path+"/again")
}

var mendForms = regexp.MustCompile(`(?s)<form class="mends".*?</form>`)

// mend finds the form of a cell and posts it with another text.
func (w *browserless) mend(path, row, label, text string) *browserless {
	w.Helper()
	box := regexp.MustCompile(`<label class="hide" for="r[0-9-]*-([0-9]+)">[^<]*的` + label + `</label>`)
	for _, form := range mendForms.FindAllString(w.body, -1) {
		fields, found := hiddenIn(form), box.FindStringSubmatch(form)
		if i := slices.Index(fields, "row"); fields[i+1] == row && found != nil {
			for j := 0; j < len(fields); j += 2 { // the other boxes stay as they are
				if column, ok := strings.CutPrefix(fields[j], "was-"); ok && column != found[1] {
					fields = append(fields, "text-"+column, fields[j+1])
				}
			}
			w.post(path+"/mend", append(fields, "text-"+found[1], text)...).wants(303, path)
			return w.get(w.at)
		}
	}
	w.Fatalf("no box for %s of row %s in %.6000s", label, row, w.body)
	return w
}

// undo takes back what the page tells of at its top.
func (w *browserless) undo(path string) *browserless {
	w.Helper()
	_, said, _ := strings.Cut(w.body, `id="said"`)
	form, _, _ := strings.Cut(said, "</form>")
	w.post(path+"/unmend", hiddenIn(form)...).wants(303, path)
	return w.get(w.at)
}

var hiddenFields = regexp.MustCompile(`<input type="hidden" name="([a-z0-9-]+)" value="([^"]*)"`)

// hiddenIn are the hidden fields of a form, without the token.
func hiddenIn(form string) (fields []string) {
	for _, m := range hiddenFields.FindAllStringSubmatch(form, -1) {
		fields = append(fields, m[1], html.UnescapeString(m[2]))
	}
	return fields
}

// mendFile writes a workbook again with other texts in some of its cells.
func mendFile(t *testing.T, data []byte, texts map[string]string) []byte {
	t.Helper()
	book, err := sheet.Open("rejected.xlsx", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out, err := sheet.Create()
	if err != nil {
		t.Fatal(err)
	}
	for i, about := range book.Sheets() {
		s, err := out.Sheet(about.Name, sheet.Layout{})
		if err != nil {
			t.Fatal(err)
		}
		for r, err := range book.Rows(i) {
			if err != nil {
				t.Fatal(err)
			}
			cells := make([]any, len(r.Cells))
			for c, cell := range r.Cells {
				if cells[c] = cell; texts[cell.Text] != "" {
					cells[c] = texts[cell.Text]
				}
			}
			if err := s.Row(cells...); err != nil {
				t.Fatal(err)
			}
		}
	}
	var written bytes.Buffer
	if err := out.Save(&written); err != nil {
		t.Fatal(err)
	}
	return written.Bytes()
}
