package followup

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"laowu/internal/access"
	"laowu/internal/db"
	"laowu/internal/notice"
	"laowu/internal/value"
)

// ComplaintKind is what a complaint is about.
type ComplaintKind string

// complaintKinds and their words, in the order of the form.
var complaintKinds = []struct {
	code ComplaintKind
	word string
}{
	{"fee", "有人收钱、押证件"}, {"untrue", "说的和实际不一样"}, {"wages", "工资没发、受了伤"}, {"service", "办事的人不好好办"}, {"page", "网页不好用"}, {"other", "别的"},
}

// ComplaintKinds lists them, in the order of the form.
func ComplaintKinds() []ComplaintKind {
	out := make([]ComplaintKind, len(complaintKinds))
	for i, k := range complaintKinds {
		out[i] = k.code
	}
	return out
}

// Word is what people call it; empty for what is none.
func (k ComplaintKind) Word() string {
	for _, known := range complaintKinds {
		if known.code == k {
			return known.word
		}
	}
	return ""
}

// Complaint is what somebody complains of, who need not be known here.
type Complaint struct {
	Kind    ComplaintKind
	Opening int64  // that it is about; 0 where it is about none
	Page    string // path of the page it was written from; at most 200 characters
	Said    string // at most 5,000 characters
	Contact string // how to address who sends it; at most 20 characters, may be empty
	Phone   string // where to reach him; may be empty
	Once    string // key of the form: the same complaint of one form counts once; empty: each counts
}

// The bounds of a complaint, in characters.
const (
	LongestComplaint = 5000
	longestContact   = 20
	longestPage      = 200
)

// The refusals of a complaint; their texts go to people as they are.
var (
	ErrComplaintKind   = errors.New("请选是哪一类事")
	ErrComplaintNone   = errors.New("请写是怎么回事，一句话也行")
	ErrComplaintLong   = errors.New("最多写 5000 个字，请写短一点，或者打 12333 说")
	ErrComplaintNumber = errors.New("这里不要写身份证号和电话号码：您的电话写在下面一格，单位写名字就行")
	ErrContact         = errors.New("称呼最多 20 个字，不要写号码")
	ErrComplaintPhone  = errors.New("电话号码不对，请看看是不是少了一位；不想留就空着")
)

