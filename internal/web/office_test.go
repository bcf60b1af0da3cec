package web_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"laowu/imports"
	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/db/testdb"
	"laowu/internal/roster"
	"laowu/internal/value"
	"laowu/internal/web"
)

// The people of the tests' county, who do not exist.
const (
	wang  = "142325197603089998" // 王建, 甲村's member, works in Ordos
	li    = "142325197001019984" // 李英, 甲村's member, at home, shares 王建's telephone
	zhang = "142325198005129974" // 张平, 乙村's member, works in Taiyuan
)

const (
	familyPhone = "14000000001"
	staffSecret = "一句谁也猜不到的长话"
	// staffKept is what is kept of staffSecret, at a cost that suits hundreds of
	// tests that log in: what a secret costs is access's own test.
	staffKept = "$argon2id$v=19$m=64,t=1,p=1$IQeYwhTjt8iGSg7FBNS5Tg$4flD2T7XW+obXkeUc7dc8DUgiOYzes/YPVGw6U1hofY"
)

// bureau is a county at work: two associations in two townships, two stations,
// enterprises with openings, and a login of each role, all with staffSecret.
type bureau struct {
	web.Deps
	url         string // the database, as its owner
	clock       *clock
	people      map[string]int64 // by ID number
	enterprises [2]int64
	offices     map[string]int64
	factors     map[string]string // keys of second factors by login
}

var admin = db.Actor{County: "141123", Role: db.Admin, Name: "test"}

func newBureau(t *testing.T) *bureau {
	t.Helper()
	url, told := testdb.Filled(t, "bureau", func(url string) []byte {
		keyset := filepath.Join(t.TempDir(), "keyset.json")
		b := bureauAt(t, url, keyset)
		defer b.DB.Close()
		importSamples(t, b.Deps)
		b.settle(t)
		told, err := json.Marshal(settled{keysIn(t, keyset), b.people, b.enterprises, b.offices})
		if err != nil {
			t.Fatal(err)
		}
		return told
	})
	var s settled
	if err := json.Unmarshal(told, &s); err != nil {
		t.Fatal(err)
	}
	b := bureauAt(t, url, keysetOf(t, s.Keys))
	b.people, b.enterprises, b.offices = s.People, s.Enterprises, s.Offices
	return b
}

// settled is what goes with a bureau's database.
type settled struct {
	Keys        []byte
	People      map[string]int64
	Enterprises [2]int64
	Offices     map[string]int64
}

func bureauAt(t *testing.T, url, keyset string) *bureau {
	t.Helper()
	c := &clock{at: testdb.Now}
	return &bureau{Deps: stackAt(t, url, keyset, c.now), url: url, clock: c, people: map[string]int64{}, offices: map[string]int64{}, factors: map[string]string{}}
}

// settle brings in the people and opens the offices.
func (b *bureau) settle(t *testing.T) {
	t.Helper()
	b.csv(t, "associations", "乡镇,协会名称,覆盖行政村\n康宁镇,甲村务工协会,甲村\n瓦塘镇,乙村务工协会,乙村\n")
	b.csv(t, "members", "乡镇,村,姓名,身份证号码,联系电话,务工地点,务工单位,工种,月工资\n"+
		"康宁镇,甲村,王建,"+wang+","+familyPhone+",鄂尔多斯市东胜区,示例康养公司,护工,4500\n"+
		"康宁镇,甲村,李英,"+li+","+familyPhone+",,,,\n"+
		"瓦塘镇,乙村,张平,"+zhang+",14000000003,太原市小店区,示例物业公司,保安,3600\n")
	b.tx(t, admin, func(tx *db.Tx) error {
		for _, number := range []string{wang, li, zhang} {
			list, err := roster.People(t.Context(), tx, b.Vault, roster.PersonFilter{Text: number, Limit: 2})
			if err != nil || len(list.Lines) != 1 {
				return fmt.Errorf("find %s: %d, %w", value.MaskID(number), len(list.Lines), err)
			}
			b.people[number] = list.Lines[0].ID
		}
		rows, err := tx.Query(t.Context(), "SELECT id FROM enterprise ORDER BY (SELECT count(*) FROM opening o WHERE o.enterprise = enterprise.id) DESC, id LIMIT 2")
		if err != nil {
			return err
		}
		for i := 0; rows.Next(); i++ {
			if err := rows.Scan(&b.enterprises[i]); err != nil {
				return err
			}
		}
		return rows.Err()
	})
	b.openOffices(t)
	b.owner(t, "UPDATE login SET secret = $1", staffKept)
}

