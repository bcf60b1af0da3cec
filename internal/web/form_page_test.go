package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/web"
)

func blankBytes(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../imports/testdata/forms/" + name + ".xlsx")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// keptForms are a form that a role keeps and may do all with, anew each time,
// and one that is another's.
func (g *gatekeeper) keptForms(t *testing.T, role db.Role) records {
	t.Helper()
	const nobodys = "900001"
	a, ok := g.actors(t)[role]
	if !ok || role == db.Nobody || role == db.Worker || role == db.Auditor || role == web.Entering {
		return records{nobodys, nobodys}
	}
	keep := func(a db.Actor) string {
		var id int64
		g.tx(t, a, func(tx *db.Tx) (err error) {
			k, _ := imports.ByName("members")
			g.formsKept++
			id, err = imports.KeepForm(t.Context(), tx, g.Vault, k, "表 "+strconv.Itoa(g.formsKept), imports.Blank{Name: "a.xlsx", Data: blankBytes(t, "05-sum-at-top")})
			return err
		})
		return strconv.FormatInt(id, 10)
	}
	if role == db.County || role == db.Admin {
		return records{keep(a), nobodys}
	}
	return records{keep(a), keep(db.Actor{County: "141123", Role: db.Station, Organisation: 900001, Name: "other"})}
}

// upload posts a form with a file.
func (w *browserless) upload(path, file string, data []byte, fields ...string) *browserless {
	w.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for i := 0; i+1 < len(fields); i += 2 {
		if err := m.WriteField(fields[i], fields[i+1]); err != nil {
			w.Fatal(err)
		}
	}
	if err := m.WriteField("_csrf", w.token); err != nil {
		w.Fatal(err)
	}
	if data != nil {
		part, err := m.CreateFormFile("file", file)
		if err == nil {
			_, err = part.Write(data)
		}
		if err != nil {
			w.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		w.Fatal(err)
	}
	req, err := http.NewRequestWithContext(w.Context(), http.MethodPost, w.site+path, &body)
	if err != nil {
		w.Fatal(err)
	}
	req.Header.Set("Content-Type", m.FormDataContentType())
	req.Header.Set("Origin", w.site)
	return w.take(w.client.Do(req))
}

// TestFormPages: a blank is put up, its columns are read, corrected and kept,
// and one click fills it.
func TestFormPages(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	site := serve(t, b.Deps)
	w := b.login(t, site, "association")
	w.get("/forms").wants(200, "还没有存下的表", "放一张空白表上来")
	w.get("/forms/new").wants(200, `type="file"`, `enctype="multipart/form-data"`)
	for _, c := range []struct {
		name, kind, says string
		data             []byte
	}{
		{"月报", "", "请选空白表的文件", nil}, {"月报", "", "不是 Excel", []byte("\x01\x02\x03")}, {"x", "", "2 到 30 个字", blankBytes(t, "01-roster")},
		{"月报", "nothing", "没有这一种", blankBytes(t, "01-roster")}, {"月报", "enterprises", "没有认出企业名册的标题行", blankBytes(t, "05-sum-at-top")},
	} {
		w.upload("/forms", "空白.xlsx", c.data, "name", c.name, "kind", c.kind).wants(422, c.says, `value="`+c.name+`"`)
	}
	w.upload("/forms", `C:\表\空白.xlsx`, blankBytes(t, "01-roster"), "name", "市局月报").wants(303, "/forms/")
	form := strings.TrimSuffix(w.at, "?done=kept")
	w.get(w.at).wants(200, "存下了", "会员花名册", "务工地点", "表里自己的公式", "填身份证号码", "空白.xlsx")
	w.lacks(`C:\表`)
	w.get(form+"/edit").wants(200, "月工资(元)", "固定的文字")
	w.post(form+"/edit", "name", "", "fact-0-1", "name").wants(422, "2 到 30 个字")
	w.post(form+"/edit", "name", "市局 14000000001").wants(422, "2 到 30 个字")
	w.post(form+"/edit", "name", "市局月报", "fact-0-0", "serial", "fact-0-1", "name", "fact-0-3", "id_number", "fact-0-9", "", "fixed-0-9", "已核对").wants(303, form+"?done=changed")
	w.get(w.at).wants(200, "改好了", "每一行都写“已核对”", "空着")
	w.post(form+"/fill", "where-township", "东京").wants(422, "没有填", "康宁镇", `value="东京"`)
	w.post(form+"/fill", "reveal", "yes", "reason", "核对花名册").wants(422, "不能导出全号")
	w.post(form+"/fill", "reveal", "yes").wants(422, "写明为什么")
	w.post(form + "/fill").wants(200)
	if cells := cellsOf(t, []byte(w.body)); !strings.Contains(cells, "王建") || !strings.Contains(cells, "已核对") || !strings.Contains(cells, "142325********9998") || strings.Contains(cells, "张平") || strings.Contains(cells, wang) {
		t.Errorf("the form says %s", cells)
	}
	if said := b.trail(t, access.Exported); len(said) != 1 || !strings.Contains(said[0], "市局月报") {
		t.Errorf("the audit trail says %v", said)
	}
	county := b.login(t, site, "county")
	county.get(form).wants(200, "为什么要全号")
	county.post(form+"/fill", "reveal", "yes", "reason", "核对花名册").wants(200)
	if cells := cellsOf(t, []byte(county.body)); !strings.Contains(cells, wang) || !strings.Contains(cells, "张平") {
		t.Errorf("the county's says %s", cells)
	}
	county.get("/forms/new")
	county.upload("/forms", "b.xlsx", blankBytes(t, "03-a-sheet-a-town"), "name", "各镇名单").wants(303)
	shared := strings.TrimSuffix(county.at, "?done=kept")
	township := b.login(t, site, "township")
	township.get(form).wants(404, "没有这张表")
	township.get(shared).wants(200, "只填康宁镇的").lacks("删除这张表", "改每一列")
	township.post(shared+"/drop").wants(409, "这张表是县里的")
	township.post(shared+"/edit", "name", "我的").wants(409, "这张表是县里的")
	b.owner(t, "UPDATE person SET village = NULL WHERE name = '王建'; UPDATE association SET township = '141123100' WHERE name = '甲村务工协会'")
	county.get(shared)
	county.post(shared+"/fill").wants(422, "没有位置", "照样下载")
	county.post(shared+"/fill", "partial", "yes").wants(200)
	w.get(form)
	w.post(form+"/drop").wants(303, "/forms?done=dropped")
	w.get(w.at).wants(200, "表删了", "各镇名单").lacks("市局月报")
	w.get(form).wants(404)
}