// Complain records a complaint of anybody and returns its receipt: with it one
// asks later what became of it. What is sent again with the same Once is recorded
// once and told the same receipt. The refusals above.
func Complain(ctx context.Context, tx *db.Tx, v *access.Vault, c Complaint) (receipt string, err error) {
	phone, err := c.check()
	if err != nil {
		return "", err
	}
	var sealed []byte
	if !phone.IsZero() {
		if sealed, err = v.Seal(tx.Actor.County, access.Phone, []byte(phone.Reveal())); err != nil {
			return "", err
		}
	}
	about, err := c.about(ctx, tx)
	if err != nil {
		return "", err
	}
	receipt = c.receipt()
	var id int64
	if err := tx.QueryRow(ctx, "SELECT nextval('complaint_id_seq')").Scan(&id); err != nil {
		return "", fmt.Errorf("number complaint: %w", err)
	}
	// Without RETURNING: who sends it may not read it.
	tag, err := tx.Exec(ctx, `
		INSERT INTO complaint (county, id, receipt, kind, opening, page, about, said, contact, phone_sealed, made_at)
		VALUES ($1, $2, $3, $4, nullif($5::bigint, 0), $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
		tx.Actor.County, id, receiptHash(receipt), c.Kind, c.Opening, c.Page, about, c.Said, c.Contact, sealed, tx.Now)
	if err != nil {
		return "", fmt.Errorf("record complaint: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return receipt, nil
	}
	err = notice.Tell(ctx, tx, notice.News{Kind: notice.ComplaintMade, To: notice.Office(db.County, 0), Text: c.Kind.Word(), Link: fmt.Sprintf("/complaints/%d", id)})
	if err != nil {
		return "", err
	}
	return receipt, access.Note(ctx, tx, access.Complained, "complaint", id, map[string]any{"kind": c.Kind})
}

// paragraphs is a text with its lines, each tidied.
func paragraphs(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = value.Clean(line)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// pagePath is a page of this site and of no other: who reads the complaint is led
// there, and browsers take //name for another host.
var pagePath = regexp.MustCompile(`^/([a-z0-9][a-z0-9_./-]*)?$`)

// check tidies a complaint and reads its telephone.
func (c *Complaint) check() (phone value.Phone, err error) {
	c.Said, c.Contact, c.Page = paragraphs(c.Said), value.Clean(c.Contact), value.Clean(c.Page)
	switch {
	case !slices.Contains(ComplaintKinds(), c.Kind):
		return phone, ErrComplaintKind
	case c.Said == "":
		return phone, ErrComplaintNone
	case utf8.RuneCountInString(c.Said) > LongestComplaint:
		return phone, ErrComplaintLong
	case value.Redact(c.Said) != c.Said:
		return phone, ErrComplaintNumber
	case utf8.RuneCountInString(c.Contact) > longestContact, value.Redact(c.Contact) != c.Contact:
		return phone, ErrContact
	}
	if utf8.RuneCountInString(c.Page) > longestPage || !pagePath.MatchString(c.Page) || value.Redact(c.Page) != c.Page {
		c.Page = "" // nobody typed it
	}
	phone, code := value.ParsePhone(value.Raw{Text: c.Phone})
	if code != "" {
		return phone, ErrComplaintPhone
	}
	return phone, nil
}

// about says what a complaint concerns as it is called today. An opening that
// nobody sees any more is none.
func (c *Complaint) about(ctx context.Context, tx *db.Tx) (text string, err error) {
	if c.Opening == 0 {
		return "", nil
	}
	err = tx.QueryRow(ctx, `SELECT o.title || '，' || coalesce(access.organisation_name($2, 'enterprise', o.enterprise), '') FROM opening o WHERE o.id = $1`,
		c.Opening, tx.Actor.County).Scan(&text)
	if errors.Is(err, pgx.ErrNoRows) {
		c.Opening = 0
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("find what the complaint is about: %w", err)
	}
	return text, nil
}

// receiptLetters leave out those that are taken for others.
const receiptLetters = "ABCDEFGHJKMNPQRTUVWXY346789"

// receipt is a complaint's: made of its words and the form's key, which is drawn
// at random, so that a visitor, who has no account to keep keys by, is told the
// same twice; without a key it is drawn. 57 bits, which nobody guesses.
func (c *Complaint) receipt() string {
	if c.Once == "" {
		return newReceipt(rand.Reader)
	}
	said := []string{c.Once, string(c.Kind), strconv.FormatInt(c.Opening, 10), c.Page, c.Said, c.Contact, c.Phone}
	sum := sha512.Sum512([]byte(strings.Join(said, "\x00")))
	return newReceipt(bytes.NewReader(sum[:])) // five times what it takes
}

// newReceipt takes one from bytes that are enough.
func newReceipt(from io.Reader) string {
	raw := make([]byte, 12)
	for i := range raw {
		for {
			_, _ = from.Read(raw[i : i+1]) // never fails
			if int(raw[i]) < 256/len(receiptLetters)*len(receiptLetters) {
				break
			}
		}
		raw[i] = receiptLetters[int(raw[i])%len(receiptLetters)]
	}
	return string(raw[:4]) + "-" + string(raw[4:8]) + "-" + string(raw[8:])
}

// Receipt is a receipt as it is printed, however it was typed; what is none stays
// none.
func Receipt(typed string) string {
	letters := strings.Map(func(r rune) rune {
		if strings.ContainsRune(receiptLetters, r) {
			return r
		}
		return -1
	}, strings.ToUpper(value.Clean(typed)))
	if len(letters) != 12 {
		return ""
	}
	return letters[:4] + "-" + letters[4:8] + "-" + letters[8:]
}

// receiptHash is a receipt as it is kept.
func receiptHash(receipt string) []byte {
	sum := sha256.Sum256([]byte(Receipt(receipt)))
	return sum[:]
}

// Complained is what became of a complaint, as its receipt tells.
type Complained struct {
	Kind       ComplaintKind
	About      string
	State      ComplaintState
	MadeAt     time.Time
	Answer     string
	AnsweredAt *time.Time
}

// FindComplained reads it by the receipt; access.ErrNotFound.
func FindComplained(ctx context.Context, tx *db.Tx, receipt string) (Complained, error) {
	rows, err := tx.Query(ctx, "SELECT * FROM access.complaint_answer($1)", receiptHash(receipt))
	if err != nil {
		return Complained{}, fmt.Errorf("find complaint: %w", err)
	}
	c, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Complained])
	if errors.Is(err, pgx.ErrNoRows) {
		return c, access.ErrNotFound
	}
	if err != nil {
		return c, fmt.Errorf("find complaint: %w", err)
	}
	return c, nil
}