func (b *bureau) openOffices(t *testing.T) {
	t.Helper()
	b.tx(t, admin, func(tx *db.Tx) error {
		for _, o := range []access.Office{
			{Kind: "county", Name: "兴县人力资源和社会保障局", Place: "141123"}, {Kind: "township", Name: "康宁镇政府", Place: "141123103"},
			{Kind: "township", Name: "瓦塘镇政府", Place: "141123102"}, {Kind: "station", Name: "鄂尔多斯西部工作站", Place: "150600"},
			{Kind: "station", Name: "太原联络部", Place: "140100"}, {Kind: "trainer", Name: "吕梁山护工培训基地", Place: "141123"},
		} {
			id, err := access.AddOffice(t.Context(), tx, o)
			if err != nil {
				return err
			}
			b.offices[o.Name] = id
		}
		bureauID := b.offices["兴县人力资源和社会保障局"]
		for _, l := range []access.NewLogin{
			{Name: "association", Role: db.Association, Organisation: b.association(t, tx, "甲村务工协会")},
			{Name: "association", Role: db.Township, Organisation: b.offices["康宁镇政府"]},
			{Name: "association2", Role: db.Association, Organisation: b.association(t, tx, "乙村务工协会")},
			{Name: "township", Role: db.Township, Organisation: b.offices["康宁镇政府"]},
			{Name: "station", Role: db.Station, Organisation: b.offices["鄂尔多斯西部工作站"]},
			{Name: "enterprise", Role: db.Enterprise, Organisation: b.enterprises[0]},
			{Name: "trainer", Role: db.Trainer, Organisation: b.offices["吕梁山护工培训基地"]},
			{Name: "county", Role: db.County, Organisation: bureauID}, {Name: "auditor", Role: db.Auditor, Organisation: bureauID},
			{Name: "admin", Role: db.Admin, Organisation: bureauID},
		} {
			l.Password, l.Holder = staffSecret, "测试"+l.Name
			if _, err := b.Gate.AddLogin(t.Context(), tx, l); err != nil {
				return fmt.Errorf("login %s: %w", l.Name, err)
			}
		}
		return nil
	})
}

func (b *bureau) association(t *testing.T, tx *db.Tx, name string) int64 {
	t.Helper()
	var id int64
	if err := tx.QueryRow(t.Context(), "SELECT id FROM association WHERE name = $1", name).Scan(&id); err != nil {
		t.Fatal(err)
	}
	return id
}

func (b *bureau) tx(t *testing.T, a db.Actor, do func(*db.Tx) error) {
	t.Helper()
	if err := b.DB.Tx(t.Context(), a, do); err != nil {
		t.Fatal(err)
	}
}

// csv imports a few rows, all of which must go in.
func (b *bureau) csv(t *testing.T, kind, text string) {
	t.Helper()
	k, _ := imports.ByName(kind)
	b.tx(t, admin, func(tx *db.Tx) error {
		r, err := imports.Run(t.Context(), tx, b.Vault, deskOf(b), imports.Request{
			Kind: k, Files: []imports.File{{Name: kind + ".csv", Data: bytes.NewReader([]byte(text)), Size: int64(len(text))}},
		})
		if err == nil && r.Rejected > 0 {
			t.Fatalf("%s: %+v", kind, r.Problems)
		}
		return err
	})
}

// claim makes a worker's login as a worker does: by a printed code, with the
// family's telephone.
func (b *bureau) claim(t *testing.T, number, pin string) {
	t.Helper()
	var code string
	b.tx(t, admin, func(tx *db.Tx) (err error) {
		code, _, err = access.PrintClaim(t.Context(), tx, b.Vault, b.people[number])
		return err
	})
	p, _ := value.ParsePhone(value.Raw{Text: familyPhone})
	if _, err := b.Gate.Claim(t.Context(), db.Actor{County: "141123", Role: db.Nobody, Name: "nobody"}, code, number[14:], p, pin, 0); err != nil {
		t.Fatal(err)
	}
}

// browserless is somebody at the site, with cookies and without pictures.
type browserless struct {
	*testing.T
	site   string
	client *http.Client
	token  string
	status int
	body   string
	at     string
	header http.Header
}

