package web_test

import (
	"strings"
	"testing"
)

// Headings that nobody knows are chosen once: the sender says the kind, the
// heading row and the columns, and the next file with these headings is read so.
func TestColumnsAreChosenOnce(t *testing.T) {
	t.Parallel()
	b := working(t)
	w := b.login(t, serve(t, b.Deps), "association")
	file := func(number, phone string) map[string][]byte {
		return map[string][]byte{"名单.csv": []byte("我们村的人\n谁,证,机子\n赵新," + number + "," + phone + "\n")}
	}
	w.get("/imports").wants(200)
	w.send(file("142325197001019976", "14000000021")).wants(303)
	path := w.at
	w.watch(path).wants(200, "认不出这是哪一种表", "还不能写入")
	w.post(path+"/kind", "kind", "enterprises").wants(409, "没有办成")
	w.post(path+"/kind", "kind", "members").wants(303, path)
	w.watch(path).wants(200, "没有找到会员花名册的标题行", "平台上什么也没有变", "选标题行")
	columns := path + "/columns?file=0&sheet=0"
	w.get(columns).wants(200, "标题在哪一行", "谁｜证｜机子")
	w.lacks("142325197001019976", "14000000021")
	w.get(columns+"&first=2&last=2").wants(200, "还缺", "142325********9976")
	form := []string{"file", "0", "sheet", "0", "first", "2", "last", "2", "columns", "3", "c0", "name", "c1", "id_number"}
	w.post(path+"/columns", but(form, "c1", "", "c2", "phone")...).wants(422, "这样读不了", "身份证号码", `<option value="phone" selected>`)
	w.post(path+"/columns", but(form, "c2", "phone")...).wants(303, path)
	w.watch(path).wants(200, "写入 1 人", "3 列对上了")
	w.post(path+"/drop").wants(303, path)
	w.get(path).wants(200, "没有导入", "文件已经删掉")
	w.get(path + "/original").wants(409)
	w.get("/imports").wants(200)
	w.send(file("142325197001019968", "14000000022")).wants(303)
	path = w.at
	w.watch(path)
	w.post(path+"/kind", "kind", "members").wants(303, path)
	w.watch(path).wants(200, "写入 1 人", "列按上次选的对")
	w.post(path+"/columns/forget", "file", "0", "sheet", "0").wants(303, path)
	w.watch(path).wants(200, "没有找到会员花名册的标题行")
	w.post(path+"/columns", but(form, "leave", "yes")...).wants(303, path)
	if w.watch(path); strings.Contains(w.body, "写入 1 人") {
		t.Error("a sheet that is left out is read")
	}
}

// The rows that a draft would not write can be taken before it is written, and
// nobody takes those that are not there.
func TestRejectedOfDraft(t *testing.T) {
	t.Parallel()
	b := working(t)
	w := b.login(t, serve(t, b.Deps), "association")
	w.get("/imports").wants(200)
	w.send(map[string][]byte{"a.csv": []byte("村,姓名,身份证号码\n甲村,赵新,142325197001019976\n甲村,赵旧,142325197001019977\n")}).wants(303)
	path := w.at
	w.watch(path).wants(200, "写入 1 人", "还有 1 行要改")
	if got := mendFile(t, []byte(w.get(path+"/rejected").wants(200).body), nil); len(got) == 0 {
		t.Error("no workbook")
	}
	w.get(path).wants(200)
	w.mend(path, "3", "身份证号码", "142325197001019968").wants(200, "第 3 行改好了", "写入 2 人")
	w.get(path+"/rejected").wants(409, "没有退回的行")
	w.post(path+"/mend", "file", "0", "sheet", "0", "row", "99", "columns", "2", "text-2", "x").wants(409, "没有这一行")
}
