// Package notice tells people and organisations what concerns them: in the
// platform, in the transaction that does what is told of, and from there outside
// by a short message or a signed call, at most once a day for a kind, outside of
// the quiet hours, and as often as it takes until it has arrived.
package notice

import (
	"context"
	"fmt"
	"slices"

	"laowu/internal/db"
	"laowu/internal/value"
)

// To is whom a notice is for: a person, or an organisation of a role.
type To struct {
	Role         db.Role
	Organisation int64 // 0: the county's own bureau
	Account      int64 // one clerk alone; 0: whoever acts for the organisation
	Person       int64
}

// Person is a notice to somebody himself.
func Person(id int64) To { return To{Role: db.Worker, Person: id} }

// Office is one to an organisation; an admin acts for the county's bureau, and so
// does whoever acts for no organisation.
func Office(role db.Role, organisation int64) To {
	if role == db.County || role == db.Admin || organisation == 0 {
		return To{Role: db.County}
	}
	return To{Role: role, Organisation: organisation}
}

// Sender is who sent somebody or asked for him: the person himself, or an
// organisation.
func Sender(role db.Role, organisation, person int64) To {
	if role == db.Worker {
		return Person(person)
	}
	return Office(role, organisation)
}

// Clerk is one to the account that asks, of the organisation it acts for.
func Clerk(a db.Actor) To {
	if a.Role == db.Worker {
		return Person(a.Person)
	}
	return To{Role: a.Role, Organisation: a.Organisation, Account: a.Account}
}

// News is one thing to tell.
type News struct {
	Kind  Kind
	To    To
	About int64  // the person it speaks of; 0: nobody, or the reader himself
	Text  string // what happened; Who stands for the name of About, and no other name is in it
	Link  string // the page where it is done
	Once  string // what is told once: the same thing is not told again; empty where it may be
}

// Who stands in a text for the name of the person it speaks of: the reader sees
// it as he may see that person then.
const Who = "{who}"

// longestText is in characters.
const longestText = 300

// Tell writes notices in the transaction that does what they tell of. Nobody is
// told of what he did himself (what is told once comes by the clock, whoever the
// clock acts as), and nobody who was erased, or whom the kind does
// not name (the table notice_kind), is told anything. Numbers that a text should
// not hold are hidden.
func Tell(ctx context.Context, tx *db.Tx, news ...News) error {
	news = slices.DeleteFunc(slices.Clone(news), func(n News) bool { return n.Once == "" && n.To.isActor(tx.Actor) })
	if len(news) == 0 {
		return nil
	}
	var c columns
	for _, n := range news {
		c.add(n)
	}
	_, err := tx.Exec(ctx, "SELECT access.tell($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
		c.kinds, c.roles, c.organisations, c.accounts, c.people, c.abouts, c.texts, c.links, c.onces, tx.Now)
	if err != nil {
		return fmt.Errorf("tell: %w", err)
	}
	return nil
}

// isActor says whether who acts would be told of his own act. What is for one
// account alone it asked for.
func (t To) isActor(a db.Actor) bool {
	switch {
	case t.Account != 0:
		return false
	case t.Role == db.Worker:
		return a.Role == db.Worker && a.Person == t.Person
	case t.Role == db.County:
		return a.Role == db.County || a.Role == db.Admin
	}
	return a.Role == t.Role && a.Organisation == t.Organisation
}

// columns are news as a statement takes them.
type columns struct {
	kinds, roles, texts, links, onces       []string
	organisations, accounts, people, abouts []int64
}

func (c *columns) add(n News) {
	c.kinds, c.roles = append(c.kinds, string(n.Kind)), append(c.roles, string(n.To.Role))
	c.organisations, c.accounts = append(c.organisations, n.To.Organisation), append(c.accounts, n.To.Account)
	c.people, c.abouts = append(c.people, n.To.Person), append(c.abouts, n.About)
	c.texts, c.links, c.onces = append(c.texts, tidy(n.Text)), append(c.links, n.Link), append(c.onces, n.Once)
}

func tidy(text string) string {
	all := []rune(value.Redact(text))
	if len(all) > longestText {
		all = append(all[:longestText-1], '…')
	}
	return string(all)
}

// TellTransfer tells of a question for a member: the association that is asked
// (asked true), or the one that asks. Who calls it need not see which that is.
func TellTransfer(ctx context.Context, tx *db.Tx, transfer int64, asked bool, kind Kind, text string) error {
	if _, err := tx.Exec(ctx, "SELECT access.tell_transfer($1, $2, $3, $4, $5)", transfer, asked, string(kind), tidy(text), tx.Now); err != nil {
		return fmt.Errorf("tell of transfer: %w", err)
	}
	return nil
}