func (b *bureau) visitor(t *testing.T, site string) *browserless {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &browserless{T: t, site: site, client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

var tokenInPage = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

func (w *browserless) take(res *http.Response, err error) *browserless {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		w.Fatal(err)
	}
	w.status, w.body, w.at, w.header = res.StatusCode, string(body), res.Header.Get("Location"), res.Header
	if m := tokenInPage.FindStringSubmatch(w.body); m != nil {
		w.token = m[1]
	}
	return w
}

func (w *browserless) get(path string) *browserless {
	w.Helper()
	req, err := http.NewRequestWithContext(w.Context(), http.MethodGet, w.site+path, nil)
	if err != nil {
		w.Fatal(err)
	}
	return w.take(w.client.Do(req))
}

// but is a form with other values in some of its fields.
func but(form []string, fields ...string) []string {
	form = slices.Clone(form)
	for i := 0; i < len(fields); i += 2 {
		at := -1
		for j := 0; j < len(form); j += 2 {
			if form[j] == fields[i] {
				at = j
			}
		}
		if at < 0 {
			form = append(form, fields[i], "")
			at = len(form) - 2
		}
		form[at+1] = fields[i+1]
	}
	return form
}

// post sends a form with the token of the last page that had one.
func (w *browserless) post(path string, fields ...string) *browserless {
	w.Helper()
	form := url.Values{"_csrf": {w.token}}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	req, err := http.NewRequestWithContext(w.Context(), http.MethodPost, w.site+path, strings.NewReader(form.Encode()))
	if err != nil {
		w.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return w.take(w.client.Do(req))
}

// wants holds the last answer to a status and to texts in it.
func (w *browserless) wants(status int, texts ...string) *browserless {
	w.Helper()
	if w.status != status {
		w.Fatalf("status %d (to %q), want %d:\n%.1500s", w.status, w.at, status, w.body)
	}
	for _, text := range texts {
		if !strings.Contains(w.body+w.at, text) {
			w.Errorf("does not say %q:\n%.3000s", text, w.body)
		}
	}
	return w
}

func (w *browserless) lacks(texts ...string) {
	w.Helper()
	for _, text := range texts {
		if strings.Contains(w.body, text) {
			w.Errorf("says %q", text)
		}
	}
}

// login logs in as staff, second factor and all, and chooses the first account
// where there are several.
func (b *bureau) login(t *testing.T, site, name string) *browserless {
	t.Helper()
	w := b.visitor(t, site)
	w.get("/login?as=staff").wants(200)
	w.post("/login", "as", "staff", "account", name, "password", staffSecret).wants(303)
	if w.at == "/login/bind" {
		w.get("/login/bind").wants(200)
		b.factors[name] = secretOn(w.body)
		w.post("/login/bind", "code", b.code(t, name)).wants(303)
	}
	if w.at == "/login/code" {
		w.get("/login/code").wants(200)
		b.clock.pass(30 * time.Second) // no code counts twice
		w.post("/login/code", "code", b.code(t, name)).wants(303)
	}
	if w.at == "/switch" {
		w.get("/switch").wants(200)
		w.post("/switch", "account", accountsOn(w.body)[0]).wants(303)
	}
	home := w.at
	return w.get(home).wants(200)
}

var secretGroups = regexp.MustCompile(`(?s)<p class="code">(.*?)</p>`)

// secretOn is the key of a second factor as the page shows it, in groups.
func secretOn(body string) string {
	m := secretGroups.FindStringSubmatch(body)
	if m == nil {
		return ""
	}
	return strings.Join(strings.Fields(regexp.MustCompile(`<[^>]+>`).ReplaceAllString(m[1], " ")), "")
}

// code is what an authenticator shows now, and one step later each time it is
// asked: no code counts twice.
func (b *bureau) code(t *testing.T, name string) string {
	t.Helper()
	code, err := totp.GenerateCode(b.factors[name], b.Now())
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// workerLogin logs in by the family's telephone.
func (b *bureau) workerLogin(t *testing.T, site, pin string) *browserless {
	t.Helper()
	w := b.visitor(t, site)
	w.get("/login?as=worker").wants(200)
	w.post("/login", "as", "worker", "phone", familyPhone, "password", pin).wants(303, "/me")
	return w.get("/me").wants(200)
}

// clock is a clock of the test's own, read by the service's goroutines.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

var accountOnPage = regexp.MustCompile(`name="account" value="(\d+)"`)

// accountsOn are the numbers of the accounts that the page of switching lists.
func accountsOn(body string) []string {
	var ids []string
	for _, m := range accountOnPage.FindAllStringSubmatch(body, -1) {
		ids = append(ids, m[1])
	}
	return ids
}
