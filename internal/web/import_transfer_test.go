package web_test

import (
	"strconv"
	"strings"
	"testing"

	"laowu/internal/db"
	"laowu/internal/roster"
)

// TestConflictIsAskedFor: a roster with another association's member is sent, he
// is asked for from its page, and once the other side agreed his row goes in. His
// number was mended in the page, and asking goes by what it says now.
func TestConflictIsAskedFor(t *testing.T) {
	t.Parallel()
	b := working(t)
	b.owner(t, "UPDATE membership SET joined = '2018-01-01'")
	site := serve(t, b.Deps)
	yi := b.login(t, site, "association2")
	yi.get("/imports").wants(200)
	yi.send(map[string][]byte{"花名册.csv": []byte("村,姓名,身份证号码,务工地点,工种,入会时间\n乙村,王建,142325197603089,太原市,保安,2018-01\n乙村,李樱," + li + ",,,2018-01\n")}).wants(303, "/imports/")
	path := yi.at
	yi.watch(path).wants(200, "还有 1 行要改")
	yi.get(path+"?show=conflict").wants(200, "请求转会，1 人").lacks("到“转会”里看答复")
	yi.get(path).mend(path, "2", "身份证号码", wang).wants(200, "别家的 2 人，请求转会")
	yi.watch(path)
	yi.get(path+"?show=conflict").wants(200, "请求转会，2 人")
	yi.post(path+"/transfers").wants(303, path+"?show=conflict&asked=1&open=0&left=1#said")
	yi.get(yi.at).wants(200, "已向 1 人所在的协会提出", "1 人没有提：姓名", "等对方答复 1 人", "到“转会”里看答复").lacks("甲村", "再核对一次", wang)
	yi.post(path+"/transfers").wants(303, "asked=0&open=1")
	yi.get(yi.at).wants(200, "没有新提出的", "1 人以前提过")
	b.login(t, site, "association").post(path+"/transfers").wants(404, "没有这一次导入")
	b.login(t, site, "station").post(path + "/transfers").wants(403)

	jia := b.login(t, site, "association")
	jia.get("/transfers").wants(200, "王建", "花名册上有他").lacks("李樱", "李英")
	b.tx(t, admin, func(tx *db.Tx) error {
		open, err := roster.OpenTransfers(t.Context(), tx, b.Vault, 9)
		if len(open) != 1 {
			t.Fatalf("open: %+v", open)
		}
		jia.post("/transfers/"+strconv.FormatInt(open[0].ID, 10), "do", "agree").wants(303, "/transfers")
		return err
	})
	yi.get(path+"?show=conflict").wants(200, "已转来 1 人", "再核对一次")
	yi.post(path+"/again").wants(303, path)
	yi.watch(path)
	yi.get(path+"?show=conflict").wants(200, "1 行是别的协会的会员", "李樱", "写入 1 人：新增 0 人，更新 1 人").lacks("王建")
	yi.post(path+"/write").wants(303, path)
	yi.watch(path).wants(200, "写好了")
	yi.get(b.person(wang)).wants(200, "王建")
	if body := yi.get("/people").body; strings.Contains(body, "李英") {
		t.Error("who was not asked for came over")
	}
}
